import { describe, expect, it } from 'vitest';
import { InputError } from '../datasets/inputError.ts';
import { designOptions, verifyOptions } from './options.ts';

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
    expect(read()).toEqual({ accounts: 'accounts.csv', graph: null, territories: 40, out: 'plan', mapping: { measures: [], where: [], missing: 'reject', current: null }, postalTable: null, region: null, resolution: null, tolerance: 0.05, keepColumns: false, link: true, seed: 1, preset: 'balanced', timeLimit: null, json: false });
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

  it.each<[string, string[]]>([
    ['--territories', ['--territories', '0']],
    ['--territories', ['--territories', '4.5']],
    ['--territories', ['--territories', '70000']],
    ['--tolerance', ['--tolerance', '5']],
    ['--tolerance', ['--tolerance', 'none']],
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
