import { useMemo, useRef } from 'react';
import type { Territory } from '@hexalign/api/contract';
import { colourTerritories } from '../../map/colouring.ts';
import type { SlotNeighbours } from '../../map/slotNeighbours.ts';
import { keepColours, readColours } from './storedColours.ts';

/**
 * Colour number per slot. Chosen by hand where it was, else by neighbourhood, and kept by this browser, so that a
 * territory looks the same tomorrow. A plan drawn from empty ground is coloured anew, from what is there alone: then
 * every browser that opens it sees the same colours.
 *
 * @param passing the neighbours are those of a design that runs: its colours hold while it runs, and go with it
 * @param drawnAnew how many designs from empty ground have ended
 */
export function useColours(scenarioId: string, territories: readonly (Territory | null)[], neighbours: SlotNeighbours | null, passing: boolean, drawnAnew: number): readonly number[] {
  const last = useRef<(number | null)[] | null>(null);
  const drawn = useRef(drawnAnew);
  const during = useRef<number[]>([]);
  return useMemo(() => {
    last.current ??= readColours(scenarioId);
    if (drawn.current !== drawnAnew && !passing) {
      drawn.current = drawnAnew;
      last.current = [];
    }
    const fixed = new Set<number>();
    const before = territories.map((territory, slot) => {
      if (territory?.colour !== null && territory?.colour !== undefined) {
        fixed.add(slot);
        return territory.colour;
      }
      return (passing ? during.current : last.current)?.[slot] ?? null;
    });
    if (!neighbours || neighbours.near.length !== territories.length) return before.map((colour, slot) => colour ?? slot % 9);
    const colours = colourTerritories(neighbours, before, fixed);
    during.current = passing ? colours : [];
    if (!passing) {
      last.current = colours;
      keepColours(scenarioId, colours);
    }
    return colours;
  }, [scenarioId, territories, neighbours, passing, drawnAnew]);
}
