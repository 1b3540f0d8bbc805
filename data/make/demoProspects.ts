import { demoAccounts, type DemoAccount } from './demoAccounts.ts';
import { dice } from './dice.ts';
import { OUTSIDE_LOWER_48 } from './usStates.ts';

const SEED = 4_711;
const COUNTS = { mainland: 1_380, overseas: 118 };
/** Beyond the 180th meridian and just before it, so that a file like this one has both. */
const ALEUTIANS: readonly [string, string, number, number][] = [
  ['Shemya', '99546', 174.1028, 52.7239],
  ['Adak', '99546', -176.6362, 51.8714],
];

type Row = Record<(typeof COLUMNS)[number], string>;
const COLUMNS = [
  'Customer No', 'Customer Name', 'City', 'State', 'Zip', 'Phone', 'Status', 'Latitude', 'Longitude', 'Segment', 'Potential USD',
  'Visits', 'Rep Territory',
] as const;

/**
 * `demo/prospects-sample.csv`: 1,500 rows as a customer would send them, for trying an import. Byte-order mark, CR LF, leading
 * zeros of ZIP codes lost, `-999` and `NOT AVAILABLE` for unknown, closed customers, commas and quotes inside names, Alaska on
 * both sides of the 180th meridian, Hawaii, Puerto Rico, and `BROKEN` rows that cannot be used.
 */
export function prospectsCsv(): string {
  const stream = dice(SEED + 2);
  const mainland = demoAccounts(COUNTS.mainland, SEED, '00', (state) => state !== '' && !OUTSIDE_LOWER_48.has(state));
  const overseas = demoAccounts(COUNTS.overseas, SEED + 1, '07', (state) => state === 'AK' || state === 'HI' || state === 'PR');
  const islands = ALEUTIANS.map(([city, zip, lng, lat], i): DemoAccount => ({
    ...overseas[i], id: `080000${i + 1}`, name: `Northern Light Clinic ${i + 1}`, city, state: 'AK', zip, lngLat: [lng, lat],
  }));
  const rows = [...mainland, ...overseas, ...islands].map((account) => {
    const chance = stream.uniform();
    return {
      'Customer No': account.id,
      'Customer Name': chance < 0.04 ? `${account.name}, Suite "${1 + stream.below(40)}"` : chance < 0.08 ? `${account.name}, Inc.` : account.name,
      City: chance > 0.5 ? account.city.toUpperCase() : account.city,
      State: account.state,
      Zip: String(Number(account.zip)),
      Phone: 'NOT AVAILABLE',
      Status: stream.uniform() < 0.06 ? 'CLOSED' : 'OPEN',
      Latitude: account.lngLat[1].toFixed(5),
      Longitude: account.lngLat[0].toFixed(5),
      Segment: stream.uniform() < 0.05 ? 'NOT AVAILABLE' : account.segment.toUpperCase(),
      'Potential USD': stream.uniform() < 0.03 ? '-999' : String(account.revenue),
      Visits: String(account.visits),
      'Rep Territory': stream.uniform() < 0.1 ? 'NOT AVAILABLE' : `Area ${1 + stream.below(12)}`,
    };
  });
  BROKEN.forEach((breakRow, i) => breakRow(rows[37 + 61 * i], rows[36 + 61 * i]));
  const lines = rows.map((row) => COLUMNS.map((column) => quoted(row[column])).join(','));
  return `\ufeff${COLUMNS.join(',')}\r\n${lines.join('\r\n')}\r\n`;
}

/** What is wrong with one row each; the second row is the one above it. All of them are open customers with a potential otherwise. */
const BROKEN: readonly ((row: Row, above: Row) => void)[] = [
  (row) => usable(row, { Latitude: '', Longitude: '' }),
  (row) => usable(row, { Latitude: '-999', Longitude: '-999' }),
  (row) => usable(row, { Latitude: 'NOT AVAILABLE', Longitude: 'NOT AVAILABLE' }),
  (row) => usable(row, { Latitude: '123.40000' }),
  (row) => usable(row, { Longitude: '-271.50000' }),
  (row) => usable(row, { Latitude: 'forty' }),
  (row) => usable(row, { 'Customer No': '' }),
  (row, above) => usable(row, { 'Customer No': above['Customer No'] }),
  (row) => usable(row, { 'Potential USD': '' }),
  (row) => usable(row, { 'Potential USD': 'unknown' }),
  (row) => usable(row, { 'Potential USD': '-1' }),
];

function usable(row: Row, wrong: Partial<Row>): void {
  Object.assign(row, { Status: 'OPEN' }, row['Potential USD'] === '-999' ? { 'Potential USD': '5000' } : {}, wrong);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
