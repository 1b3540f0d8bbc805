import type { Problem } from '../problem/problem.ts';
import { handovers, type Handovers, type Lots } from './handovers.ts';

/** The least that has to change hands, whatever plan is chosen. */
export interface DisruptionBound {
  /** Key of the measure that is counted. */
  readonly measure: string;
  /** No plan in the bands moves less, even when units may be divided and territories torn. In the measure's own unit. */
  readonly least: number;
  /**
   * No plan in the bands moves less in which ground goes only to territories that touch, today, the one it is taken
   * from: surplus then has to travel from hand to hand. At least `least`.
   */
  readonly leastBetweenNeighbors: number;
  /** What somebody holds today: both figures stay below it unless no plan can meet the bands. */
  readonly covered: number;
}

export interface DisruptionOptions {
  /** Measure that is counted; the first with a goal when left out. */
  readonly measure?: string;
  /** Steps of the ascent; more are closer to the best bound. Default 600. */
  readonly steps?: number;
}

/** Units of one holder whose measures stand in nearly the same ratio are merged while the ascent looks for its way. */
const RATIOS = [1, 24, 16, 10, 8, 6, 5, 4, 3];

/**
 * Certified lower bounds on what a plan moves: the least mass that must change hands to bring every sum into its band,
 * from the dual of the transport problem on the graph of territories. With a multiplier per territory and measure
 * every unit goes where it is cheapest; whatever the multipliers, the value is a bound (weak duality). They are found by ascent
 * on merged units, and one exact evaluation over all units counts. Demands the bound does not know make it lower, never
 * wrong. O(n * neighbours * q) after the ascent; deterministic.
 *
 * @param held n slots now in force: k and above for ground whose territory is dissolved, `UNASSIGNED` where nobody holds the
 * unit, which then moves for nothing
 * @returns null when nothing is balanced or the measure's total is 0
 * @throws EngineError `slots.length`, `disruption.measure`
 */
export function disruptionBound(problem: Problem, held: Uint16Array, options: DisruptionOptions = {}): DisruptionBound | null {
  const measure = options.measure ?? problem.goals.find((goal) => problem.measures.some(({ key }) => key === goal.measure))?.measure;
  const posed = measure === undefined ? null : handovers(problem, held, measure);
  if (posed === null || measure === undefined) return null;
  const merged = merge(posed);
  const steps = options.steps ?? 600;
  const freely = climb(posed, merged, null, bestStart(posed, merged, null), steps);
  const least = exactly(posed, null, freely);
  const nearby = climb(posed, merged, posed.beside, bestStart(posed, merged, posed.beside), steps);
  const between = Math.max(least, exactly(posed, posed.beside, nearby));
  const inUnits = (share: number): number => (posed.certain + share) * posed.scale;
  return { measure, least: inUnits(least), leastBetweenNeighbors: inUnits(between), covered: posed.covered * posed.scale };
}

/** The value of the dual at these multipliers, less what rounding can have added; at least 0. */
function exactly(posed: Handovers, beside: readonly Int32Array[] | null, multipliers: Float64Array): number {
  const bands = bandPart(posed, multipliers);
  const parts = { size: 0 };
  const value = bands + lotPart(posed, posed.lots, beside, multipliers, null, parts);
  return Math.max(0, value - 1e-9 * (Math.abs(bands) + parts.size));
}

/** Part of the dual that the bands give: a territory with a positive multiplier is filled to its least, with a negative one to its most. */
function bandPart({ low, high }: Handovers, multipliers: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < multipliers.length; j++) sum += multipliers[j] * (multipliers[j] > 0 ? low[j] : high[j]);
  return sum;
}

/**
 * Part of the dual that lots give: each goes where cost less reward is least.
 *
 * @param beside takers per holder; null: anybody may take from anybody
 * @param sums k * q sums this choice gives, filled when not null
 */
function lotPart({ q, keeps, beside: touching, takers }: Handovers, lots: Lots, beside: readonly Int32Array[] | null, multipliers: Float64Array, sums: Float64Array | null, parts: { size: number }): number {
  const { count, holder, cost, weight } = lots;
  const anybody = beside === null ? undominated(takers, multipliers, q) : null;
  let value = 0;
  for (let i = 0; i < count; i++) {
    const h = holder[i];
    let best = -1;
    let least = Infinity;
    if (keeps[h]) {
      best = h;
      least = 0;
      for (let m = 0; m < q; m++) least -= multipliers[h * q + m] * weight[i * q + m];
    }
    for (const t of anybody ?? touching[h]) {
      let price = cost[i];
      for (let m = 0; m < q; m++) price -= multipliers[t * q + m] * weight[i * q + m];
      if (price < least) {
        least = price;
        best = t;
      }
    }
    if (best < 0) continue;
    value += least;
    parts.size += Math.abs(least) + cost[i];
    if (sums !== null) for (let m = 0; m < q; m++) sums[best * q + m] += weight[i * q + m];
  }
  return value;
}

/** Takers that no other beats in every measure: weights are never negative, so nobody else is ever cheapest. */
function undominated(takers: Int32Array, multipliers: Float64Array, q: number): number[] {
  const beats = (a: number, b: number): boolean => {
    for (let m = 0; m < q; m++) if (multipliers[a * q + m] < multipliers[b * q + m]) return false;
    return true;
  };
  let front: number[] = [];
  for (const t of takers) {
    if (front.some((s) => beats(s, t))) continue;
    front = front.filter((s) => !beats(t, s));
    front.push(t);
  }
  return front;
}

/** Multipliers that are tried before the ascent, for territories that are short or those that have too much. */
const STEEPNESS = [1, 0.97, 0.9, 0.8, 0.6, 0.4, 0.2];

/** Of plain multipliers, one number for all territories on one side of their band in one measure, the best. */
function bestStart(posed: Handovers, lots: Lots, beside: readonly Int32Array[] | null): Float64Array {
  const { k, q, keeps, low, high } = posed;
  const sums = new Float64Array(k * q);
  for (let i = 0; i < lots.count; i++) {
    if (keeps[lots.holder[i]]) for (let m = 0; m < q; m++) sums[lots.holder[i] * q + m] += lots.weight[i * q + m];
  }
  let best = new Float64Array(k * q);
  let most = bandPart(posed, best) + lotPart(posed, lots, beside, best, null, { size: 0 });
  for (let m = 0; m < q; m++) {
    for (let side = 1; side >= -1; side -= 2) {
      for (const steep of STEEPNESS) {
        const tried = new Float64Array(k * q);
        for (let j = m; j < k * q; j += q) if (side > 0 ? sums[j] < low[j] : sums[j] > high[j]) tried[j] = side * steep;
        const value = bandPart(posed, tried) + lotPart(posed, lots, beside, tried, null, { size: 0 });
        if (value <= most) continue;
        most = value;
        best = tried;
      }
    }
  }
  return best;
}

/**
 * Ascends on the dual of the merged lots: steps along an averaged subgradient, each coordinate divided by its usual size
 * (after Kingma and Ba 2015), of a length that falls to nothing.
 *
 * @returns the best multipliers seen
 */
function climb(posed: Handovers, lots: Lots, beside: readonly Int32Array[] | null, start: Float64Array, steps: number): Float64Array {
  const { k, q, low, high } = posed;
  const at = start.slice();
  const best = start.slice();
  const drift = new Float64Array(k * q);
  const size = new Float64Array(k * q);
  const sums = new Float64Array(k * q);
  let most = -Infinity;
  for (let step = 0; step < steps; step++) {
    sums.fill(0);
    const value = bandPart(posed, at) + lotPart(posed, lots, beside, at, sums, { size: 0 });
    if (value > most) {
      most = value;
      best.set(at);
    }
    const rest = 1 - step / steps;
    const length = (0.6 * rest * rest) / (1 + 10 * (1 - rest));
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
  return best;
}

/** Merges free units of one holder whose cost and weights stand in nearly the same ratio. */
function merge({ q, lots }: Handovers): Lots {
  const grain = RATIOS[Math.min(q, RATIOS.length - 1)];
  const found = new Map<number, number>();
  const group = new Int32Array(lots.count);
  for (let i = 0; i < lots.count; i++) {
    let total = lots.cost[i];
    for (let m = 0; m < q; m++) total += lots.weight[i * q + m];
    let key = lots.holder[i];
    for (let m = 0; m < q; m++) key = key * (grain + 1) + (total > 0 ? Math.floor((grain * lots.weight[i * q + m]) / total) : 0);
    let g = found.get(key);
    if (g === undefined) found.set(key, (g = found.size));
    group[i] = g;
  }
  const merged: Lots = { count: found.size, holder: new Int32Array(found.size), cost: new Float64Array(found.size), weight: new Float64Array(found.size * q) };
  for (let i = 0; i < lots.count; i++) {
    const g = group[i];
    merged.holder[g] = lots.holder[i];
    merged.cost[g] += lots.cost[i];
    for (let m = 0; m < q; m++) merged.weight[g * q + m] += lots.weight[i * q + m];
  }
  return merged;
}
