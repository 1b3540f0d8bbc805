import { bar, noAsks, type Asks } from '../solve/asks.ts';
import type { Level } from '../solve/level.ts';
import { bands, type Band } from './bands.ts';
import type { Budget } from './budgets.ts';
import type { Constraint } from './constraint.ts';
import type { PlacedHome } from './placeHomes.ts';
import type { Problem } from './problem.ts';
import { noRules, type Rules } from './rules.ts';

/** Where the parts of a problem went on the finest level. */
export interface Laid {
  readonly level: Level;
  /** Unit of the problem -> unit of the level, -1 where a locked territory lies. */
  readonly unitOf: Int32Array;
  /** Slot -> open territory, -1 for a locked one. */
  readonly openOf: Int32Array;
  /** Open territories. */
  readonly k: number;
  /** Metres per length of the level. */
  readonly metres: number;
  /** 2n metres of the problem's units in the plane. */
  readonly places: Float64Array;
  /** One per demand of type `home`, in their order. */
  readonly homes: readonly PlacedHome[];
}

/** What moving, and travel, may cost beside shape at most: beyond, sums would no longer come first. */
const DEAREST = 100;

/** A weight relative to that of compactness. */
function beside(weight: number, compactness: number, most: number): number {
  return weight > 0 ? Math.min(most, weight / compactness) : 0;
}

/**
 * Prices, budgets, homes, profiles and travel as rows per unit and rules per territory; null when there are none. A
 * unit made of several that lie in different territories today counts as lying where most of its ground does; what the
 * others hold moves anyhow and is taken off the budgets beforehand.
 */
export function askUnits(problem: Problem, laid: Laid): { asks: Asks; rules: Rules } | null {
  const { constraints, baseline, weights } = problem;
  const { level, k } = laid;
  const nameOf = ({ measure, counts }: Budget): string => `${measure ?? ''} ${counts?.name ?? ''}`;
  const budgets = baseline ? constraints.filter((c) => c.type === 'budget').sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0)) : [];
  // Budgets that count the same thing share a row.
  const keys = budgets.map(({ measure, counts }) => counts?.amounts ?? measure).filter((key, b, all) => all.indexOf(key) === b);
  const price = baseline ? beside(weights.disruption, weights.compactness, DEAREST) : 0;
  const travel = problem.measures.length > 0 ? beside(weights.travel, weights.compactness, DEAREST) : 0;
  const scattered = constraints.filter((c) => c.type === 'scattered');
  // Bounds narrow bands as well, but hold where a tolerance gives way.
  const bounded = bands(problem).filter(({ min, max }) => min.some((end) => end > 0) || max.some((end) => end < Infinity)).sort((a, b) => (a.key < b.key ? -1 : 1));
  if (bounded.length === 0 && budgets.length === 0 && !(price > 0) && !(travel > 0) && scattered.length === 0 && laid.homes.length === 0) return null;

  const kinds = keys.length;
  const barred = new Array<Uint8Array | null>(k).fill(null);
  const asks = { ...noAsks(level.n, k, kinds, bounded.length), barred };
  const rules = { ...noRules(k, kinds, bounded.length), worth: Float64Array.from(bounded, ({ total }) => (total > 0 ? total / problem.k : 1)), travel: travel > 0 ? 1 : 0 };
  for (const { measure, from, max, counts } of budgets) {
    const j = keys.indexOf(counts?.amounts ?? measure);
    const left = max - (counts?.already ?? 0);
    if (from === undefined) rules.total[j] = Math.min(rules.total[j], left);
    else if (laid.openOf[from] >= 0) rules.leaving[laid.openOf[from] * kinds + j] = Math.min(rules.leaving[laid.openOf[from] * kinds + j], left);
  }
  if (budgets.length > 0 || price > 0) layToday(problem, laid, asks, rules, keys.map((key) => (key instanceof Float64Array ? key : rowOf(problem, key))), price);
  for (const { slot } of scattered) {
    if (laid.openOf[slot] < 0) continue;
    rules.scattered[laid.openOf[slot]] = 1;
    rules.pieces = true;
  }
  layBounds(problem, laid, bounded, asks.held, rules);
  layHomes(constraints, laid, barred, rules);
  if (travel > 0) layTravel(problem, laid, asks.haul, travel);
  return { asks, rules };
}

/** n values of a measure; ones for null, which counts units. */
function rowOf({ measures, graph }: Problem, key: string | null): Float64Array {
  return (key === null ? undefined : measures.find((m) => m.key === key)?.values) ?? new Float64Array(graph.ids.length).fill(1);
}

type Writable<T> = { -readonly [P in keyof T]: T[P] };

function layToday(problem: Problem, { unitOf, openOf }: Laid, asks: Writable<Asks>, rules: Writable<Rules>, rows: Float64Array[], price: number): void {
  const { graph, k } = problem;
  const baseline = problem.baseline as Uint16Array;
  const { today, kinds, amount } = asks;
  const priced = rowOf(problem, problem.priced ?? null);
  let total = 0;
  for (const value of priced) total += value;
  const perUnit = total > 0 ? (price * k) / total : 0;
  const at = (u: number): number => (unitOf[u] >= 0 && baseline[u] < openOf.length ? openOf[baseline[u]] : -1);
  // Ground per joined unit and territory of today; most units have one.
  const ground = new Map<number, number>();
  const most = new Float64Array(today.length);
  for (let u = 0; u < unitOf.length; u++) {
    const t = at(u);
    if (t < 0) continue;
    const i = unitOf[u];
    const sum = (ground.get(i * k + t) ?? 0) + graph.areaKm2[u];
    ground.set(i * k + t, sum);
    if (sum <= most[i]) continue;
    most[i] = sum;
    today[i] = t;
  }
  for (let u = 0; u < unitOf.length; u++) {
    const t = at(u);
    if (t < 0) continue;
    const i = unitOf[u];
    const stays = today[i] === t;
    if (stays) asks.price[i] += perUnit * priced[u];
    for (let j = 0; j < kinds; j++) {
      if (stays) amount[i * kinds + j] += rows[j][u];
      else {
        rules.total[j] -= rows[j][u];
        rules.leaving[t * kinds + j] -= rows[j][u];
      }
    }
  }
}

/** What sums with bounds may come to. */
function layBounds({ measures, load, k }: Problem, { unitOf, openOf }: Laid, bounded: readonly Band[], held: Float64Array, { low, high }: Rules): void {
  const wide = bounded.length;
  bounded.forEach(({ measure, min, max }, j) => {
    const { values } = measures[measure];
    for (let u = 0; u < unitOf.length; u++) if (unitOf[u] >= 0) held[unitOf[u] * wide + j] += values[u];
    for (let slot = 0; slot < k; slot++) {
      if (openOf[slot] < 0) continue;
      const carried = load ? load[slot * measures.length + measure] : 0;
      low[openOf[slot] * wide + j] = min[slot] - carried;
      high[openOf[slot] * wide + j] = max[slot] - carried;
    }
  });
}

function layHomes(constraints: readonly Constraint[], { level, unitOf, openOf, metres, homes }: Laid, barred: (Uint8Array | null)[], rules: Rules): void {
  constraints.filter((c) => c.type === 'home').forEach(({ slot }, h) => {
    const t = openOf[slot];
    if (t < 0) return;
    const { x, y, leash, far } = homes[h];
    rules.home[2 * t] = x / metres;
    rules.home[2 * t + 1] = y / metres;
    rules.leash[t] = Math.min(rules.leash[t], (leash / metres) * (leash / metres));
    if (far === null) return;
    const row = barred[t] ?? new Uint8Array((level.n + 7) >> 3);
    for (let u = 0; u < unitOf.length; u++) if (unitOf[u] >= 0 && far[u] === 1) bar(row, unitOf[u]);
    barred[t] = row;
  });
}

/** Weighted so that round territories of even density cost 1 each. */
function layTravel({ measures, k }: Problem, { unitOf, places, metres }: Laid, haul: Float64Array, travel: number): void {
  const { values } = measures[0];
  let total = 0;
  for (const value of values) total += value;
  if (!(total > 0)) return;
  const scale = (travel * 6.283185307179586 * k) / total;
  for (let u = 0; u < unitOf.length; u++) {
    const i = unitOf[u];
    if (i < 0) continue;
    const w = scale * values[u];
    const x = places[2 * u] / metres;
    const y = places[2 * u + 1] / metres;
    haul[4 * i] += w;
    haul[4 * i + 1] += w * x;
    haul[4 * i + 2] += w * y;
    haul[4 * i + 3] += w * (x * x + y * y);
  }
}
