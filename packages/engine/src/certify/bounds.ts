import { EngineError } from '../base/errors.ts';
import { project } from '../graph/project.ts';
import type { Problem } from '../problem/problem.ts';
import type { Progress, Task } from '../task/task.ts';
import type { Certificate } from './certificate.ts';
import { bandPart, emptyLists, exactPart, listsOfGroups, mergeOnGrid, nearInto, type NearLists, nearPart, type Transport } from './transportDual.ts';

/** How far a plan's inertia can be from the least possible around the same centres. */
export interface InertiaBound {
  /** Sum over units of mass times squared distance from the centre of mass of their territory, in units of the first balanced measure times square kilometres. */
  readonly inertia: number;
  /** No plan in the bands has less around these centres, even when units may be divided and territories torn. */
  readonly lowerBound: number;
  /** inertia / lowerBound - 1; null when the bound is 0. */
  readonly gap: number | null;
  /** Half the width of the band of every goal, 0-1: the tolerance asked for, or what this plan needs if that is more. */
  readonly tolerances: readonly number[];
}

export interface BoundOptions {
  /** Steps on the whole problem and on the merged one before it; more are closer to the best bound. */
  readonly steps?: number;
  readonly mergedSteps?: number;
}

/** Territories a unit is thought to fall to; the final evaluation looks at all of them. */
const NEAR = 16;
/** Squares per territory of the merged problem. */
const SQUARES = 120;
/** Units between two pauses. */
const CHUNK = 32_768;

/**
 * A certified lower bound on the inertia of a plan, by ascent on the dual of the transport problem with the
 * plan's own centres: first with units merged on a grid, then on all of them with lists of near territories, at last
 * one exact evaluation over all territories, which alone counts. Deterministic; a truthy value sent into the
 * task makes it evaluate what it has.
 *
 * It is no bound over all choices of centres; with centres fixed at people's homes it would be.
 *
 * @param slots n slots below k
 * @returns null when there is nothing to bound: no goal, an empty territory, an unassigned unit, or no mass
 * @throws EngineError `slots.length`
 */
export function* inertiaBound(problem: Problem, slots: Uint16Array, options: BoundOptions = {}): Task<InertiaBound | null> {
  const posed = pose(problem, slots);
  if (posed === null) return null;
  const { transport, inertia, scale, tolerances } = posed;
  const { n, k, q } = transport;
  const multipliers = new Float64Array(k * q);
  let area = 0;
  for (const km2 of problem.graph.areaKm2) area += km2;
  // A territory's own size is the natural step for multipliers that are squared distances.
  const stride = (0.2 * area) / k;
  const squares = mergeOnGrid(transport, Math.sqrt(area / (k * SQUARES)));
  if (squares.transport.n < 0.7 * n) {
    const lists = emptyLists(squares.transport, NEAR);
    const stopped = yield* ascend(squares.transport, multipliers, lists, { steps: options.mergedSteps ?? 300, refresh: 4, stride, begin: 0, end: 0.4 });
    nearInto(lists, squares.transport, multipliers, 0, squares.transport.n);
    if (!stopped) yield* ascend(transport, multipliers, listsOfGroups(lists, squares.groupOf), { steps: options.steps ?? 40, refresh: 0, stride: stride / 50, begin: 0.4, end: 0.9 });
  } else {
    yield* ascend(transport, multipliers, emptyLists(transport, NEAR), { steps: options.steps ?? 300, refresh: 4, stride, begin: 0, end: 0.9 });
  }

  const bands = bandPart(transport, multipliers);
  let exact = bands;
  for (let from = 0; from < n; from += CHUNK) {
    exact += exactPart(transport, multipliers, from, Math.min(from + CHUNK, n));
    yield { phase: 'bound', done: 0.9 + (0.1 * from) / n };
  }
  // Rounding of the sums stays far below this share of the terms they are made of.
  const lowerBound = Math.max(0, exact - 1e-9 * (inertia / scale + Math.abs(bands))) * scale;
  return { inertia, lowerBound, gap: lowerBound > 0 ? inertia / lowerBound - 1 : null, tolerances };
}

/** A certificate with the bound of its plan. */
export function withBound(certificate: Certificate, bound: InertiaBound | null): Certificate {
  return bound === null ? certificate : { ...certificate, lowerBound: bound.lowerBound, gap: bound.gap };
}

/** The transport problem around a plan's centres, with masses and weights divided by their means. */
function pose({ graph, measures, goals, k, load }: Problem, slots: Uint16Array): { transport: Transport; inertia: number; scale: number; tolerances: number[] } | null {
  const n = graph.ids.length;
  if (slots.length !== n) throw new EngineError('slots.length', `The plan has ${slots.length} slots for ${n} units.`, slots.length);
  const found = goals.map((goal) => ({ goal, at: measures.findIndex(({ key }) => key === goal.measure) })).filter(({ at }) => at >= 0);
  const totals = found.map(({ at }) => measures[at].values.reduce((sum, value) => sum + value, 0));
  const balanced = found.map((entry, m) => ({ ...entry, inUnits: totals[m] })).filter(({ inUnits }) => inUnits > 0);
  const q = balanced.length;
  if (q === 0 || slots.some((slot) => slot >= k)) return null;

  const masses = measures[balanced[0].at].values;
  const scale = balanced[0].inUnits / k;
  const places = project(graph).map((metres) => metres / 1000);
  const centres = new Float64Array(2 * k);
  const held = new Float64Array(k);
  const units = new Uint32Array(k);
  for (let u = 0; u < n; u++) {
    held[slots[u]] += masses[u];
    units[slots[u]]++;
    centres[2 * slots[u]] += masses[u] * places[2 * u];
    centres[2 * slots[u] + 1] += masses[u] * places[2 * u + 1];
  }
  if (units.includes(0) || held.includes(0)) return null;
  for (let j = 0; j < 2 * k; j++) centres[j] /= held[j >> 1];
  let inertia = 0;
  for (let u = 0; u < n; u++) {
    const dx = places[2 * u] - centres[2 * slots[u]];
    const dy = places[2 * u + 1] - centres[2 * slots[u] + 1];
    inertia += masses[u] * (dx * dx + dy * dy);
  }

  const weights = new Float64Array(n * q);
  const low = new Float64Array(k * q);
  const high = new Float64Array(k * q);
  const tolerances = balanced.map(({ goal, at, inUnits }, m) => {
    const mean = inUnits / k;
    const { values } = measures[at];
    const sums = new Float64Array(k);
    const carried = (slot: number): number => load?.[slot * measures.length + at] ?? 0;
    let total = inUnits;
    for (let slot = 0; slot < k; slot++) {
      sums[slot] = carried(slot);
      total += carried(slot);
    }
    for (let u = 0; u < n; u++) {
      weights[u * q + m] = values[u] / mean;
      sums[slots[u]] += values[u];
    }
    // The bands hold the plan itself, so that the gap is never below 0.
    let tolerance = goal.tolerance;
    for (let slot = 0; slot < k; slot++) tolerance = Math.max(tolerance, Math.abs(sums[slot] / (goal.share[slot] * total) - 1) * (1 + 1e-9));
    for (let slot = 0; slot < k; slot++) {
      const target = goal.share[slot] * total;
      low[slot * q + m] = (Math.max(0, target * (1 - tolerance)) - carried(slot)) / mean;
      high[slot * q + m] = (target * (1 + tolerance) - carried(slot)) / mean;
    }
    return tolerance;
  });
  const mass = masses.map((value) => value / scale);
  return { transport: { n, k, q, places, centres, mass, weights, low, high }, inertia, scale, tolerances };
}

interface Climb {
  readonly steps: number;
  /** How often near territories are listed anew; 0 takes the lists as they are. */
  readonly refresh: number;
  /** Length of the first step. */
  readonly stride: number;
  /** Progress told at the start and at the end. */
  readonly begin: number;
  readonly end: number;
}

/**
 * Ascends on the estimate over near territories: steps along an averaged subgradient, each coordinate divided by
 * its usual size (after Kingma and Ba 2015), of a length that falls to nothing. Leaves the best multipliers seen.
 *
 * @returns whether it was asked to finish
 */
function* ascend(transport: Transport, multipliers: Float64Array, lists: NearLists, climb: Climb): Generator<Progress, boolean, unknown> {
  const { n, k, q, low, high } = transport;
  const { steps, refresh, stride, begin, end } = climb;
  const at = multipliers.slice();
  const drift = new Float64Array(k * q);
  const size = new Float64Array(k * q);
  const sums = new Float64Array(k * q);
  let best = -Infinity;
  let stop = false;
  for (let step = 0; step < steps && !stop; step++) {
    const progress = { phase: 'bound', done: begin + ((end - begin) * step) / steps };
    if (refresh > 0 && step % Math.ceil(steps / refresh) === 0) {
      for (let from = 0; from < n; from += CHUNK) {
        nearInto(lists, transport, at, from, Math.min(from + CHUNK, n));
        stop ||= Boolean(yield progress);
      }
    }
    sums.fill(0);
    let value = bandPart(transport, at);
    for (let from = 0; from < n; from += CHUNK) {
      value += nearPart(transport, at, lists, sums, from, Math.min(from + CHUNK, n));
      stop ||= Boolean(yield progress);
    }
    if (value > best) {
      best = value;
      multipliers.set(at);
    }
    const rest = 1 - step / steps;
    const length = (stride * rest * rest) / (1 + 20 * (1 - rest));
    for (let j = 0; j < k * q; j++) {
      const wanted = at[j] > 0 ? low[j] : at[j] < 0 ? high[j] : Math.min(Math.max(sums[j], low[j]), high[j]);
      const slope = wanted - sums[j];
      drift[j] = 0.8 * drift[j] + 0.2 * slope;
      size[j] = 0.95 * size[j] + 0.05 * slope * slope;
      const next = at[j] + (length * drift[j]) / (Math.sqrt(size[j]) + 0.02);
      // The function has a kink at 0, where a band holds by itself: rest there first.
      at[j] = next * at[j] < 0 ? 0 : next;
    }
  }
  return stop;
}
