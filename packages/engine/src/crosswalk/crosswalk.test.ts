import fc from 'fast-check';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { cellToChildren, cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { fromCells } from '../graph/fromCells.ts';
import { fromPolygons } from '../graph/fromPolygons.ts';
import type { UnitGraph } from '../graph/unitGraph.ts';
import type { Measure } from '../measure/measure.ts';
import { tally } from '../measure/tally.ts';
import { UNASSIGNED } from '../problem/problem.ts';
import { areasOfPoints } from './areasOfPoints.ts';
import type { CrosswalkPart } from './crosswalk.ts';
import { crosswalkByAccount } from './crosswalkByAccount.ts';
import { crosswalkByGround } from './crosswalkByGround.ts';
import { groundOverlap } from './groundOverlap.ts';
import { slotsFromAreas } from './slotsFromAreas.ts';

const runs = (quick: number): { numRuns: number } => ({ numRuns: process.env.HEXALIGN_LONG ? 20 * quick : quick });
const box = (west: number, south: number, east: number, north: number): Position[] => [[west, south], [east, south], [east, north], [west, north], [west, south]];
const area = (id: string, ...rings: Position[][]): Feature => ({ type: 'Feature', properties: { id }, geometry: { type: 'Polygon', coordinates: rings } });
const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** Cells of mixed resolution: a disk, some of its cells replaced by their children. */
const ground = fc
  .record({ lat: fc.integer({ min: -65, max: 65 }), lng: fc.integer({ min: -180, max: 180 }), divided: fc.array(fc.nat(18), { maxLength: 6 }) })
  .map(({ lat, lng, divided }) => {
    const cells = gridDisk(latLngToCell(lat, lng, 5), 2);
    return { lat, lng, graph: fromCells(cells.flatMap((cell, i) => (divided.includes(i) ? cellToChildren(cell, 6) : [cell]))) };
  });
/** Rectangles cut from a block by random lines; the block is smaller or larger than the cells. */
const block = (lng: number, lat: number, size: number, cuts: readonly number[]): Feature[] => {
  const at = [0, ...[...new Set(cuts)].sort((a, b) => a - b), 100].map((cut) => (cut / 50 - 1) * size);
  const found: Feature[] = [];
  for (let i = 1; i < at.length; i++) for (let j = 1; j < at.length; j++) found.push(area(`${i}-${j}`, box(lng + at[i - 1], lat + at[j - 1], lng + at[i], lat + at[j])));
  return found;
};
const cuts = fc.array(fc.integer({ min: 3, max: 97 }), { maxLength: 2 });
const planOn = (graph: UnitGraph, chance: readonly number[], k: number): Uint16Array => Uint16Array.from(graph.ids, (_, u) => (chance[u % chance.length] + u) % (k + 1)).map((slot) => (slot === k ? UNASSIGNED : slot));

test('nothing is counted twice and nothing is lost: areas and the rest hold what the territories hold', () => {
  fc.assert(
    fc.property(ground, fc.double({ min: 0.05, max: 0.8, noNaN: true }), cuts, fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }), fc.boolean(), fc.constantFrom('outside' as const, 'areas' as const), ({ graph, lng, lat }, size, at, chance, overlapping, beyond) => {
      const features = block(lng, lat, size, at);
      if (overlapping) features.push(area('over', box(lng - size / 2, lat - size / 2, lng + size / 2, lat + size / 2)));
      const overlap = groundOverlap(graph, collection(features), 'id');
      expect(groundOverlap(graph, collection(features.toReversed()), 'id')).toEqual(overlap);
      const k = 3;
      const slots = planOn(graph, chance, k);
      const measures = chance.slice(0, 2).map((_, j): Measure => ({ key: `m${j}`, unit: 'count', values: Float64Array.from(graph.ids, (__, u) => (chance[u % 5] * (j + 1) + u) % 7) }));
      const found = crosswalkByGround(graph, slots, overlap, measures, { beyond });
      const all: CrosswalkPart[] = [...found.areas.flatMap(({ parts }) => [...parts]), ...found.outside];
      const sums = tally([...measures, { key: 'km2', unit: 'km2', values: graph.areaKm2 }], slots, k);
      for (let slot = 0; slot < k; slot++) {
        const own = all.filter((part) => part.slot === slot);
        measures.forEach((_, j) => expect(sum(own.map((part) => part.sums[j]))).toBeCloseTo(sums[slot * 3 + j], 6));
      }
      measures.forEach(({ values }, j) => expect(sum(all.map((part) => part.sums[j]))).toBeCloseTo(sum(values), 6));
      for (const { parts, majority, majorityShare } of found.areas) {
        expect(sum(parts.map(({ groundShare }) => groundShare!))).toBeCloseTo(1, 9);
        expect(new Set(parts.map(({ slot }) => slot)).size).toBe(parts.length);
        const leading = parts.find(({ slot }) => slot !== UNASSIGNED);
        expect([majority, majorityShare]).toEqual(leading ? [leading.slot, leading.groundShare] : [UNASSIGNED, 1]);
      }
      const touched = new Set(overlap.unit);
      if (beyond === 'areas') measures.forEach(({ values }, j) => expect(sum(found.outside.map((part) => part.sums[j]))).toBeCloseTo(sum(values.filter((_, u) => !touched.has(u))), 6));
      expect([...found.areas.map(({ id }) => id), ...found.unmet].sort()).toEqual([...overlap.areaIds]);
    }),
    runs(25),
  );
});

test('shares are those of counting fine cells one by one', () => {
  fc.assert(
    fc.property(ground, fc.double({ min: 0.1, max: 0.6, noNaN: true }), cuts, ({ graph, lng, lat }, size, at) => {
      const features = block(lng, lat, size, at);
      const overlap = groundOverlap(graph, collection(features), 'id');
      const counted = new Map<string, number>();
      graph.ids.forEach((cell, u) => {
        const fine = cellToChildren(cell, 8);
        for (const one of fine) {
          const [y, x] = cellToLatLng(one);
          const east = ((x - lng + 540) % 360) - 180;
          const holder = features.find(({ geometry }) => {
            const [[west, south], , [right, north]] = (geometry as { coordinates: Position[][] }).coordinates[0];
            return east >= west - lng && east < right - lng && y >= south && y < north;
          });
          const key = `${u} ${String(holder?.properties?.id)}`;
          counted.set(key, (counted.get(key) ?? 0) + 1 / fine.length);
        }
      });
      const errors: number[] = [];
      overlap.unit.forEach((u, i) => {
        const key = `${u} ${overlap.areaIds[overlap.area[i]]}`;
        errors.push(Math.abs((counted.get(key) ?? 0) - overlap.share[i]));
        counted.delete(key);
      });
      for (const [key, share] of counted) if (!key.endsWith('undefined')) errors.push(share);
      // A straight side may run along a row of the 49 pieces of a unit and be off by most of that row, but not often.
      for (const error of errors) expect(error).toBeLessThan(0.12);
      if (errors.length > 0) expect(sum(errors) / errors.length).toBeLessThan(0.04);
    }),
    runs(6),
  );
});

test('areas are measured over the antimeridian, with their holes, and by all their parts', () => {
  const cells = gridDisk(latLngToCell(50, 180, 4), 6);
  const graph = fromCells(cells);
  const whole = area('whole', box(179, 49.5, 181, 50.5), box(179.5, 49.8, 180.5, 50.2));
  const split: Feature = { type: 'Feature', id: 'split', properties: {}, geometry: { type: 'MultiPolygon', coordinates: [[box(178, 48.5, 180, 49.5)], [box(-180, 48.5, -178, 49.5)]] } };
  const overlap = groundOverlap(graph, collection([whole, split]), 'id');
  const known = fromPolygons(collection([whole, split]), 'id');
  expect(overlap.areaIds).toEqual(known.ids);
  overlap.areaIds.forEach((_, a) => {
    const km2 = sum([...overlap.km2].filter((__, i) => overlap.area[i] === a));
    expect(Math.abs(km2 / known.areaKm2[a] - 1)).toBeLessThan(0.03);
  });
  expect(areasOfPoints(Float64Array.of(179.2, 50, -179.2, 50, 180, 50, -179, 49, 179, 49, 0, 0), collection([whole, split]), 'id')).toEqual(['whole', 'whole', '', 'split', 'split', '']);
});

test('an area smaller than every piece lies where its interior point does; one far away is unmet', () => {
  const cell = latLngToCell(47, 8, 3);
  const graph = fromCells(gridDisk(cell, 1));
  const [lat, lng] = cellToLatLng(cell);
  const speck = area('speck', box(lng + 0.0101, lat + 0.0101, lng + 0.0102, lat + 0.0102));
  const overlap = groundOverlap(graph, collection([speck, area('far', box(100, 0, 101, 1))]), 'id');
  const slots = Uint16Array.from(graph.ids, (_, u) => u);
  const found = crosswalkByGround(graph, slots, overlap, [{ key: 'people', unit: 'count', values: new Float64Array(7).fill(10) }]);
  expect(found.unmet).toEqual(['far']);
  expect(found.areas.map(({ id, majority, majorityShare }) => [id, majority, majorityShare])).toEqual([['speck', graph.ids.indexOf(cell), 1]]);
  expect(found.areas[0].parts[0].sums[0]).toBeLessThan(0.01);
});

test('areas without an outline are unmet, and one squeezed flat has all its ground where it lies', () => {
  const graph = fromCells(gridDisk(latLngToCell(0, 0, 5), 1));
  const overlap = groundOverlap(graph, collection([area('none', [[0, 0], [1, 1]]), area('flat', box(0.01, 0.01, 0.01, 0.01))]), 'id');
  const { areas, unmet } = crosswalkByGround(graph, new Uint16Array(7), overlap);
  expect([areas.map(({ id, parts }) => [id, parts[0].groundShare]), unmet]).toEqual([[['flat', 1]], ['none']]);
  expect(groundOverlap(graph, collection([]), 'id').unit).toHaveLength(0);
  expect(groundOverlap({ ids: [], areaKm2: new Float64Array(0) }, collection([area('a', box(0, 0, 1, 1))]), 'id').unit).toHaveLength(0);
});

test('a plan on areas becomes the plan on units that keeps most of the ground', () => {
  fc.assert(
    fc.property(ground, fc.double({ min: 0.05, max: 0.8, noNaN: true }), cuts, fc.array(fc.constantFrom(0, 1, 2, UNASSIGNED), { minLength: 9, maxLength: 9 }), ({ graph, lng, lat }, size, at, chosen) => {
      const overlap = groundOverlap(graph, collection(block(lng, lat, size, at)), 'id');
      const slotOfArea = Uint16Array.from(overlap.areaIds, (_, i) => chosen[i]);
      const slots = slotsFromAreas(overlap, slotOfArea, graph.ids.length);
      graph.ids.forEach((_, u) => {
        const held = [0, 1, 2].map((slot) => sum([...overlap.share].filter((__, i) => overlap.unit[i] === u && slotOfArea[overlap.area[i]] === slot)));
        const most = Math.max(...held);
        if (most === 0) expect(slots[u]).toBe(UNASSIGNED);
        else expect(held[slots[u]]).toBeCloseTo(most, 9);
      });
    }),
    runs(10),
  );
  const overlap = { areaIds: ['a', 'b'], areaKm2: Float64Array.of(1, 1), unit: Uint32Array.of(0, 0), area: Uint32Array.of(0, 1), share: Float64Array.of(0.5, 0.5), km2: Float64Array.of(1, 1) };
  expect([...slotsFromAreas(overlap, Uint16Array.of(2, 1), 1)]).toEqual([1]);
  expect(() => slotsFromAreas(overlap, Uint16Array.of(1), 1)).toThrow('1 territories for 2 areas');
  expect(() => slotsFromAreas(overlap, Uint16Array.of(1, 1), 0)).toThrow('there are 0 units');
});

test('a measure may decide instead of the ground', () => {
  const cells = gridDisk(latLngToCell(47, 8, 5), 1);
  const graph = fromCells(cells);
  const overlap = groundOverlap(graph, collection([area('all', box(6, 45, 10, 49))]), 'id');
  const values = new Float64Array(7);
  values[6] = 100;
  const slots = Uint16Array.of(0, 0, 0, 0, 0, 0, 1);
  const measures: Measure[] = [{ key: 'revenue', unit: 'currency', values }];
  expect(crosswalkByGround(graph, slots, overlap, measures).areas[0].majority).toBe(0);
  const paid = crosswalkByGround(graph, slots, overlap, measures, { majorityBy: 'revenue' }).areas[0];
  expect([paid.majority, paid.majorityShare, paid.parts[1].groundShare! > 0.8]).toEqual([1, 1, true]);
  expect(() => crosswalkByGround(graph, slots, overlap, measures, { majorityBy: 'hours' })).toThrow('no measure "hours"');
  expect(() => crosswalkByGround(graph, slots.slice(1), overlap)).toThrow('The graph has 7 units');
});

const accounts = fc.array(fc.record({ code: fc.constantFrom('', '01001', '01002', '99'), slot: fc.constantFrom(0, 1, 2, UNASSIGNED), value: fc.nat(50) }), { maxLength: 25 });

test('codes and their exceptions say every account\'s territory, with as few exceptions as one rule per code allows', () => {
  fc.assert(
    fc.property(accounts, fc.boolean(), (list, given) => {
      const codes = list.map(({ code }) => code);
      const slots = Uint16Array.from(list, ({ slot }) => slot);
      const majorityOf = given ? new Map([['01001', 2]]) : undefined;
      const { areas, exceptions, uncoded } = crosswalkByAccount({ codes, slots, measures: [{ key: 'value', values: Float64Array.from(list, ({ value }) => value) }] }, { majorityOf });
      const ruled = new Map(areas.map(({ id, majority }) => [id, majority]));
      const odd = new Map(exceptions.map(({ account, slot }) => [account, slot]));
      list.forEach(({ code, slot }, account) => {
        if (code === '') expect([...uncoded]).toContain(account);
        else expect(odd.get(account) ?? ruled.get(code)).toBe(slot);
      });
      for (const { id, parts, majority } of areas) {
        const own = list.filter(({ code }) => code === id);
        expect(sum(parts.map((part) => part.accounts!))).toBe(own.length);
        expect(sum(parts.map(({ sums }) => sums[0]))).toBe(sum(own.map(({ value }) => value)));
        if (given && id === '01001') expect(majority).toBe(2);
        else for (const slot of [0, 1, 2]) expect(own.filter((one) => one.slot === majority).length).toBeGreaterThanOrEqual(majority === UNASSIGNED ? 0 : own.filter((one) => one.slot === slot).length);
        if (majority === UNASSIGNED) expect(own.every(({ slot }) => slot === UNASSIGNED)).toBe(true);
      }
      expect(areas.map(({ id }) => id)).toEqual([...new Set(codes)].filter(Boolean).sort());
    }),
  );
});

test('a tie of accounts goes to the lower territory, revenue may decide instead', () => {
  const coded = { codes: ['a', 'a', 'b'], slots: Uint16Array.of(2, 1, 1), measures: [{ key: 'revenue', values: Float64Array.of(9, 1, 1) }] };
  expect(crosswalkByAccount(coded).areas.map(({ majority }) => majority)).toEqual([1, 1]);
  expect(crosswalkByAccount(coded, { majorityBy: 'revenue' })).toMatchObject({ areas: [{ majority: 2, majorityShare: 0.9 }, { majority: 1 }], exceptions: [{ account: 1, code: 'a', slot: 1, majority: 2 }] });
  expect(() => crosswalkByAccount(coded, { majorityBy: 'hours' })).toThrow('no measure "hours"');
  expect(() => crosswalkByAccount({ codes: ['a'], slots: new Uint16Array(2) })).toThrow('1 codes');
  expect(() => crosswalkByAccount({ ...coded, measures: [{ key: 'revenue', values: Float64Array.of(9, NaN, 1) }] })).toThrow('Account 1 has NaN of "revenue"');
  expect([...crosswalkByAccount({ codes: ['a', undefined as unknown as string], slots: new Uint16Array(2) }).uncoded]).toEqual([1]);
  expect(() => areasOfPoints(Float64Array.of(1), collection([]), 'id')).toThrow('no pairs of longitude and latitude');
});
