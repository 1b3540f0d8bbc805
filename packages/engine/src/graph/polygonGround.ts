import type { Position } from 'geojson';
import { sinDegrees } from '../base/trig.ts';
import { unwrapRing } from './unwrapRing.ts';

const EARTH_RADIUS_KM = 6371.007180918475;
const RADIANS_PER_DEGREE = 0.017453292519943295;

/**
 * Area and an interior point of a unit of several polygons, each with holes. Works on longitude and the sine of the
 * latitude, on which areas are true (Lambert's cylinder), with + - * / alone.
 *
 * @returns square kilometres, rounded to a square metre, and `[lng, lat]` in the largest polygon: its centre of area where that lies inside, else the
 *   middle of its widest stretch halfway up
 */
export function polygonGround(polygons: readonly (readonly Position[][])[]): { areaKm2: number; lngLat: [number, number] } {
  let areaKm2 = 0;
  let largest = -1;
  // Where there is no area at all, any vertex will do.
  let lngLat: [number, number] = [polygons[0]?.[0]?.[0]?.[0] ?? 0, polygons[0]?.[0]?.[0]?.[1] ?? 0];
  for (const rings of polygons) {
    const flat = rings.map((ring) => flatten(ring));
    let area = 0;
    let momentX = 0;
    let momentY = 0;
    flat.forEach((ring, i) => {
      const sums = ringSums(ring);
      // The first ring is the outline, the others are holes, whichever way round they are given.
      const sign = (i === 0) === sums.area > 0 ? 1 : -1;
      area += sign * sums.area;
      momentX += sign * sums.momentX;
      momentY += sign * sums.momentY;
    });
    areaKm2 += area * RADIANS_PER_DEGREE * EARTH_RADIUS_KM * EARTH_RADIUS_KM;
    if (area <= largest || !(area > 0)) continue;
    largest = area;
    const centre: [number, number] = [momentX / area, momentY / area];
    const [x, y] = crossings(flat, centre[1]).some(([west, east]) => west < centre[0] && centre[0] < east) ? centre : widest(flat);
    lngLat = [x > 180 ? x - 360 : x < -180 ? x + 360 : x, latitudeOf(rings, flat, y)];
  }
  return { areaKm2: Math.round(areaKm2 * 1e6) / 1e6, lngLat: [round(lngLat[0]), round(lngLat[1])] };
}

/** Longitudes in degrees without jumps, and sines of latitudes. */
function flatten(ring: readonly Position[]): [number, number][] {
  const xs = unwrapRing(ring);
  return ring.map(([, lat], i) => [xs[i], sinDegrees(lat)]);
}

function ringSums(ring: readonly (readonly [number, number])[]): { area: number; momentX: number; momentY: number } {
  // About the first point, so that no digits are lost.
  const [x0, y0] = ring[0];
  let area = 0;
  let momentX = 0;
  let momentY = 0;
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = [ring[i][0] - x0, ring[i][1] - y0];
    const next = ring[i + 1 < ring.length ? i + 1 : 0];
    const [bx, by] = [next[0] - x0, next[1] - y0];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    momentX += ((ax + bx) * cross) / 6;
    momentY += ((ay + by) * cross) / 6;
  }
  return { area, momentX: momentX + x0 * area, momentY: momentY + y0 * area };
}

/** Stretches of a parallel inside a polygon, west to east. */
function crossings(rings: readonly (readonly (readonly [number, number])[])[], y: number): [number, number][] {
  const xs: number[] = [];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const [ax, ay] = ring[i];
      const [bx, by] = ring[i + 1 < ring.length ? i + 1 : 0];
      if (ay > y !== by > y) xs.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
  }
  xs.sort((a, b) => a - b);
  return Array.from({ length: xs.length >> 1 }, (_, i) => [xs[2 * i], xs[2 * i + 1]]);
}

function widest(rings: readonly (readonly (readonly [number, number])[])[]): [number, number] {
  const ys = rings[0].map(([, y]) => y).sort((a, b) => a - b);
  const middle = (ys[0] + ys[ys.length - 1]) / 2;
  let best: [number, number] = [rings[0][0][0], rings[0][0][1]];
  let width = 0;
  for (const [west, east] of crossings(rings, middle)) {
    if (east - west > width) {
      width = east - west;
      best = [(west + east) / 2, middle];
    }
  }
  return best;
}

/** The latitude of a sine, by halving the span of the polygon: no inverse function is needed. */
function latitudeOf(rings: readonly Position[][], flat: readonly (readonly (readonly [number, number])[])[], y: number): number {
  let low = 90;
  let high = -90;
  for (const [, lat] of rings[0]) {
    low = Math.min(low, lat);
    high = Math.max(high, lat);
  }
  if (flat[0].length === 0) return low;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (sinDegrees(middle) < y) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
