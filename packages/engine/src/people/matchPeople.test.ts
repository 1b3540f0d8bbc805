import fc from 'fast-check';
import { greatCircleDistance, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { fromCells } from '../graph/fromCells.ts';
import type { PeopleRequest } from './coverCosts.ts';
import { matchPeople, type PeopleMatch } from './matchPeople.ts';
import { presentAccounts } from './presentAccounts.ts';
import { territoryCentres } from './territoryCentres.ts';

/** Places on a coarse grid, so that equal distances are frequent. */
const places = (min: number) => fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -2, max: 2 })), { minLength: min, maxLength: 4 }).map((list) => Float64Array.from(list.flat()));
const requests = fc.tuple(places(0), places(1)).chain(([homes, centres]) => {
  const [p, k] = [homes.length / 2, centres.length / 2];
  const numbers = (length: number, min: number, max: number) => fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length }).map((list) => Float64Array.from(list));
  const pairs = fc.array(fc.tuple(fc.nat(Math.max(p - 1, 0)), fc.nat(k - 1)), { maxLength: p > 0 ? 5 : 0 }).map((list) => Uint32Array.from(list.flat()));
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  return fc.record({
    homes: fc.constant(homes), centres: fc.constant(centres), workload: optional(numbers(k, 0, 4)), capacity: optional(numbers(p, 1, 3)), present: optional(numbers(p * k, 0, 3)),
    forbidden: optional(pairs), prices: optional(fc.record({ keepKm: fc.constant(300), fitKm: fc.constant(100), vacantKm: fc.constantFrom(undefined, 150) })),
  });
});

/** Every way to fill the territories in order, lower people first, vacant last. */
function everyWay(p: number, allowed: (person: number, t: number) => boolean, k: number, t = 0, used: readonly number[] = []): number[][] {
  if (t === k) return [[]];
  const found: number[][] = [];
  for (let person = 0; person < p; person++) {
    if (used.includes(person) || !allowed(person, t)) continue;
    for (const rest of everyWay(p, allowed, k, t + 1, [...used, person])) found.push([person, ...rest]);
  }
  for (const rest of everyWay(p, allowed, k, t + 1, used)) found.push([-1, ...rest]);
  return found;
}
const has = (pairs: Uint32Array | undefined, person: number, t: number): boolean => (pairs ?? []).some((value, i) => i % 2 === 0 && value === person && pairs![i + 1] === t);
const wayOf = ({ covers }: PeopleMatch, k: number): number[] => Array.from({ length: k }, (_, t) => covers.find(({ territory }) => territory === t)?.person ?? -1);

test('fills what can be filled at the least cost, and ties go to the lower person on the lower territory', () => {
  fc.assert(
    fc.property(requests, (request: PeopleRequest) => {
      const [p, k] = [request.homes.length / 2, request.centres.length / 2];
      const found = matchPeople(request);
      const metresOf = (person: number, t: number): number => {
        const { covers } = matchPeople({ ...request, forbidden: undefined, fixed: Uint32Array.of(person, t) });
        return Math.round(covers.find(({ territory }) => territory === t)!.costKm * 1000);
      };
      const table = Array.from({ length: p }, (_, person) => Array.from({ length: k }, (__, t) => metresOf(person, t)));
      const vacant = request.prices?.vacantKm === undefined ? 1e9 : request.prices.vacantKm * 1000;
      const priced = everyWay(p, (person, t) => !has(request.forbidden, person, t), k).map((way) => ({ way, sum: way.reduce((sum, person, t) => sum + (person < 0 ? vacant : table[person][t]), 0) }));
      const least = Math.min(...priced.map(({ sum }) => sum));
      expect(wayOf(found, k)).toEqual(priced.find(({ sum }) => sum === least)!.way);
      expect(matchPeople(request)).toEqual(found);
      expect([...found.vacant, ...found.covers.map(({ territory }) => territory)].sort()).toEqual([...Array(k).keys()]);
      expect([...found.spare, ...found.covers.map(({ person }) => person)].sort()).toEqual([...Array(p).keys()]);
    }),
    { numRuns: process.env.HEXALIGN_LONG ? 500 : 60 },
  );
});

test('reasons are the kilometres, accounts and capacity they say they are', () => {
  fc.assert(
    fc.property(requests, (request: PeopleRequest) => {
      const k = request.centres.length / 2;
      const { covers, total } = matchPeople(request);
      for (const { person, territory, km, kept, used } of covers) {
        const [home, centre] = [request.homes.slice(2 * person, 2 * person + 2), request.centres.slice(2 * territory, 2 * territory + 2)];
        expect(km).toBeCloseTo(greatCircleDistance([home[1], home[0]], [centre[1], centre[0]], 'km'), 3);
        expect(kept).toBe(request.present?.[person * k + territory] ?? 0);
        expect(used).toBe(request.workload && request.capacity ? request.workload[territory] / request.capacity[person] : null);
      }
      expect(total.kept).toBe(covers.reduce((sum, { kept }) => sum + kept, 0));
    }),
  );
});

test('what is fixed stays, contradictions are named, and unknown homes and capacities stand in nobody\'s way', () => {
  const request = { homes: Float64Array.of(0, 0, 10, 0, NaN, NaN), centres: Float64Array.of(0, 0, 10, 0) };
  expect(wayOf(matchPeople(request), 2)).toEqual([0, 1]);
  const swapped = matchPeople({ ...request, fixed: Uint32Array.of(1, 0), today: Int32Array.of(0, 1, -1) });
  expect(swapped.covers.map(({ person, fixed }) => [person, fixed])).toEqual([[1, true], [2, false]]);
  expect(swapped.covers[1].km).toBeNull();
  expect([...swapped.spare]).toEqual([0]);
  expect(swapped.today!.total).toEqual({ covers: 2, km: 0, kept: 0, costKm: 0 });
  expect(() => matchPeople({ ...request, fixed: Uint32Array.of(1, 0, 0, 0) })).toThrow('both cover territory 0');
  expect(() => matchPeople({ ...request, fixed: Uint32Array.of(1, 0, 1, 1) })).toThrow('must cover territories 0 and 1');
  expect(() => matchPeople({ ...request, fixed: Uint32Array.of(1, 0), forbidden: Uint32Array.of(1, 0) })).toThrow('must and must not');
  expect(() => matchPeople({ ...request, fixed: Uint32Array.of(3, 0) })).toThrow('no person 3');
  expect(() => matchPeople({ ...request, capacity: Float64Array.of(1, 0, 1) })).toThrow('Person 1 has a capacity of 0');
  expect(() => matchPeople({ ...request, homes: Float64Array.of(0, 95) })).toThrow('[0, 95]');
  expect(() => matchPeople({ ...request, homes: Float64Array.of(0, 9, 1) })).toThrow('a longitude and a latitude for each');
  expect(() => matchPeople({ ...request, centres: Float64Array.of(0, 0, 500, 0) })).toThrow('Territory 1 has its centre at [500, 0]');
  expect(() => matchPeople({ ...request, today: Int32Array.of(0, 2, -1) })).toThrow('Person 1 covers territory 2 today');
  expect(() => matchPeople({ ...request, forbidden: Uint32Array.of(1) })).toThrow('1 numbers are no pairs');
  expect(() => presentAccounts(Uint32Array.of(0), Uint16Array.of(0), 1, 1, new Float64Array(2))).toThrow('2 weights for 1 accounts');
  expect(() => presentAccounts(Uint32Array.of(0), Uint16Array.of(0), 1, 1, Float64Array.of(NaN))).toThrow('Account 0 has a weight of NaN');
  // Work beyond all measure is a bad fit, not a broken one.
  expect(wayOf(matchPeople({ ...request, workload: Float64Array.of(1e300, 1), capacity: Float64Array.of(1e-300, 1, NaN) }), 2)).toEqual([2, 1]);
  const unknown = matchPeople({ ...request, workload: Float64Array.of(8, 8), capacity: Float64Array.of(NaN, 8, 4) });
  expect(unknown.covers.map(({ person, used }) => [person, used])).toEqual([[0, null], [1, 1]]);
});

test('people keep their accounts when that is worth the way', () => {
  const owner = Uint32Array.of(0, 0, 0, 1, 1, 0xffffffff);
  const slot = Uint16Array.of(1, 1, 0, 0, 0, 0xffff);
  const present = presentAccounts(owner, slot, 2, 2);
  expect([...present]).toEqual([1, 2, 2, 0]);
  expect([...presentAccounts(owner, slot, 2, 2, Float64Array.of(10, 1, 1, 1, 1, 1))]).toEqual([1, 11, 2, 0]);
  const request = { homes: Float64Array.of(0, 0, 1, 0), centres: Float64Array.of(0, 0, 1, 0), present, today: Int32Array.of(0, 1) };
  const loyal = matchPeople(request);
  expect(loyal.covers.map(({ person, kept }) => [person, kept])).toEqual([[1, 2], [0, 2]]);
  expect(loyal.total.costKm).toBeLessThan(loyal.today!.total.costKm);
  expect(loyal.today!.total.kept).toBe(1);
  expect(wayOf(matchPeople({ ...request, prices: { keepKm: 10 } }), 2)).toEqual([0, 1]);
});

test('a centre is a unit of the territory, nearest to the middle of its weight', () => {
  const cells = [[46, 7], [46, 8], [46, 9], [47, 8], [-10, 179.9], [-10, -179.9], [-10, 179.5]].map(([lat, lng]) => latLngToCell(lat, lng, 5));
  const graph = fromCells(cells);
  const unit = (i: number): number => graph.ids.indexOf(cells[i]);
  const slots = new Uint16Array(7).fill(0xffff);
  for (const i of [0, 1, 2]) slots[unit(i)] = 0;
  for (const i of [4, 5, 6]) slots[unit(i)] = 2;
  const { unit: centre, lngLat } = territoryCentres(graph, slots, 3);
  expect([...centre]).toEqual([unit(1), -1, unit(4)]);
  expect(lngLat[2]).toBeNaN();
  expect(lngLat[0]).toBe(graph.lngLat[2 * unit(1)]);
  const weight = new Float64Array(7);
  weight[unit(2)] = 1;
  expect([...territoryCentres(graph, slots, 3, weight).unit]).toEqual([unit(2), -1, unit(4)]);
});
