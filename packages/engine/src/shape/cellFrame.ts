import { cellToBoundary, directedEdgeToBoundary, getIcosahedronFaces, gridDisk, vertexToLatLng } from 'h3-js';
import { ancestorKey, idOf, wordsOf } from './cellKey.ts';
import { keyTable } from '../base/keyTable.ts';

/** Where h3-js starts to count the corners of cells, found once per region instead of once per cell. */
export interface CellFrames {
  /**
   * The number of the corner at which the side in direction I starts, for a cell that lies, with all around
   * it, on one face of the icosahedron; -1 for others, whose sides may be bent as well.
   */
  offset(key: number): number;
}

/** How much coarser the cells are that stand for a region. */
const LEVELS = 3;
/** Values of the table: -1 is a missing key there. */
const BENT = 6;

/**
 * Frames of the cells of one resolution. Cells of one base cell on one face are all turned alike. Their
 * descendants lie within the cells around them, so a cell and its six neighbours on a single face speak for
 * all cells inside it.
 */
export function cellFrames(resolution: number): CellFrames {
  const known = keyTable(1024);
  return {
    offset(key) {
      if (resolution < LEVELS) return -1;
      const region = ancestorKey(key, resolution - LEVELS);
      let offset = known.get(region);
      if (offset < 0) {
        offset = onOneFace(region, resolution - LEVELS) ? firstCorner(key, resolution) : BENT;
        known.add(region, offset);
      }
      return offset === BENT ? -1 : offset;
    },
  };
}

function onOneFace(key: number, resolution: number): boolean {
  return new Set(gridDisk(idOf(key, resolution), 1).flatMap((cell) => getIcosahedronFaces(cell))).size === 1;
}

/** The number of the corner at which a cell's side in direction I (4) starts. */
export function firstCorner(key: number, resolution: number): number {
  const [lat, lng] = directedEdgeToBoundary(`14${idOf(key, resolution).slice(1)}`)[0];
  return nearestCorner(cellToBoundary(wordsOf(key, resolution)) as [number, number][], lng, lat);
}

/** The corner of a boundary, `[lat, lng]`, that lies nearest to a point. */
export function nearestCorner(boundary: readonly (readonly [number, number])[], lng: number, lat: number): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < boundary.length; i++) {
    const dy = boundary[i][0] - lat;
    const turn = Math.abs(boundary[i][1] - lng);
    const dx = turn > 180 ? 360 - turn : turn;
    const off = dx * dx + dy * dy;
    if (off < least) {
      least = off;
      best = i;
    }
  }
  return best;
}

/** Corner `number` of a cell, `[lat, lng]`: an H3 vertex is a cell's index with mode 4 and the number in the reserved bits. */
export function cornerOfCell(key: number, resolution: number, number: number): readonly [number, number] {
  const [low, high] = wordsOf(key, resolution);
  return vertexToLatLng([low, (high ^ 0x28000000) | (number << 24)]) as [number, number];
}
