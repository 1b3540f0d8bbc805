import type { Progress } from '../task/task.ts';
import { emptyLists, listNearest, nearPart, shortenLists } from './nearLists.ts';
import { bandPart, type Transport } from './transportDual.ts';

/** How an ascent goes. */
export interface Climb {
  readonly steps: number;
  /** Length of the first step; it halves about `halvings` times until the last. */
  readonly stride: number;
  readonly halvings: number;
  /** Steps until the lists of all territories are made anew for the first time; the pause doubles each time. */
  readonly settle: number;
  /** Progress told at the start and at the end. */
  readonly begin: number;
  readonly end: number;
}

/** Territories of a unit that are kept in view, and those that are looked at in every step. */
const WIDE = 32;
const NARROW = 8;
/** Steps between two looks at those in view. */
const LOOK = 8;
/** Units between two pauses. */
export const CHUNK = 32_768;

/**
 * Ascends on the estimate of the dual function over near territories: steps along an averaged subgradient, each coordinate
 * divided by its usual size (after Kingma and Ba 2015), of a length that falls geometrically. Leaves the best multipliers
 * seen in `multipliers`. Deterministic.
 *
 * @param transport weights in mean territories
 * @returns whether it was asked to finish
 */
export function* ascend(transport: Transport, multipliers: Float64Array, climb: Climb): Generator<Progress, boolean, unknown> {
  const { n, k, q, low, high } = transport;
  const { steps, halvings, begin, end } = climb;
  const wide = emptyLists(n, k, WIDE);
  const narrow = wide.width > NARROW ? emptyLists(n, k, NARROW) : wide;
  const at = multipliers.slice();
  const drift = new Float64Array(k * q);
  const size = new Float64Array(k * q);
  const sums = new Float64Array(k * q);
  // Close to the power of a half that it stands for, without a power function.
  const shrink = 1 / (1 + (0.693 * halvings) / steps);
  let length = climb.stride;
  let best = -Infinity;
  let stop = false;
  let listAt = 0;
  let settle = climb.settle;
  let lookAt = 0;
  for (let step = 0; step < steps && !stop; step++) {
    const progress = { phase: 'bound', done: begin + ((end - begin) * step) / steps };
    if (step >= listAt || step >= lookAt) {
      const anew = step >= listAt;
      for (let from = 0; from < n; from += CHUNK) {
        const to = Math.min(from + CHUNK, n);
        if (anew) listNearest(wide, transport, at, from, to);
        if (narrow !== wide) shortenLists(narrow, wide, transport, at, from, to);
        stop ||= Boolean(yield progress);
      }
      if (anew) {
        listAt = step + settle;
        settle *= 2;
      }
      lookAt = step + Math.min(LOOK, 1 + step);
      // Estimates over other lists do not compare.
      best = -Infinity;
    }
    sums.fill(0);
    let value = bandPart(transport, at);
    for (let from = 0; from < n; from += CHUNK) {
      value += nearPart(transport, at, narrow, sums, from, Math.min(from + CHUNK, n));
      stop ||= Boolean(yield progress);
    }
    if (value > best) {
      best = value;
      multipliers.set(at);
    }
    for (let j = 0; j < k * q; j++) {
      const wanted = at[j] > 0 ? low[j] : at[j] < 0 ? high[j] : Math.min(Math.max(sums[j], low[j]), high[j]);
      const slope = wanted - sums[j];
      drift[j] = 0.9 * drift[j] + 0.1 * slope;
      size[j] = 0.92 * size[j] + 0.08 * slope * slope;
      const next = at[j] + (length * drift[j]) / (Math.sqrt(size[j]) + 0.02);
      // The function has a kink at 0, where a band holds by itself: rest there first.
      at[j] = next * at[j] < 0 ? 0 : next;
    }
    length *= shrink;
  }
  return stop;
}
