import type { MultiPolygon } from 'geojson';
import { isLower48 } from './region.ts';
import { isState, joinedGround, regionShapes } from './regionShapes.ts';
import { shapeIndex, wrap, type ShapeIndex } from './shapeIndex.ts';

/** Points this far off every shape still count to the nearest one: outlines are simplified and piers reach out. */
const OFF_COAST_KM = 30;

/** The ground that a set of points lies on. */
export interface RegionsHolding {
  /** Codes joined by `+`, ascending: `us-ca+us-nv`; all states at once are `us` or `us-lower48`; empty when there is none. */
  code: string;
  /** All of them in one, `[lng, lat]` degrees; null when there is none. */
  geometry: MultiPolygon | null;
  /** Each region with the number of points in it, ascending by code. */
  regions: { code: string; name: string; points: number }[];
  /** Positions of the points in no region: at sea, or coordinates that are no place. */
  outside: number[];
}

let index: ShapeIndex | undefined;

/**
 * The default region of a set of accounts: the states of the United States and the countries elsewhere that hold them.
 * A point within 30 km of a coast belongs to the nearest region. A point in two shapes (their outlines come from two sources
 * and overlap by up to a kilometre along the borders to Canada and Mexico) belongs to the one that holds more other points.
 *
 * @param lngLat `[lng, lat, lng, lat, ...]` in degrees; longitudes beyond 180 wrap; values that are not finite are outside.
 */
export function regionsHolding(lngLat: ArrayLike<number>): RegionsHolding {
  const shapes = regionShapes();
  index ??= shapeIndex(shapes);
  const points = new Uint32Array(shapes.length);
  const outside: number[] = [];
  const doubtful: number[][] = [];
  for (let i = 0; 2 * i + 1 < lngLat.length; i++) {
    const held = shapesAt(index, wrap(lngLat[2 * i]), lngLat[2 * i + 1]);
    if (held.length === 1) points[held[0]]++;
    else if (held.length > 1) doubtful.push(held);
    else outside.push(i);
  }
  const sure = points.slice();
  for (const held of doubtful) points[held.reduce((best, shape) => (sure[shape] > sure[best] ? shape : best))]++;
  const used = shapes
    .map((shape, s) => ({ shape, points: points[s] }))
    .filter((each) => each.points > 0)
    .sort((a, b) => (a.shape.code < b.shape.code ? -1 : 1));
  return {
    code: joinedCode(used.map(({ shape }) => shape.code)),
    geometry: used.length > 0 ? joinedGround(used.map(({ shape }) => shape)) : null,
    regions: used.map(({ shape, points: count }) => ({ code: shape.code, name: shape.name, points: count })),
    outside,
  };
}

function shapesAt(shapes: ShapeIndex, lng: number, lat: number): number[] {
  if (!Number.isFinite(lng) || !Number.isFinite(lat) || Math.abs(lat) > 90) return [];
  const held = shapes.holding(lng, lat);
  if (held.length > 0) return held;
  const near = shapes.nearest(lng, lat, OFF_COAST_KM);
  return near < 0 ? [] : [near];
}

function joinedCode(codes: string[]): string {
  const all = regionShapes().filter(isState).map((shape) => shape.code);
  for (const [name, states] of [['us', all], ['us-lower48', all.filter(isLower48)]] as const) {
    if (states.every((state) => codes.includes(state))) return [...codes.filter((code) => !states.includes(code)), name].sort().join('+');
  }
  return codes.join('+');
}
