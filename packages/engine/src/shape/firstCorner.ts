import { cellToBoundary, directedEdgeToBoundary } from 'h3-js';
import { idOf, wordsOf } from './cellKey.ts';

/** The number of the corner of a cell's boundary, as h3-js gives it, at which the side in direction I (4) starts. */
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
