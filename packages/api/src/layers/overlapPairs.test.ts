import { readPolygons } from '@hexalign/engine';
import fc from 'fast-check';
import type { FeatureCollection, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { overlapPairs, SLIVER, type LayerOverlaps } from './overlapPairs.ts';
import { sharedOutline } from './sharedOutline.ts';

const RADIANS = Math.PI / 180;
const KM2 = 6371.007180918475 ** 2 * RADIANS;

function layer(areas: Readonly<Record<string, Position[][][]>>): FeatureCollection {
  return { type: 'FeatureCollection', features: Object.entries(areas).map(([id, coordinates]) => ({ type: 'Feature', properties: { id }, geometry: { type: 'MultiPolygon', coordinates } })) };
}

function found(areas: Readonly<Record<string, Position[][][]>>): LayerOverlaps {
  const { ids, shapes } = readPolygons(layer(areas), 'id');
  return overlapPairs(ids, shapes);
}

const box = (w: number, s: number, e: number, n: number): Position[][] => [[[w, s], [e, s], [e, n], [w, n], [w, s]]];
const boxKm2 = (w: number, s: number, e: number, n: number): number => (e - w) * (Math.sin(n * RADIANS) - Math.sin(s * RADIANS)) * KM2;

/** A polygon of any shape around a place: a corner for each direction, as far out as it is told. */
function star([lng, lat]: readonly [number, number], radii: readonly number[]): Position[][] {
  const ring = radii.map((radius, i): Position => [lng + radius * Math.cos((2 * Math.PI * i) / radii.length), lat + radius * Math.sin((2 * Math.PI * i) / radii.length)]);
  return [[...ring, ring[0]]];
}

function holds(polygons: Position[][][], x: number, y: number): boolean {
  return polygons.some((rings) => rings.reduce((inside, ring) => {
    for (let i = 0; i + 1 < ring.length; i++) if (ring[i][1] > y !== ring[i + 1][1] > y && x < ring[i][0] + ((y - ring[i][1]) / (ring[i + 1][1] - ring[i][1])) * (ring[i + 1][0] - ring[i][0])) inside = !inside;
    return inside;
  }, false));
}

describe('areas of a layer that cover the same ground', () => {
  it('are told apart: the same twice, one inside another, a part of both', () => {
    const { overlaps, slivers, total } = found({ a: [box(8, 50, 9, 51)], b: [box(8, 50, 9, 51)], c: [box(8.2, 50.2, 8.4, 50.4)], d: [box(9, 50, 10, 51)], e: [box(9.5, 50.5, 10.5, 51.5)] });
    expect(overlaps.map(({ a, b, kind }) => [a, b, kind])).toEqual(expect.arrayContaining([['a', 'b', 'same'], ['a', 'c', 'inside'], ['b', 'c', 'inside'], ['d', 'e', 'part']]));
    expect([overlaps.length, slivers.length, total]).toEqual([4, 0, { overlaps: 4, slivers: 0, sliversKm2: 0 }]);
    expect(overlaps[0].km2).toBeCloseTo(boxKm2(8, 50, 9, 51), 6);
    expect(overlaps.find(({ a }) => a === 'd')).toMatchObject({ km2: expect.closeTo(boxKm2(9.5, 50.5, 10, 51), 6), share: expect.closeTo(boxKm2(9.5, 50.5, 10, 51) / boxKm2(9.5, 50.5, 10.5, 51.5), 6) });
  });

  it('are none where they only touch, lie in the hole of another, or share borders with corners of one side only', () => {
    const hole = [...box(0, 0, 3, 3), box(1, 1, 2, 2)[0].toReversed()];
    expect(found({ a: [hole], b: [box(1, 1, 2, 2)], c: [[[[3, 0], [4, 0], [4, 3], [3, 3], [3, 1.7], [3, 0.4], [3, 0]]]], d: [box(0, 3, 4, 4)] })).toEqual({ overlaps: [], slivers: [], total: { overlaps: 0, slivers: 0, sliversKm2: 0 } });
  });

  it('are measured alike however many corners their outlines have', () => {
    const many = (w: number, s: number, e: number, n: number, corners: number): Position[][] => {
      const along = (from: Position, to: Position): Position[] => Array.from({ length: corners }, (_, i) => [from[0] + ((to[0] - from[0]) * i) / corners, from[1] + ((to[1] - from[1]) * i) / corners]);
      const ring = [...along([w, s], [e, s]), ...along([e, s], [e, n]), ...along([e, n], [w, n]), ...along([w, n], [w, s])];
      return [[...ring, ring[0]]];
    };
    const { overlaps } = found({ a: [many(8, 50, 9, 51, 900)], b: [many(8.7, 50.3, 9.9, 50.8, 1300)], c: [many(9, 50, 9.5, 50.3, 700)] });
    expect(overlaps).toEqual([{ a: 'a', b: 'b', kind: 'part', km2: expect.closeTo(boxKm2(8.7, 50.3, 9, 50.8), 3), share: expect.closeTo(boxKm2(8.7, 50.3, 9, 50.8) / boxKm2(8.7, 50.3, 9.9, 50.8), 6) }]);
  });

  it('are slivers where a border was drawn twice', () => {
    const { overlaps, slivers, total } = found({ a: [box(8, 50, 9, 51)], b: [box(8.999, 50, 10, 51)] });
    expect([overlaps.length, slivers.length, total.slivers]).toEqual([0, 1, 1]);
    expect(total.sliversKm2).toBeCloseTo(boxKm2(8.999, 50, 9, 51), 6);
    expect(slivers[0].share).toBeLessThan(SLIVER);
  });

  it('are found across the antimeridian, and in parts far from the main land', () => {
    const { overlaps } = found({ a: [box(179, 0, 181, 1), box(10, 0, 11, 1)], b: [box(-179.5, 0, -178, 1)], c: [box(178, 0, 179.25, 1)] });
    expect(overlaps.map(({ a, b, km2 }) => [a, b, Math.round(km2)])).toEqual([['a', 'b', Math.round(boxKm2(0, 0, 0.5, 1))], ['a', 'c', Math.round(boxKm2(0, 0, 0.25, 1))]]);
    const { outline, box: there } = sharedOutline([box(179, 0, 181, 1)], [box(-180.5, 0, -178, 1)])!;
    expect(outline.coordinates).toHaveLength(1);
    expect(there.map((degrees) => Math.round(degrees * 100) / 100)).toEqual([179.5, 0, 181, 1]);
  });

  it('has each pair as large as a fine grid of points says, and no other', () => {
    const place = fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 40, max: 45, noNaN: true }));
    const shape = fc.tuple(place, fc.array(fc.double({ min: 0.3, max: 1.8, noNaN: true }), { minLength: 3, maxLength: 600 }));
    fc.assert(fc.property(fc.array(shape, { minLength: 2, maxLength: 6 }), (stars) => {
      const areas = Object.fromEntries(stars.map(([at, radii], i) => [`a${i}`, [star(at, radii)]]));
      const { overlaps, slivers } = found(areas);
      const told = new Map([...overlaps, ...slivers].map((pair) => [[pair.a, pair.b].sort().join(), pair]));
      const step = 0.05;
      const sums = new Map<string, number>();
      for (let y = 38; y < 47; y += step) {
        for (let x = -5; x < 5; x += step) {
          const here = Object.keys(areas).filter((id) => holds(areas[id], x + step / 2, y + step / 2));
          for (let i = 0; i < here.length; i++) for (let j = i + 1; j < here.length; j++) sums.set(`${here[i]},${here[j]}`, (sums.get(`${here[i]},${here[j]}`) ?? 0) + boxKm2(x, y, x + step, y + step));
        }
      }
      for (const pair of new Set([...told.keys(), ...sums.keys()])) {
        const [counted, measured] = [sums.get(pair) ?? 0, told.get(pair)?.km2 ?? 0];
        expect(Math.abs(counted - measured), `${pair}: ${counted} counted, ${measured} measured`).toBeLessThan(150 + 0.15 * counted);
      }
    }), { numRuns: 30 });
  });

  it('is drawn with few corners however many its areas have', () => {
    const radii = Array.from({ length: 20_000 }, (_, i) => 1.5 + 0.3 * Math.sin((14 * Math.PI * i) / 20_000) + 0.02 * Math.sin(i * 13.1));
    const areas = { a: [star([8, 45], radii)], b: [star([8.4, 45], radii)] };
    const drawn = sharedOutline(areas.a, areas.b)!;
    expect(drawn.outline.coordinates.flat(2).length).toBeLessThan(1500);
    const [outline] = found({ drawn: drawn.outline.coordinates, world: [box(-10, 20, 30, 80)] }).overlaps;
    const [{ km2 }] = found(areas).overlaps;
    expect(Math.abs(outline.km2 / km2 - 1)).toBeLessThan(0.04);
  });

  it('is as large as the outline that is drawn of it', () => {
    const radii = fc.array(fc.double({ min: 0.3, max: 1.8, noNaN: true }), { minLength: 3, maxLength: 40 });
    fc.assert(fc.property(radii, radii, fc.double({ min: 0.1, max: 1, noNaN: true }), (p, q, apart) => {
      const areas = { a: [star([8, 50], p)], b: [star([8 + apart, 50.1], q)] };
      const pair = found(areas).overlaps[0];
      if (pair === undefined) return;
      const drawn = sharedOutline(areas.a, areas.b)!;
      const outline = found({ drawn: drawn.outline.coordinates, world: [box(-10, 20, 30, 80)] }).overlaps[0];
      expect(Math.abs(outline.km2 - pair.km2)).toBeLessThan(0.01 * pair.km2 + 30);
    }), { numRuns: 60 });
  });
});
