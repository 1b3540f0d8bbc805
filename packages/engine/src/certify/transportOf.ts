import { EngineError } from '../base/errors.ts';
import { project } from '../graph/project.ts';
import type { Problem } from '../problem/problem.ts';
import type { Transport } from './transportDual.ts';

/** The transport problem around a plan's own centres, in mean territories, and how to get back to the plan's units. */
export interface PosedTransport {
  readonly transport: Transport;
  /** Sum over units of mass times squared distance in square kilometres from the centre of mass of their territory. */
  readonly inertia: number;
  /** Positions of the balanced measures in the problem; the first is the mass. */
  readonly measures: readonly number[];
  /** Per balanced measure what one of the transport's weights is worth in its own unit; `scales[0]` for masses as well. */
  readonly scales: readonly number[];
  /** Per balanced measure half the width of the band, 0-1. */
  readonly tolerances: readonly number[];
}

/**
 * Poses the transport problem of a plan: its centres are fixed, units may be divided, territories may be torn. Bands are
 * those of the goals, narrowed by bounds on sums; where the plan is outside them they are widened to hold it. Units
 * that are held, and those of locked territories, stay where the plan has them if it keeps these demands. All other demands are
 * left out, which can only lower the bound.
 *
 * @param slots n slots below k
 * @returns null when there is nothing to bound: no goal, an empty territory, an unassigned unit, or no mass
 * @throws EngineError `slots.length`
 */
export function transportOf(problem: Problem, slots: Uint16Array): PosedTransport | null {
  const { graph, k } = problem;
  const n = graph.ids.length;
  if (slots.length !== n) throw new EngineError('slots.length', `The plan has ${slots.length} slots for ${n} units.`, slots.length);
  const balanced = balancedMeasures(problem);
  const q = balanced.length;
  if (q === 0 || slots.some((slot) => slot >= k)) return null;

  const masses = problem.measures[balanced[0].at].values;
  const places = project(graph).map((metres) => metres / 1000);
  const centres = new Float64Array(2 * k);
  const held = new Float64Array(k);
  for (let u = 0; u < n; u++) {
    held[slots[u]] += masses[u];
    centres[2 * slots[u]] += masses[u] * places[2 * u];
    centres[2 * slots[u] + 1] += masses[u] * places[2 * u + 1];
  }
  // An empty territory has no mass either.
  if (held.includes(0)) return null;
  for (let j = 0; j < 2 * k; j++) centres[j] /= held[j >> 1];
  let inertia = 0;
  for (let u = 0; u < n; u++) {
    const dx = places[2 * u] - centres[2 * slots[u]];
    const dy = places[2 * u + 1] - centres[2 * slots[u] + 1];
    inertia += masses[u] * (dx * dx + dy * dy);
  }

  const low = new Float64Array(k * q);
  const high = new Float64Array(k * q);
  const tolerances = balanced.map((_, m) => setBands(problem, slots, balanced[m], m, q, low, high));
  const { tied, closed } = tiesOf(problem, slots);
  // Units without any weight cost nothing wherever they are.
  let many = 0;
  const kept = new Uint32Array(n);
  for (let u = 0; u < n; u++) if (balanced.some(({ at }) => problem.measures[at].values[u] > 0)) kept[many++] = u;
  const own = { places: new Float64Array(2 * many), mass: new Float64Array(many), weights: new Float64Array(many * q), tied: new Int32Array(many) };
  for (let i = 0; i < many; i++) {
    const u = kept[i];
    own.places[2 * i] = places[2 * u];
    own.places[2 * i + 1] = places[2 * u + 1];
    own.mass[i] = masses[u] / balanced[0].scale;
    own.tied[i] = tied[u];
    for (let m = 0; m < q; m++) own.weights[i * q + m] = problem.measures[balanced[m].at].values[u] / balanced[m].scale;
  }
  return { transport: { n: many, k, q, centres, low, high, closed, ...own }, inertia, measures: balanced.map(({ at }) => at), scales: balanced.map(({ scale }) => scale), tolerances };
}

interface Balanced {
  readonly goal: Problem['goals'][number];
  readonly at: number;
  /** Total of the units, and that of a mean territory. */
  readonly total: number;
  readonly scale: number;
}

/** Measures with a goal and a total, in the order of the problem. */
function balancedMeasures({ measures, goals, k }: Problem): Balanced[] {
  return measures.flatMap(({ key, values }, at) => {
    const goal = goals.find(({ measure }) => measure === key);
    const total = values.reduce((sum, value) => sum + value, 0);
    return goal === undefined || !(total > 0) ? [] : [{ goal, at, total, scale: total / k }];
  });
}

/** Writes the bands of one measure. @returns half their width, 0-1 */
function setBands({ k, measures, load, constraints }: Problem, slots: Uint16Array, { goal, at, total, scale }: Balanced, m: number, q: number, low: Float64Array, high: Float64Array): number {
  const sums = new Float64Array(k);
  const carried = Float64Array.from(sums, (_, slot) => load?.[slot * measures.length + at] ?? 0);
  let all = total;
  for (let slot = 0; slot < k; slot++) {
    sums[slot] = carried[slot];
    all += carried[slot];
  }
  const { values } = measures[at];
  for (let u = 0; u < slots.length; u++) sums[slots[u]] += values[u];
  // The bands hold the plan itself, so that the gap is never below 0.
  let tolerance = goal.tolerance;
  for (let slot = 0; slot < k; slot++) if (goal.share[slot] > 0) tolerance = Math.max(tolerance, Math.abs(sums[slot] / (goal.share[slot] * all) - 1) * (1 + 1e-9));
  const least = Float64Array.from(sums, (_, slot) => goal.share[slot] * all * (1 - tolerance));
  const most = Float64Array.from(sums, (_, slot) => goal.share[slot] * all * (1 + tolerance));
  for (const demand of constraints) {
    if (demand.type !== 'capacity' || demand.measure !== goal.measure) continue;
    least[demand.slot] = Math.max(least[demand.slot], Math.min(demand.min, sums[demand.slot] * (1 - 1e-9)));
    most[demand.slot] = Math.min(most[demand.slot], Math.max(demand.max, sums[demand.slot] * (1 + 1e-9)));
  }
  for (let slot = 0; slot < k; slot++) {
    low[slot * q + m] = (Math.max(0, least[slot]) - carried[slot]) / scale;
    high[slot * q + m] = (most[slot] - carried[slot]) / scale;
  }
  return tolerance;
}

/** Units that demands tie to the territory where the plan has them, and territories that nothing else may enter. */
function tiesOf({ graph, k, constraints, baseline }: Problem, slots: Uint16Array): { tied: Int32Array; closed: Uint8Array } {
  const n = graph.ids.length;
  const tied = new Int32Array(n).fill(-1);
  const closed = new Uint8Array(k);
  for (const demand of constraints) {
    if (demand.type === 'hold' || demand.type === 'seed') {
      for (const u of demand.type === 'hold' ? demand.units : [demand.unit]) if (slots[u] === demand.slot) tied[u] = demand.slot;
    } else if (demand.type === 'lock' && baseline !== undefined && slots.every((slot, u) => (slot === demand.slot) === (baseline[u] === demand.slot))) {
      closed[demand.slot] = 1;
      for (let u = 0; u < n; u++) if (slots[u] === demand.slot) tied[u] = demand.slot;
    }
  }
  return { tied, closed };
}
