import { EngineError } from '../base/errors.ts';
import { assignmentHash } from '../base/hash.ts';
import type { Link } from '../graph/unitGraph.ts';
import { UNASSIGNED, type Problem, type Violation } from '../problem/problem.ts';
import { compactness } from '../shape/compactness.ts';
import { adjacency, countPieces } from './adjacency.ts';
import type { Certificate } from './certificate.ts';
import { demandsKept } from './demandsKept.ts';
import { percent, percentGiven } from './percent.ts';
import { reasons } from './reasons.ts';

export interface CertifyOptions {
  /** The links the plan lists. When given, a border of 0 metres between H3 cells that is not listed joins nothing. */
  readonly links?: readonly Link[];
  /** Seed of the solve, for the record. */
  readonly seed?: number;
  /** k names of territories for the sentences; `T01`, `T02` ... when left out. */
  readonly names?: readonly string[];
}

/** Feasible is |deviation| <= tolerance with this slack. */
const SLACK = 1e-9;

/**
 * Judges a plan. Everything is recomputed from the problem as given: sums, targets, contiguity by plain search
 * over the borders, holds, locks, seeds, groups, bounds and shapes; nothing is taken from the solver.
 *
 * @param slots n slots, `UNASSIGNED` where nobody covers the unit
 * @throws EngineError `slots.length`, `slots.range`, `goal.measure`, `capacity.measure`
 */
export function certify(problem: Problem, slots: Uint16Array, options: CertifyOptions = {}): Certificate {
  const { graph, k } = problem;
  const n = graph.ids.length;
  if (slots.length !== n) throw new EngineError('slots.length', `The plan has ${slots.length} slots for ${n} units.`, slots.length);
  const units = new Uint32Array(k);
  let unassigned = 0;
  for (let u = 0; u < n; u++) {
    if (slots[u] < k) units[slots[u]]++;
    else if (slots[u] === UNASSIGNED) unassigned++;
    else throw new EngineError('slots.range', `Unit ${graph.ids[u]} lies in territory ${slots[u]}, expected 0 to ${k - 1} or ${UNASSIGNED} for none.`, slots[u]);
  }
  const nameOf = (slot: number): string => options.names?.[slot] ?? `T${String(slot + 1).padStart(2, '0')}`;

  const sums = problem.measures.map((_, measure) => sumUp(problem, measure, slots));
  const measures = problem.goals
    .map((goal) => {
      const measure = problem.measures.findIndex(({ key }) => key === goal.measure);
      if (measure < 0) throw new EngineError('goal.measure', `There is a goal for ${JSON.stringify(goal.measure)}, but no such measure.`, goal.measure);
      return { measure, ...judgeGoal(problem, measure, goal.share, goal.tolerance, sums[measure]) };
    })
    .sort((a, b) => a.measure - b.measure)
    .map(({ measure, ...rest }) => ({ key: problem.measures[measure].key, unit: problem.measures[measure].unit, ...rest }));

  const touching = adjacency(problem, options.links);
  const pieces = countPieces(touching, slots, k);
  const scattered = new Set(problem.constraints.flatMap((c) => (c.type === 'scattered' ? [c.slot] : [])));
  const violations: Violation[] = [];
  if (unassigned > 0) violations.push({ code: 'unit.unassigned', message: `${unassigned === 1 ? 'One unit belongs' : `${unassigned} units belong`} to no territory.`, value: unassigned, limit: 0 });
  for (let slot = 0; slot < k; slot++) {
    if (units[slot] === 0) violations.push({ code: 'territory.empty', message: `${nameOf(slot)} has no units.`, slot });
    else if (pieces[slot] > 1 && !scattered.has(slot)) violations.push({ code: 'territory.not_contiguous', message: `${nameOf(slot)} lies in ${pieces[slot]} separate pieces.`, slot, value: pieces[slot], limit: 1 });
  }
  const contiguous = pieces.every((many, slot) => many <= 1 || scattered.has(slot));
  let worstDeviation = 0;
  for (const { key, deviations, tolerance } of measures) {
    deviations.forEach((deviation, slot) => {
      const size = Math.abs(deviation);
      worstDeviation = Math.max(worstDeviation, size);
      if (size <= tolerance + SLACK) return;
      violations.push({
        code: 'balance.outside',
        message: `${nameOf(slot)} is ${percent(size, tolerance)} ${deviation > 0 ? 'above' : 'below'} its target of ${key}; ${percentGiven(tolerance)} is allowed.`,
        slot, measure: key, value: deviation, limit: tolerance,
      });
    });
  }
  violations.push(...demandsKept(problem, slots, (measure, slot) => sums[measure][slot], nameOf));

  return {
    feasible: violations.length === 0,
    contiguous,
    worstDeviation,
    measures,
    violations,
    shapes: compactness(graph, slots, k),
    links: options.links ?? [],
    lowerBound: null,
    gap: null,
    bound: null,
    reasons: reasons(problem, slots, touching, measures, violations, nameOf),
    seed: options.seed ?? null,
    assignmentHash: assignmentHash(graph.fingerprint, slots),
  };
}

/** Sum of a measure per territory, load included. Values are summed by themselves and the lost bits beside them (Neumaier 1974). */
function sumUp(problem: Problem, measure: number, slots: Uint16Array): Float64Array {
  const { k, load } = problem;
  const { values } = problem.measures[measure];
  const sums = new Float64Array(k);
  const lost = new Float64Array(k);
  const add = (slot: number, value: number): void => {
    const sum = sums[slot] + value;
    lost[slot] += sums[slot] >= value ? sums[slot] - sum + value : value - sum + sums[slot];
    sums[slot] = sum;
  };
  if (load !== undefined) for (let slot = 0; slot < k; slot++) add(slot, load[slot * problem.measures.length + measure]);
  for (let u = 0; u < slots.length; u++) if (slots[u] < k) add(slots[u], values[u]);
  return sums.map((sum, slot) => sum + lost[slot]);
}

function judgeGoal(problem: Problem, measure: number, share: Float64Array, tolerance: number, sums: Float64Array) {
  // The total is every unit of the plan, assigned or not, and what named accounts carry.
  let total = 0;
  let lost = 0;
  const add = (value: number): void => {
    const sum = total + value;
    lost += total >= value ? total - sum + value : value - sum + total;
    total = sum;
  };
  for (const value of problem.measures[measure].values) add(value);
  for (let slot = 0; problem.load !== undefined && slot < problem.k; slot++) add(problem.load[slot * problem.measures.length + measure]);
  total += lost;
  const targets = Array.from(share, (s) => s * total);
  return {
    total,
    tolerance,
    sums: Array.from(sums),
    targets,
    // A measure that sums to nothing has nothing to balance.
    deviations: targets.map((target, slot) => (target > 0 ? (sums[slot] - target) / target : 0)),
  };
}
