import { noRules } from '../problem/rules.ts';
import { noAsks } from '../solve/asks.ts';
import { excess, recount, type Board } from '../solve/board.ts';
import { dice } from '../solve/dice.ts';
import { outsideBand } from '../solve/redeal.ts';
import { createScissors, cutOut, regionBoard, type Region } from '../solve/region.ts';
import { beginStage, runStage, type Stage } from '../solve/stage.ts';
import { ballAround, territoryGraph } from './territoryGraph.ts';
import { MOVING, move, reshape, type Work } from './work.ts';

/** A short annealing with hard walls. */
const STAGE: Omit<Stage, 'passes' | 'heat'> = { phase: 'warm', swaps: 0.5, wall: [3e3, 2e5], band: [0.98, 0.98], ratio: [0, 0], ratioBand: [0, 0], learn: 0, steer: [10, 100] };

/** Tries one after the other: borders around those outside, first heat, tries in thousands, share of the price on moving. */
const ATTEMPTS: readonly { readonly radius: number; readonly heat: number; readonly tries: number; readonly price: number }[] = [
  { radius: 1, heat: 0.05, tries: 50, price: 0.5 }, { radius: 2, heat: 0.1, tries: 80, price: 0.2 }, { radius: 1, heat: 0.3, tries: 60, price: 0 }, { radius: 2, heat: 0.3, tries: 100, price: 0 },
  { radius: 1, heat: 1, tries: 80, price: 0 }, { radius: 2, heat: 1, tries: 150, price: 0 },
];

/** Excess that a mean territory's worth of moved ground has to save. */
const WORTH = 0.04;

/** Afterwards, with the full price, so that what moved without need comes home. */
const HOMEWARD = { heat: 0.2, tries: 100, price: 2, wall: [3e4, 3e7] as const };

/**
 * Anneals the surroundings of territories outside their bands, few of them and cool at first, then more and hotter, and keeps
 * what brings sums nearer: where units are heavy only another arrangement helps, and it shows quickly whether there is one.
 */
export function warmUp(work: Work): void {
  const { board } = work;
  const before = { owner: board.owner.slice(), excess: excess(board).total, moved: movedFrom(work) };
  anneal(work);
  const left = excess(board).total;
  // What does not bring everybody into the bands has to be worth what it moves.
  if (left === 0 || before.excess - left >= WORTH * (movedFrom(work) - before.moved)) return;
  for (let i = 0; i < before.owner.length; i++) if (board.owner[i] !== before.owner[i]) move(work, i, before.owner[i]);
  for (let t = 0; t < board.k; t++) reshape(board, t);
}

function movedFrom({ board: { owner }, heldBy, worth, scale }: Work): number {
  let moved = 0;
  for (let i = 0; i < owner.length; i++) if (owner[i] !== heldBy[i]) moved += worth[i];
  return scale * moved;
}

/** The attempts, one after the other, each kept if it brings sums nearer. */
function anneal(work: Work): void {
  const { board, k, still } = work;
  let seed = 0;
  for (const attempt of ATTEMPTS) {
    const outside = outsideBand(board).filter((t) => t < k && !still[t]);
    if (outside.length === 0) return;
    const closed = still.slice();
    closed.fill(1, k);
    const inside = ballAround(territoryGraph(board), outside, attempt.radius, closed);
    const region = regionOf(work, inside);
    const warm = annealed(work, region, region.owner, attempt, ++seed);
    const apart = excess(regionBoard(region, region.owner.slice())).total;
    const now = excess(warm).total;
    if (now >= apart - 1e-12) continue;
    const cool = annealed(work, region, warm.owner, HOMEWARD, seed);
    const better = excess(cool).total <= now && movedIn(work, region, cool) < movedIn(work, region, warm) ? cool : warm;
    for (let i = 0; i < better.owner.length; i++) if (better.owner[i] !== region.owner[i]) move(work, region.units[i], region.members[better.owner[i]]);
    for (const t of region.members) reshape(board, t);
  }
}

function regionOf({ board }: Work, inside: Uint8Array): Region {
  const members = [...inside.keys()].filter((t) => inside[t] === 1);
  const units: number[] = [];
  for (let i = 0; i < board.level.n; i++) if (inside[board.owner[i]]) units.push(i);
  return cutOut(board, members, Int32Array.from(units), createScissors(board.level.n, board.k));
}

function annealed(work: Work, region: Region, owner: Int32Array, { heat, tries, price, wall = STAGE.wall }: { readonly heat: number; readonly tries: number; readonly price: number; readonly wall?: readonly [number, number] }, seed: number): Board {
  const board = regionBoard(price > 0 ? priced(work, region, price) : region, owner.slice());
  const passes = Math.max(10, Math.round((1000 * tries) / Math.max(1, 1.5 * board.frontierSize[0])));
  runStage(board, dice(seed), beginStage(board, { ...STAGE, wall, heat: [heat, 0.001], passes }), passes);
  recount(board);
  return board;
}

function movedIn({ heldBy, worth }: Work, { units, members }: Region, { owner }: Board): number {
  let moved = 0;
  for (let i = 0; i < owner.length; i++) if (members[owner[i]] !== heldBy[units[i]]) moved += worth[units[i]];
  return moved;
}

/** The region with a price on moving, where the problem has none of its own. */
function priced({ heldBy, worth, scale }: Work, region: Region, share: number): Region {
  const { ground, units, members } = region;
  if (ground.level.asks && ground.level.asks.kinds > 0) return region;
  const place = new Map(members.map((t, j) => [t, j]));
  const today = Int32Array.from(units, (i) => place.get(heldBy[i]) ?? -1);
  const price = Float64Array.from(units, (i) => share * MOVING * scale * worth[i]);
  const asks = { ...(ground.level.asks ?? noAsks(units.length, members.length)), today, price };
  return { ...region, ground: { ...ground, level: { ...ground.level, asks }, rules: ground.rules ?? noRules(members.length) } };
}
