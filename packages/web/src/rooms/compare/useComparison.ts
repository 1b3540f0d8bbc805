import { endpoints, unpackSlots, type Comparison, type Plan, type ResultOf } from '@hexalign/api/contract';
import type { UnitGraph } from '@hexalign/engine';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { readGraph } from '../../editor/OpenUnits.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import { colourTerritories } from '../../map/colouring.ts';
import { call } from '../../server/call.ts';
import { queries } from '../../server/queries.ts';
import { useKeptColours } from '../scenarios/keptColours.ts';
import { draw, type Picture } from '../scenarios/useDrawn.ts';
import { diffOf, type Diff } from './diff.ts';
import type { Side } from './sides.ts';

/** Two states with what lies between them. */
export interface Compared {
  readonly comparison: Comparison;
  readonly diff: Diff;
}

/** The ground of a plan; it never changes under its id. */
export function useGround(plan: Plan | undefined): { graph: UnitGraph; units: ResultOf<typeof endpoints.readUnits> } | null {
  const unitsId = plan?.unitsId ?? null;
  const ground = useQuery({
    queryKey: ['ground', unitsId], staleTime: Infinity, enabled: unitsId !== null,
    queryFn: async ({ signal }) => {
      const params = { unitsId: unitsId as string };
      const [units, packed] = await Promise.all([call(endpoints.readUnits, { params, signal }), call(endpoints.readGraph, { params, signal })]);
      return { units, graph: await readGraph(params.unitsId, units, packed) };
    },
  });
  return ground.data ?? null;
}

/** Compares two sides; asked again whenever one of them has a new entry. */
export function useCompared(a: Side | null, b: Side | null): { data: Compared | undefined; error: Error | null; refetch(): void } {
  const result = useQuery({
    queryKey: ['compare', a, b], enabled: a !== null && b !== null, staleTime: 0, placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Compared> => {
      const [one, other] = [a as Side, b as Side];
      const comparison = await call(endpoints.compareScenarios, { params: { scenarioId: one.scenarioId }, query: { with: other.scenarioId, ...(one.seq === null ? {} : { seq: one.seq }), ...(other.seq === null ? {} : { withSeq: other.seq }) }, signal });
      const slotsOf = async ({ scenarioId, seq }: Comparison['before']): Promise<Uint16Array> => unpackSlots(await call(endpoints.readSlots, { params: { scenarioId }, query: { seq }, signal }), comparison.of.units);
      const [before, after] = await Promise.all([slotsOf(comparison.before), slotsOf(comparison.after)]);
      return { comparison, diff: diffOf(before, after, comparison.territories) };
    },
  });
  return { data: result.data, error: result.error, refetch: () => void result.refetch() };
}

/** Borders of B, outlines of what moved, and colours by index: those kept for A, else for B. */
export function useComparePicture(compared: Compared | undefined, graph: UnitGraph | undefined, host: EngineHost, ready: boolean): { picture: Picture | null; patches: Picture | null; colours: readonly number[] } {
  const [drawn, setDrawn] = useState<{ of: Compared; picture: Picture; patches: Picture } | null>(null);
  useEffect(() => {
    if (!compared || !graph || !ready) return;
    let live = true;
    const { diff, comparison } = compared;
    const flowOf = new Uint16Array(diff.after.length).fill(0xffff);
    diff.flows.forEach(({ units }, i) => units.forEach((u) => (flowOf[u] = i)));
    const load = async (): Promise<void> => {
      const picture = await draw(host, graph.fingerprint, diff.after.slice(), comparison.territories.length, 2000);
      const patches = await draw(host, graph.fingerprint, flowOf, diff.flows.length, 0);
      if (live) setDrawn({ of: compared, picture, patches });
    };
    load().catch(() => undefined);
    return () => {
      live = false;
    };
  }, [compared, graph, host, ready]);
  const kept = useKeptColours(compared?.comparison.before.scenarioId);
  const others = useKeptColours(compared?.comparison.after.scenarioId);
  const colours = useMemo(() => {
    if (!compared) return [];
    const { comparison } = compared;
    const at = (colourOf: readonly (number | null)[], slot: number | null): number | null => (slot === null ? null : (colourOf[slot] ?? null));
    const known = comparison.territories.map(({ slotBefore, slotAfter }) => at(kept, slotBefore) ?? at(others, slotAfter));
    if (drawn?.of !== compared) return known.map((colour, i) => colour ?? i % 9);
    return colourTerritories(drawn.picture.neighbours, known);
  }, [compared, drawn, kept, others]);
  return { picture: drawn?.picture ?? null, patches: drawn?.patches ?? null, colours };
}

/** What the pickers of the two sides offer. */
export function usePlanOf(planId: string): { plan: Plan | undefined; error: Error | null; refetch(): void } {
  const { data, error, refetch } = useQuery(queries.plan(planId));
  return { plan: data, error, refetch: () => void refetch() };
}
