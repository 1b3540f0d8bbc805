import KDBush from 'kdbush';
import { mercatorX, mercatorY } from './mercator.ts';

/** Points of one zoom level: single accounts and heaps of them, m in all. Coordinates are Mercator, 0 to 1. */
interface Level {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly counts: Uint32Array;
  /** q rows of m sums. */
  readonly sums: readonly Float64Array[];
  /** The account of a point that is a single one, else one of the heap. */
  readonly any: Uint32Array;
  /** For every point of the next closer level, the point here that holds it. */
  readonly holder: Uint32Array;
  readonly index: KDBush;
}

/** What the map draws of the accounts in a box; m points. */
export interface AccountPoints {
  readonly zoom: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly counts: Uint32Array;
  /** Sum of the measure that was asked for, else the counts. */
  readonly values: Float64Array;
  /** Largest value of this zoom level anywhere, which circles are sized by. */
  readonly most: number;
  /** The account of a single one, -1 of a heap. */
  readonly account: Int32Array;
  /** Positions in the level, for `members`. */
  readonly point: Uint32Array;
}

/** Closest and widest zoom at which accounts are heaped differently. */
export const CLOSEST = 14;
const WIDEST = 1;
/** Accounts nearer to each other than this are one point, CSS pixels. */
const REACH_PX = 30;

/**
 * Accounts heaped for every zoom of the map, each level from the next closer one: a point takes in what lies around it that no other
 * has taken, and moves to the middle of it all. Made once, in the worker; a picture only looks up what lies in it.
 */
export class AccountClusters {
  private readonly levels: Level[] = [];
  readonly size: number;

  /**
   * @param lngLat 2a degrees
   * @param values q rows of a numbers
   */
  constructor(lngLat: Float64Array, values: readonly Float64Array[]) {
    const a = lngLat.length / 2;
    this.size = a;
    const x = new Float64Array(a);
    const y = new Float64Array(a);
    for (let i = 0; i < a; i++) {
      x[i] = mercatorX(lngLat[2 * i]);
      y[i] = mercatorY(lngLat[2 * i + 1]);
    }
    let below: Level = { x, y, counts: new Uint32Array(a).fill(1), sums: values, any: Uint32Array.from({ length: a }, (_, i) => i), holder: new Uint32Array(), index: indexOf(x, y) };
    for (let zoom = CLOSEST; zoom >= WIDEST; zoom--) this.levels[zoom] = below = heaped(below, REACH_PX / (512 * 2 ** zoom));
  }

  /**
   * Points in a box of Mercator coordinates.
   *
   * @param zoom of the map, any number
   * @param measure position of the measure that sizes them, -1 = number of accounts
   */
  points(zoom: number, [west, north, east, south]: readonly [number, number, number, number], measure: number): AccountPoints {
    const at = levelOf(zoom);
    const level = this.levels[at];
    const found = Uint32Array.from(level.index.range(west, north, east, south));
    const from = measure >= 0 ? level.sums[measure] : level.counts;
    let most = 0;
    for (const value of from) if (value > most) most = value;
    const pick = <T extends Float64Array | Uint32Array>(into: T, of: ArrayLike<number>): T => {
      found.forEach((i, j) => { into[j] = of[i]; });
      return into;
    };
    const m = found.length;
    return {
      zoom: at, most, point: found, x: pick(new Float64Array(m), level.x), y: pick(new Float64Array(m), level.y), counts: pick(new Uint32Array(m), level.counts), values: pick(new Float64Array(m), from),
      account: Int32Array.from(found, (i) => (level.counts[i] === 1 ? level.any[i] : -1)),
    };
  }

  /** The accounts of a point, ascending. */
  members(zoom: number, point: number): Uint32Array {
    const at = levelOf(zoom);
    const members: number[] = [];
    for (let i = 0; i < this.size; i++) {
      let held = i;
      for (let z = CLOSEST; z >= at; z--) held = this.levels[z].holder[held];
      if (held === point) members.push(i);
    }
    return Uint32Array.from(members);
  }
}

/** The level that a zoom of the map shows. */
export function levelOf(zoom: number): number {
  return Math.max(WIDEST, Math.min(CLOSEST, Math.round(zoom)));
}

function indexOf(x: Float64Array, y: Float64Array): KDBush {
  const index = new KDBush(x.length);
  for (let i = 0; i < x.length; i++) index.add(x[i], y[i]);
  return index.finish();
}

function heaped(below: Level, reach: number): Level {
  const n = below.x.length;
  const holder = new Uint32Array(n);
  const taken = new Uint8Array(n);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const counts = new Uint32Array(n);
  const any = new Uint32Array(n);
  const sums = below.sums.map(() => new Float64Array(n));
  let m = 0;
  for (let i = 0; i < n; i++) {
    if (taken[i] === 1) continue;
    let [sumX, sumY, count] = [0, 0, 0];
    for (const j of below.index.within(below.x[i], below.y[i], reach)) {
      if (taken[j] === 1) continue;
      taken[j] = 1;
      holder[j] = m;
      sumX += below.x[j] * below.counts[j];
      sumY += below.y[j] * below.counts[j];
      count += below.counts[j];
      for (let q = 0; q < sums.length; q++) sums[q][m] += below.sums[q][j];
    }
    x[m] = sumX / count;
    y[m] = sumY / count;
    counts[m] = count;
    any[m] = below.any[i];
    m++;
  }
  const [px, py] = [x.slice(0, m), y.slice(0, m)];
  return { x: px, y: py, counts: counts.slice(0, m), any: any.slice(0, m), sums: sums.map((row) => row.slice(0, m)), holder, index: indexOf(px, py) };
}
