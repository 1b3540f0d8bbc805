import { cosDegrees } from '../base/trig.ts';

const GRID = 1e5;
const METRES_PER_STEP = (6371007.180918475 * 0.017453292519943295) / GRID;
/** Edge of a bucket in grid steps, about a kilometre. */
const BUCKET = 1000;
/** Sides that turn away from each other by more than about 20 degrees only meet at a point. */
const PARALLEL = 0.94;

/** Sides of polygons that only one unit has, to be matched by nearness. s = sides. */
export interface LoneSides {
  /** s units. */
  readonly unit: number[];
  /** 4s grid coordinates: x0, y0, x1, y1 in units of 1e-5 degrees, x from 0. */
  readonly ends: number[];
}

/** A stretch for which two sides run side by side: its length, and its direction as a vector of length 1, east and north. */
export interface Stretch {
  readonly metres: number;
  readonly east: number;
  readonly north: number;
}

/**
 * Finds pairs of sides of different units that run side by side and tells for how long.
 *
 * @param snapM how far apart they may run, metres
 * @param border told once for each pair of sides
 */
export function closeSegments({ unit, ends }: LoneSides, snapM: number, border: (u: number, v: number, stretch: Stretch) => void): void {
  const buckets = new Map<number, number[]>();
  const reach = snapM / METRES_PER_STEP;
  for (let i = 0; i < unit.length; i++) {
    eachBucket(ends, i, reach, (key) => {
      const list = buckets.get(key);
      if (list) list.push(i);
      else buckets.set(key, [i]);
    });
  }
  const seen = new Set<number>();
  for (const list of buckets.values()) {
    for (let a = 0; a < list.length; a++) {
      for (let b = a + 1; b < list.length; b++) {
        const [i, j] = [list[a], list[b]];
        if (unit[i] === unit[j]) continue;
        const stretch = sideBySide(ends, i, j, snapM);
        if (stretch === null) continue;
        // Two long sides meet in several buckets.
        const pair = i * unit.length + j;
        if (seen.has(pair)) continue;
        seen.add(pair);
        border(unit[i], unit[j], stretch);
      }
    }
  }
}

/** Calls back for the buckets that a side runs through, column by column. */
function eachBucket(ends: readonly number[], i: number, reach: number, visit: (key: number) => void): void {
  const swap = ends[4 * i] > ends[4 * i + 2] ? 2 : 0;
  const [x0, y0] = [ends[4 * i + swap], ends[4 * i + swap + 1]];
  const [x1, y1] = [ends[4 * i + 2 - swap], ends[4 * i + 3 - swap]];
  // The reach in longitude grows towards the poles.
  const wide = reach / Math.max(0.02, cosDegrees(Math.max(Math.abs(y0), Math.abs(y1)) / GRID));
  const slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
  const first = Math.floor((x0 - wide) / BUCKET);
  const last = Math.floor((x1 + wide) / BUCKET);
  for (let column = first; column <= last; column++) {
    const west = Math.max(x0, column * BUCKET - wide);
    const east = Math.min(x1, (column + 1) * BUCKET + wide);
    const [a, b] = x1 > x0 ? [y0 + slope * (west - x0), y0 + slope * (east - x0)] : [y0, y1];
    const top = Math.floor((Math.max(a, b) + reach) / BUCKET);
    for (let row = Math.floor((Math.min(a, b) - reach) / BUCKET); row <= top; row++) visit((row + 20000) * 40000 + column + 100);
  }
}

/** Where two sides run side by side within `snapM`; null when they do not. */
function sideBySide(ends: readonly number[], i: number, j: number, snapM: number): Stretch | null {
  const [ax, ay] = [ends[4 * i], ends[4 * i + 1]];
  const stretch = cosDegrees(ay / GRID);
  const plane = (k: number): [number, number] => [(ends[k] - ax) * stretch * METRES_PER_STEP, (ends[k + 1] - ay) * METRES_PER_STEP];
  const [bx, by] = plane(4 * i + 2);
  const [cx, cy] = plane(4 * j);
  const [dx, dy] = plane(4 * j + 2);
  const length = Math.sqrt(bx * bx + by * by);
  const other = Math.sqrt((dx - cx) * (dx - cx) + (dy - cy) * (dy - cy));
  if (length === 0 || other === 0) return null;
  const [ex, ey] = [bx / length, by / length];
  if (Math.abs(ex * (dx - cx) + ey * (dy - cy)) < PARALLEL * other) return null;
  // Along the first side: where the second begins and ends.
  const [c, d] = [cx * ex + cy * ey, dx * ex + dy * ey];
  const from = Math.max(0, Math.min(c, d));
  const to = Math.min(length, Math.max(c, d));
  if (to <= from) return null;
  // Across it, at both ends of the common stretch.
  const [offC, offD] = [cy * ex - cx * ey, dy * ex - dx * ey];
  const offAt = (along: number): number => Math.abs(offC + ((along - c) / (d - c)) * (offD - offC));
  return offAt(from) <= snapM && offAt(to) <= snapM ? { metres: to - from, east: ex, north: ey } : null;
}
