import { keyTable } from '../base/keyTable.ts';
import type { AreaSides } from './areaSides.ts';
import { besideSide } from './besideSide.ts';
import { sideBuckets } from './sideBuckets.ts';

const KEY = 0x4000000;
/** A vertex on a side of its own unit is one there by rounding alone. */
const OWN_M = 0.03;
const NONE = -1;

/** A vertex put into a side, and the share of the side before it. */
interface Stop {
  readonly along: number;
  readonly vertex: number;
}

/**
 * Puts vertices of one unit into the sides of another that run close by, where the two border and do not share sides
 * already: what was drawn twice with different vertices becomes one border, along all of them. Sides bend by less than the
 * gap was wide. A way that two units have come to share stays as it is, so that both keep its vertices in one order.
 */
export function weldSides(sides: AreaSides): AreaSides {
  const { from, to, unit, borders, snapM } = sides;
  const lone = loneSides(sides);
  if (lone.length === 0) return sides;
  const near = sideBuckets(sides, lone);
  const stops = new Map<number, Stop[]>();
  /** How many lone sides lead from one vertex to another. */
  const ways = new Map<number, number>();
  const count = (a: number, b: number, more: number): void => void ways.set(a * KEY + b, (ways.get(a * KEY + b) ?? 0) + more);
  /** Per unit and vertex the lone sides of the unit there. */
  const sidesAt = new Map<number, number[]>();
  const meet = (s: number, vertex: number): void => {
    const list = sidesAt.get(unit[s] * KEY + vertex);
    if (list) list.push(s);
    else sidesAt.set(unit[s] * KEY + vertex, [s]);
  };
  for (const s of lone) {
    stops.set(s, [{ along: 0, vertex: from[s] }, { along: 1, vertex: to[s] }]);
    count(from[s], to[s], 1);
    meet(s, from[s]);
    meet(s, to[s]);
  }

  /**
   * Puts a vertex of a unit into the nearest side of each neighbour, of those that run against one of its own sides. Without
   * such a side: of all, where the neighbour does not have the vertex yet, and into sides of the unit itself.
   */
  const put = (u: number, vertex: number, against: number): void => {
    const neighbors = borders.neighbors.subarray(borders.offsets[u], borders.offsets[u + 1]);
    const nearest = new Map<number, { side: number; place: number; along: number; offM: number }>();
    for (const side of near(vertex)) {
      const v = unit[side];
      if (v === u ? against !== NONE : !neighbors.includes(v)) continue;
      if (v !== u && against === NONE && sidesAt.has(v * KEY + vertex)) continue;
      const found = besideSide(sides, side, vertex, against, v === u ? OWN_M : snapM);
      if (found === null || found.offM >= (nearest.get(v)?.offM ?? Infinity)) continue;
      const list = stops.get(side)!;
      if (list.some((stop) => stop.vertex === vertex)) continue;
      const place = list.findIndex((stop, i) => i > 0 && stop.along >= found.along);
      if ((ways.get(list[place].vertex * KEY + list[place - 1].vertex) ?? 0) > 0) continue;
      nearest.set(v, { side, place, ...found });
    }
    for (const { side, place, along } of nearest.values()) {
      const list = stops.get(side)!;
      const [a, b] = [list[place - 1].vertex, list[place].vertex];
      count(a, b, -1);
      count(a, vertex, 1);
      count(vertex, b, 1);
      list.splice(place, 0, { along, vertex });
      meet(side, vertex);
    }
  };
  // Both loops also come to what they add themselves: a vertex put into a side is the unit's own for its other neighbours.
  for (const [key, own] of sidesAt) for (const against of own) put(Math.floor(key / KEY), key % KEY, against);
  for (const key of sidesAt.keys()) put(Math.floor(key / KEY), key % KEY, NONE);

  const [newFrom, newTo, newUnit]: [number[], number[], number[]] = [[], [], []];
  for (let s = 0; s < from.length; s++) {
    let last = from[s];
    for (const { vertex: next } of stops.get(s)?.slice(1) ?? [{ vertex: to[s] }]) {
      newFrom.push(last);
      newTo.push(next);
      newUnit.push(unit[s]);
      last = next;
    }
  }
  return { ...sides, from: Int32Array.from(newFrom), to: Int32Array.from(newTo), unit: Int32Array.from(newUnit) };
}

/** Sides that nobody has the other way round. */
function loneSides({ from, to }: AreaSides): number[] {
  const directed = keyTable(from.length);
  for (let s = 0; s < from.length; s++) directed.add(from[s] * KEY + to[s], s);
  const lone: number[] = [];
  for (let s = 0; s < from.length; s++) if (directed.get(to[s] * KEY + from[s]) < 0) lone.push(s);
  return lone;
}
