import { cutAsks, type Asks } from '../solve/asks.ts';
import type { Board } from '../solve/board.ts';
import { createDemand, cutRules, recountDemand } from '../solve/demand.ts';
import { createScissors, cutOut, regionBoard, type Region } from '../solve/region.ts';
import type { TerritoryGraph } from './territoryGraph.ts';
import type { Workbench } from './workbench.ts';

/** Some holders of a bench and their ground, cut out to be worked on; territories come before holders that are gone. */
export interface Ball {
  readonly region: Region;
  readonly board: Board;
  /** Members below this are territories. */
  readonly gone: number;
  /** Per unit the member that holds it today, -1 when it is not one of them. */
  readonly heldBy: Int32Array;
  /** Per unit what moving it counts, as a share of a mean territory. */
  readonly worth: Float64Array;
}

/** Shape that moving a mean territory's worth costs beside. */
export const MOVING = 40;

/** The holders at most `radius` borders from the given ones, those that are `still` left out. holders flags. */
export function ballAround({ row, to }: TerritoryGraph, centres: readonly number[], radius: number, still: Uint8Array): Uint8Array {
  const inside = new Uint8Array(row.length - 1);
  let ring = centres.filter((h) => !still[h]);
  for (const h of ring) inside[h] = 1;
  for (let r = 0; r < radius && ring.length > 0; r++) {
    const next: number[] = [];
    for (const h of ring) {
      for (let e = row[h]; e < row[h + 1]; e++) {
        if (inside[to[e]] || still[to[e]]) continue;
        inside[to[e]] = 1;
        next.push(to[e]);
      }
    }
    ring = next;
  }
  return inside;
}

/** Cuts out the ground of the flagged holders, with what the problem demands of it and a price on moving. O(n + units cut out). */
export function cutBall(bench: Workbench, inside: Uint8Array): Ball {
  const { ground, owner, holders } = bench;
  const { level, q, k } = ground;
  const members: number[] = [];
  const index = new Int32Array(holders).fill(-1);
  for (let h = 0; h < holders; h++) if (inside[h]) index[h] = members.push(h) - 1;
  let size = 0;
  for (let i = 0; i < level.n; i++) size += inside[owner[i]];
  const units = new Int32Array(size);
  for (let i = 0, tail = 0; i < level.n; i++) if (inside[owner[i]]) units[tail++] = i;
  const bare = cutOut({ level, owner, ground, q }, members, units, createScissors(level.n, holders));
  const heldBy = Int32Array.from(units, (i) => (bench.heldBy[i] >= 0 ? index[bench.heldBy[i]] : -1));
  let total = 0;
  for (const w of bench.worth) total += w;
  const scale = total > 0 ? k / total : 0;
  const worth = Float64Array.from(units, (i) => bench.worth[i] * scale);
  const gone = members.filter((h) => h < k).length;
  const region = withDemands(bench, bare, gone, heldBy, worth);
  return { region, board: regionBoard(region, region.owner.slice()), gone, heldBy, worth };
}

/** The region with the rules of the problem, and with the price of moving where no budget says what counts as today's. */
function withDemands({ ground, owner }: Workbench, region: Region, gone: number, heldBy: Int32Array, worth: Float64Array): Region {
  const { level, rules } = ground;
  const { members, units } = region;
  const size = members.length;
  const spare = size - gone;
  const price = worth.map((w) => MOVING * w);
  let asks: Asks = { today: heldBy, price, kinds: 0, amount: new Float64Array(0), barred: new Array<null>(size).fill(null), haul: new Float64Array(4 * units.length) };
  let own = {
    total: new Float64Array(0), leaving: new Float64Array(0), home: new Float64Array(2 * size).fill(Number.NaN), leash: new Float64Array(size).fill(Infinity),
    scattered: new Uint8Array(size), pieces: false, travel: 0,
  };
  if (rules && level.asks) {
    const kept = members.slice(0, gone);
    const demand = createDemand(ground, level, { k: ground.k, owner, area: new Float64Array(ground.k), sx: new Float64Array(ground.k), sy: new Float64Array(ground.k) })!;
    recountDemand({ ...demand, board: { ...demand.board, owner: owner.map((t) => (t < ground.k ? t : -1)) } });
    const cut = cutAsks(level.asks, units, kept);
    asks = { ...cut, barred: [...cut.barred, ...new Array<null>(spare).fill(null)], ...(cut.kinds > 0 ? {} : { today: heldBy, price }) };
    const of = cutRules(demand, asks, region.owner, kept);
    const { kinds } = cut;
    own = {
      ...of, total: Float64Array.from(of.total), leaving: Float64Array.from({ length: size * kinds }, (_, j) => (j < gone * kinds ? of.leaving[j] : Infinity)),
      home: Float64Array.from({ length: 2 * size }, (_, j) => (j < 2 * gone ? of.home[j] : Number.NaN)),
      leash: Float64Array.from({ length: size }, (_, j) => (j < gone ? of.leash[j] : Infinity)),
      scattered: Uint8Array.from({ length: size }, (_, j) => (j < gone ? of.scattered[j] : 0)),
    };
  }
  return { ...region, ground: { ...region.ground, level: { ...region.ground.level, asks }, rules: own } };
}
