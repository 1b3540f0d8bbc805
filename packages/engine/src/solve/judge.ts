import { components } from '../graph/components.ts';
import { rowsWithout } from '../graph/cut.ts';
import { figure } from '../base/figure.ts';
import { plainName } from '../problem/naming.ts';
import type { Problem, Violation } from '../problem/problem.ts';
import { brokenBounds } from './brokenBounds.ts';

/** What is said about a finished plan. */
export interface Judgement {
  readonly worstDeviation: number;
  readonly violation: number;
  readonly violations: Violation[];
}

/** Slack of the tolerance test: inclusive, up to rounding of sums. */
const SLACK = 1e-9;

/** Sums up a plan in the problem's own terms: deviations, territories outside their band, empty or in pieces. */
export function judge(problem: Problem, slots: Uint16Array): Judgement {
  const { measures, goals, k } = problem;
  const violations: Violation[] = [];
  let worstDeviation = 0;
  let violation = 0;
  for (const { measure: key, share, tolerance } of goals) {
    const m = measures.findIndex((one) => one.key === key);
    const { sums, total } = sumsOf(problem, m, slots);
    if (!(total > 0)) continue;
    for (let t = 0; t < k; t++) {
      const target = share[t] * total;
      const deviation = (sums[t] - target) / target;
      const off = Math.abs(deviation);
      worstDeviation = Math.max(worstDeviation, off);
      if (off <= tolerance + SLACK) continue;
      violation += off - tolerance;
      violations.push({
        code: 'balance.outside',
        message: `${plainName(t)} is ${(100 * off).toFixed(1)} % ${deviation > 0 ? 'above' : 'below'} its target of ${key}; ${(100 * tolerance).toFixed(1)} % is allowed.`,
        slot: t, measure: key, value: deviation, limit: tolerance,
      });
    }
  }
  for (const broken of outsideBounds(problem, slots)) {
    violation += broken.by;
    violations.push(broken.violation);
  }
  violations.push(...pieces(problem, slots));
  for (const broken of brokenBounds(problem, slots)) {
    violation += broken.by;
    violations.push(broken.violation);
  }
  return { worstDeviation, violation, violations };
}

/** k sums of a measure, load included, and their total. */
function sumsOf({ measures, load, k }: Problem, m: number, slots: Uint16Array): { sums: Float64Array; total: number } {
  const q = measures.length;
  const sums = new Float64Array(k);
  let total = 0;
  for (let t = 0; load && t < k; t++) {
    sums[t] = load[t * q + m];
    total += sums[t];
  }
  const { values } = measures[m];
  for (let u = 0; u < slots.length; u++) {
    sums[slots[u]] += values[u];
    total += values[u];
  }
  return { sums, total };
}

/** Sums beyond their bounds, and by how many mean territories. */
function outsideBounds(problem: Problem, slots: Uint16Array): { by: number; violation: Violation }[] {
  const { measures, constraints, k } = problem;
  const found: { by: number; violation: Violation }[] = [];
  const known = new Map<string, ReturnType<typeof sumsOf>>();
  for (const c of constraints) {
    if (c.type !== 'capacity') continue;
    const { sums, total } = known.get(c.measure) ?? sumsOf(problem, measures.findIndex(({ key }) => key === c.measure), slots);
    known.set(c.measure, { sums, total });
    const sum = sums[c.slot];
    const limit = sum > c.max ? c.max : c.min;
    if (sum <= c.max + SLACK * Math.abs(c.max) && sum >= c.min - SLACK * Math.abs(c.min)) continue;
    found.push({
      by: (Math.abs(sum - limit) * k) / Math.max(total, Number.MIN_VALUE),
      violation: { code: sum > c.max ? 'capacity.above' : 'capacity.below', message: `${plainName(c.slot)} holds ${figure(sum)} of ${c.measure}, ${sum > c.max ? 'more than the' : 'less than the'} ${figure(limit)} it ${sum > c.max ? 'may hold' : 'needs'}.`, slot: c.slot, measure: c.measure, value: sum, limit },
    });
  }
  return found;
}

/** Territories that are empty or in several pieces. Only impossible demands make a solve return one. */
function pieces(problem: Problem, slots: Uint16Array): Violation[] {
  const { graph, constraints, k } = problem;
  const barriers = constraints.flatMap((c) => (c.type === 'barrier' ? [...c.pairs] : []));
  const parts = components(barriers.length > 0 ? rowsWithout(graph, Uint32Array.from(barriers)) : graph, slots);
  const leader = new Int32Array(parts.count);
  for (let p = 0; p < parts.count; p++) leader[p] = p;
  const find = (p: number): number => {
    let root = p;
    while (leader[root] !== root) root = leader[root];
    while (leader[p] !== root) [leader[p], p] = [root, leader[p]];
    return root;
  };
  for (const c of constraints) {
    if (c.type !== 'link') continue;
    for (let j = 0; j + 1 < c.pairs.length; j += 2) {
      if (slots[c.pairs[j]] === slots[c.pairs[j + 1]]) leader[find(parts.partOf[c.pairs[j]])] = find(parts.partOf[c.pairs[j + 1]]);
    }
  }
  const count = new Int32Array(k);
  for (let p = 0; p < parts.count; p++) if (find(p) === p) count[slots[parts.first[p]]]++;
  for (const c of constraints) if (c.type === 'scattered' && count[c.slot] > 0) count[c.slot] = 1;
  const found: Violation[] = [];
  for (let t = 0; t < k; t++) {
    if (count[t] === 1) continue;
    found.push(count[t] === 0
      ? { code: 'territory.empty', message: `${plainName(t)} has no units.`, slot: t }
      : { code: 'territory.not_contiguous', message: `${plainName(t)} lies in ${count[t]} pieces.`, slot: t, value: count[t] });
  }
  return found;
}
