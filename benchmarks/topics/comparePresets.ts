import { drain, solve, type Preset } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { lowMedian, median, worstOf } from '../design/figures.ts';
import { problemOf } from '../design/problemOf.ts';
import { timed } from '../report/clock.ts';
import { judge } from '../report/quality.ts';
import type { Row } from '../report/row.ts';

const K = 50;
const TOLERANCE = 0.03;

/** The three presets on the same question, medians over some seeds, in a process that is warm. */
export function comparePresets(instance: Instance, seeds: readonly number[]): Row[] {
  const { graph, measures, name } = instance;
  const problem = problemOf(instance, K, TOLERANCE);
  drain(solve(problem, { preset: 'fast', seed: 99 }));
  return (['balanced', 'fast', 'thorough'] satisfies Preset[]).map((preset) => {
    const runs = seeds.map((seed) => timed(() => drain(solve(problem, { preset, seed }))));
    const plans = runs.map(({ result }) => judge(graph, measures, result.slots, K));
    return {
      topic: `presets, ${K} territories at ${100 * TOLERANCE} %`, size: name, units: graph.ids.length, way: preset, own: preset === 'balanced',
      cpuSeconds: median(runs.map(({ cost }) => cost.cpuSeconds)), wallSeconds: median(runs.map(({ cost }) => cost.wallSeconds)),
      quality: {
        deviation: `${(100 * median(plans.map(worstOf))).toFixed(2)} %`, compactness: lowMedian(plans.map((plan) => plan.momentCompactness)).toFixed(3),
        'worst shape': lowMedian(plans.map((plan) => plan.leastCompactness)).toFixed(2), seeds: seeds.length,
      },
    };
  });
}
