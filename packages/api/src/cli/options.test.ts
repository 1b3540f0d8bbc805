import { describe, expect, it } from 'vitest';
import { InputError } from '../datasets/inputError.ts';
import { designOptions, verifyOptions } from './options.ts';

const NONE = { shares: [], weights: [], tolerances: [], bounds: [], locks: [], inPieces: [], hold: null, group: null, homes: [], starts: [], leashKm: null, reachKm: null, barriers: [], links: [], budgets: [], price: null, pricedBy: null, travel: null, table: null };
const read = (...args: string[]) => designOptions(['accounts.csv', '--territories', '40', '--out', 'plan', ...args]);
const fault = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.fault;
  }
  return null;
};

describe('options of design', () => {
  it('has defaults for all that is optional', () => {
    expect(read()).toEqual({ accounts: 'accounts.csv', graph: null, territories: 40, out: 'plan', mapping: { measures: [], where: [], missing: 'reject', current: null }, postalTable: null, region: null, resolution: null, tolerance: 0.05, keepColumns: false, link: true, seed: 1, preset: 'balanced', timeLimit: null, json: false, capacities: null, workload: null, demands: NONE });
  });

  it('reads measures, filters, places and ranges', () => {
    expect(read('--measure', 'beds=BEDS:count', '--measure', 'n=1:count', '--measure', 'r=A:B', '--where', 'STATUS=OPEN', '--where', 'TYPE!=A=B', '--lat', 'Y', '--lng', 'X', '--resolution', '4..8', '--tolerance', '7.5%', '--no-link', '--keep-columns', '--seed', '0')).toMatchObject({
      mapping: {
        measures: [{ name: 'beds', column: 'BEDS', unit: 'count' }, { name: 'n', column: '1', unit: 'count' }, { name: 'r', column: 'A:B', unit: 'count' }],
        where: [{ column: 'STATUS', op: '=', value: 'OPEN' }, { column: 'TYPE', op: '!=', value: 'A=B' }],
        place: { kind: 'lngLat', lat: 'Y', lng: 'X' },
      },
      resolution: [4, 8], tolerance: 0.075, link: false, keepColumns: true, seed: 0,
    });
    expect(read('--postal', 'ZIP', '--country', 'LAND').mapping.place).toEqual({ kind: 'postal', postal: 'ZIP', country: 'LAND' });
    expect(designOptions(['a.csv', '--current', 'REP', '--out', 'plan']).territories).toBeNull();
  });

  it('reads demands', () => {
    const { demands } = read(
      '--share', 'T01=1.5', '--share', 'beds@North, B=2', '--share', '@ann@x.com=3', '--weight', 'beds=0', '--min', 'beds=10', '--max', 'beds@T02=90.5', '--lock', 'T03', '--in-pieces', 'T04', '--hold', 'REP', '--group', 'FAMILY',
      '--home', 'T01=-96.5,39.1', '--start', 'T02=8928308280fffff', '--leash', '50 km', '--reach', '200', '--barrier', 'river.geojson', '--link', '-87.5,45.1:-87.2,45.3', '--budget', 'beds=5%', '--budget', 'accounts@T01=12', '--price', '0.5:beds', '--travel', '1', '--table', 't.csv',
    );
    expect(demands).toMatchObject({
      shares: [{ territory: 'T01', measure: null, share: 1.5 }, { territory: 'North, B', measure: 'beds', share: 2 }, { territory: 'ann@x.com', measure: null, share: 3 }],
      weights: [{ measure: 'beds', weight: 0 }], bounds: [{ territory: null, measure: 'beds', min: 10 }, { territory: 'T02', measure: 'beds', max: 90.5 }], locks: ['T03'], inPieces: ['T04'], hold: 'REP', group: 'FAMILY',
      homes: [{ territory: 'T01', lng: -96.5, lat: 39.1 }], starts: [{ territory: 'T02', at: '8928308280fffff' }], leashKm: 50, reachKm: 200, barriers: ['river.geojson'], links: [['-87.5,45.1', '-87.2,45.3']],
      budgets: [{ what: 'beds', territory: null, max: 0.05, percent: true }, { what: 'accounts', territory: 'T01', max: 12, percent: false }], price: 0.5, pricedBy: 'beds', travel: 1, table: 't.csv',
    });
    expect(designOptions(['a.csv', '--out', 'p', '--territories', 'hours=1600@85%,visits=900']).capacities).toEqual([{ measure: 'hours', capacity: 1600, utilisation: 0.85 }, { measure: 'visits', capacity: 900, utilisation: 1 }]);
    expect(read('--workload', 'hours', '--visits', 'CALLS', '--speed', '80').workload).toEqual({ name: 'hours', visits: { column: 'CALLS' }, minutes: { value: 60 }, speedKmh: 80, dayHours: 8 });
  });

  it.each<[string, string[]]>([
    ['--territories', ['--territories', '0']],
    ['--territories', ['--territories', '4.5']],
    ['--territories', ['--territories', '70000']],
    ['--tolerance', ['--tolerance', '5']],
    ['--tolerance', ['--tolerance', 'none']],
    ['--tolerance', ['--tolerance', '0.1', '--tolerance', '0.2']],
    ['--tolerance', ['--tolerance', 'beds=5']],
    ['--measure', ['--measure', 'beds']],
    ['--measure', ['--measure', '=BEDS']],
    ['--measure', ['--measure', 'unit=BEDS']],
    ['--measure', ['--measure', 'a=B', '--measure', 'a=C']],
    ['--where', ['--where', 'STATUS']],
    ['--resolution', ['--resolution', '8..4']],
    ['--missing', ['--missing', 'skip']],
    ['--preset', ['--preset', 'best']],
    ['--time-limit', ['--time-limit', '0']],
    ['--time-limit', ['--time-limit', 'soon']],
    ['--seed', ['--seed', 'x']],
    ['--lng', ['--lat', 'Y']],
    ['--postal', ['--lat', 'Y', '--lng', 'X', '--postal', 'ZIP']],
    ['--country', ['--country', 'C']],
    ['--territories', ['--territories', 'hours=']],
    ['--territories', ['--territories', 'hours=1600@120%']],
    ['--share', ['--share', 'T01']],
    ['--share', ['--share', 'T01=0']],
    ['--share', ['--share', 'T01=x']],
    ['--weight', ['--weight', 'beds=-1']],
    ['--min', ['--min', '=5']],
    ['--max', ['--max', 'beds=lots']],
    ['--lock', ['--lock', ' ']],
    ['--lock', ['--lock', 'T01', '--lock', 'T01']],
    ['--home', ['--home', 'T01=39.1']],
    ['--home', ['--home', 'T01=39.1,-96.5']],
    ['--start', ['--start', 'T01']],
    ['--leash', ['--leash', '0']],
    ['--reach', ['--reach', 'far']],
    ['--link', ['--link', '-87.5,45.1']],
    ['--budget', ['--budget', 'beds']],
    ['--budget', ['--budget', 'beds=120%']],
    ['--price', ['--price', 'much']],
    ['--price', ['--price', '1:']],
    ['--travel', ['--travel', '-1']],
    ['--speed', ['--speed', '80']],
    ['--speed', ['--workload', 'hours', '--speed', '0']],
    ['--workload', ['--workload', 'unit']],
    ['--workload', ['--measure', 'hours=A', '--workload', 'hours']],
    ['--workload', ['--graph', 'g.json', '--workload', 'hours']],
    ['--region', ['--graph', 'g.json', '--region', 'us']],
    ['the command line', ['--frobnicate']],
    ['the command line', ['second.csv']],
  ])('names %s when it is wrong: %j', (where, args) => {
    const first = args.includes('--territories') ? ['a.csv', '--out', 'plan'] : args.includes('--graph') ? ['--territories', '4', '--out', 'plan'] : ['a.csv', '--territories', '4', '--out', 'plan'];
    expect(fault(() => designOptions([...first, ...args]))?.where).toBe(where);
  });

  it('asks for what is missing', () => {
    expect(fault(() => designOptions([]))?.found).toBe('neither');
    expect(fault(() => designOptions(['a.csv', '--territories', '4']))?.where).toBe('--out');
    expect(fault(() => designOptions(['a.csv', '--out', 'plan']))?.where).toBe('--territories');
    expect(fault(() => designOptions(['a.csv', '--out', 'plan', '--territories', '4', '--territories', '5']))?.found).toBe('it twice');
  });
});

it('reads the folder to verify', () => {
  expect(verifyOptions(['plan', '--input', 'a.csv'])).toEqual({ dir: 'plan', input: 'a.csv', json: false });
  expect(fault(() => verifyOptions([]))?.repair).toContain('hexalign verify DIR');
});
