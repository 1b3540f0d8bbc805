import { cellToBoundary } from 'h3-js';
import { cellPlanes } from './cellPlanes.ts';
import { firstCorner, nearestCorner } from './firstCorner.ts';
import { childKey, wordsOf } from './cellKey.ts';
import { childRingInto, ringByDigits, ringInto, type Side, sidesOf } from './cellRing.ts';
import { type CellTree, MIXED, OUTSIDE, ownerAt } from './cellTree.ts';
import { cornerTable } from './cornerTable.ts';
import { GrowingArray } from '../base/growingArray.ts';
import { atan2Degrees } from '../base/trig.ts';

/** Every side of a cell of one resolution that has one territory on its left and something else on its right. */
export interface BorderSides {
  /** Per side: corner it starts at, corner it ends at (counter-clockwise round its cell), territory left and right of it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Per side: the cell it belongs to. */
  readonly cells: Float64Array;
  /** Per corner: 2 degrees, `[lng, lat]`, rounded to 1e-7 (a centimetre). */
  readonly lngLat: Float64Array;
  /** Per corner: 1 where three different owners meet. */
  readonly nodes: Uint8Array;
  /** Points halfway along a side, where it crosses an edge of the icosahedron: `start * corners + end` -> `[lng, lat]`, both ways. */
  readonly bends: ReadonlyMap<number, readonly [number, number]>;
}

/** Degrees as kept: whole units of 1e-7, so that the last bits of h3-js do not matter. The antimeridian is +180. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

function roundedLng(degrees: number): number {
  const lng = rounded(degrees);
  return lng <= -180 ? lng + 360 : lng;
}

/**
 * Finds all border sides by descent: a cell whose ground and whose six neighbours' ground belong to one
 * territory has no border anywhere inside it, because cells that touch have parents that are the same or
 * touch. Only cells along borders are ever opened, whatever their resolution.
 *
 * @param owners one per node of the tree, from `nodeOwners`
 * @param finest resolution of the sides: that of the tree, or a coarser one that `ownersAtCentres` prepared
 */
export function borderSides(tree: CellTree, owners: Int32Array, finest = tree.finest): BorderSides {
  const starts = new GrowingArray();
  const ends = new GrowingArray();
  const left = new GrowingArray();
  const right = new GrowingArray();
  const cells: number[] = [];
  const corners = cornerTable();
  const planes = cellPlanes(finest);
  const shape = new Float64Array(18);
  const bends = new Map<number, readonly [number, number]>();
  // Neighbours, and their owners, of the cell that is open at each resolution.
  const rings = Array.from({ length: 16 }, () => new Float64Array(6));
  const beyond = Array.from({ length: 16 }, () => new Int32Array(6));
  const inside = new Int8Array(6);
  const cornerOf = new Int32Array(6);
  const openBends: { from: number; to: number; at: readonly [number, number] }[] = [];

  for (let node = 0; node < owners.length; node++) {
    const parent = tree.parents[node];
    if (owners[node] >= 0 && tree.resolutions[node] <= finest && (parent < 0 || owners[parent] === MIXED)) descend(tree.keys[node], tree.resolutions[node], owners[node]);
  }
  const { lngLat, nodes } = corners.finish();
  const count = nodes.length;
  for (const { from, to, at } of openBends) {
    bends.set(from * count + to, at);
    bends.set(to * count + from, at);
  }
  return { starts: starts.view(), ends: ends.view(), left: left.view(), right: right.view(), cells: Float64Array.from(cells), lngLat, nodes, bends };

  /** Opens a cell that has never been looked at. */
  function descend(key: number, resolution: number, slot: number): void {
    const byDigits = ringByDigits(key, resolution, rings[resolution]);
    const around = byDigits ? 6 : ringInto(key, resolution, rings[resolution]);
    let same = true;
    for (let i = 0; i < around; i++) {
      const owner = ownerAt(tree, owners, rings[resolution][i], resolution);
      beyond[resolution][i] = owner;
      same &&= owner === slot;
    }
    if (!same) open(key, resolution, slot, byDigits, around);
  }

  /** Goes into a cell next to other ground; its ring and its neighbours' owners are known. */
  function open(key: number, resolution: number, slot: number, byDigits: boolean, around: number): void {
    if (resolution === finest) {
      if (byDigits) emit(key, slot);
      else emitSides(key, slot, sidesOf(key, finest));
      return;
    }
    const next = resolution + 1;
    // The centre child touches its siblings only; a pentagon has no child 1.
    for (let digit = around === 5 ? 2 : 1; digit < 7; digit++) {
      if (!byDigits) {
        descend(childKey(key, next, digit), next, slot);
        continue;
      }
      childRingInto(key, rings[resolution], next, digit, rings[next], inside);
      let same = true;
      for (let i = 0; i < 6; i++) {
        let owner = inside[i] < 0 ? slot : beyond[resolution][inside[i]];
        if (owner === MIXED) {
          const node = tree.nodeOf.get(rings[next][i]);
          owner = node < 0 ? OUTSIDE : owners[node];
        }
        beyond[next][i] = owner;
        same &&= owner === slot;
      }
      if (!same) open(childKey(key, next, digit), next, slot, true, 6);
    }
  }

  function emit(key: number, slot: number): void {
    const ring = rings[finest];
    const beyondOf = beyond[finest];
    let known = -1;
    let unplaced = false;
    for (let i = 0; i < 6; i++) {
      const before = (i + 5) % 6;
      cornerOf[i] = beyondOf[i] === slot && beyondOf[before] === slot ? -1 : corners.corner(key, ring[before], ring[i], slot, beyondOf[before], beyondOf[i]);
      if (cornerOf[i] < 0) continue;
      if (corners.placed(cornerOf[i])) known = i;
      else unplaced = true;
    }
    // Cells of even resolutions are never bent, so when others have placed all corners nothing is left to ask.
    if (unplaced || (finest & 1) === 1) {
      if (planes.cornersInto(key, shape)) {
        for (let i = 0; i < 6; i++) if (cornerOf[i] >= 0 && !corners.placed(cornerOf[i])) put(cornerOf[i], placeTowards(shape[3 * i], shape[3 * i + 1], shape[3 * i + 2]));
      } else if (!emitBent(key, slot, unplaced, known)) return;
    }
    for (let i = 0; i < 6; i++) if (beyondOf[i] !== slot) side(key, cornerOf[i], cornerOf[(i + 1) % 6], slot, beyondOf[i]);
  }

  /** @returns whether the cell has but six corners, which then are placed; else its sides are out already */
  function emitBent(key: number, slot: number, unplaced: boolean, known: number): boolean {
    const boundary = cellToBoundary(wordsOf(key, finest)) as [number, number][];
    if (boundary.length !== 6) {
      emitSides(key, slot, sidesOf(key, finest));
      return false;
    }
    if (unplaced) placeCorners(key, boundary, known);
    return true;
  }

  /** @param known a corner of this cell that another cell has placed, or -1: it tells where h3-js starts to count */
  function placeCorners(key: number, boundary: readonly (readonly [number, number])[], known: number): void {
    const offset = known < 0 ? firstCorner(key, finest) : nearestCorner(boundary, corners.lng(cornerOf[known]), corners.lat(cornerOf[known])) + 6 - known;
    for (let i = 0; i < 6; i++) if (cornerOf[i] >= 0 && !corners.placed(cornerOf[i])) put(cornerOf[i], boundary[(i + offset) % 6]);
  }

  function placeTowards(x: number, y: number, z: number): [number, number] {
    return [atan2Degrees(z, Math.sqrt(x * x + y * y)), atan2Degrees(y, x)];
  }

  function put(corner: number, [lat, lng]: readonly [number, number]): void {
    corners.place(corner, roundedLng(lng), rounded(lat));
  }

  function emitSides(key: number, slot: number, sides: readonly Side[]): void {
    const last = sides.length - 1;
    const past = sides.map((s) => ownerAt(tree, owners, s.beyond, finest));
    const at = sides.map((s, i) => {
      const before = i === 0 ? last : i - 1;
      if (past[i] === slot && past[before] === slot) return -1;
      const corner = corners.corner(key, sides[before].beyond, s.beyond, slot, past[before], past[i]);
      if (!corners.placed(corner)) put(corner, s.points[0]);
      return corner;
    });
    for (let i = 0; i <= last; i++) {
      if (past[i] === slot) continue;
      const from = at[i];
      const to = at[i === last ? 0 : i + 1];
      side(key, from, to, slot, past[i]);
      const { points } = sides[i];
      if (points.length === 3) openBends.push({ from, to, at: [roundedLng(points[1][1]), rounded(points[1][0])] });
    }
  }

  function side(key: number, from: number, to: number, slot: number, other: number): void {
    starts.push(from);
    ends.push(to);
    left.push(slot);
    right.push(other);
    cells.push(key);
  }
}
