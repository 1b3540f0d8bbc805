import type { UnitGraph } from '@hexalign/engine';
import { useEffect, useMemo, useState } from 'react';
import type { EngineHost } from '../../engine/engineHost.ts';
import { colourTerritories } from '../../map/colouring.ts';
import { useKeptColours } from '../scenarios/keptColours.ts';
import { draw, type Picture } from '../scenarios/useDrawn.ts';
import type { Diff } from './diff.ts';
import type { Compared } from './useSides.ts';

/** Size of what the screen need not show of a border, metres. */
const DETAIL_M = 2000;
const NONE: readonly Picture[] = [];

/** Borders and names of every side, and colours by number: those that the first scenarios keep, else such that neighbours differ. */
export function useSidePictures(compared: Compared | undefined, graph: UnitGraph, host: EngineHost, ready: boolean): { pictures: readonly Picture[]; colours: readonly number[] } {
  const [drawn, setDrawn] = useState<{ of: Compared; pictures: readonly Picture[] } | null>(null);
  useEffect(() => {
    if (!compared || !ready) return;
    let live = true;
    const load = async (): Promise<void> => {
      const pictures: Picture[] = [];
      for (const slots of compared.slots) pictures.push(await draw(host, graph.fingerprint, slots.slice(), compared.answer.territories.length, DETAIL_M));
      if (live) setDrawn({ of: compared, pictures });
    };
    load().catch(() => undefined);
    return () => {
      live = false;
    };
  }, [compared, graph, host, ready]);
  const scenarios = compared?.answer.sides.flatMap(({ scenarioId }, side) => (scenarioId === null ? [] : [{ scenarioId, side }])) ?? [];
  const kept = useKeptColours(scenarios[0]?.scenarioId);
  const others = useKeptColours(scenarios[1]?.scenarioId);
  const [first, second] = [scenarios[0]?.side ?? -1, scenarios[1]?.side ?? -1];
  const colours = useMemo(() => {
    if (!compared) return [];
    const at = (colourOf: readonly (number | null)[], slot: number | null | undefined): number | null => (slot === null || slot === undefined ? null : (colourOf[slot] ?? null));
    const known = compared.answer.territories.map(({ slots }) => at(kept, slots[first]) ?? at(others, slots[second]));
    if (drawn === null || drawn.of !== compared) return known.map((colour, i) => colour ?? i % 9);
    return colourTerritories(drawn.pictures[drawn.pictures.length > 1 ? 1 : 0].neighbours, known);
  }, [compared, drawn, kept, others, first, second]);
  return { pictures: drawn !== null && drawn.of === compared ? drawn.pictures : NONE, colours };
}

/** Outlines of what moves between two sides. */
export function usePatches(diff: Diff | null, graph: UnitGraph, host: EngineHost, ready: boolean): Picture | null {
  const [drawn, setDrawn] = useState<{ of: Diff; picture: Picture } | null>(null);
  useEffect(() => {
    if (!diff || !ready) return;
    let live = true;
    const flowOf = new Uint16Array(diff.after.length).fill(0xffff);
    diff.flows.forEach(({ units }, i) => units.forEach((u) => (flowOf[u] = i)));
    draw(host, graph.fingerprint, flowOf, diff.flows.length, 0).then((picture) => live && setDrawn({ of: diff, picture }), () => undefined);
    return () => {
      live = false;
    };
  }, [diff, graph, host, ready]);
  return drawn !== null && drawn.of === diff ? drawn.picture : null;
}
