import { endpoints, unpackSlots, type Plan, type ResultOf, type SideBySide } from '@hexalign/api/contract';
import type { UnitGraph } from '@hexalign/engine';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { readGraph } from '../../editor/OpenUnits.ts';
import { call } from '../../server/call.ts';
import { queries } from '../../server/queries.ts';

/** Sides as the server tells of them, with n slots each in the numbers of the comparison. */
export interface Compared {
  readonly names: readonly string[];
  readonly answer: SideBySide;
  readonly slots: readonly Uint16Array<ArrayBuffer>[];
}

export interface CompareGround {
  readonly graph: UnitGraph;
  readonly units: ResultOf<typeof endpoints.readUnits>;
}

/** The ground of a plan; it never changes under its id. */
export function useGround(plan: Plan | undefined): CompareGround | null {
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

/** Compares sides; asked again whenever one of them may have a new entry. */
export function useSides(planId: string, names: readonly string[]): { data: Compared | undefined; error: Error | null } {
  const { data, error } = useQuery({
    queryKey: ['sides', planId, names], enabled: names.length >= 2, staleTime: 0, placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Compared> => {
      const params = { planId };
      const answer = await call(endpoints.compareSides, { params, query: { sides: names.join(',') }, signal });
      const n = answer.totals.of.units;
      const all = unpackSlots(await call(endpoints.readSideSlots, { params, query: { sides: answer.sides.map(({ pinned }) => pinned).join(',') }, signal }), n * answer.sides.length);
      return { names, answer, slots: answer.sides.map((_, i) => all.slice(i * n, (i + 1) * n)) };
    },
  });
  return { data, error };
}

/** What the pickers of the sides offer. */
export function usePlanOf(planId: string): { plan: Plan | undefined; error: Error | null; refetch(): void } {
  const { data, error, refetch } = useQuery(queries.plan(planId));
  return { plan: data, error, refetch: () => void refetch() };
}
