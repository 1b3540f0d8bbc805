import { EngineError } from '../base/errors.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';
import { adjacency } from './adjacency.ts';

/** Sums are compared with their bands up to this share of the target. */
const SLACK = 1e-9;

/** Ground that may change hands in parts: one unit each, or many merged. */
export interface Lots {
  readonly count: number;
  /** count: who holds it. */
  readonly holder: Int32Array;
  /** count: what counts as moved when somebody else gets it. */
  readonly cost: Float64Array;
  /** count * q weights. */
  readonly weight: Float64Array;
}

/**
 * Who may hand what to whom, and where every sum has to end: the transport problem behind the least disruption. Costs
 * and weights are divided by a mean territory's. Holders 0 to k - 1 are territories; those above are gone.
 */
export interface Handovers {
  readonly q: number;
  readonly k: number;
  readonly holders: number;
  /** Every unit that is free to change hands. */
  readonly lots: Lots;
  /** holders: 1 when ground may stay with it. */
  readonly keeps: Uint8Array;
  /** Per holder the territories that may take from it when ground goes only to those that touch it. */
  readonly beside: readonly Int32Array[];
  /** Territories that may take at all. */
  readonly takers: Int32Array;
  /** k * q bands of the sums of free units. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** What moves in any case, and all that could: in mean territories. */
  readonly certain: number;
  readonly covered: number;
  /** The counted measure's mean per territory. */
  readonly scale: number;
}

/** @throws EngineError `slots.length`, `disruption.measure` */
export function handovers(problem: Problem, held: Uint16Array, measure: string): Handovers | null {
  const { graph, measures, goals, constraints, load, k } = problem;
  const n = graph.ids.length;
  if (held.length !== n) throw new EngineError('slots.length', `The plan has ${held.length} slots for ${n} units.`, held.length);
  const counted = measures.find(({ key }) => key === measure);
  if (counted === undefined) throw new EngineError('disruption.measure', `What moves is counted in ${JSON.stringify(measure)}, but there is no such measure.`, measure);
  const totalOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  const scale = totalOf(counted.values) / k;
  const balanced = goals
    .map((goal) => ({ goal, at: measures.findIndex(({ key }) => key === goal.measure) }))
    .filter(({ at }) => at >= 0)
    .map(({ goal, at }) => ({ goal, at, mean: totalOf(measures[at].values) / k }))
    .filter(({ mean }) => mean > 0);
  const q = balanced.length;
  if (q === 0 || !(scale > 0)) return null;

  const { destination, locked } = settledUnits(problem);
  const holderOf = holdersOf(held, k);
  const low = new Float64Array(k * q);
  const high = new Float64Array(k * q);
  balanced.forEach(({ goal, at, mean }, m) => {
    let total = mean * k;
    for (let t = 0; load && t < k; t++) total += load[t * measures.length + at];
    for (let t = 0; t < k; t++) {
      const target = goal.share[t] * total;
      let [least, most] = [target * (1 - goal.tolerance), target * (1 + goal.tolerance)];
      for (const c of constraints) {
        if (c.type !== 'capacity' || c.slot !== t || c.measure !== goal.measure) continue;
        least = Math.max(least, c.min);
        most = Math.min(most, c.max);
      }
      const carried = load ? load[t * measures.length + at] : 0;
      low[t * q + m] = (least - carried - SLACK * target) / mean;
      high[t * q + m] = (most - carried + SLACK * target) / mean;
    }
  });

  let certain = 0;
  let covered = 0;
  const free: number[] = [];
  for (let u = 0; u < n; u++) {
    const cost = held[u] === UNASSIGNED ? 0 : counted.values[u] / scale;
    covered += cost;
    const to = destination[u];
    if (to < 0) {
      free.push(u);
      continue;
    }
    if (to !== held[u]) certain += cost;
    for (let m = 0; m < q; m++) {
      const weight = measures[balanced[m].at].values[u] / balanced[m].mean;
      low[to * q + m] -= weight;
      high[to * q + m] -= weight;
    }
  }
  const weight = new Float64Array(free.length * q);
  balanced.forEach(({ at, mean }, m) => {
    const { values } = measures[at];
    for (let i = 0; i < free.length; i++) weight[i * q + m] = values[free[i]] / mean;
  });
  const lots: Lots = {
    count: free.length, weight,
    holder: Int32Array.from(free, (u) => holderOf.of(held[u])),
    cost: Float64Array.from(free, (u) => (held[u] === UNASSIGNED ? 0 : counted.values[u] / scale)),
  };
  const takers = Int32Array.from({ length: k }, (_, t) => t).filter((t) => !locked[t]);
  const keeps = Uint8Array.from({ length: holderOf.count }, (_, h) => (h < k && !locked[h] ? 1 : 0));
  return { q, k, holders: holderOf.count, lots, keeps, beside: touching(problem, held, holderOf, takers, locked), takers, low, high, certain, covered, scale };
}

/** Where units have to end whatever is decided, -1 for free ones; and territories that neither gain nor lose. */
function settledUnits({ graph, constraints, baseline, k }: Problem): { destination: Int32Array; locked: Uint8Array } {
  const destination = new Int32Array(graph.ids.length).fill(-1);
  const locked = new Uint8Array(k);
  for (const c of constraints) {
    if (c.type === 'lock' && baseline) locked[c.slot] = 1;
    if (c.type === 'hold') for (const u of c.units) destination[u] = c.slot;
    if (c.type === 'seed') destination[c.unit] = c.slot;
  }
  if (baseline) for (let u = 0; u < baseline.length; u++) if (baseline[u] < k && locked[baseline[u]]) destination[u] = baseline[u];
  return { destination, locked };
}

interface Holders {
  readonly count: number;
  readonly of: (slot: number) => number;
}

function holdersOf(held: Uint16Array, k: number): Holders {
  const index = new Int32Array(65536).fill(-1);
  for (let t = 0; t < k; t++) index[t] = t;
  let count = k;
  for (const slot of held) if (index[slot] < 0) index[slot] = count++;
  return { count, of: (slot) => index[slot] };
}

/**
 * Per holder the takers that touch its ground. A territory that holds nothing yet touches whoever lies around its starting
 * point: the holder of that unit and those beside; without a starting point it may take from all.
 */
function touching(problem: Problem, held: Uint16Array, holders: Holders, takers: Int32Array, locked: Uint8Array): Int32Array[] {
  const { offsets, neighbors } = adjacency(problem);
  const sets = Array.from({ length: holders.count }, () => new Set<number>());
  const has = new Uint8Array(holders.count);
  for (let u = 0; u < held.length; u++) {
    const a = holders.of(held[u]);
    has[a] = 1;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const slot = held[neighbors[e]];
      if (slot !== held[u]) sets[a].add(holders.of(slot));
    }
  }
  const around = sets.map((set) => [...set]);
  for (const t of takers) {
    if (has[t]) continue;
    const start = problem.constraints.find((c) => (c.type === 'seed' || c.type === 'hold') && c.slot === t);
    const unit = start?.type === 'seed' ? start.unit : start?.type === 'hold' ? start.units[0] : undefined;
    if (unit === undefined) for (const set of sets) set.add(t);
    else {
      const home = holders.of(held[unit]);
      sets[home].add(t);
      for (const h of around[home]) sets[h].add(t);
    }
  }
  return sets.map((set, h) => {
    const list = Int32Array.from([...set].filter((t) => t < problem.k && t !== h && !locked[t]).sort((a, b) => a - b));
    // Ground that has to go somewhere although nobody is beside it may go anywhere.
    return list.length === 0 && (h >= problem.k || locked[h]) ? takers : list;
  });
}
