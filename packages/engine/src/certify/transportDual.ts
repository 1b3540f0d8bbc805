/**
 * The dual of the transport problem with fixed centres: every unit's weights may be divided among
 * territories, each territory's sum of every measure lies in a band, and the cost is mass times squared
 * distance. By weak duality every choice of multipliers gives a lower bound on the cost of every plan in the
 * bands (Hess and others 1965 for the problem; Brieden, Gritzmann and Klemm 2017 for the duality).
 *
 * n units, k territories, q measures. The functions work on units `from` to `to - 1`, so that a task can
 * pause between two chunks.
 */
export interface Transport {
  readonly n: number;
  readonly k: number;
  readonly q: number;
  /** 2n places and 2k centres, in one unit of length. */
  readonly places: Float64Array;
  readonly centres: Float64Array;
  /** n masses, >= 0. */
  readonly mass: Float64Array;
  /** n * q weights, >= 0, row per unit. */
  readonly weights: Float64Array;
  /** k * q bands, row per territory. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** n territories that units are tied to, -1 where any open one may have the unit. */
  readonly tied: Int32Array;
  /** k: 1 where only units tied to the territory may go. */
  readonly closed: Uint8Array;
}

/** What the bands add to the dual function. With the units' part over all territories it is a bound, whatever the multipliers. */
export function bandPart({ k, q, low, high }: Transport, multipliers: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < k * q; j++) sum += multipliers[j] * (multipliers[j] > 0 ? low[j] : high[j]);
  return sum;
}

/**
 * The units' part over all territories. O(n k q).
 *
 * @param multipliers k * q, row per territory
 */
export function exactPart(transport: Transport, multipliers: Float64Array, from: number, to: number): number {
  const { k, q, tied, closed } = transport;
  let sum = 0;
  for (let i = from; i < to; i++) {
    if (tied[i] >= 0) {
      sum += costAt(transport, multipliers, i, tied[i]);
      continue;
    }
    const { places, centres, mass, weights } = transport;
    const x = places[2 * i];
    const y = places[2 * i + 1];
    const heft = mass[i];
    const w0 = weights[i * q];
    let least = Infinity;
    for (let t = 0; t < k; t++) {
      if (closed[t] === 1) continue;
      const dx = x - centres[2 * t];
      const dy = y - centres[2 * t + 1];
      let cost = heft * (dx * dx + dy * dy) - multipliers[t * q] * w0;
      for (let m = 1; m < q; m++) cost -= multipliers[t * q + m] * weights[i * q + m];
      if (cost < least) least = cost;
    }
    sum += least;
  }
  return sum;
}

function costAt({ q, places, centres, mass, weights }: Transport, multipliers: Float64Array, i: number, t: number): number {
  const dx = places[2 * i] - centres[2 * t];
  const dy = places[2 * i + 1] - centres[2 * t + 1];
  let cost = mass[i] * (dx * dx + dy * dy);
  for (let m = 0; m < q; m++) cost -= multipliers[t * q + m] * weights[i * q + m];
  return cost;
}
