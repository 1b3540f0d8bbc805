import type { Position } from 'geojson';
import { cosDegrees, sinDegrees } from '../base/trig.ts';
import { GrowingArray } from '../base/growingArray.ts';
import { keyTable } from '../base/keyTable.ts';
import { overlapBorders, type OwnSides } from './overlapBorders.ts';
import { closeSegments, type LoneSides, type Stretch } from './closeSegments.ts';

const EARTH_RADIUS_M = 6371007.180918475;
/** Vertices are taken to be the same within a grid of 1e-5 degrees, about a metre. */
const GRID = 1e5;
const TURN = 360 * GRID;
const NONE = -1;
const ITSELF = -2;

/** A border between two units, each pair once. */
export interface PolygonBorders {
  readonly pairs: Uint32Array;
  readonly borderM: Float32Array;
}

/**
 * Finds the borders between units by the sides that two of them share, then by sides that run close beside each other:
 * neighbours drawn with different vertices, with slivers between them or overlapping a little; and last by sides that lie
 * inside another unit.
 *
 * @param polygonsOf polygons of each unit
 * @param snapM how far apart two sides may run, metres
 */
export function polygonBorders(polygonsOf: readonly (readonly (readonly Position[][])[])[], snapM: number): PolygonBorders {
  const n = polygonsOf.length;
  const vertexOf = keyTable(1 << 16);
  const xs = new GrowingArray();
  const ys = new GrowingArray();
  const vertex = ([lng, lat]: Position): number => {
    const x = (((Math.round(lng * GRID) + TURN / 2) % TURN) + TURN) % TURN;
    const y = Math.round(lat * GRID);
    const found = vertexOf.add((y + 90 * GRID) * TURN + x, xs.length);
    if (found >= 0) return found;
    xs.push(x);
    ys.push(y);
    return xs.length - 1;
  };
  const metresOf = new Map<number, number>();
  const border = (u: number, v: number, metres: number): void => {
    const pair = Math.min(u, v) * n + Math.max(u, v);
    metresOf.set(pair, (metresOf.get(pair) ?? 0) + metres);
  };

  // Sides by their ends, the unit that has shown each first, and the second one. A third unit there overlaps one of the two.
  const sideOf = keyTable(1 << 16);
  const from = new GrowingArray();
  const to = new GrowingArray();
  const first = new GrowingArray();
  const second = new GrowingArray();
  const meet = (side: number, u: number, a: number, b: number): void => {
    const [one, other] = [first.at(side), second.at(side)];
    if (u === one || u === other) {
      // Parts of one unit touch here: this is no border.
      if (other === NONE) second.set(side, ITSELF);
      return;
    }
    const metres = sideM(xs.at(a), ys.at(a), xs.at(b), ys.at(b));
    border(one, u, metres);
    if (other >= 0) border(other, u, metres);
    else second.set(side, u);
  };
  polygonsOf.forEach((polygons, u) => {
    for (const rings of polygons) {
      for (const ring of rings) {
        let last = vertex(ring[ring.length - 1]);
        for (const position of ring) {
          const next = vertex(position);
          if (next !== last) {
            const [a, b] = last < next ? [last, next] : [next, last];
            const side = sideOf.add(a * 0x4000000 + b, first.length);
            if (side >= 0) meet(side, u, a, b);
            else {
              from.push(a);
              to.push(b);
              first.push(u);
              second.push(NONE);
            }
          }
          last = next;
        }
      }
    }
  });
  const lone: LoneSides = { unit: [], ends: [] };
  for (let side = 0; side < first.length; side++) {
    if (second.at(side) !== NONE) continue;
    const [ax, bx] = [xs.at(from.at(side)), xs.at(to.at(side))];
    // A side over the seam of the grid is drawn beyond its end.
    const seam = ax - bx;
    lone.unit.push(first.at(side));
    lone.ends.push(seam < -TURN / 2 ? ax + TURN : ax, ys.at(from.at(side)), seam > TURN / 2 ? bx + TURN : bx, ys.at(to.at(side)));
  }
  // What runs side by side for no longer than it is apart is two corners that meet.
  const close = new Map<number, Stretch[]>();
  closeSegments(lone, snapM, (u, v, stretch) => {
    const pair = Math.min(u, v) * n + Math.max(u, v);
    const known = close.get(pair);
    if (known) known.push(stretch);
    else close.set(pair, [stretch]);
  });
  for (const [pair, stretches] of close) {
    if (reachM(stretches) <= snapM && !metresOf.has(pair)) continue;
    border(Math.floor(pair / n), pair % n, stretches.reduce((sum, { metres }) => sum + metres, 0));
  }
  overlapBorders(polygonsOf, ownSides(lone), (u, v) => metresOf.has(Math.min(u, v) * n + Math.max(u, v)), snapM, border);

  const entries = [...metresOf].sort(([a], [b]) => a - b);
  return {
    pairs: Uint32Array.from(entries.flatMap(([pair]) => [Math.floor(pair / n), pair % n])),
    borderM: Float32Array.from(entries, ([, metres]) => metres),
  };
}

/**
 * How far stretches reach in the direction where they reach farthest: two corners that overlap run side by side along both
 * their sides, and yet no farther one way than the other. The greater eigenvalue of the sum of metres times direction squared.
 */
function reachM(stretches: readonly Stretch[]): number {
  let [xx, xy, yy] = [0, 0, 0];
  for (const { metres, east, north } of stretches) {
    xx += metres * east * east;
    xy += metres * east * north;
    yy += metres * north * north;
  }
  return (xx + yy + Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)) / 2;
}

/** Middles of sides in degrees, and their lengths. */
function ownSides({ unit, ends }: LoneSides): OwnSides {
  const middle: number[] = [];
  const metres: number[] = [];
  for (let i = 0; i < unit.length; i++) {
    const [x0, y0, x1, y1] = [ends[4 * i], ends[4 * i + 1], ends[4 * i + 2], ends[4 * i + 3]];
    const lng = (x0 + x1) / 2 / GRID - 180;
    middle.push(lng > 180 ? lng - 360 : lng, (y0 + y1) / 2 / GRID);
    metres.push(sideM(x0, y0, x1, y1));
  }
  return { unit, middle, metres };
}

/** Straight length of a side in metres, of grid coordinates; the arc is longer by a millionth for 30 km. */
function sideM(x0: number, y0: number, x1: number, y1: number): number {
  const [a, b] = [y0 / GRID, y1 / GRID];
  const cosine = cosDegrees(a) * cosDegrees(b) * cosDegrees((x1 - x0) / GRID) + sinDegrees(a) * sinDegrees(b);
  if (cosine < 0.9999) return EARTH_RADIUS_M * Math.sqrt(Math.max(0, 2 - 2 * cosine));
  // Short sides on the plane, where 1 - cosine would have no digits left.
  const turn = Math.abs(x1 - x0) > TURN / 2 ? TURN : 0;
  const east = (Math.abs(x1 - x0) - turn) * cosDegrees((a + b) / 2);
  const north = y1 - y0;
  return (EARTH_RADIUS_M * 0.017453292519943295 * Math.sqrt(east * east + north * north)) / GRID;
}
