import { describe, expect, it } from 'vitest';
import { findRegion, region, regionCodes } from './region.ts';
import { shapeIndex } from './shapeIndex.ts';

const holds = (code: string, lng: number, lat: number) => shapeIndex([{ polygons: region(code)!.coordinates }]).holding(lng, lat).length > 0;

describe('region', () => {
  it('knows the United States whole, with its territories, and the lower 48 without', () => {
    const places = { austin: [-97.74, 30.27], washington: [-77.03, 38.9], sanJuan: [-66.06, 18.4], guam: [144.79, 13.45], honolulu: [-157.82, 21.33], adak: [-176.64, 51.85] };
    for (const [lng, lat] of Object.values(places)) expect(holds('us', lng, lat)).toBe(true);
    expect(Object.values(places).map(([lng, lat]) => holds('us-lower48', lng, lat))).toEqual([true, true, false, false, false, false]);
  });

  it('tells a state from a country by the case of two letters', () => {
    expect(findRegion('CA')?.code).toBe('us-ca');
    expect(findRegion('us-ca')?.name).toBe('California');
    expect(findRegion('US-CA')?.code).toBe('us-ca');
    expect(findRegion('ca')?.name).toBe('Canada');
    expect(findRegion('CAN')?.code).toBe('ca');
    expect(findRegion('DE')?.name).toBe('Delaware');
    expect(findRegion('de')?.name).toBe('Germany');
    expect(findRegion('FR')?.name).toBe('France');
    expect(findRegion('tx')?.name).toBe('Texas');
    expect(findRegion('PR')?.name).toBe('Puerto Rico');
    expect(findRegion('pr')?.name).toBe('Puerto Rico');
    expect(findRegion('USA')?.code).toBe('us');
  });

  it('joins several codes and knows no others', () => {
    expect(findRegion('us-ca+us-nv+mx')?.name).toBe('California, Nevada, Mexico');
    expect(holds('us-ca+us-nv+mx', -119.8, 39.5)).toBe(true);
    expect(holds('us-ca+us-nv+mx', -99.1, 19.4)).toBe(true);
    expect(region('us-ca+zz')).toBeNull();
    expect(region('zz')).toBeNull();
    expect(region('')).toBeNull();
  });

  it('keeps overseas departments apart from France', () => {
    expect(holds('fr', 2.35, 48.86)).toBe(true);
    expect(holds('fr', 9.1, 42.2)).toBe(true);
    expect(holds('fr', -53.1, 4)).toBe(false);
    expect(holds('gf', -53.1, 4)).toBe(true);
  });

  it('has every state once and the countries of the world', () => {
    const codes = regionCodes().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => code.startsWith('us-') && code !== 'us-lower48')).toHaveLength(56);
    expect(codes.filter((code) => !code.startsWith('us')).length).toBeGreaterThan(230);
    for (const code of ['sg', 'mt', 'lu', 'tv', 'mc', 'xk', 'fj', 'ru', 'nz']) expect(codes).toContain(code);
  });

  it('is made of closed rings within the map that never run across the 180th meridian', () => {
    for (const { code } of regionCodes()) {
      for (const ring of region(code)!.coordinates.flat()) {
        expect(ring.length).toBeGreaterThan(3);
        expect(ring[0]).toEqual(ring[ring.length - 1]);
        const widest = ring.reduce((most, [lng], i) => (i === 0 ? 0 : Math.max(most, Math.abs(lng - ring[i - 1][0]))), 0);
        expect(widest, code).toBeLessThan(180);
        expect(ring.every(([lng, lat]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90)).toBe(true);
      }
    }
  });
});
