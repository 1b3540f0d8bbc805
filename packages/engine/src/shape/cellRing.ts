import { directedEdgeToBoundary, getDirectedEdgeDestination, gridDisk, originToDirectedEdges } from 'h3-js';
import { childKey, idOf, isPentagonBase, keyOf } from './cellKey.ts';

/**
 * The neighbours of an H3 cell by arithmetic on its digits. A cell's children are its centre and the six around
 * it; one step from a child leads to another child of the same cell, or to a child of the cell one step away.
 * Which one depends on the digit and the direction alone, so a step is a walk up the digits until no carry is
 * left. Cells whose walk leaves their base cell, or that descend from a pentagon, are asked from h3-js.
 */

/** Directions counter-clockwise: I, IJ, J, JK, K, IK, as H3 numbers its digits (K = 1, J = 2, I = 4). */
const AROUND = [4, 6, 2, 3, 1, 5];

/** Position of each direction in `AROUND`. */
const POSITION = Int8Array.of(-1, 4, 2, 3, 0, 5, 1);

/** Where a digit lies: axial coordinates, I = (1, 0) and J = (0, 1) at 120 degrees, K = -(I + J). */
const DIGIT_AT: readonly (readonly [number, number])[] = [
  [0, 0],
  [-1, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
  [0, -1],
  [1, 1],
];

/** `carries[digit * 7 + direction]` = new digit + 8 x direction of the carry (0: none), for odd and even resolutions. */
const CARRY_ODD = carries([2, -1], [1, 3]);
const CARRY_EVEN = carries([3, 1], [-1, 2]);

/** @param i, j where the parent's unit steps lie in the children's lattice (it is turned by 19.1 degrees, either way) */
function carries(i: readonly [number, number], j: readonly [number, number]): Uint8Array {
  const table = new Uint8Array(49);
  for (let digit = 0; digit < 7; digit++) {
    for (let direction = 0; direction < 7; direction++) {
      const a = DIGIT_AT[digit][0] + DIGIT_AT[direction][0];
      const b = DIGIT_AT[digit][1] + DIGIT_AT[direction][1];
      for (let carry = 0; carry < 7; carry++) {
        const [p, q] = DIGIT_AT[carry];
        const restA = a - p * i[0] - q * j[0];
        const restB = b - p * i[1] - q * j[1];
        const landed = DIGIT_AT.findIndex(([x, y]) => x === restA && y === restB);
        if (landed >= 0) table[digit * 7 + direction] = landed + 8 * carry;
      }
    }
  }
  return table;
}

/**
 * Writes the keys of the six neighbours, counter-clockwise from direction I.
 *
 * @returns false when digits alone do not tell; `out` is then of no use
 */
export function ringByDigits(key: number, resolution: number, out: Float64Array): boolean {
  if (isPentagonBase(key)) return false;
  // Base cell and digits 1 to 7 in one word, 8 to 15 in the other.
  const high = Math.floor(key / 0x1000000);
  const low = key - high * 0x1000000;
  for (let i = 0; i < 6; i++) {
    let h = high;
    let l = low;
    let direction = AROUND[i];
    for (let r = resolution; direction !== 0; r--) {
      if (r === 0) return false;
      const table = (r & 1) === 1 ? CARRY_ODD : CARRY_EVEN;
      if (r > 7) {
        const shift = 3 * (15 - r);
        const digit = (l >>> shift) & 7;
        const step = table[digit * 7 + direction];
        l ^= (digit ^ (step & 7)) << shift;
        direction = step >>> 3;
      } else {
        const shift = 3 * (7 - r);
        const digit = (h >>> shift) & 7;
        const step = table[digit * 7 + direction];
        h ^= (digit ^ (step & 7)) << shift;
        direction = step >>> 3;
      }
    }
    out[i] = h * 0x1000000 + l;
  }
  return true;
}

/**
 * Writes the neighbours of a child, given its parent's.
 *
 * @param ring neighbours of the parent from `ringByDigits`
 * @param resolution of the child
 * @param digit of the child, 0 to 6
 * @param out keys, counter-clockwise from direction I
 * @param inside per neighbour which of the parent's neighbours it lies in, -1 for the parent itself
 */
export function childRingInto(parent: number, ring: Float64Array, resolution: number, digit: number, out: Float64Array, inside: Int8Array): void {
  const table = (resolution & 1) === 1 ? CARRY_ODD : CARRY_EVEN;
  for (let i = 0; i < 6; i++) {
    const step = table[digit * 7 + AROUND[i]];
    const at = POSITION[step >>> 3];
    inside[i] = at;
    out[i] = childKey(at < 0 ? parent : ring[at], resolution, step & 7);
  }
}

/**
 * Writes the keys of the neighbours of any cell, in no particular order unless `ringByDigits` would do.
 *
 * @returns how many there are: 6, or 5 for a pentagon
 */
export function ringInto(key: number, resolution: number, out: Float64Array): number {
  if (ringByDigits(key, resolution, out)) return 6;
  let count = 0;
  for (const id of gridDisk(idOf(key, resolution), 1)) {
    const near = keyOf(id);
    if (near !== key) out[count++] = near;
  }
  return count;
}

/** One side of a cell: the neighbour beyond it, and its corners counter-clockwise, `[lat, lng]` as h3-js gives them. */
export interface Side {
  readonly beyond: number;
  /** Start, end, and between them a point where the side crosses an edge of the icosahedron. */
  readonly points: readonly (readonly [number, number])[];
}

/** The sides of any cell counter-clockwise, from h3-js alone: about thirty times slower than by digits. */
export function sidesOf(key: number, resolution: number): Side[] {
  const open: Side[] = [];
  for (const edge of originToDirectedEdges(idOf(key, resolution))) {
    if (!edge) continue;
    open.push({ beyond: keyOf(getDirectedEdgeDestination(edge)), points: directedEdgeToBoundary(edge) as [number, number][] });
  }
  // Directions are numbered, not ordered: the side that follows starts where this one ends.
  const sides = [open[0]];
  while (sides.length < open.length) {
    const end = sides[sides.length - 1].points.at(-1)!;
    let next = open[0];
    let least = Infinity;
    for (const side of open) {
      if (sides.includes(side)) continue;
      const lat = side.points[0][0] - end[0];
      const turn = Math.abs(side.points[0][1] - end[1]);
      const lng = Math.min(turn, 360 - turn);
      const off = lat * lat + lng * lng;
      if (off < least) {
        least = off;
        next = side;
      }
    }
    sides.push(next);
  }
  return sides;
}
