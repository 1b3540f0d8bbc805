import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mercatorX, mercatorY } from '../../map/mercator.ts';
import { RingEdges } from '../../map/ringEdges.ts';
import { boundaryGeojson } from './boundaryGeojson.ts';
import { BoundaryError, boundariesOf, readBoundaries } from './readBoundaries.ts';

const ring = [[-105, 39], [-104, 39], [-104, 40], [-105, 40], [-105, 39]];
const file = (text: string, name = 'areas.geojson'): File => new File([text], name);

describe('boundaries', () => {
  it('come out of every kind of GeoJSON, with names where there are any', async () => {
    const text = JSON.stringify({ type: 'FeatureCollection', features: [
      { type: 'Feature', properties: { NAME: ' Front Range ' }, geometry: { type: 'Polygon', coordinates: [ring] } },
      { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: [[ring], [ring]] } },
      { type: 'Feature', properties: { name: 'a road' }, geometry: { type: 'LineString', coordinates: ring } },
    ] });
    const found = await readBoundaries(file(text));
    expect(found.map(({ name, rings }) => [name, rings.length])).toEqual([['Front Range', 1], [null, 2]]);
    expect(found[0].rings[0]).toEqual([-105, 39, -104, 39, -104, 40, -105, 40]);
  });

  it('are refused by name of the fault when there is none, or none in degrees', async () => {
    const fault = async (text: string): Promise<string> => readBoundaries(file(text)).then(() => 'none at all', (error: unknown) => (error instanceof BoundaryError ? error.code : String(error)));
    expect(await fault('{"type":"FeatureCollection","features":[]}')).toBe('none');
    expect(await fault('{"type":"Polygon","coordinates":[[[500000,4400000],[600000,4400000],[600000,4500000]]]}')).toBe('degrees');
    expect(await fault('')).toBe('empty');
    expect(await fault('{"type":"Polygon"')).toBe('broken');
    expect(await fault('{"type":"Polygon","coordinates":[[null]]}')).toMatch(/TypeError/);
    expect(await fault('name,lat,lng')).toBe('kind');
    expect(await fault('PK\u0003\u0004nothing')).toBe('broken');
  });

  it('with holes and several parts are saved as they are, an island in a lake among them', async () => {
    const square = (half: number, x = -104): number[][] => [[x - half, 39 - half], [x + half, 39 - half], [x + half, 39 + half], [x - half, 39 + half], [x - half, 39 - half]];
    const drawn = [square(0.1), square(1), square(0.5), square(0.2, -90)].map((points) => points.slice(1).flatMap(([lng, lat]) => [mercatorX(lng), mercatorY(lat)]));
    const { features: [feature] } = boundaryGeojson(drawn, { cells: 3 });
    if (feature.geometry.type !== 'MultiPolygon') throw new Error('no MultiPolygon');
    const widths = feature.geometry.coordinates.map((polygon) => polygon.map((points) => Math.round(50 * (Math.max(...points.map(([x]) => x)) - Math.min(...points.map(([x]) => x)))) / 100));
    expect(widths).toEqual([[0.1], [1, 0.5], [0.2]]);
    const [back] = boundariesOf(feature);
    const inside = (lng: number): boolean => new RingEdges(back.rings).contains(lng, 39);
    expect([-104, -103.7, -103.3, -90, -80].map(inside)).toEqual([true, false, true, true, false]);
  });

  it('over the date line lie on both sides of it, however the file writes them; one round the world stays whole', async () => {
    const sides = async (coordinates: number[][]): Promise<number[][]> => {
      const [{ rings }] = await readBoundaries(file(JSON.stringify({ type: 'Polygon', coordinates: [coordinates] })));
      return rings.map((one) => one.filter((_, i) => i % 2 === 0)).map((longitudes) => [Math.min(...longitudes), Math.max(...longitudes)]).toSorted((a, b) => a[0] - b[0]);
    };
    const both = [[-180, -170], [170, 180]];
    expect(await sides([[170, 50], [-170, 50], [-170, 60], [170, 60], [170, 50]])).toEqual(both);
    expect(await sides([[170, 50], [190, 50], [190, 60], [170, 60], [170, 50]])).toEqual(both);
    expect(await sides([[-190, 50], [-170, 50], [-170, 60], [-190, 60], [-190, 50]])).toEqual(both);
    expect(await sides([[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]])).toEqual([[-180, 180]]);
  });

  it('that were drawn come back from the file they were saved to', () => {
    const point = fc.tuple(fc.double({ min: -170, max: 170, noNaN: true }), fc.double({ min: -80, max: 80, noNaN: true }));
    fc.assert(fc.property(fc.array(point, { minLength: 3, maxLength: 20 }), (points) => {
      const drawn = points.flatMap(([lng, lat]) => [mercatorX(lng), mercatorY(lat)]);
      const [back] = boundariesOf(boundaryGeojson([drawn], { cells: 3 }));
      const read = Array.from({ length: back.rings[0].length / 2 }, (_, i) => [back.rings[0][2 * i], back.rings[0][2 * i + 1]]);
      for (const [lng, lat] of points) expect(read.some(([x, y]) => Math.abs(x - lng) < 1e-6 && Math.abs(y - lat) < 1e-6)).toBe(true);
    }));
  });
});

describe('a ring', () => {
  it('holds a point by the even-odd rule, whatever its form', () => {
    const naive = (edges: readonly number[], x: number, y: number): boolean => {
      let inside = false;
      for (let i = 0, j = edges.length - 2; i < edges.length; j = i, i += 2) {
        if (edges[i + 1] > y !== edges[j + 1] > y && x < ((edges[j] - edges[i]) * (y - edges[i + 1])) / (edges[j + 1] - edges[i + 1]) + edges[i]) inside = !inside;
      }
      return inside;
    };
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(fc.property(fc.array(unit, { minLength: 3, maxLength: 20 }), fc.array(unit, { minLength: 20, maxLength: 20 }), unit, unit, (xs, ys, x, y) => {
      const points = xs.flatMap((value, i) => [value, ys[i]]);
      expect(new RingEdges([points]).contains(x, y)).toBe(naive(points, x, y));
    }));
  });
});
