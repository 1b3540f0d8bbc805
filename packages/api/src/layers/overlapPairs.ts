import Flatbush from 'flatbush';
import type { Position } from 'geojson';
import { groundPieces, type GroundPiece } from './groundPieces.ts';
import { pieceKm2, sharedKm2 } from './sharedKm2.ts';

/** Two areas of a layer that cover the same ground. */
export interface OverlapPair {
  /** Ids of both, ascending; of an area inside another, the outer one first. */
  readonly a: string;
  readonly b: string;
  /** They cover the same ground, the second lies inside the first, or they share a part. */
  readonly kind: 'same' | 'inside' | 'part';
  readonly km2: number;
  /** Share of the smaller of both, 0-1. */
  readonly share: number;
}

/** What two or more areas of a layer cover, the largest first. */
export interface LayerOverlaps {
  readonly overlaps: readonly OverlapPair[];
  /** Slivers among them that are kept one by one, for the unit that has its centre in one. */
  readonly slivers: readonly OverlapPair[];
  /** Of all, also of those that are not kept. */
  readonly total: { readonly overlaps: number; readonly slivers: number; readonly sliversKm2: number };
}

/** Below this share of the smaller area the border was drawn twice. */
export const SLIVER = 0.005;
/** From this share on it is the whole of it. */
const WHOLE = 1 - SLIVER;
/** A hundred square metres: what is less and a sliver is rounding. */
const LEAST_KM2 = 1e-4;
/** Kept of each sort, the largest. */
const MOST = 2000;

/**
 * Finds every two areas that cover the same ground.
 *
 * @param ids ascending, one per area
 * @param shapes per area its polygons, as `readPolygons` returns them
 */
export function overlapPairs(ids: readonly string[], shapes: readonly (readonly (readonly Position[][])[])[]): LayerOverlaps {
  const pieces = shapes.flatMap((polygons, area) => groundPieces(area, polygons));
  if (pieces.length === 0) return { overlaps: [], slivers: [], total: { overlaps: 0, slivers: 0, sliversKm2: 0 } };
  const sizes = new Float64Array(ids.length);
  for (const piece of pieces) sizes[piece.area] += pieceKm2(piece);
  const found = [...commonGround(pieces, ids.length)].flatMap(([pair, km2]) => pairOf(ids, sizes, Math.floor(pair / ids.length), pair % ids.length, km2));
  const bySize = found.sort((p, q) => q.km2 - p.km2 || (p.a + p.b < q.a + q.b ? -1 : 1));
  const overlaps = bySize.filter(({ share }) => share >= SLIVER);
  const slivers = bySize.filter(({ share }) => share < SLIVER);
  return { overlaps: overlaps.slice(0, MOST), slivers: slivers.slice(0, MOST), total: { overlaps: overlaps.length, slivers: slivers.length, sliversKm2: slivers.reduce((sum, { km2 }) => sum + km2, 0) } };
}

/** Square kilometres by two areas, the lower times n plus the higher. */
function commonGround(pieces: readonly GroundPiece[], n: number): Map<number, number> {
  const index = new Flatbush(pieces.length);
  for (const { box: [west, south, east, north] } of pieces) index.add(west, south, east, north);
  index.finish();
  const sums = new Map<number, number>();
  pieces.forEach((piece, p) => {
    const [west, south, east, north] = piece.box;
    for (const q of index.search(west, south, east, north)) {
      const other = pieces[q];
      if (q <= p || other.area === piece.area) continue;
      const km2 = sharedKm2(piece, other);
      if (km2 <= 0) continue;
      const pair = Math.min(piece.area, other.area) * n + Math.max(piece.area, other.area);
      sums.set(pair, (sums.get(pair) ?? 0) + km2);
    }
  });
  return sums;
}

function pairOf(ids: readonly string[], sizes: Float64Array, p: number, q: number, km2: number): OverlapPair[] {
  const [small, large] = sizes[p] < sizes[q] ? [p, q] : [q, p];
  if (!(sizes[small] > 0)) return [];
  const share = Math.min(1, km2 / sizes[small]);
  if (share < SLIVER && km2 < LEAST_KM2) return [];
  const kind = km2 >= WHOLE * sizes[large] ? 'same' : share >= WHOLE ? 'inside' : 'part';
  const [first, second] = kind === 'inside' ? [large, small] : [p, q];
  return [{ a: ids[first], b: ids[second], kind, km2, share }];
}
