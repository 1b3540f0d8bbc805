import { cellToBoundary, getPentagons, getRes0Cells, gridDisk, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf, keyOf, resolutionOf } from './cellKey.ts';
import { ringByDigits } from './cellRing.ts';
import { cellPlanes } from './cellPlanes.ts';

/** Degrees lose digits at the poles, so what h3-js says there is no measure. */
const place = fc.record({ lat: fc.integer({ min: -89e6, max: 89e6 }).map((micro) => micro / 1e6), lng: fc.integer({ min: -180e6, max: 180e6 }).map((micro) => micro / 1e6) });

/** On a sphere of radius 1. */
const MILLIMETRE = 0.001 / 6_371_009;

/** Unit vectors of a cell's corners as h3-js has them. */
const byLibrary = (id: string): number[][] => cellToBoundary(id).map(([lat, lng]) => [Math.cos(rad(lat)) * Math.cos(rad(lng)), Math.cos(rad(lat)) * Math.sin(rad(lng)), Math.sin(rad(lat))]);
const rad = (degrees: number): number => (degrees * Math.PI) / 180;

/** The same as the planes have them, or null. */
function byPlane(id: string): number[][] | null {
  const out = new Float64Array(18);
  if (!cellPlanes(resolutionOf(id)).cornersInto(keyOf(id), out)) return null;
  return Array.from({ length: 6 }, (_, i) => [...out.subarray(3 * i, 3 * i + 3)]).map((v) => v.map((x) => x / Math.hypot(...v)));
}

const apart = (a: readonly number[], b: readonly number[]): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

describe('cells on the planes of the icosahedron', () => {
  it('have the corners that h3-js gives them, counter-clockwise, wherever they say so', () => {
    let said = 0;
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 15 }), ({ lat, lng }, resolution) => {
        const id = latLngToCell(lat, lng, resolution);
        const mine = byPlane(id);
        if (mine === null) return;
        said++;
        const theirs = byLibrary(id);
        expect(theirs).toHaveLength(6);
        const first = theirs.map((corner) => apart(corner, mine[0])).reduce((best, far, i, all) => (far < all[best] ? i : best), 0);
        mine.forEach((corner, i) => expect(apart(corner, theirs[(first + i) % 6])).toBeLessThan(MILLIMETRE));
      }),
      { numRuns: 3000 },
    );
    expect(said).toBeGreaterThan(1500);
  });

  it('begin at the side in direction I: each corner is one of the two neighbours that the digits name', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 15 }), ({ lat, lng }, resolution) => {
        const id = latLngToCell(lat, lng, resolution);
        const mine = byPlane(id);
        const ring = new Float64Array(6);
        if (mine === null || !ringByDigits(keyOf(id), resolution, ring)) return;
        mine.forEach((corner, i) => {
          for (const key of [ring[i], ring[(i + 5) % 6]]) expect(Math.min(...byLibrary(idOf(key, resolution)).map((other) => apart(corner, other)))).toBeLessThan(MILLIMETRE);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('leave out what is bent over an edge of the icosahedron, pentagons and all under them', () => {
    for (const resolution of [0, 1, 2, 3, 8]) for (const id of getPentagons(resolution).flatMap((cell) => gridDisk(cell, 1))) expect(byPlane(id)).toBeNull();
    const bent = getRes0Cells().flatMap((cell) => gridDisk(cell, 1)).map((cell) => `81${cell.slice(2, 4)}${'3'}${cell.slice(5)}`).filter((cell) => cellToBoundary(cell).length > 6);
    for (const id of bent) expect(byPlane(id)).toBeNull();
    expect(bent.length).toBeGreaterThan(0);
  });
});
