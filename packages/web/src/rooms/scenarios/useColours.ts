import { useMemo, useRef } from 'react';
import type { Territory } from '@hexalign/api/contract';
import { colourTerritories } from '../../map/colouring.ts';
import type { SlotNeighbours } from '../../map/slotNeighbours.ts';

/**
 * Colour number per slot. Chosen by hand where it was, else by neighbourhood, and kept by this browser, so that a
 * territory looks the same tomorrow.
 */
export function useColours(scenarioId: string, territories: readonly (Territory | null)[], neighbours: SlotNeighbours | null, remember: boolean): readonly number[] {
  const key = `hexalign.colours.${scenarioId}`;
  const last = useRef<(number | null)[] | null>(null);
  return useMemo(() => {
    last.current ??= readColours(key);
    const fixed = new Set<number>();
    const before = territories.map((territory, slot) => {
      if (territory?.colour !== null && territory?.colour !== undefined) {
        fixed.add(slot);
        return territory.colour;
      }
      return last.current?.[slot] ?? null;
    });
    if (!neighbours || neighbours.near.length !== territories.length) return before.map((colour, slot) => colour ?? slot % 9);
    const colours = colourTerritories(neighbours, before, fixed);
    if (remember) {
      last.current = colours;
      localStorage.setItem(key, JSON.stringify(colours));
    }
    return colours;
  }, [key, territories, neighbours, remember]);
}

function readColours(key: string): (number | null)[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.map((colour) => (Number.isInteger(colour) ? (colour as number) : null)) : [];
  } catch {
    return [];
  }
}
