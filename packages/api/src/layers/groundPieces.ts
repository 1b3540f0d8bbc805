import { unwrapRing } from '@hexalign/engine';
import type { Position } from 'geojson';

/** West, south, east, north, degrees. */
export type Box = readonly [number, number, number, number];

/** A part of an area, small enough to be compared as a whole. Inside is whatever an odd number of its rings holds. */
export interface GroundPiece {
  /** Position of its area. */
  readonly area: number;
  /** Corners of each ring, x and y in turn, longitudes -180 to 180. */
  readonly rings: readonly Float64Array[];
  readonly box: Box;
}

/** Corners of a piece: what has more is halved, so that a country beside ten thousand postal areas costs no more than they do. */
const MOST_CORNERS = 256;
/** How often an outline is halved, whatever its shape. */
const MOST_HALVES = 24;

/** Takes the polygons of an area apart: at the antimeridian, where they cross it, and in halves until each piece is small. */
export function groundPieces(area: number, polygons: readonly (readonly Position[][])[]): GroundPiece[] {
  const pieces: GroundPiece[] = [];
  for (const polygon of polygons) {
    const rings = polygon.map((ring) => {
      const xs = unwrapRing(ring);
      return Float64Array.from({ length: 2 * ring.length }, (_, i) => (i % 2 === 0 ? xs[i >> 1] : ring[i >> 1][1]));
    });
    for (const turn of [-360, 0, 360]) {
      const there = turn === 0 ? rings : rings.map((ring) => ring.map((value, i) => (i % 2 === 0 ? value + turn : value)));
      halve(area, withinBox(there, [-180, -90, 180, 90]), 0, pieces);
    }
  }
  return pieces;
}

function halve(area: number, rings: readonly Float64Array[], depth: number, pieces: GroundPiece[]): void {
  if (rings.length === 0) return;
  const box = boxOf(rings);
  if (depth === MOST_HALVES || rings.reduce((sum, ring) => sum + ring.length / 2, 0) <= MOST_CORNERS) {
    pieces.push({ area, rings, box });
    return;
  }
  const [west, south, east, north] = box;
  const axis = east - west >= north - south ? 0 : 1;
  const middle = axis === 0 ? (west + east) / 2 : (south + north) / 2;
  halve(area, cut(rings, axis, middle, -1), depth + 1, pieces);
  halve(area, cut(rings, axis, middle, 1), depth + 1, pieces);
}

/** What of some rings lies within a box. Along its sides rings may run back over themselves, which encloses nothing. */
export function withinBox(rings: readonly Float64Array[], [west, south, east, north]: Box): readonly Float64Array[] {
  const [w, s, e, n] = boxOf(rings);
  let kept = rings;
  if (w < west) kept = cut(kept, 0, west, 1);
  if (e > east) kept = cut(kept, 0, east, -1);
  if (s < south) kept = cut(kept, 1, south, 1);
  if (n > north) kept = cut(kept, 1, north, -1);
  return kept;
}

/** The part of each ring on one side of a line: of those above `at` with a side of 1, below it with -1 (Sutherland and Hodgman's way). */
function cut(rings: readonly Float64Array[], axis: 0 | 1, at: number, side: 1 | -1): readonly Float64Array[] {
  const kept: Float64Array[] = [];
  for (const ring of rings) {
    const n = ring.length / 2;
    const out: number[] = [];
    for (let i = 0; i < n; i++) {
      const j = i + 1 < n ? i + 1 : 0;
      const from = side * (ring[2 * i + axis] - at);
      const to = side * (ring[2 * j + axis] - at);
      if (from >= 0) out.push(ring[2 * i], ring[2 * i + 1]);
      if ((from > 0 && to < 0) || (from < 0 && to > 0)) {
        const t = from / (from - to);
        const across = ring[2 * i + 1 - axis] + t * (ring[2 * j + 1 - axis] - ring[2 * i + 1 - axis]);
        if (axis === 0) out.push(at, across);
        else out.push(across, at);
      }
    }
    // What only runs along the line encloses nothing.
    if (out.length >= 6 && out.some((value, i) => i % 2 === axis && value !== at)) kept.push(Float64Array.from(out));
  }
  return kept;
}

function boxOf(rings: readonly Float64Array[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      if (ring[i] < box[0]) box[0] = ring[i];
      if (ring[i] > box[2]) box[2] = ring[i];
      if (ring[i + 1] < box[1]) box[1] = ring[i + 1];
      if (ring[i + 1] > box[3]) box[3] = ring[i + 1];
    }
  }
  return box;
}
