import { describe, expect, it } from 'vitest';
import { region } from './region.ts';
import { regionsHolding } from './regionsHolding.ts';

describe('regionsHolding', () => {
  it.each([
    ['Kansas', [-98, 38.5], 'us-ks'],
    ['Manhattan, by the water', [-74.019, 40.704], 'us-ny'],
    ['Key West', [-81.78, 24.555], 'us-fl'],
    ['San Juan', [-66.11, 18.466], 'us-pr'],
    ['Charlotte Amalie', [-64.93, 18.342], 'us-vi'],
    ['Guam', [144.79, 13.47], 'us-gu'],
    ['Saipan', [145.73, 15.2], 'us-mp'],
    ['Pago Pago', [-170.7, -14.28], 'us-as'],
    ['Adak, west of 180', [-176.64, 51.87], 'us-ak'],
    ['Shemya, east of 180', [174.1, 52.72], 'us-ak'],
    ['off Attu, over 180 either way', [-187.2, 52.85], 'us-ak'],
    ['Chukotka, over 180', [-175, 66.5], 'ru'],
    ['Taveuni, Fiji', [179.99, -16.8], 'fj'],
    ['Taveuni, the other side', [-179.95, -16.75], 'fj'],
    ['a pier 10 km off Long Beach', [-118.2, 33.65], 'us-ca'],
    ['Detroit', [-83.06, 42.35], 'us-mi'],
    ['Windsor', [-82.98, 42.29], 'ca'],
    ['Monaco', [7.42, 43.735], 'mc'],
  ] as const)('finds %s', (_, lngLat, code) => {
    expect(regionsHolding(lngLat).code).toBe(code);
  });

  it('names what lies nowhere instead of guessing', () => {
    const found = regionsHolding([0, 0, -98, 38.5, Number.NaN, 10, 10, 95, -40, 30]);
    expect(found.outside).toEqual([0, 2, 3, 4]);
    expect(found.regions).toEqual([{ code: 'us-ks', name: 'Kansas', points: 1 }]);
    expect(regionsHolding([0, 0])).toEqual({ code: '', geometry: null, regions: [], outside: [0] });
  });

  it('gives a point where two outlines overlap to the region with more other points', () => {
    const border = [-123.08, 49.0005];
    expect(regionsHolding([...border, -123.1, 49.25, -122.9, 49.2]).code).toBe('ca');
    expect(regionsHolding([...border, -122.3, 47.6, -122.4, 47.7]).code).toBe('us-wa');
  });

  it('gives the same ground as its own code', () => {
    const found = regionsHolding([-120, 38, -115, 40, 8, 50, -110, 50]);
    expect(found.code).toBe('ca+de+us-ca+us-nv');
    expect(region(found.code)).toEqual(found.geometry);
  });
});
