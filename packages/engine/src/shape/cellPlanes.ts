import { cellToLatLng } from 'h3-js';
import { keyTable } from '../base/keyTable.ts';
import { cosDegrees, sinDegrees } from '../base/trig.ts';
import { ancestorKey, childKey, digitsOf, isPentagonBase, wordsOf } from './cellKey.ts';
import { depthInFace, type Face, onFace, onPlane } from './icosahedron.ts';

/**
 * The cells of one resolution where they are what they seem: on the plane of a face of the icosahedron, onto which H3
 * projects the ground from the centre of the earth, cells are regular hexagons, all alike. Two places asked from h3-js
 * then tell where thousands of cells lie. Left out are cells that lie across an edge of the icosahedron, and all
 * under a pentagon.
 */
export interface CellPlanes {
  /**
   * Writes the corners of a cell as directions from the centre of the earth (any length): six times x, y, z, counter-clockwise
   * from the one at which the side in direction I starts.
   *
   * @returns false when the cell is none of these; `out` is then of no use
   */
  cornersInto(key: number, out: Float64Array): boolean;
}

/** A coarser cell, on whose face those inside it are laid out. */
interface Region {
  readonly face: Face;
  /** Its centre on the plane, and the step to the next fine cell in direction I. */
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  /** 12 numbers: from the centre of a fine cell to its corners. */
  readonly corners: Float64Array;
}

/** How much coarser the region is that a cell is reckoned from. */
const LEVELS = 3;
const I = 4;
/** Angles of the digits in sixths of a turn from direction I; the centre child has none. */
const TURN = [-1, 4, 2, 3, 0, 5, 1];
/** Centre to corner, in steps. */
const RADIUS = 1 / Math.sqrt(3);

export function cellPlanes(resolution: number): CellPlanes {
  const levels = Math.min(LEVELS, resolution);
  const places = placesInside(resolution, levels);
  const known = keyTable(1024);
  const regions: (Region | null)[] = [];
  let lastKey = -1;
  let last: Region | null = null;

  const regionOf = (key: number): Region | null => {
    let at = known.get(key);
    if (at < 0) {
      at = regions.length;
      known.add(key, at);
      regions.push(isPentagonBase(key) || resolution === 0 ? null : surveyed(key, resolution, levels));
    }
    return regions[at];
  };

  return {
    cornersInto(key, out) {
      const regionKey = ancestorKey(key, resolution - levels);
      if (regionKey !== lastKey) {
        last = regionOf(regionKey);
        lastKey = regionKey;
      }
      if (last === null) return false;
      const { face: { centre, across, along }, stepX, stepY, corners } = last;
      const at = 2 * digitsOf(key, resolution, levels);
      const x = last.x + stepX * places[at] - stepY * places[at + 1];
      const y = last.y + stepX * places[at + 1] + stepY * places[at];
      // Corners on the edge itself are still this face's.
      if (depthInFace(x, y) < 0.6 * Math.abs(stepX) + 0.6 * Math.abs(stepY)) return false;
      for (let i = 0; i < 6; i++) {
        const cx = x + corners[2 * i];
        const cy = y + corners[2 * i + 1];
        out[3 * i] = centre[0] + cx * across[0] + cy * along[0];
        out[3 * i + 1] = centre[1] + cx * across[1] + cy * along[1];
        out[3 * i + 2] = centre[2] + cx * across[2] + cy * along[2];
      }
      return true;
    },
  };
}

/** Finds face, place and step of a region; null where its middle lies across an edge. */
function surveyed(key: number, resolution: number, levels: number): Region | null {
  let middle = key;
  for (let r = resolution - levels + 1; r < resolution; r++) middle = childKey(middle, r, 0);
  const { face, x, y } = onFace(placeOf(childKey(middle, resolution, 0), resolution));
  const next = onPlane(face, placeOf(childKey(middle, resolution, I), resolution));
  if (Math.min(depthInFace(x, y), depthInFace(next.x, next.y)) < 0) return null;
  const [stepX, stepY] = [next.x - x, next.y - y];
  const corners = new Float64Array(12);
  for (let i = 0; i < 6; i++) {
    const [cos, sin] = [RADIUS * cosDegrees(60 * i - 30), RADIUS * sinDegrees(60 * i - 30)];
    corners[2 * i] = stepX * cos - stepY * sin;
    corners[2 * i + 1] = stepX * sin + stepY * cos;
  }
  return { face, x, y, stepX, stepY, corners };
}

function placeOf(key: number, resolution: number): [number, number] {
  return cellToLatLng(wordsOf(key, resolution)) as [number, number];
}

/**
 * Where the cells inside a region lie by their last digits, in steps from its centre, direction I being (1, 0). A coarser cell's
 * step is 2 I - J or 3 I + J of the finer ones in it, by turns (`cellRing`).
 */
function placesInside(resolution: number, levels: number): Float64Array {
  const places = new Float64Array(2 << (3 * levels));
  for (let digits = 0; 2 * digits < places.length; digits++) {
    let [x, y] = [0, 0];
    let [unitX, unitY] = [1, 0];
    for (let r = resolution, rest = digits; r > resolution - levels; r--, rest >>= 3) {
      const turn = TURN[rest & 7] ?? -1;
      if (turn >= 0) {
        const [cos, sin] = [cosDegrees(60 * turn), sinDegrees(60 * turn)];
        x += unitX * cos - unitY * sin;
        y += unitX * sin + unitY * cos;
      }
      const across = Math.sqrt(0.75) * (r % 2 === 1 ? -1 : 1);
      [unitX, unitY] = [2.5 * unitX - across * unitY, 2.5 * unitY + across * unitX];
    }
    places[2 * digits] = x;
    places[2 * digits + 1] = y;
  }
  return places;
}
