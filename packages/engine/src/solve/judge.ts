import { components } from '../graph/components.ts';
import { rowsWithout } from '../graph/cut.ts';
import { brokenBounds } from './brokenBounds.ts';
import type { Problem, Violation } from '../problem/problem.ts';

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
  const { measures, goals, constraints, load, k } = problem;
  const q = measures.length;
  const violations: Violation[] = [];
  let worstDeviation = 0;
  let violation = 0;
  for (const { measure: key, share, tolerance } of goals) {
    const m = measures.findIndex((one) => one.key === key);
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
        message: `Territory ${t} is ${(100 * off).toFixed(1)} % ${deviation > 0 ? 'above' : 'below'} its target of ${key}; ${(100 * tolerance).toFixed(1)} % is allowed.`,
        slot: t, measure: key, value: deviation, limit: tolerance,
      });
    }
    for (const c of constraints) {
      if (c.type !== 'capacity' || c.measure !== key) continue;
      const sum = sums[c.slot];
      const off = Math.max(c.min - sum, sum - c.max) / (share[c.slot] * total);
      if (off <= SLACK) continue;
      violation += off;
      violations.push({ code: 'capacity.outside', message: `Territory ${c.slot} holds ${sum} of ${key}, outside its capacity of ${c.min} to ${c.max}.`, slot: c.slot, measure: key, value: sum, limit: sum > c.max ? c.max : c.min });
    }
  }
  violations.push(...pieces(problem, slots));
  for (const broken of brokenBounds(problem, slots)) {
    violation += broken.by;
    violations.push(broken.violation);
  }
  return { worstDeviation, violation, violations };
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
      ? { code: 'territory.empty', message: `Territory ${t} has no units.`, slot: t }
      : { code: 'territory.not_contiguous', message: `Territory ${t} lies in ${count[t]} pieces.`, slot: t, value: count[t] });
  }
  return found;
}
