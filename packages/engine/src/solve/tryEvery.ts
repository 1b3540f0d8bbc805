import { bands } from '../problem/bands.ts';
import { heldBy } from '../problem/held.ts';
import { together } from '../problem/together.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';

/** Units up to which all divisions are looked through, and steps and whole divisions that are looked at at most. */
const FEW = 20;
const STEPS = 200_000;
const DIVISIONS = 3_000;
const SLACK = 1e-9;

/**
 * The best plan on very few units, by looking through all of them, as far as a limit of work allows: plans within narrow bands lie far
 * apart there, and no search from one to the next finds them all. Units go by weight, the heaviest first; a branch ends where a sum passes
 * its band, or where what is left cannot fill those that are short.
 *
 * @param worthOf what a plan costs; Infinity where it breaks a demand
 * @returns null when none was found that keeps what is demanded
 */
export function tryEvery(problem: Problem, worthOf: (slots: Uint16Array) => number): Uint16Array | null {
  const { graph, measures, baseline, load, k } = problem;
  const n = graph.ids.length;
  if (n > FEW) return null;
  const locked = new Set(problem.constraints.flatMap((c) => (c.type === 'lock' && baseline !== undefined ? [c.slot] : [])));
  const { slotOf, leader } = heldBy(problem, together(problem));
  const items = itemsOf(problem, leader, slotOf, locked);
  const of = bands(problem);
  const q = of.length;
  const sums = new Float64Array(k * q);
  of.forEach(({ measure }, b) => {
    for (let t = 0; load !== undefined && t < k; t++) sums[t * q + b] = load[t * measures.length + measure];
  });
  const weight = items.map(({ units }) => of.map(({ measure }) => units.reduce((sum, u) => sum + measures[measure].values[u], 0)));
  const left = Float64Array.from({ length: (items.length + 1) * q });
  for (let i = items.length - 1; i >= 0; i--) for (let b = 0; b < q; b++) left[i * q + b] = left[(i + 1) * q + b] + weight[i][b];

  const slots = new Uint16Array(n);
  const many = new Int32Array(k);
  let best: Uint16Array | null = null;
  let least = Infinity;
  let steps = STEPS;
  let divisions = DIVISIONS;
  const canBeFilled = (from: number): boolean => {
    if (many.reduce((empty, units) => empty + (units === 0 ? 1 : 0), 0) > items.length - from) return false;
    for (let b = 0; b < q; b++) {
      let short = 0;
      for (let t = 0; t < k; t++) short += Math.max(0, of[b].low[t] * (1 - SLACK) - sums[t * q + b]);
      if (short > left[from * q + b] + SLACK * of[b].total) return false;
    }
    return true;
  };
  const add = (i: number, t: number, sign: number): boolean => {
    many[t] += sign;
    let fits = true;
    for (let b = 0; b < q; b++) {
      sums[t * q + b] += sign * weight[i][b];
      if (sums[t * q + b] > of[b].high[t] * (1 + SLACK) + SLACK * of[b].total) fits = false;
    }
    return fits;
  };
  const divide = (i: number): void => {
    if (steps-- <= 0 || divisions <= 0) return;
    if (i === items.length) {
      divisions--;
      const worth = worthOf(slots);
      if (worth < least) [least, best] = [worth, slots.slice()];
      return;
    }
    for (let t = 0; t < k; t++) {
      if (items[i].slot >= 0 ? t !== items[i].slot : locked.has(t)) continue;
      if (add(i, t, 1) && canBeFilled(i + 1)) {
        for (const u of items[i].units) slots[u] = t;
        divide(i + 1);
      }
      add(i, t, -1);
    }
  };
  divide(0);
  return best;
}

interface Item {
  /** Units that stay together. */
  readonly units: readonly number[];
  /** Where they are held or locked; -1 where they may go anywhere. */
  readonly slot: number;
}

/** The heaviest first, in shares of all measures; units of locked territories stay in them. */
function itemsOf({ graph, measures, baseline }: Problem, leader: Uint32Array, slotOf: Int32Array, locked: ReadonlySet<number>): Item[] {
  const groups = new Map<number, number[]>();
  leader.forEach((head, u) => groups.set(head, [...(groups.get(head) ?? []), u]));
  const totals = measures.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const heavy = (units: readonly number[]): number => measures.reduce((sum, { values }, m) => sum + (totals[m] > 0 ? units.reduce((all, u) => all + values[u], 0) / totals[m] : 0), 0) + units.length / graph.ids.length;
  return [...groups.values()]
    .map((units) => {
      const today = baseline === undefined ? UNASSIGNED : baseline[units[0]];
      return { units, slot: locked.has(today) ? today : slotOf[units[0]], weight: heavy(units) };
    })
    .sort((a, b) => b.weight - a.weight || a.units[0] - b.units[0]);
}
