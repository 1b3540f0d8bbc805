import type { Territory } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { EditorState } from '../../editor/EditorState.ts';
import { colourTerritories } from '../../map/colouring.ts';
import type { SlotNeighbours } from '../../map/slotNeighbours.ts';
import { queries } from '../../server/queries.ts';
import { useMay } from '../../server/useMay.ts';
import { keepColours } from './keptColours.ts';

/** Colours chosen in one breath are kept in one go. */
const PAUSE_MS = 400;
const NONE: readonly (number | null)[] = [];

/** Whether anything of a scenario is drawn. */
export const isDrawn = (state: EditorState): boolean => state.figures.some(({ units }) => units > 0);

/** What the colours of a scenario follow. */
export interface ColourGround {
  readonly scenarioId: string;
  readonly territories: readonly (Territory | null)[];
  /** Whether anything is drawn: colours of a plan without any ground are nobody's yet. */
  readonly drawn: boolean;
  readonly neighbours: SlotNeighbours | null;
  /** The neighbours are those of a design that runs: its colours hold while it runs, and go with it. */
  readonly passing: boolean;
  /** How many designs from empty ground have ended: their colours are chosen from what is there alone. */
  readonly drawnAnew: number;
}

/**
 * Colour number per slot: chosen by hand where it was, else the one that the server keeps, else by neighbourhood. The same
 * document and the same kept colours give the same picture in every browser; what is chosen here is kept for all of them.
 */
export function useColours({ scenarioId, territories, drawn, neighbours, passing, drawnAnew }: ColourGround): readonly number[] {
  const kept = useQuery(queries.colours(scenarioId)).data?.colours ?? null;
  const may = useMay()('scenario.write');
  const anew = useRef({ seen: drawnAnew, from: null as readonly (number | null)[] | null });
  const during = useRef<readonly number[]>(NONE as readonly number[]);
  const colours = useMemo(() => {
    if (anew.current.seen !== drawnAnew && !passing) anew.current = { seen: drawnAnew, from: kept ?? NONE };
    // Until what is chosen anew has arrived at the server, what it keeps is that of before.
    const basis = passing ? during.current : anew.current.from !== null && anew.current.from === kept ? NONE : (kept ?? NONE);
    const fixed = new Set<number>();
    const before = territories.map((territory, slot) => {
      if (territory?.colour === null || territory?.colour === undefined) return basis[slot] ?? null;
      fixed.add(slot);
      return territory.colour;
    });
    if (!neighbours || neighbours.near.length !== territories.length) return { numbers: before.map((colour, slot) => colour ?? slot % 9), whole: false };
    const numbers = colourTerritories(neighbours, before, fixed);
    during.current = passing ? numbers : (NONE as readonly number[]);
    return { numbers, whole: !passing };
  }, [territories, neighbours, passing, drawnAnew, kept]);

  useEffect(() => {
    if (!colours.whole || kept === null || !may || !drawn) return;
    const changes = territories.flatMap((territory, slot) => (territory?.level === 0 && (kept[slot] ?? null) !== colours.numbers[slot] ? [{ slot, from: kept[slot] ?? null, to: colours.numbers[slot] }] : []));
    if (changes.length === 0) return;
    const timer = setTimeout(() => void keepColours(scenarioId, changes), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [scenarioId, colours, kept, may, drawn, territories]);
  return colours.numbers;
}
