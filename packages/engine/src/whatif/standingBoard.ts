import type { Ground } from '../problem/ground.ts';
import { createBoard, type Board } from '../solve/board.ts';
import { createDemand, recountDemand } from '../solve/demand.ts';
import { shapeCost } from '../solve/score.ts';

/** A ground in which holders that are gone have rows as well: no target, no band, no demands. */
export function withHolders(ground: Ground, holders: number): Ground {
  const { k, q, rules, level } = ground;
  if (holders === k) return ground;
  const rows = (of: Float64Array, width: number, rest: number): Float64Array => {
    const out = new Float64Array(holders * width).fill(rest);
    out.set(of);
    return out;
  };
  const padded: Ground = { ...ground, k: holders, mid: rows(ground.mid, q, 0), half: rows(ground.half, q, 0), inverse: rows(ground.inverse, q, 0) };
  if (!rules || !level.asks) return padded;
  const { asks } = level;
  const scattered = new Uint8Array(holders);
  scattered.set(rules.scattered);
  return {
    ...padded,
    level: { ...level, asks: { ...asks, barred: [...asks.barred, ...new Array<null>(holders - k).fill(null)] } },
    rules: {
      ...rules, scattered, low: rows(rules.low, asks.bounded, 0), high: rows(rules.high, asks.bounded, Infinity),
      leaving: rows(rules.leaving, asks.kinds, Infinity), home: rows(rules.home, 2, Number.NaN), leash: rows(rules.leash, 1, Infinity),
    },
  };
}

/** A board that can be worked on without changing the one it comes from. O(n) copying. */
export function copyBoard(board: Board): Board {
  const { ground, level, k } = board;
  const owner = board.owner.slice();
  const [area, sx, sy] = [board.area.slice(), board.sx.slice(), board.sy.slice()];
  const demand = board.demand === null ? null : createDemand(ground, level, { k, owner, area, sx, sy });
  if (demand !== null) recountDemand(demand);
  return {
    ...board, owner, area, sx, sy, demand, count: board.count.slice(), moment: board.moment.slice(), rim: board.rim.slice(), sum: board.sum.slice(),
    price: board.price.slice(), shape: board.shape.slice(), strain: board.strain.slice(), foreign: board.foreign.slice(),
    frontier: board.frontier.slice(), frontierAt: board.frontierAt.slice(), frontierSize: board.frontierSize.slice(),
  };
}

/** Changed units above which everything is counted anew: one in so many. */
const FEW = 8;

/**
 * The board of `owner` on a ground with the same units and borders, made from one of before whose territories may have had
 * other numbers. Only what changed is counted anew, and the result is to the last bit the one counted from nothing. O(n) copying.
 *
 * @param heldBy n: who has each unit of the board of before by its new number; -1 where that is unknown
 */
export function rebase(before: Board, ground: Ground, owner: Int32Array, heldBy: Int32Array): Board {
  const { k, q, level } = ground;
  const { n, offsets, neighbors, border } = level;
  if (before.owner === owner && before.k === k && before.demand === null && !ground.rules) return withWeights(before, ground);
  const nowOf = new Int32Array(before.k).fill(-1);
  for (let i = 0; i < n; i++) if (nowOf[before.owner[i]] < 0) nowOf[before.owner[i]] = heldBy[i];
  const wasOf = new Int32Array(k).fill(-1);
  let usable = before.demand === null && !ground.rules;
  for (let p = 0; p < before.k; p++) {
    const t = nowOf[p];
    if (t < 0) {
      if (before.count[p] > 0) usable = false;
    } else if (wasOf[t] >= 0) usable = false;
    else wasOf[t] = p;
  }
  const changed: number[] = [];
  const touched = new Uint8Array(k);
  for (let i = 0; i < n && usable; i++) {
    const t = nowOf[before.owner[i]];
    if (t === owner[i]) continue;
    changed.push(i);
    touched[t] = touched[owner[i]] = 1;
    if (changed.length * FEW > n) usable = false;
  }
  if (!usable) return createBoard(ground, level, owner);

  const foreign = changed.length > 0 ? before.foreign.slice() : before.foreign;
  const look = (i: number): void => {
    let others = 0;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) if (owner[neighbors[e]] !== owner[i]) others++;
    foreign[i] = others;
  };
  for (const i of changed) {
    look(i);
    for (let e = offsets[i]; e < offsets[i + 1]; e++) look(neighbors[e]);
  }
  const edge = changed.length > 0 ? frontierOf(foreign) : before;
  const fresh = (): Float64Array => new Float64Array(k);
  const board: Board = {
    ...before, level, ground, k, q, owner, count: new Int32Array(k), area: fresh(), sx: fresh(), sy: fresh(), moment: fresh(), rim: fresh(),
    sum: new Float64Array(k * q), price: new Float64Array(k * q), shape: fresh(), strain: fresh(), foreign, frontier: edge.frontier, frontierAt: edge.frontierAt, frontierSize: edge.frontierSize, demand: null,
  };
  const { count, area, sx, sy, moment, rim, sum, body, width } = board;
  const sameSums = before.level.weight === level.weight;
  for (let t = 0; t < k; t++) {
    const p = wasOf[t];
    if (p < 0 || touched[t]) continue;
    count[t] = before.count[p];
    area[t] = before.area[p];
    sx[t] = before.sx[p];
    sy[t] = before.sy[p];
    moment[t] = before.moment[p];
    rim[t] = before.rim[p];
    if (sameSums) for (let m = 0; m < q; m++) sum[t * q + m] = before.sum[p * q + m];
  }
  const any = changed.length > 0;
  for (let i = 0; i < n && (any || !sameSums); i++) {
    const t = owner[i];
    const row = i * width;
    if (!sameSums || touched[t]) for (let m = 0; m < q; m++) sum[t * q + m] += level.weight[i * q + m];
    if (!touched[t]) continue;
    count[t]++;
    area[t] += body[row];
    sx[t] += body[row + 1];
    sy[t] += body[row + 2];
    moment[t] += body[row + 3];
    let own = 0;
    for (let e = offsets[i], end = offsets[i + 1]; e < end; e++) if (owner[neighbors[e]] === t) own += border[e];
    rim[t] += body[row + 4] - own;
  }
  for (let t = 0; t < k; t++) board.shape[t] = count[t] > 0 ? shapeCost(area[t], sx[t], sy[t], moment[t], rim[t]) : 0;
  return board;
}

/** The same board where nobody moved: other bands, and other weights if they are. Weights are whole numbers, so that sums can be corrected. */
function withWeights(before: Board, ground: Ground): Board {
  const { level: { n, weight }, q, k } = ground;
  const was = before.level.weight;
  if (was === weight) return { ...before, ground, level: ground.level };
  const sum = q === before.q ? before.sum.slice() : new Float64Array(k * q);
  for (let i = 0, j = 0; i < n; i++) {
    for (let m = 0; m < q; m++, j++) {
      const more = q === before.q ? weight[j] - was[j] : weight[j];
      if (more !== 0) sum[before.owner[i] * q + m] += more;
    }
  }
  return { ...before, ground, level: ground.level, q, sum, price: new Float64Array(k * q) };
}

/** Units at a border, ascending. */
function frontierOf(foreign: Uint16Array): Pick<Board, 'frontier' | 'frontierAt' | 'frontierSize'> {
  const frontier = new Int32Array(foreign.length);
  const frontierAt = new Int32Array(foreign.length).fill(-1);
  let size = 0;
  for (let i = 0; i < foreign.length; i++) {
    if (foreign[i] === 0) continue;
    frontierAt[i] = size;
    frontier[size++] = i;
  }
  return { frontier, frontierAt, frontierSize: Int32Array.of(size) };
}
