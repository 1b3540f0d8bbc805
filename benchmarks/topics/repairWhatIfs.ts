import { drain, openWorkbench, refineBetween, solve, type Problem } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { problemOf } from '../design/problemOf.ts';
import { timed, type Cost } from '../report/clock.ts';
import type { Row } from '../report/row.ts';
import { answer, type Answer } from '../whatif/answer.ts';
import { neighbourPairs } from '../whatif/places.ts';
import { questionsOf, type Counts } from '../whatif/questions.ts';

/** The plan that questions are asked of was solved to this share of the tolerance, so that it is not on the edge already. */
const POLISHED = 0.8;

/** Many small questions on a machine that has answered some before: what the middle one and the slow ones cost. */
const COUNTS: Counts = { reweighs: 30, dissolved: 0.2, homes: 40, others: 20 };
const QUICK: Counts = { reweighs: 8, dissolved: 0.04, homes: 9, others: 4 };
const PAIRS = 60;
const WARM_UPS = 8;

/**
 * What-ifs on one plan: weights that change, leavers, newcomers, splits, mergers, dragged ground, locks, and two neighbours evened
 * out. Time is from the change to the repaired plan; each plan is judged by plain sums and a plain search, and what moved stands beside
 * its certified bounds.
 */
export function repairWhatIfs(instance: Instance, k: number, tolerance: number, quick: boolean): Row[] {
  const { graph, measures, name } = instance;
  const problem = problemOf(instance, k, tolerance);
  const { slots } = drain(solve(problemOf(instance, k, POLISHED * tolerance), { seed: 1 }));
  const size = `${name}, k = ${k}, ${Number((100 * tolerance).toFixed(2))} %`;
  const base = { topic: 'what if', size, units: graph.ids.length, own: true };
  const opened = timed(() => openWorkbench(problem, slots));
  const groups = Map.groupBy(questionsOf(problem, slots, quick ? QUICK : COUNTS), ({ kind }) => kind);
  const rows: Row[] = [{ ...base, ...opened.cost, way: 'laying the plan out, once', quality: {} }];
  for (const [kind, questions] of groups) {
    for (const question of questions.slice(0, WARM_UPS)) answer(opened.result, question);
    rows.push({ ...base, way: kind, ...summary(questions.map((question) => answer(opened.result, question))) });
  }
  rows.push({ ...base, way: 'two neighbours evened out', ...refinements(problem, slots, neighbourPairs(graph, slots, PAIRS)) });
  return rows.map((row) => ({ ...row, quality: { ...row.quality, measure: measures[0].key } }));
}

function summary(answers: readonly Answer[]): Pick<Row, 'quality'> & Cost {
  const of = (pick: (one: Answer) => number): number[] => answers.map(pick).sort((a, b) => a - b);
  const ms = of(({ askMs, layMs, repairMs }) => askMs + layMs + repairMs);
  const ratios = answers.filter(({ leastBetweenNeighbors }) => leastBetweenNeighbors > 0).map(({ moved, leastBetweenNeighbors }) => moved / leastBetweenNeighbors).sort((a, b) => a - b);
  const isFrugal = ({ moved, leastBetweenNeighbors: bound, allowance }: Answer): boolean => moved <= Math.max(1.5 * bound, bound + allowance) + 1e-6;
  return {
    cpuSeconds: at(ms, 0.5) / 1000, wallSeconds: at(of(({ wallMs }) => wallMs), 0.5) / 1000,
    quality: {
      asked: answers.length, 'median ms': at(ms, 0.5).toFixed(1), 'p95 ms': at(ms, 0.95).toFixed(1), 'most ms': at(ms, 1).toFixed(1),
      'of it repairing': at(of(({ repairMs }) => repairMs), 0.5).toFixed(1), 'bounding ms': at(of(({ boundMs }) => boundMs), 0.5).toFixed(0),
      'in their bands': answers.filter(({ outside }) => outside === 0).length,
      'in one piece, demands kept': answers.filter(({ whole, kept }) => whole && kept).length,
      'outside with a reason': answers.filter(({ outside, reasons }) => outside > 0 && reasons.length > 0).length,
      'moved / bound': ratios.length > 0 ? `${at(ratios, 0.5).toFixed(2)} (p95 ${at(ratios, 0.95).toFixed(2)}, most ${at(ratios, 1).toFixed(2)})` : '',
      frugal: answers.filter(isFrugal).length,
    },
  };
}

function refinements(problem: Problem, slots: Uint16Array, pairs: readonly (readonly [number, number])[]): Pick<Row, 'quality'> & Cost {
  for (const [a, b] of pairs.slice(0, 5)) drain(refineBetween(problem, slots, a, b));
  const costs = pairs.map(([a, b]) => timed(() => drain(refineBetween(problem, slots, a, b))).cost);
  const ms = costs.map(({ cpuSeconds }) => 1000 * cpuSeconds).sort((a, b) => a - b);
  const walls = costs.map(({ wallSeconds }) => wallSeconds).sort((a, b) => a - b);
  return {
    cpuSeconds: at(ms, 0.5) / 1000, wallSeconds: at(walls, 0.5),
    quality: { asked: pairs.length, 'median ms': at(ms, 0.5).toFixed(1), 'p95 ms': at(ms, 0.95).toFixed(1), 'most ms': at(ms, 1).toFixed(1) },
  };
}

/** The value below which a share of the sorted values lies. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
