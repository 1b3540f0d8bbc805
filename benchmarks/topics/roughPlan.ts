import { drain, solve } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { problemOf } from '../design/problemOf.ts';

/** Territories of the plan that parts are measured on. */
export function territoriesFor({ graph }: Instance): number {
  const n = graph.ids.length;
  return n < 100_000 ? 50 : n < 500_000 ? 200 : 500;
}

/** A quick plan with a wide tolerance: for topics that need territories, whatever their balance. */
export function roughPlan(instance: Instance): Uint16Array {
  return drain(solve(problemOf(instance, territoriesFor(instance), 0.3), { preset: 'fast', seed: 1 })).slots;
}
