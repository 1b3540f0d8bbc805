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
}

/** Candidates of every unit: `width` territories each, cheapest first when they were listed. */
export interface NearLists {
  readonly width: number;
  readonly slots: Uint16Array;
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
  const { k, q, places, centres, mass, weights } = transport;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const x = places[2 * i];
    const y = places[2 * i + 1];
    const heft = mass[i];
    const w0 = weights[i * q];
    let least = Infinity;
    for (let t = 0; t < k; t++) {
      const dx = x - centres[2 * t];
      const dy = y - centres[2 * t + 1];
      let cost = heft * (dx * dx + dy * dy);
      cost -= multipliers[t * q] * w0;
      for (let m = 1; m < q; m++) cost -= multipliers[t * q + m] * weights[i * q + m];
      if (cost < least) least = cost;
    }
    sum += least;
  }
  return sum;
}

/** The units' part over near territories only, an estimate from above; adds the weights of its assignment to `sums`. */
export function nearPart(transport: Transport, multipliers: Float64Array, near: NearLists, sums: Float64Array, from: number, to: number): number {
  const { q, places, centres, mass, weights } = transport;
  const { width, slots } = near;
  let total = 0;
  for (let i = from; i < to; i++) {
    const x = places[2 * i];
    const y = places[2 * i + 1];
    const heft = mass[i];
    const w0 = weights[i * q];
    let least = Infinity;
    let best = 0;
    for (let j = i * width; j < (i + 1) * width; j++) {
      const t = slots[j];
      const dx = x - centres[2 * t];
      const dy = y - centres[2 * t + 1];
      let cost = heft * (dx * dx + dy * dy);
      cost -= multipliers[t * q] * w0;
      for (let m = 1; m < q; m++) cost -= multipliers[t * q + m] * weights[i * q + m];
      if (cost < least) {
        least = cost;
        best = t;
      }
    }
    total += least;
    for (let m = 0; m < q; m++) sums[best * q + m] += weights[i * q + m];
  }
  return total;
}

/** Empty lists for `nearInto`. */
export function emptyLists({ n, k }: Transport, width: number): NearLists {
  return { width: Math.min(width, k), slots: new Uint16Array(n * Math.min(width, k)) };
}

/** Lists the cheapest territories of units at these multipliers. O(n k q). */
export function nearInto(lists: NearLists, transport: Transport, multipliers: Float64Array, from: number, to: number): void {
  const { k, q, places, centres, mass, weights } = transport;
  const { width, slots } = lists;
  const costs = new Float64Array(width);
  for (let i = from; i < to; i++) {
    const x = places[2 * i];
    const y = places[2 * i + 1];
    const heft = mass[i];
    const w0 = weights[i * q];
    const row = i * width;
    let filled = 0;
    for (let t = 0; t < k; t++) {
      const dx = x - centres[2 * t];
      const dy = y - centres[2 * t + 1];
      let cost = heft * (dx * dx + dy * dy);
      cost -= multipliers[t * q] * w0;
      for (let m = 1; m < q; m++) cost -= multipliers[t * q + m] * weights[i * q + m];
      if (filled === width && cost >= costs[width - 1]) continue;
      let at = filled < width ? filled++ : width - 1;
      for (; at > 0 && costs[at - 1] > cost; at--) {
        costs[at] = costs[at - 1];
        slots[row + at] = slots[row + at - 1];
      }
      costs[at] = cost;
      slots[row + at] = t;
    }
  }
}

/** Lists for units from the lists of the groups they were merged into. */
export function listsOfGroups({ width, slots }: NearLists, groupOf: Uint32Array): NearLists {
  const own = new Uint16Array(groupOf.length * width);
  for (let i = 0; i < groupOf.length; i++) for (let j = 0; j < width; j++) own[i * width + j] = slots[groupOf[i] * width + j];
  return { width, slots: own };
}

/**
 * The same problem with units merged on a square grid: total mass and weights at the centre of mass. Its
 * multipliers are a good start for the whole problem; its value is no bound.
 *
 * @param side side of the squares
 */
export function mergeOnGrid(transport: Transport, side: number): { transport: Transport; groupOf: Uint32Array } {
  const { n, q, places, mass, weights } = transport;
  const groups = new Map<number, number>();
  const groupOf = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const key = Math.floor(places[2 * i] / side) * 0x4000000 + Math.floor(places[2 * i + 1] / side);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = groups.size));
    groupOf[i] = group;
  }
  const many = groups.size;
  const merged = { places: new Float64Array(2 * many), mass: new Float64Array(many), weights: new Float64Array(many * q) };
  const sizes = new Uint32Array(many);
  const plain = new Float64Array(2 * many);
  for (let i = 0; i < n; i++) {
    const group = groupOf[i];
    sizes[group]++;
    merged.mass[group] += mass[i];
    for (let axis = 0; axis < 2; axis++) {
      merged.places[2 * group + axis] += mass[i] * places[2 * i + axis];
      plain[2 * group + axis] += places[2 * i + axis];
    }
    for (let m = 0; m < q; m++) merged.weights[group * q + m] += weights[i * q + m];
  }
  for (let j = 0; j < 2 * many; j++) merged.places[j] = merged.mass[j >> 1] > 0 ? merged.places[j] / merged.mass[j >> 1] : plain[j] / sizes[j >> 1];
  return { transport: { ...transport, ...merged, n: many }, groupOf };
}
