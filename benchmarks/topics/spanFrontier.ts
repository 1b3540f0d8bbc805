import { disruptionBound, drain, frontier, solve, type PlanFigures, type Preset, type Problem } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { problemOf } from '../design/problemOf.ts';
import { timed, type Cost } from '../report/clock.ts';
import type { Row } from '../report/row.ts';

const K = 50;
const TOLERANCE = 0.05;
/** Today's plan was made for a wider tolerance, quickly. */
const TODAY = 0.15;

/** The plans between tight balance and best shapes, then those between a plan in force and one from scratch. The time of plans that are not listed is in that of the whole. */
export function spanFrontier(instance: Instance, preset: Preset): Row[] {
  const { graph, measures, name } = instance;
  const asked = problemOf(instance, K, TOLERANCE);
  const baseline = drain(solve(problemOf(instance, K, TODAY), { preset: 'fast', seed: 99 })).slots;
  const inForce: Problem = { ...asked, baseline };
  const { result: least, cost } = timed(() => disruptionBound(inForce, baseline));
  const size = { size: name, units: graph.ids.length };
  const withToday = `frontier with a plan in force, ${K} territories at ${100 * TOLERANCE} %`;
  const moved = least === null ? '' : percent(least.least / least.covered);
  return [
    ...span(asked, preset).map((row) => ({ topic: `frontier, ${K} territories at ${100 * TOLERANCE} %`, ...size, ...row })),
    ...span(inForce, preset).map((row) => ({ topic: withToday, ...size, ...row })),
    { topic: withToday, ...size, way: `certified least of ${measures[0].key} that has to move`, own: false, ...cost, quality: { moved } },
  ];
}

type Line = Omit<Row, 'topic' | 'size' | 'units'>;

function span(problem: Problem, preset: Preset): Line[] {
  const costs = new Map<string, Cost>();
  let [cpu, wall] = [process.cpuUsage(), performance.now()];
  const { result, cost } = timed(() => drain(frontier(problem, { preset }), ({ plans }) => {
    if (plans === undefined) return;
    const { user, system } = process.cpuUsage(cpu);
    for (const { figures } of plans) {
      if (!costs.has(figures.assignmentHash)) costs.set(figures.assignmentHash, { cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - wall) / 1e3 });
    }
    [cpu, wall] = [process.cpuUsage(), performance.now()];
  }));
  return [
    { way: `all, ${result.plans.length} listed of ${result.tried} made`, own: true, ...cost, quality: {} },
    ...result.plans.map(({ figures, settings: { way, times, price } }) => ({
      way: `${way === 'repair' ? 'today\'s, repaired' : price > 0 ? `moving at ${price}` : 'from scratch'}, tolerance x ${times.toFixed(2)}`, own: false,
      ...(costs.get(figures.assignmentHash) ?? { cpuSeconds: 0, wallSeconds: 0 }), quality: qualityOf(figures),
    })),
    ...(result.today === null ? [] : [{ way: 'today\'s plan', own: false, cpuSeconds: 0, wallSeconds: 0, quality: qualityOf(result.today) }]),
  ];
}

function qualityOf({ worstDeviation, outside, meanCompactness, worstCompactness, moved }: PlanFigures): Record<string, string | number> {
  return {
    deviation: percent(worstDeviation), outside, compactness: meanCompactness.toFixed(3), 'worst shape': worstCompactness.toFixed(2),
    ...(moved === null ? {} : { moved: percent(moved.counted), 'moved units': percent(moved.units) }),
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
