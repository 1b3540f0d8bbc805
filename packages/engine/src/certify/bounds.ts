import type { Problem } from '../problem/problem.ts';
import type { Task } from '../task/task.ts';
import { ascend, CHUNK } from './ascend.ts';
import type { Certificate } from './certificate.ts';
import type { BoundBand, InertiaBound } from './inertiaBound.ts';
import { mergeAlike } from './mergeAlike.ts';
import { bandPart, exactPart, type Transport } from './transportDual.ts';
import { transportOf, type PosedTransport } from './transportOf.ts';

export interface BoundOptions {
  /** Steps on the merged problem and on the whole one after it; more are closer to the best bound. */
  readonly mergedSteps?: number;
  readonly steps?: number;
}

/** Squares per territory of the merged problem. */
const SQUARES = 20;
/** Units from which on, and share of them up to which, it is worth merging. */
const MANY = 3000;
const WORTH = 0.6;
/**
 * Units times territories beyond which multipliers of merged units are not bettered on all of them: that would take nearly half
 * of the time, three times that of the solve in all, for a quarter of a per cent.
 */
const LARGE = 2e8;
const DIGITS = 9;

/**
 * A certified lower bound on the inertia of a plan, by ascent on the dual of the transport problem with the
 * plan's own centres: first with like units merged, then on all of them, at last one exact evaluation over all
 * territories, which alone counts. Deterministic; a truthy value sent into the task makes it evaluate what it has, which
 * is a bound as well.
 *
 * It is no bound over all choices of centres; with centres fixed at people's homes it would be.
 *
 * @param slots n slots below k
 * @returns null when there is nothing to bound: no goal, an empty territory, an unassigned unit, or no mass
 * @throws EngineError `slots.length`
 */
export function* inertiaBound(problem: Problem, slots: Uint16Array, options: BoundOptions = {}): Task<InertiaBound | null> {
  const posed = transportOf(problem, slots);
  if (posed === null) return null;
  const { transport } = posed;
  const multipliers = new Float64Array(transport.k * transport.q);
  let area = 0;
  for (const km2 of problem.graph.areaKm2) area += km2;
  if (!(area > 0)) area = spread(transport);
  // A territory's own size is the natural step for multipliers that are squared distances.
  const stride = (0.2 * area) / transport.k;
  const merged = transport.n < MANY ? transport : mergeAlike(transport, Math.sqrt(area / (transport.k * SQUARES)));
  if (merged.n < WORTH * transport.n) {
    const stopped = yield* ascend(merged, multipliers, { steps: options.mergedSteps ?? 500, stride, halvings: 7, settle: 2, begin: 0, end: 0.5 });
    const steps = options.steps ?? (transport.n * transport.k > LARGE ? 0 : 40);
    if (!stopped && steps > 0) yield* ascend(transport, multipliers, { steps, stride: stride / 60, halvings: 4, settle: steps, begin: 0.5, end: 0.95 });
  } else {
    yield* ascend(transport, multipliers, { steps: options.mergedSteps ?? 500, stride, halvings: 7, settle: 2, begin: 0, end: 0.95 });
  }
  return yield* evaluate(problem, posed, multipliers.map((value, j) => roundTo(value * weightOf(posed, j))));
}

/**
 * Recomputes a bound from its multipliers alone: one exact evaluation over all territories. O(n k q). Whatever the
 * multipliers, the result is a bound; good ones make it a close one.
 *
 * @param multipliers as `InertiaBound.bands` has them
 * @returns null when there is nothing to bound, or the multipliers are not those of this problem's measures and territories
 * @throws EngineError `slots.length`
 */
export function* recheckBound(problem: Problem, slots: Uint16Array, bands: readonly Pick<BoundBand, 'measure' | 'multipliers'>[]): Task<InertiaBound | null> {
  const posed = transportOf(problem, slots);
  if (posed === null) return null;
  const { k, q } = posed.transport;
  const keys = posed.measures.map((at) => problem.measures[at].key);
  if (bands.length !== q || bands.some(({ measure, multipliers }, m) => measure !== keys[m] || multipliers.length !== k || !multipliers.every(Number.isFinite))) return null;
  return yield* evaluate(problem, posed, Float64Array.from({ length: k * q }, (_, j) => bands[j % q].multipliers[Math.floor(j / q)]));
}

/** A certificate with the bound of its plan. */
export function withBound(certificate: Certificate, bound: InertiaBound | null): Certificate {
  return { ...certificate, lowerBound: bound?.lowerBound ?? null, gap: bound?.gap ?? null, bound };
}

/** @param rounded k * q multipliers in the measures' own units */
function* evaluate(problem: Problem, posed: PosedTransport, rounded: Float64Array): Task<InertiaBound> {
  const { transport, inertia, measures, scales, tolerances } = posed;
  const { n, k, q, low, high } = transport;
  const multipliers = rounded.map((value, j) => value / weightOf(posed, j));
  let exact = bandPart(transport, multipliers);
  let size = inertia / scales[0];
  for (let j = 0; j < k * q; j++) size += Math.abs(multipliers[j]) * Math.max(Math.abs(low[j]), Math.abs(high[j]));
  for (let from = 0; from < n; from += CHUNK) {
    exact += exactPart(transport, multipliers, from, Math.min(from + CHUNK, n));
    yield { phase: 'bound', done: 0.95 + (0.05 * from) / n };
  }
  // Rounding of the sums stays far below this share of the terms they are made of.
  const lowerBound = Math.max(0, exact - 1e-9 * size) * scales[0];
  return {
    measure: problem.measures[measures[0]].key,
    inertia,
    lowerBound,
    gap: lowerBound > 0 ? Math.max(0, inertia / lowerBound - 1) : null,
    bands: measures.map((at, m) => ({ measure: problem.measures[at].key, tolerance: tolerances[m], multipliers: Array.from({ length: k }, (_, slot) => rounded[slot * q + m]) })),
  };
}

/** What a multiplier of 1 in mean territories is in the measures' own units. */
function weightOf({ scales, transport: { q } }: PosedTransport, j: number): number {
  return scales[0] / scales[j % q];
}

function roundTo(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** Area of the box around all places, for graphs whose areas are unknown. */
function spread({ n, places }: Transport): number {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let j = 0; j < 2 * n; j++) {
    box[j & 1] = Math.min(box[j & 1], places[j]);
    box[2 + (j & 1)] = Math.max(box[2 + (j & 1)], places[j]);
  }
  return Math.max(1, (box[2] - box[0]) * (box[3] - box[1]));
}
