import type { Constraint, Problem } from '@hexalign/engine';
import { z } from 'zod';
import { problemOf, type PlanDemand } from './problemOf.ts';
import type { TodayOnUnits } from './todayOnUnits.ts';

const Name = z.string().min(1);
const Amount = z.number().min(0);

/** What was demanded of a plan beside shares, tolerance, locks, holds and links, in ids: `demands` in plan.json. */
export const PlanDemands = z.strictObject({
  /** Today's plan was in force: what moves has a price, a budget or a lock. */
  today: z.literal(true).optional(),
  /** How much measures count beside each other, 1 where nothing is said; 0: not balanced, though it may have bounds. */
  weights: z.record(z.string(), Amount).optional(),
  /** Largest |deviation| of measures that are held to another one than the plan's, 0-1. */
  tolerances: z.record(z.string(), z.number().min(0).max(1)).optional(),
  /** What territories may hold; of all of them where none is named. */
  bounds: z.array(z.strictObject({ measure: Name, territory: Name.optional(), min: Amount.optional(), max: Amount.optional() })).optional(),
  homes: z.array(z.strictObject({ territory: Name, lng: z.number(), lat: z.number(), leashKm: z.number().positive().optional(), reachKm: z.number().positive().optional() })).optional(),
  /** Units that territories grow from, and keep. */
  starts: z.array(z.strictObject({ territory: Name, unit: z.string() })).optional(),
  /** Units that stay together, two or more each. */
  together: z.array(z.array(z.string()).min(2)).optional(),
  /** Pairs of units that do not count as neighbours. */
  barriers: z.array(z.tuple([z.string(), z.string()])).optional(),
  inPieces: z.array(Name).optional(),
  /** At most so much changes hands, or leaves one territory: units, accounts or a measure. */
  budgets: z.array(z.strictObject({ what: Name, max: Amount, territory: Name.optional() })).optional(),
  price: Amount.optional(),
  pricedBy: Name.optional(),
  travel: Amount.optional(),
});
export type PlanDemands = z.infer<typeof PlanDemands>;

/** A unit that stays in a territory. */
export const PlanHold = z.strictObject({ unit: z.string(), territory: Name });
export type PlanHold = z.infer<typeof PlanHold>;

/** An account that a territory has whatever its unit belongs to: why, who said so, and the last day it holds. */
export const PlanException = z.strictObject({ account: z.string().min(1), territory: Name, reason: z.string(), owner: z.string(), expires: z.string().nullable() });
export type PlanException = z.infer<typeof PlanException>;

/** A plan's demands in the words of its files. n = units, k = territories. */
export interface DemandedPlan extends Pick<PlanDemand, 'graph' | 'measures' | 'shares'> {
  /** Largest |deviation| of what has none of its own, 0-1. */
  readonly tolerance: number;
  /** k ids of territories, in the order of their slots. */
  readonly ids: readonly string[];
  readonly locks: readonly string[];
  readonly holds: readonly PlanHold[];
  readonly demands: PlanDemands;
  /** Needed with `demands.today`. */
  readonly today: TodayOnUnits | null;
  /** k * q sums that accounts apart from their ground bring to territories; the measures are without them. */
  readonly load?: Float64Array;
}

/** The engine's problem of a plan; the same from options and from a plan's files. Names of nothing are left out: whoever reads files says so. */
export function demandedProblem({ graph, measures, tolerance, shares, ids, locks, holds, demands, today, load }: DemandedPlan): Problem {
  const slotOf = new Map(ids.map((id, slot) => [id, slot]));
  const unitOf = new Map(graph.ids.map((id, u) => [id, u]));
  const constraints: Constraint[] = [];
  const add = (slot: number | undefined, of: (slot: number) => Constraint): void => {
    if (slot !== undefined) constraints.push(of(slot));
  };
  const all = [...ids.keys()];
  const held = new Map<number, number[]>();
  for (const { unit, territory } of holds) {
    const [u, slot] = [unitOf.get(unit), slotOf.get(territory)];
    if (u !== undefined && slot !== undefined) held.set(slot, [...(held.get(slot) ?? []), u]);
  }
  for (const [slot, units] of held) constraints.push({ type: 'hold', units: Uint32Array.from(units), slot });
  for (const id of locks) add(slotOf.get(id), (slot) => ({ type: 'lock', slot }));
  for (const id of demands.inPieces ?? []) add(slotOf.get(id), (slot) => ({ type: 'scattered', slot }));
  for (const { territory, lng, lat, leashKm, reachKm } of demands.homes ?? []) add(slotOf.get(territory), (slot) => ({ type: 'home', slot, lng, lat, centreKm: leashKm, reachKm }));
  for (const { territory, unit } of demands.starts ?? []) {
    const u = unitOf.get(unit);
    if (u !== undefined) add(slotOf.get(territory), (slot) => ({ type: 'seed', slot, unit: u }));
  }
  for (const { measure, territory, min = 0, max = Infinity } of demands.bounds ?? []) {
    for (const slot of territory === undefined ? all : [slotOf.get(territory)]) add(slot, (of) => ({ type: 'capacity', measure, slot: of, min, max }));
  }
  if (demands.together && demands.together.length > 0) {
    const group = new Uint32Array(graph.ids.length);
    demands.together.forEach((units, g) => units.forEach((unit) => (group[unitOf.get(unit) ?? -1] = g + 1)));
    constraints.push({ type: 'keepTogether', group });
  }
  if (demands.barriers && demands.barriers.length > 0) {
    const pairs = demands.barriers.map((pair) => pair.map((id) => unitOf.get(id) ?? -1)).filter((pair) => !pair.includes(-1));
    constraints.push({ type: 'barrier', pairs: Uint32Array.from(pairs.flat()) });
  }
  for (const { what, max, territory } of demands.budgets ?? []) {
    const from = territory === undefined ? undefined : slotOf.get(territory);
    if (territory !== undefined && from === undefined) continue;
    const counts = today?.counted(what, from);
    constraints.push({ type: 'budget', measure: measures.some(({ key }) => key === what) ? what : null, max, ...(from === undefined ? {} : { from }), ...(counts ? { counts } : {}) });
  }
  const problem = problemOf({ graph, measures, k: ids.length, tolerance: tolerancesOf(measures, tolerance, demands), shares, constraints, ...(demands.today && today ? { baseline: today.slots } : {}), disruption: demands.price ?? 0 });
  const balanced = balancedOf(measures, demands);
  return {
    ...problem,
    ...(load ? { load } : {}),
    goals: problem.goals.filter((_, m) => balanced[m]).map((goal) => ({ ...goal, weight: demands.weights?.[goal.measure] ?? 1 })),
    ...(demands.pricedBy === undefined ? {} : { priced: demands.pricedBy }),
    weights: { ...problem.weights, travel: demands.travel ?? 0 },
  };
}

/** Per measure whether it is balanced: weighed above 0. */
export function balancedOf(measures: readonly { readonly key: string }[], { weights = {} }: Pick<PlanDemands, 'weights'>): boolean[] {
  return measures.map(({ key }) => (weights[key] ?? 1) > 0);
}

/** Per measure the tolerance it is held to. */
export function tolerancesOf(measures: readonly { readonly key: string }[], tolerance: number, { tolerances = {} }: Pick<PlanDemands, 'tolerances'>): number[] {
  return measures.map(({ key }) => tolerances[key] ?? tolerance);
}
