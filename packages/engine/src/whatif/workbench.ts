import type { Constraint } from '../problem/constraint.ts';
import type { Ground } from '../problem/ground.ts';
import { bandsOf, prepare, scaledGoals, type ScaledGoal } from '../problem/prepare.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';
import type { Level } from '../solve/level.ts';
import { checkSlots, type WhatIf } from './whatIf.ts';

/**
 * A plan laid out for what-ifs: its ground, prepared once, and where everything stands. Nothing in it changes; what a
 * what-if leaves alone is shared with the next one, so that asking costs milliseconds on 200,000 units.
 */
export interface Workbench {
  readonly problem: Problem;
  readonly slots: Uint16Array;
  readonly ground: Ground;
  /** Units of the level -> open territory; `ground.k` .. `holders - 1` for ground that needs somebody. */
  readonly owner: Int32Array;
  /** Units of the level -> open territory that holds it today; k and above: one that is gone. -2: several hold parts of it. */
  readonly heldBy: Int32Array;
  /** Open territories and those that are gone. */
  readonly holders: number;
  /** k: open territories that were locked since the ground was prepared: they neither gain nor lose. */
  readonly still: Uint8Array;
  /** Slots that are locked in the prepared ground, by their present number. */
  readonly away: ReadonlySet<number>;
  readonly scales: readonly ScaledGoal[];
  /** n: what moving a unit of the level counts, in the units of the counted measure. */
  readonly worth: Float64Array;
  readonly counted: string;
}

/** A unit of the level that several hold today. */
const SEVERAL = -2;

/**
 * Prepares a plan for what-ifs. O(n + m), about half a second for 200,000 units; everything after costs milliseconds.
 *
 * @param slots n slots of a plan
 * @param counted key of the measure in which what moves is counted; the first with a goal when left out
 * @throws EngineError `slots.length`
 */
export function openWorkbench(problem: Problem, slots: Uint16Array, counted = problem.goals[0]?.measure ?? problem.measures[0].key): Workbench {
  checkSlots(problem, slots);
  const ground = prepare(problem);
  const away = new Set(problem.constraints.flatMap((c) => (c.type === 'lock' && problem.baseline ? [c.slot] : [])));
  return lay(problem, slots, slots, ground, away, scaledGoals(problem), counted);
}

/** The bench with a what-if laid out on it. What cannot be shared with the one before is prepared anew. */
export function layOut(bench: Workbench, { problem, start, held, slotNow }: WhatIf): Workbench {
  const away = new Set([...bench.away].map((slot) => slotNow[slot]));
  if (problem.graph !== bench.problem.graph || bench.ground.rules || !isPlain(problem) || !sameStructure(bench.problem.constraints, problem.constraints) || !staysAway(bench, problem, start, away)) {
    const fresh = openWorkbench(problem, start, bench.counted);
    return lay(problem, start, held, fresh.ground, fresh.away, fresh.scales, bench.counted);
  }
  const slotOf = [...Array(problem.k).keys()].filter((t) => !away.has(t));
  const scales = scaledGoals(problem);
  const bands = bandsOf(problem, slotOf, scales);
  const { ground } = bench;
  const level: Level = { ...ground.level, weight: weightsNow(bench, problem, scales), fixed: fixedUnits(problem, ground, slotOf) };
  // Parts are apportioned by the solver; here everybody stays where he is.
  const next: Ground = { ...ground, ...bands, level, k: slotOf.length, slotOf: Int32Array.from(slotOf), partOf: new Int32Array(slotOf.length) };
  return lay(problem, start, held, next, away, scales, bench.counted);
}

function lay(problem: Problem, start: Uint16Array, held: Uint16Array, ground: Ground, away: ReadonlySet<number>, scales: readonly ScaledGoal[], counted: string): Workbench {
  const { unitOf, level, k, slotOf } = ground;
  const index = new Int32Array(65536).fill(-1);
  slotOf.forEach((slot, t) => (index[slot] = t));
  let holders = k;
  const seen = new Uint8Array(65536);
  for (let u = 0; u < unitOf.length; u++) seen[start[u]] = seen[held[u]] = 1;
  for (let slot = problem.k; slot < 65536; slot++) if (seen[slot]) index[slot] = holders++;
  const owner = new Int32Array(level.n);
  const heldBy = new Int32Array(level.n).fill(-1);
  const worth = new Float64Array(level.n);
  const values = problem.measures.find(({ key }) => key === counted)?.values;
  for (let u = 0; u < unitOf.length; u++) {
    const i = unitOf[u];
    if (i < 0) continue;
    owner[i] = index[start[u]];
    const by = index[held[u]];
    heldBy[i] = heldBy[i] === -1 || heldBy[i] === by ? by : SEVERAL;
    // What nobody holds today moves for nothing.
    if (values && held[u] !== UNASSIGNED) worth[i] += values[u];
  }
  const still = new Uint8Array(k);
  for (const c of problem.constraints) if (c.type === 'lock' && index[c.slot] >= 0) still[index[c.slot]] = 1;
  return { problem, slots: start, ground, owner, heldBy, holders, still, away, scales, worth, counted };
}

/** Demands that are bands, borders or fixed units; any other has to be prepared anew. */
const PLAIN = new Set(['hold', 'lock', 'seed', 'keepTogether', 'barrier', 'link', 'capacity']);

function isPlain({ constraints, weights, baseline }: Problem): boolean {
  return constraints.every((c) => PLAIN.has(c.type)) && weights.travel === 0 && (weights.disruption === 0 || !baseline);
}

/** Whether demands that change borders and units are the same. */
function sameStructure(before: readonly Constraint[], after: readonly Constraint[]): boolean {
  const shaping = (list: readonly Constraint[]): Constraint[] => list.filter((c) => c.type === 'keepTogether' || c.type === 'barrier' || c.type === 'link');
  const [a, b] = [shaping(before), shaping(after)];
  return a.length === b.length && a.every((c, i) => c === b[i]);
}

/** Whether the units left out of the ground are still those of locked territories, and their locks still stand. */
function staysAway({ ground: { unitOf } }: Workbench, { constraints }: Problem, start: Uint16Array, away: ReadonlySet<number>): boolean {
  if (away.has(-1)) return false;
  const locked = new Set(constraints.flatMap((c) => (c.type === 'lock' ? [c.slot] : [])));
  for (const slot of away) if (!locked.has(slot)) return false;
  if (away.size > 0) for (let u = 0; u < unitOf.length; u++) if (unitOf[u] < 0 !== away.has(start[u])) return false;
  return true;
}

/** The weights of the level: a column whose values or scale changed is summed anew. */
function weightsNow({ problem: before, ground, scales: scalesBefore }: Workbench, problem: Problem, scales: readonly ScaledGoal[]): Float64Array {
  const { level: { n, weight }, unitOf, q } = ground;
  const same = scales.map((goal, m) => {
    const was = scalesBefore[m];
    return was !== undefined && was.scale === goal.scale && before.measures[was.measure].values === problem.measures[goal.measure].values;
  });
  if (scales.length === q && same.every(Boolean)) return weight;
  const columns = scales.length;
  const next = columns === q ? weight.slice() : new Float64Array(n * columns);
  scales.forEach(({ measure, scale }, m) => {
    if (columns === q && same[m]) return;
    const { values } = problem.measures[measure];
    for (let i = 0; i < n; i++) next[i * columns + m] = 0;
    for (let u = 0; u < unitOf.length; u++) if (unitOf[u] >= 0) next[unitOf[u] * columns + m] += Math.round(values[u] * scale);
  });
  return next;
}

function fixedUnits({ constraints, k }: Problem, { unitOf, level }: Ground, slotOf: readonly number[]): Int32Array {
  const open = new Int32Array(k).fill(-1);
  slotOf.forEach((slot, t) => (open[slot] = t));
  const fixed = new Int32Array(level.n).fill(-1);
  for (const c of constraints) {
    if (c.type === 'hold') for (const u of c.units) if (unitOf[u] >= 0) fixed[unitOf[u]] = open[c.slot];
    if (c.type === 'seed' && unitOf[c.unit] >= 0) fixed[unitOf[c.unit]] = open[c.slot];
  }
  return fixed;
}
