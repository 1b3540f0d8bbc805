import { cities } from '@hexalign/data';
import { positionOf } from './unitAt.ts';

/** Degrees within which the largest town says most about a place, and beyond which none does; about 30 and 330 km. */
const NEAR = 0.3;
const FAR = 3;
/** H3 cells as they stand in sentences, unless a place stands behind them already. */
const CELL = /\b8[0-9a-f]{14}\b(?! \()/g;

/** The largest town close to a place, else the next one, as `Nome, AK` or `Lyon (FR)`; null where there is none within some hundred kilometres. */
export function nearTown(lng: number, lat: number): string | null {
  // Degrees of longitude shrink towards the poles; near enough to choose a town by.
  const shrink = Math.max(0.02, 1 - (lat / 90) ** 2);
  let best: string | null = null;
  let least = FAR * FAR;
  for (const { name, region, country, lngLat } of cities()) {
    const dLat = lngLat[1] - lat;
    if (dLat * dLat >= least) continue;
    const away = Math.abs(lngLat[0] - lng);
    const dLng = Math.min(away, 360 - away) * shrink;
    const square = dLng * dLng + dLat * dLat;
    if (square >= least) continue;
    least = square;
    best = region === '' ? `${name} (${country})` : `${name}, ${region}`;
    // The largest come first.
    if (square <= NEAR * NEAR) return best;
  }
  return best;
}

/** Sentences that say of each cell of a graph which town it lies near: nobody knows ground by the numbers of cells. */
export function withTowns(sentences: readonly string[], { ids, lngLat }: { readonly ids: readonly string[]; readonly lngLat: Float64Array }): string[] {
  return sentences.map((sentence) => sentence.replace(CELL, (cell) => {
    const unit = positionOf(ids, cell);
    const town = unit < 0 ? null : nearTown(lngLat[2 * unit], lngLat[2 * unit + 1]);
    return town === null ? cell : `${cell} (near ${town})`;
  }));
}
