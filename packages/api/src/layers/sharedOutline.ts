import { unwrapRing } from '@hexalign/engine';
import type { MultiPolygon, Position } from 'geojson';
import { intersection } from 'polyclip-ts';
import { groundPieces, withinBox, type Box } from './groundPieces.ts';
import { sharedBox } from './sharedKm2.ts';

type Shape = readonly (readonly Position[][])[];
type Ring = [number, number][];

/** Corners are a two-thousandth of the picture apart: what lies closer together is one on the screen. Of many corners the grid is coarser. */
const STEPS = [2000, 1000, 500, 250];
/** Corners of each area in the picture: putting two together takes ever longer with more. */
const MOST_CORNERS = 400;

/** Ground as it is drawn. */
export interface DrawnGround {
  /** Longitudes beyond 180 where it crosses the antimeridian. */
  readonly outline: MultiPolygon;
  readonly box: Box;
}

/**
 * The ground that two areas have in common, for the screen. Where no outline can be made of it, the box itself.
 *
 * @param a polygons of one, as `readPolygons` returns them
 * @param inner the second lies in the first, whole
 * @returns null where the areas lie apart
 */
export function sharedOutline(a: Shape, b: Shape, inner = false): DrawnGround | null {
  const frame = frameOf(a, b);
  if (frame === null) return null;
  const coordinates = (inner ? drawn(b, frame) : tryIntersection(drawn(a, frame), drawn(b, frame))).map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [round(x), round(y)])));
  const [w, s, e, n] = frame;
  return coordinates.length > 0 ? { outline: { type: 'MultiPolygon', coordinates }, box: boxOf(coordinates) } : { outline: { type: 'MultiPolygon', coordinates: [[[[w, s], [e, s], [e, n], [w, n], [w, s]]]] }, box: frame };
}

/** The box of what both have, on whichever side of the globe it is in one piece. */
function frameOf(a: Shape, b: Shape): Box | null {
  const theirs = groundPieces(1, b);
  const boxes: Box[] = [];
  for (const ours of groundPieces(0, a)) {
    for (const their of theirs) {
      const both = sharedBox(ours.box, their.box);
      if (both !== null) boxes.push(both);
    }
  }
  if (boxes.length === 0) return null;
  const [here, across] = [around(boxes), around(boxes.map(([w, s, e, n]): Box => (w < 0 ? [w + 360, s, e + 360, n] : [w, s, e, n])))];
  return here[2] - here[0] <= across[2] - across[0] ? here : across;
}

function around(boxes: readonly Box[]): Box {
  return boxes.reduce(([w, s, e, n], box) => [Math.min(w, box[0]), Math.min(s, box[1]), Math.max(e, box[2]), Math.max(n, box[3])]);
}

/** What of a shape lies in a box, with as many corners as can be put together soon. */
function drawn(shape: Shape, box: Box): Ring[][] {
  const span = Math.max(box[2] - box[0], box[3] - box[1]);
  let polygons: Ring[][] = [];
  let corners = 0;
  for (const steps of STEPS) {
    polygons = onGrid(shape, box, span / steps);
    corners = polygons.reduce((sum, rings) => sum + rings.reduce((all, ring) => all + ring.length, 0), 0);
    if (corners <= MOST_CORNERS) return polygons;
  }
  const stride = Math.ceil(corners / MOST_CORNERS);
  return polygons.flatMap((rings) => enclosing(rings.map((ring) => ring.filter((_, i) => i % stride === 0))));
}

/** What of a shape lies in a box, its corners set to a grid. */
function onGrid(shape: Shape, box: Box, step: number): Ring[][] {
  const polygons: Ring[][] = [];
  for (const polygon of shape) {
    const unwrapped = polygon.map((ring) => ({ ring, xs: unwrapRing(ring) }));
    for (const turn of [-360, 0, 360]) {
      const rings = unwrapped.map(({ ring, xs }) => Float64Array.from({ length: 2 * ring.length }, (_, i) => (i % 2 === 0 ? xs[i >> 1] + turn : ring[i >> 1][1])));
      const [outer, ...holes] = rings.map((ring) => withinBox([ring], box)[0]);
      if (outer === undefined) continue;
      polygons.push(...enclosing([outer, ...holes.filter((hole) => hole !== undefined)].map((ring) => thinned(ring, box, step))));
    }
  }
  return polygons;
}

/** A polygon without the rings that are too short to enclose anything; none where its outline is. */
function enclosing([outer, ...holes]: readonly Ring[]): Ring[][] {
  return outer.length > 2 ? [[outer, ...holes.filter((hole) => hole.length > 2)]] : [];
}

function thinned(ring: Float64Array, [west, south]: Box, step: number): Ring {
  const kept: Ring = [];
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [west + step * Math.round((ring[i] - west) / step), south + step * Math.round((ring[i + 1] - south) / step)];
    const last = kept.at(-1);
    if (last === undefined || last[0] !== x || last[1] !== y) kept.push([x, y]);
  }
  return kept;
}

/** Nothing where the library cannot put an outline together: it is for looking at, and the box tells where. */
function tryIntersection(a: Ring[][], b: Ring[][]): Ring[][] {
  if (a.length === 0 || b.length === 0) return [];
  try {
    return intersection(a, b);
  } catch {
    return [];
  }
}

function boxOf(polygons: readonly (readonly Position[][])[]): Box {
  const corners = polygons.flatMap(([outer]) => outer);
  return [Math.min(...corners.map(([x]) => x)), Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([x]) => x)), Math.max(...corners.map(([, y]) => y))];
}

/** To a decimetre or so. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
