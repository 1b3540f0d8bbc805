import type { Constraint } from '../problem/constraint.ts';
import type { Ground } from '../problem/ground.ts';
import { bandsOf, prepare, scaledGoals, type ScaledGoal } from '../problem/prepare.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';
import { createBoard, type Board } from '../solve/board.ts';
import { mayScatter } from '../solve/demand.ts';
import type { Level } from '../solve/level.ts';
import { piecesOf } from './piecesOf.ts';
import { rebase, withHolders } from './standingBoard.ts';
import { checkSlots, type WhatIf } from './whatIf.ts';

/**
 * A plan laid out for what-ifs: its ground, prepared once, and where everything stands. Nothing in it changes; what a
 * what-if leaves alone is shared with the next one, so that asking costs milliseconds on 200,000 units.
 */
export interface Workbench {
  readonly problem: Problem;
  readonly slots: Uint16Array;
  readonly ground: Ground;
  /** Sums, shapes and borders of all holders as they stand: open territories, then `ground.k` .. `holders - 1` for ground that needs somebody. */
  readonly board: Board;
  /** Units of the level -> open territory that holds it today; k and above: one that is gone. -2: several hold parts of it. */
  readonly heldBy: Int32Array;
  /** Open territories and those that are gone. */
  readonly holders: number;
  /** k: open territories that were locked since the ground was prepared: they neither gain nor lose. */
  readonly still: Uint8Array;
  /** Slots whose ground lay in pieces, though it may not, when the plan was prepared, by their present number. */
  readonly torn: ReadonlySet<number>;
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
  const bench = lay(problem, slots, slots, ground, away, scaledGoals(problem), counted, null, new Set());
  return { ...bench, torn: tornSlots(bench) };
}

/** The bench with a what-if laid out on it. What cannot be shared with the one before is prepared anew. */
export function layOut(bench: Workbench, { problem, start, held, slotNow }: WhatIf): Workbench {
  const away = new Set([...bench.away].map((slot) => slotNow[slot]));
  const torn = new Set([...bench.torn].map((slot) => slotNow[slot]));
  if (problem.graph !== bench.problem.graph || bench.ground.rules || !isPlain(problem) || !sameStructure(bench.problem.constraints, problem.constraints) || !staysAway(bench, problem, start, away)) {
    const fresh = openWorkbench(problem, start, bench.counted);
    return lay(problem, start, held, fresh.ground, fresh.away, fresh.scales, bench.counted, null, torn);
  }
  const slotOf = [...Array(problem.k).keys()].filter((t) => !away.has(t));
  const scales = scaledGoals(problem);
  const bands = bandsOf(problem, slotOf, scales);
  const { ground } = bench;
  const level: Level = { ...ground.level, weight: weightsNow(bench, problem, scales), fixed: fixedUnits(bench, problem, slotOf) };
  // Parts are apportioned by the solver; here everybody stays where he is.
  const next: Ground = { ...ground, ...bands, level, k: slotOf.length, slotOf: Int32Array.from(slotOf), partOf: new Int32Array(slotOf.length) };
  return lay(problem, start, held, next, away, scales, bench.counted, bench, torn);
}

function lay(problem: Problem, start: Uint16Array, held: Uint16Array, ground: Ground, away: ReadonlySet<number>, scales: readonly ScaledGoal[], counted: string, before: Workbench | null, torn: ReadonlySet<number>): Workbench {
  const { k, slotOf } = ground;
  const index = new Int32Array(65536).fill(-1);
  slotOf.forEach((slot, t) => (index[slot] = t));
  // Nobody moves and nobody has another number: what stands on the bench stands here.
  const still = before !== null && before.ground.k === k && before.holders === k && sameSlots(before.slots, start) && sameSlots(before.slots, held) && sameSlots(before.ground.slotOf, slotOf);
  const standing = still ? { owner: before.board.owner, heldBy: before.heldBy, holders: k } : stand(start, held, ground, index);
  const { owner, heldBy, holders } = standing;
  const worth = worthOf(problem, held, ground, counted, still ? before : null);
  const locked = new Uint8Array(k);
  for (const c of problem.constraints) if (c.type === 'lock' && index[c.slot] >= 0) locked[index[c.slot]] = 1;
  const padded = withHolders(ground, holders);
  const board = before === null ? createBoard(padded, padded.level, owner) : rebase(before.board, padded, owner, heldBy);
  return { problem, slots: start, ground, board, heldBy, holders, still: locked, torn, away, scales, worth, counted };
}

/** Slots of open territories that lie in several pieces and may not. */
function tornSlots({ board, ground: { level, k, slotOf } }: Workbench): Set<number> {
  const pieces = piecesOf(level, k, board.owner, new Uint8Array(k).fill(1));
  return new Set([...slotOf].filter((_, t) => pieces[t] > 1 && !mayScatter(board.demand, t)));
}

/** Who has each unit of the level now, and who has it today; ground that needs somebody gets numbers beyond the territories. */
function stand(start: Uint16Array, held: Uint16Array, { unitOf, level, k }: Ground, index: Int32Array) {
  let holders = k;
  const owner = new Int32Array(level.n);
  const heldBy = new Int32Array(level.n).fill(-1);
  for (let u = 0; u < unitOf.length; u++) {
    const i = unitOf[u];
    if (i < 0) continue;
    if (index[start[u]] < 0) index[start[u]] = holders++;
    if (index[held[u]] < 0) index[held[u]] = holders++;
    owner[i] = index[start[u]];
    const by = index[held[u]];
    heldBy[i] = heldBy[i] === -1 || heldBy[i] === by ? by : SEVERAL;
  }
  return { owner, heldBy, holders };
}

function worthOf({ measures }: Problem, held: Uint16Array, { unitOf, level }: Ground, counted: string, before: Workbench | null): Float64Array {
  const values = measures.find(({ key }) => key === counted)?.values;
  if (before !== null && before.problem.measures.find(({ key }) => key === counted)?.values === values) return before.worth;
  const worth = new Float64Array(level.n);
  // What nobody holds today moves for nothing.
  if (values) for (let u = 0; u < unitOf.length; u++) if (unitOf[u] >= 0 && held[u] !== UNASSIGNED) worth[unitOf[u]] += values[u];
  return worth;
}

function sameSlots(a: Uint16Array | Int32Array, b: Uint16Array | Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let u = 0; u < a.length; u++) if (a[u] !== b[u]) return false;
  return true;
}

/** Demands that are borders or fixed units; any other has to be prepared anew. */
const PLAIN = new Set(['hold', 'lock', 'seed', 'keepTogether', 'barrier', 'link']);

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

/** The weights of the level: where values changed they are counted anew, where a scale changed the whole column is. */
function weightsNow({ problem: before, ground, scales: scalesBefore }: Workbench, problem: Problem, scales: readonly ScaledGoal[]): Float64Array {
  const { level: { n, weight }, unitOf, q } = ground;
  const columns = scales.length;
  const valuesBefore = scales.map((goal, m) => {
    const was = scalesBefore[m];
    return columns === q && was !== undefined && was.scale === goal.scale ? before.measures[was.measure].values : null;
  });
  if (columns === q && scales.every(({ measure }, m) => valuesBefore[m] === problem.measures[measure].values)) return weight;
  const next = columns === q ? weight.slice() : new Float64Array(n * columns);
  scales.forEach(({ measure, scale }, m) => changeColumn(next, columns, m, unitOf, valuesBefore[m], problem.measures[measure].values, scale));
  return next;
}

/** Weights are whole numbers, so that taking the old one away leaves no trace of it. */
function changeColumn(weight: Float64Array, columns: number, m: number, unitOf: Int32Array, before: Float64Array | null, values: Float64Array, scale: number): void {
  if (before === values) return;
  if (before === null) for (let j = m; j < weight.length; j += columns) weight[j] = 0;
  for (let u = 0; u < unitOf.length; u++) {
    const value = values[u];
    const was = before === null ? 0 : before[u];
    if (value !== was && unitOf[u] >= 0) weight[unitOf[u] * columns + m] += Math.round(value * scale) - Math.round(was * scale);
  }
}

/** Territories that units must stay in, by their open numbers. */
function fixedUnits({ problem: before, ground }: Workbench, { constraints, k }: Problem, slotOf: readonly number[]): Int32Array {
  const { unitOf, level } = ground;
  const fixing = (list: readonly Constraint[]): Constraint[] => list.filter((c) => c.type === 'hold' || c.type === 'seed');
  const [was, now] = [fixing(before.constraints), fixing(constraints)];
  if (was.length === now.length && was.every((c, i) => c === now[i]) && sameSlots(ground.slotOf, Int32Array.from(slotOf))) return level.fixed;
  const open = new Int32Array(k).fill(-1);
  slotOf.forEach((slot, t) => (open[slot] = t));
  const fixed = new Int32Array(level.n).fill(-1);
  for (const c of now) {
    if (c.type === 'hold') for (const u of c.units) if (unitOf[u] >= 0) fixed[unitOf[u]] = open[c.slot];
    if (c.type === 'seed' && unitOf[c.unit] >= 0) fixed[unitOf[c.unit]] = open[c.slot];
  }
  return fixed;
}
