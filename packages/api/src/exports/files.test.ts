import { fromEdges, type Certificate } from '@hexalign/engine';
import { describe, expect, it } from 'vitest';
import { accountsCsv } from './accountsCsv.ts';
import { bordersCsv } from './bordersCsv.ts';
import { certificateJson } from './certificateJson.ts';
import { csvLine } from './csvLine.ts';
import { planJson } from './planJson.ts';
import type { PlanSheet } from './planSheet.ts';
import { rejectedCsv } from './rejectedCsv.ts';
import { territoriesGeojson } from './territoriesGeojson.ts';
import { unitsCsv } from './unitsCsv.ts';

/** Three units in a row, two territories, five accounts: small enough to check by hand. */
function sheet(): PlanSheet {
  const { graph } = fromEdges({ ids: ['a', 'b', 'c'], lngLat: Float64Array.from([10, 50, 10.1, 50, 10.2, 50]), areaKm2: Float64Array.from([5, 6, 7.5]), pairs: Uint32Array.from([0, 1, 1, 2]), borderM: Float32Array.from([1500, 0]) });
  const certificate = {
    feasible: false,
    contiguous: true,
    worstDeviation: 0.2,
    measures: [{ key: 'revenue', unit: 'currency', total: 10.3, tolerance: 0.1, sums: [6.18, 4.12], targets: [5.15, 5.15], deviations: [0.2, -0.2] }],
    violations: [{ code: 'balance.outside', message: 'West is 20 % above its target.', slot: 0, measure: 'revenue', value: 0.2, limit: 0.1 }],
    shapes: [{ momentCompactness: 0.7, polsbyPopper: 0.5, pieces: 1 }, { momentCompactness: 1, polsbyPopper: 0.9, pieces: 1 }],
    lowerBound: 12.5,
    gap: 0.2,
    bound: { measure: 'revenue', inertia: 15, lowerBound: 12.5, gap: 0.2, bands: [{ measure: 'revenue', tolerance: 0.2, multipliers: [0.5, -0.25] }] },
    reasons: ['One account weighs more than a territory.'],
    assignmentHash: 'f'.repeat(64),
  } as unknown as Certificate;
  return {
    engineVersion: '0.1.0',
    seed: 1,
    preset: 'balanced',
    tolerance: 0.1,
    region: 'us-ca',
    resolution: [4, 8],
    graph,
    measures: [{ key: 'revenue', unit: 'currency', values: Float64Array.from([6.18, 0, 4.12]) }],
    columns: ['ANNUAL_REVENUE'],
    slots: Uint16Array.from([0, 0, 1]),
    territories: [{ id: 'West', name: 'West' }, { id: 'T02', name: 'T02' }],
    shares: [null, null],
    locks: [],
    links: [{ from: 'b', to: 'c', km: 7.15, reason: 'island' }],
    accounts: {
      ids: ['007', 'say "hi"', ' x', 'Zürich, ZH', '=1+1'],
      rows: Uint32Array.from([2, 3, 5, 6, 7]),
      lngLat: Float64Array.from([10, 50, 10.001, 50, 10.2, 50.0000001, 10.2, 50, 10.2, 50]),
      values: [Float64Array.from([1, 5.18, 4, 0.12, 0])],
      current: ['West', null, 'East, North', 'West', null],
      approximate: new Uint8Array(5),
    },
    unitOfAccount: Uint32Array.from([0, 0, 2, 2, 2]),
    reading: {
      mapping: { id: 'ID', name: null, place: { kind: 'lngLat', lat: 'LAT', lng: 'LNG' }, measures: [{ name: 'revenue', column: 'ANNUAL_REVENUE', unit: 'currency' }], where: [{ column: 'STATUS', op: '=', value: 'OPEN' }], missing: 'reject', current: 'REP' },
      decimal: '.',
      counts: { rows: 8, accepted: 5, rejected: 1, filtered: 2 },
    },
    currentOfUnit: null,
    disruption: { moved: 2, of: 3, measures: [{ key: 'revenue', moved: 4.12, of: 5.12, least: 1.5 }] },
    inputHash: '0'.repeat(64),
    assignmentHash: 'f'.repeat(64),
    stopped: null,
    certificate,
  };
}

const golden = (name: string) => `../../test/golden/${name}`;

describe('files of a plan', () => {
  it('accounts.csv', () => expect([...accountsCsv(sheet())].join('')).toMatchFileSnapshot(golden('accounts.csv')));
  it('units.csv', () => expect([...unitsCsv(sheet())].join('')).toMatchFileSnapshot(golden('units.csv')));
  it('units.csv of a graph with today\'s territories', () => expect([...unitsCsv({ ...sheet(), currentOfUnit: ['T01', null, 'T02'] })].join('')).toMatchFileSnapshot(golden('units-current.csv')));
  it('borders.csv leaves links out', () => expect([...bordersCsv(sheet().graph, sheet().links)].join('')).toMatchFileSnapshot(golden('borders.csv')));
  it('plan.json', () => expect(planJson(sheet(), { 'units.csv': 'a'.repeat(64) })).toMatchFileSnapshot(golden('plan.json')));
  it('plan.json says which shares and locks were asked for', () => {
    const document = JSON.parse(planJson({ ...sheet(), shares: [Float64Array.from([0.3, 0.7])], locks: ['West'] }, {}));
    expect(document.territories.map(({ shares }: { shares: object }) => shares)).toEqual([{ revenue: 0.3 }, { revenue: 0.7 }]);
    expect(document.locks).toEqual(['West']);
  });
  it('certificate.json', () => expect(certificateJson(sheet(), 'b'.repeat(64))).toMatchFileSnapshot(golden('certificate.json')));
  it('territories.geojson with shapes', () => {
    const square = (x: number) => ({ type: 'MultiPolygon' as const, coordinates: [[[[x, 50], [x + 0.1000000004, 50], [x + 0.1, 50.1], [x, 50.1], [x, 50]]]] });
    return expect([...territoriesGeojson(sheet(), [square(10), square(10.1)])].join('')).toMatchFileSnapshot(golden('territories.geojson'));
  });
  it('territories.geojson without shapes', () => expect([...territoriesGeojson({ ...sheet(), unitOfAccount: null }, null)].join('')).toMatchFileSnapshot(golden('territories-points.geojson')));
  it('rejected.csv', () => expect([...rejectedCsv([{ row: 4, column: 'BEDS, "all"', code: 'measure.negative', found: '-999', expected: 'a number >= 0 for beds' }])].join('')).toMatchFileSnapshot(golden('rejected.csv')));
  it('gives units that nobody covers an empty territory', () => {
    expect([...unitsCsv({ ...sheet(), slots: Uint16Array.from([0, 0xffff, 1]) })][2]).toBe('b,,10.1,50,6,0\n');
  });
  it('writes numbers without an exponent for everyday sizes, texts byte for byte', () => {
    expect(csvLine([1e15, -0, 0.1, '007', ' a', 'b\nc', ''])).toBe('1000000000000000,0,0.1,007," a","b\nc",\n');
  });
});
