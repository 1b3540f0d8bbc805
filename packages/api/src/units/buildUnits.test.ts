import { components } from '@hexalign/engine';
import { cellToParent, getResolution, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { buildUnits } from './buildUnits.ts';

const square = (west: number, south: number, size: number) => [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]];
/** 200 accounts on two squares 100 km apart, most of the revenue in one spot. */
function request(links = true) {
  const lngLat = Float64Array.from({ length: 400 }, (_, i) => {
    const p = i >> 1;
    const along = ((p * 37) % 100) / 100;
    const across = ((p * 61) % 100) / 100;
    return i % 2 === 0 ? (p < 150 ? 10 : 12) + along * 0.9 + 0.05 : 50 + across * 0.9 + 0.05;
  });
  const revenue = Float64Array.from({ length: 200 }, (_, p) => (p < 20 ? 100 : 0.1));
  return {
    lngLat,
    measures: [{ name: 'revenue', unit: 'currency' as const, values: revenue }, { name: 'nothing', unit: 'count' as const, values: new Float64Array(200) }, { name: 'accounts', unit: 'count' as const, values: new Float64Array(200).fill(1) }],
    region: { type: 'MultiPolygon' as const, coordinates: [square(10, 50, 1), square(12, 50, 1)] },
    k: 4,
    tolerance: 0.05,
    links,
  };
}

describe('buildUnits', () => {
  it('loses nothing: every account lies in the unit of its place, and sums come to the totals', () => {
    const built = buildUnits(request());
    const { lngLat } = request();
    built.unitOfAccount.forEach((unit, p) => {
      const id = built.graph.ids[unit];
      expect(cellToParent(latLngToCell(lngLat[2 * p + 1], lngLat[2 * p], built.resolution[1]), getResolution(id))).toBe(id);
    });
    expect(built.measures.map(({ key, values }) => [key, Math.round(values.reduce((a, b) => a + b) * 1e6) / 1e6])).toEqual([['revenue', 2018], ['accounts', 200]]);
  });

  it('writes sums without the dust of binary fractions', () => {
    for (const { values } of buildUnits(request()).measures) for (const value of values) expect(String(value).length).toBeLessThan(12);
  });

  it('drops a measure that is 0 everywhere and says so', () => {
    const built = buildUnits(request());
    expect(built.kept).toEqual([0, 2]);
    expect(built.notes.join(' ')).toContain('Measure nothing is 0 everywhere');
    const [revenue, , accounts] = request().measures;
    expect(() => buildUnits({ ...request(), measures: [{ ...revenue, values: new Float64Array(200) }, { ...accounts, values: new Float64Array(200) }] })).toThrow('found 0 in every accepted row');
  });

  it('joins what cannot stand alone by listed links, and by nothing when told so', () => {
    const joined = buildUnits(request());
    expect(components(joined.graph).count).toBe(1);
    expect(joined.links.every(({ reason, km }) => reason === 'island' && km > 0)).toBe(true);
    const apart = buildUnits(request(false));
    expect(apart.links).toEqual([]);
    expect(components(apart.graph).count).toBeGreaterThan(1);
  });

  it('knows what limits the number of territories', () => {
    const [revenue] = buildUnits(request()).heaviest;
    expect(revenue).toMatchObject({ measure: 'revenue', accountValue: 100 });
    expect(revenue.target).toBeCloseTo(504.5);
    expect(revenue.unitValue).toBeGreaterThanOrEqual(100);
    expect(revenue.atMostTerritories).toBe(Math.floor((1.05 * 2018) / revenue.unitValue));
  });
});
