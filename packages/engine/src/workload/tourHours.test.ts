import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from '../base/random.ts';
import { tourHours, type TourRequest } from './tourHours.ts';

/** Accounts at random in a square of `side` degrees about the equator. */
function square(many: number, side: number, change: Partial<TourRequest> = {}): TourRequest {
  const next = random(many + Math.round(side * 1000));
  return { lngLat: Float64Array.from({ length: 2 * many }, () => (next.below(1_000_000) / 1_000_000) * side), visits: new Float64Array(many).fill(1), serviceHours: new Float64Array(many).fill(0.5), k: 4, ...change };
}
const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
const mean = (values: Float64Array): number => sum(values) / values.length;

describe('hours with the way there', () => {
  test('come to the length of a good tour through places at random', () => {
    // Shortest tours through n places on an area A: 0.7124 sqrt(n A).
    const many = 2000;
    const { legKm } = tourHours(square(many, 1, { detour: 1 }));
    expect(sum(legKm) / (0.7124 * Math.sqrt(many * 111.2 * 111.2))).toBeCloseTo(1, 1);
  });

  test('grow with the distance between stops, from home, with detours, and fall with speed', () => {
    const base = mean(tourHours(square(400, 1)).hours);
    expect(mean(tourHours(square(400, 3)).hours)).toBeGreaterThan(base);
    expect(mean(tourHours(square(400, 1, { detour: 2 })).hours)).toBeGreaterThan(base);
    expect(mean(tourHours(square(400, 1, { speedKmh: 100 })).hours)).toBeLessThan(base);
    expect(mean(tourHours(square(400, 1, { homes: Float64Array.of(0.5, 0.5) })).hours)).toBeLessThan(mean(tourHours(square(400, 1, { homes: Float64Array.of(2, 0.5) })).hours));
    // More territories are smaller ones.
    expect(mean(tourHours(square(400, 1, { k: 16 })).hours)).toBeLessThan(base);
  });

  test('are what the formula says', () => {
    const { hours, legKm, homeKm } = tourHours({ lngLat: Float64Array.of(0, 0, 1, 0), visits: Float64Array.of(2, 1), serviceHours: Float64Array.of(1, 0), homes: Float64Array.of(0, 0), k: 1, speedKmh: 100, detour: 1, dayHours: 8 });
    const degree = 111.19508;
    expect([...legKm].map((km) => Math.round(km * 1000))).toEqual([Math.round(degree * 1000), Math.round(degree * 1000)]);
    expect([...homeKm].map((km) => Math.round(km * 1000))).toEqual([0, Math.round(degree * 1000)]);
    expect(hours[0]).toBeCloseTo(2 * (1 + degree / 100), 4);
    expect(hours[1]).toBeCloseTo((degree / 100) * (8 / (8 - (2 * degree) / 100)), 4);
  });

  test('take no more than twice as long, however far home is: people stay overnight', () => {
    const near = tourHours(square(50, 0.1, { homes: Float64Array.of(0, 0) })).hours;
    const far = tourHours(square(50, 0.1, { homes: Float64Array.of(170, 0) })).hours;
    far.forEach((h, a) => expect(h).toBeLessThanOrEqual(2 * near[a] + 1e-5));
  });

  test('are never below the time at the customers, and do not depend on the order of accounts', () => {
    const request = fc.array(fc.record({ lng: fc.double({ min: -180, max: 180, noNaN: true }), lat: fc.double({ min: -90, max: 90, noNaN: true }), visits: fc.nat(20), service: fc.double({ min: 0, max: 5, noNaN: true }) }), { maxLength: 25 });
    const of = (list: readonly { lng: number; lat: number; visits: number; service: number }[]): Float64Array => tourHours({ lngLat: Float64Array.from(list.flatMap(({ lng, lat }) => [lng, lat])), visits: Float64Array.from(list, ({ visits }) => visits), serviceHours: Float64Array.from(list, ({ service }) => service), k: 3 }).hours;
    fc.assert(fc.property(request, (list) => {
      const hours = of(list);
      hours.forEach((h, a) => {
        expect(h).toBeGreaterThanOrEqual(list[a].visits * list[a].service - 1e-6);
        expect(h).toBeLessThan(Infinity);
        if (list[a].visits === 0) expect(h).toBe(0);
      });
      const turned = of(list.toReversed());
      hours.forEach((h, a) => expect(turned[list.length - 1 - a]).toBeCloseTo(h, 4));
    }));
  });

  test('are refused for what cannot be', () => {
    const ask = (change: Partial<TourRequest>): (() => unknown) => () => tourHours(square(3, 1, change));
    expect(ask({ visits: new Float64Array(2) })).toThrow('give one of each per account');
    expect(ask({ visits: Float64Array.of(1, -1, 1) })).toThrow('The number of visits to account 1 is -1');
    expect(ask({ serviceHours: Float64Array.of(1, NaN, 1) })).toThrow('The time at account 1 is NaN');
    expect(ask({ lngLat: Float64Array.of(0, 0, 0, 91, 0, 0) })).toThrow('The latitude of account 1 is 91');
    expect(ask({ homes: Float64Array.of(200, 0) })).toThrow('The longitude of home 0 is 200');
    expect(ask({ homes: new Float64Array(0) })).toThrow('no homes');
    expect(ask({ k: 0 })).toThrow('number of territories is 0');
    expect(ask({ speedKmh: 0 })).toThrow('speedKmh is 0');
    expect(tourHours({ lngLat: new Float64Array(0), visits: new Float64Array(0), serviceHours: new Float64Array(0), k: 1 }).hours).toHaveLength(0);
  });
});
