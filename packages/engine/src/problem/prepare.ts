import type { Problem } from './problem.ts';
import type { Ground } from './ground.ts';
import { askUnits } from './askUnits.ts';
import { joinGroups } from './joinGroups.ts';
import { placeHomes } from './placeHomes.ts';
import { settle } from './settle.ts';
import { bands, type Band } from './bands.ts';
import { measureGround } from './geometry.ts';
import { HEXAGON_MOMENT, type Level } from '../solve/level.ts';

/**
 * Rewrites a valid problem into what the solver knows (see `Ground`): locked territories leave the graph, groups are
 * joined, barriers and links change borders, bounds narrow bands, loads shift them, parts get their territories; what is left
 * are rows per unit and rules per territory (`askUnits`).
 * Expects a problem whose numbers are sound (`validate` finds no broken ones).
 */
export function prepare(problem: Problem): Ground {
  const { constraints, k: slots } = problem;
  const locked = new Uint8Array(slots);
  for (const c of constraints) if (c.type === 'lock' && problem.baseline) locked[c.slot] = 1;
  const openOf = new Int32Array(slots).fill(-1);
  const slotOf: number[] = [];
  for (let t = 0; t < slots; t++) {
    if (locked[t]) continue;
    openOf[t] = slotOf.length;
    slotOf.push(t);
  }
  const k = slotOf.length;

  const base = groundLevel(problem, locked, openOf);
  const rows = bandsOf(problem, slotOf, base.goals);
  const { level, unitOf } = joinGroups(problem, base.level, base.unitOf, rows.q);
  numberParts(level);
  const asked = problem.constraints.filter((c) => c.type === 'home');
  const homes = placeHomes(problem.graph, base.places, asked);
  // A home says in which part of the ground its territory lies, unless units held there do.
  const at = new Map(asked.map(({ slot }, h) => [openOf[slot], unitOf[homes[h].nearest]]));
  const { partOf, leftOver } = settle(level, k, rows.q, rows.mid, at);
  const { metres, places } = base;
  const demands = askUnits(problem, { level, unitOf, openOf, k, metres, places, homes });
  return {
    level: demands === null ? level : { ...level, asks: demands.asks }, unitOf, k, slotOf: Int32Array.from(slotOf), partOf, leftOver, metres, ...rows,
    ...(demands === null ? {} : { rules: demands.rules }),
  };
}

export interface ScaledGoal {
  /** Position in `problem.goals` and in `problem.measures`. */
  readonly goal: number;
  readonly measure: number;
  /** A power of two that turns values into integers below 2^50 in sum. */
  readonly scale: number;
  readonly total: number;
}

/** Goals that say something: the measure exists and its total is above 0. By key, so that their order does not show in any sum. */
export function scaledGoals(problem: Problem): ScaledGoal[] {
  const found: ScaledGoal[] = [];
  const q = problem.measures.length;
  problem.goals.forEach((goal, g) => {
    const measure = problem.measures.findIndex((one) => one.key === goal.measure);
    if (measure < 0) return;
    let total = 0;
    const { values } = problem.measures[measure];
    for (let u = 0; u < values.length; u++) total += values[u];
    if (problem.load) for (let t = 0; t < problem.k; t++) total += problem.load[t * q + measure];
    if (!(total > 0)) return;
    let scale = 1;
    while (total * scale < 562949953421312) scale *= 2;
    while (total * scale >= 1125899906842624) scale /= 2;
    found.push({ goal: g, measure, scale, total });
  });
  const keyOf = ({ goal }: ScaledGoal): string => problem.goals[goal].measure;
  return found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function groundLevel(problem: Problem, locked: Uint8Array, openOf: Int32Array) {
  const { graph, baseline, constraints } = problem;
  const total = graph.ids.length;
  const goals = scaledGoals(problem);
  const q = goals.length;
  const geometry = measureGround(graph);
  const unitOf = new Int32Array(total).fill(-1);
  const units: number[] = [];
  let areaKm2 = 0;
  for (let u = 0; u < total; u++) {
    if (baseline && baseline[u] < locked.length && locked[baseline[u]]) continue;
    unitOf[u] = units.length;
    units.push(u);
    areaKm2 += geometry.areaKm2[u];
  }
  const n = units.length;
  const open = locked.reduce((sum, is) => sum - is, locked.length);
  const metres = 1000 * Math.sqrt(areaKm2 / Math.max(1, open));

  // Barriers take borders away, links add borders of length 0; both are given as pairs of units.
  const cut = new Map<number, Set<number>>();
  const extra: number[] = [];
  for (const c of constraints) {
    if (c.type !== 'barrier' && c.type !== 'link') continue;
    for (let p = 0; p + 1 < c.pairs.length; p += 2) {
      const [a, b] = [c.pairs[p], c.pairs[p + 1]];
      if (c.type === 'link') extra.push(a, b, b, a);
      else {
        if (!cut.has(a)) cut.set(a, new Set());
        if (!cut.has(b)) cut.set(b, new Set());
        cut.get(a)?.add(b);
        cut.get(b)?.add(a);
      }
    }
  }
  const linksOf = new Map<number, number[]>();
  for (let p = 0; p < extra.length; p += 2) {
    const list = linksOf.get(extra[p]) ?? [];
    if (!list.includes(extra[p + 1])) list.push(extra[p + 1]);
    linksOf.set(extra[p], list);
  }
  for (const list of linksOf.values()) list.sort((a, b) => a - b);

  const offsets = new Int32Array(n + 1);
  const neighbors = new Int32Array(graph.neighbors.length + extra.length / 2);
  const border = new Float64Array(neighbors.length);
  const level = {
    n, offsets,
    rim: new Float64Array(n), x: new Float64Array(n), y: new Float64Array(n), area: new Float64Array(n), spread: new Float64Array(n),
    weight: new Float64Array(n * q), fixed: new Int32Array(n).fill(-1), part: new Int32Array(n),
  };
  let m = 0;
  for (let i = 0; i < n; i++) {
    const u = units[i];
    const severed = cut.get(u);
    const linked = linksOf.get(u);
    let rim = geometry.rim[u];
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) {
      const v = graph.neighbors[e];
      if (severed?.has(v) || unitOf[v] < 0) {
        rim += geometry.border[e];
        continue;
      }
      neighbors[m] = unitOf[v];
      border[m++] = geometry.border[e] / metres;
    }
    if (linked) {
      for (const v of linked) {
        if (v === u || unitOf[v] < 0 || neighbors.subarray(offsets[i], m).includes(unitOf[v])) continue;
        neighbors[m] = unitOf[v];
        border[m++] = 0;
      }
    }
    offsets[i + 1] = m;
    const area = (geometry.areaKm2[u] * 1e6) / (metres * metres);
    level.rim[i] = rim / metres;
    level.x[i] = geometry.metres[2 * u] / metres;
    level.y[i] = geometry.metres[2 * u + 1] / metres;
    level.area[i] = area;
    level.spread[i] = HEXAGON_MOMENT * area * area;
    for (let g = 0; g < q; g++) level.weight[i * q + g] = Math.round(problem.measures[goals[g].measure].values[u] * goals[g].scale);
  }
  for (const c of constraints) {
    if (c.type === 'hold') for (const u of c.units) if (unitOf[u] >= 0) level.fixed[unitOf[u]] = openOf[c.slot];
    if (c.type === 'seed' && unitOf[c.unit] >= 0) level.fixed[unitOf[c.unit]] = openOf[c.slot];
  }
  return { level: { ...level, neighbors: neighbors.slice(0, m), border: border.slice(0, m) } as Level, unitOf, metres, goals, places: geometry.metres };
}

/** The band of every open territory in every goal (`bands`), less what it carries already. */
export function bandsOf(problem: Problem, slotOf: number[], goals: ScaledGoal[]) {
  const k = slotOf.length;
  const q = goals.length;
  const mid = new Float64Array(k * q);
  const half = new Float64Array(k * q);
  const inverse = new Float64Array(k * q);
  const mean = new Float64Array(q);
  const importance = new Float64Array(q);
  const of = new Map(bands(problem).map((band) => [band.measure, band]));
  let weights = 0;
  goals.forEach(({ goal }) => (weights += problem.goals[goal].weight));
  goals.forEach(({ goal, measure, scale, total }, g) => {
    const { share, weight } = problem.goals[goal];
    const { low, high } = of.get(measure) as Band;
    mean[g] = (total * scale) / problem.k;
    importance[g] = (weight * q) / weights;
    for (let t = 0; t < k; t++) {
      const slot = slotOf[t];
      const target = share[slot] * total;
      const carried = problem.load ? problem.load[slot * problem.measures.length + measure] : 0;
      mid[t * q + g] = ((low[slot] + high[slot]) / 2 - carried) * scale;
      half[t * q + g] = (high[slot] - low[slot]) / 2 / target;
      inverse[t * q + g] = 1 / (target * scale);
    }
  });
  return { q, mid, half, inverse, mean, importance };
}

function numberParts(level: Level): void {
  const { n, offsets, neighbors, part } = level;
  part.fill(-1);
  const queue = new Int32Array(n);
  let parts = 0;
  for (let s = 0; s < n; s++) {
    if (part[s] >= 0) continue;
    let head = 0;
    let tail = 0;
    part[s] = parts;
    queue[tail++] = s;
    while (head < tail) {
      const u = queue[head++];
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (part[v] < 0) {
          part[v] = parts;
          queue[tail++] = v;
        }
      }
    }
    parts++;
  }
}
