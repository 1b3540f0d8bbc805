/**
 * A process of its own: loads an instance, solves it cold with one seed and warm with another, and bounds the second plan.
 * Arguments as JSON in `process.argv[2]` (`Asked`); writes slots as `OUT-SEED.u16` and prints one line of JSON (`Answer`).
 */
import { writeFileSync } from 'node:fs';
import { drain, inertiaBound, solve, type Preset } from '@hexalign/engine';
import { loadInstance } from '../country/store.ts';
import { timed, type Cost } from '../report/clock.ts';
import { watchMemory } from './peakMemory.ts';
import { problemOf } from './problemOf.ts';

export interface Asked {
  readonly path: string;
  readonly k: number;
  readonly tolerance: number;
  readonly seeds: readonly [cold: number, warm: number];
  readonly preset: Preset;
  readonly bound: boolean;
  readonly out: string;
}

export interface Answer {
  readonly cold: Cost;
  readonly warm: Cost;
  /** MB at the peak of the cold solve beyond the parsed input. */
  readonly megabytes: number;
  /** Of the warm plan; null when it was not asked for or there is none. */
  readonly bound: (Cost & { readonly gap: number }) | null;
}

function answer({ path, k, tolerance, seeds, preset, bound, out }: Asked): Answer {
  const problem = problemOf(loadInstance(path), k, tolerance);
  (globalThis as { gc?: () => void }).gc?.();
  const peak = watchMemory();
  const cold = timed(() => drain(solve(problem, { preset, seed: seeds[0] })));
  const megabytes = peak();
  const warm = timed(() => drain(solve(problem, { preset, seed: seeds[1] })));
  [cold, warm].forEach(({ result: { slots } }, i) => writeFileSync(`${out}-${seeds[i]}.u16`, new Uint8Array(slots.buffer, slots.byteOffset, slots.byteLength)));
  const found = bound ? timed(() => drain(inertiaBound(problem, warm.result.slots))) : null;
  const gap = found?.result?.gap ?? null;
  return { cold: cold.cost, warm: warm.cost, megabytes, bound: found !== null && gap !== null ? { ...found.cost, gap } : null };
}

console.log(JSON.stringify(answer(JSON.parse(process.argv[2]) as Asked)));
