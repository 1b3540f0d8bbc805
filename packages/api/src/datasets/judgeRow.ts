import type { Mapping, MeasureColumn, RowCode, RowProblem } from '../../contract/datasets.ts';
import { columnOf } from './columnOf.ts';
import type { Dialect } from './dialect.ts';
import type { PostalPlace } from './locatePostal.ts';
import { isMissing, parseNumber } from './parseNumber.ts';
import type { CsvRow } from './readCsv.ts';
import { SeenIds } from './seenIds.ts';

/** A row that can be used. */
export interface AcceptedAccount {
  readonly row: number;
  /** Kept byte for byte. */
  readonly id: string;
  readonly name: string | null;
  readonly lng: number;
  readonly lat: number;
  /** The place is that of a neighbouring postal code. */
  readonly approximate: boolean;
  /** One number >= 0 per measure, in the order of `measuresOf(mapping)`. */
  readonly values: readonly number[];
  /** Today's territory, trimmed; null when none is named. */
  readonly current: string | null;
}

export type Judgement =
  | { readonly kind: 'account'; readonly account: AcceptedAccount }
  | { readonly kind: 'filtered' }
  | { readonly kind: 'rejected'; readonly problems: readonly RowProblem[] };

/** What a judge may need beside the mapping. */
export interface JudgeOptions {
  /** Needed when the mapping places rows by postal code. */
  readonly locate?: (postal: string, country: string | null) => PostalPlace | null;
  /** Refuses places outside the region that was asked for; `expected` says which. */
  readonly inside?: { readonly has: (lng: number, lat: number) => boolean; readonly expected: string };
}

/** A mapping made ready for one file: positions instead of names, and the ids seen so far. */
export interface Judge {
  readonly mapping: Mapping;
  readonly measures: readonly MeasureColumn[];
  readonly header: readonly string[];
  readonly decimal: '.' | ',';
  readonly positions: { readonly id: number; readonly name: number; readonly lat: number; readonly lng: number; readonly postal: number; readonly country: number; readonly current: number; readonly measures: readonly number[]; readonly where: readonly number[] };
  readonly options: JudgeOptions;
  readonly seen: SeenIds;
}

/** The column that counts accounts. */
export const COUNT_COLUMN = '1';

/** Largest value of a measure: sums of a million of them stay exact. */
const LARGEST = 1e12;

/** The measures of a mapping; none given means one that counts accounts. */
export function measuresOf(mapping: Pick<Mapping, 'measures'>): readonly MeasureColumn[] {
  return mapping.measures.length > 0 ? mapping.measures : [{ name: 'accounts', column: COUNT_COLUMN, unit: 'count' }];
}

/** @throws InputError `column.unknown` when the mapping names a column the file does not have */
export function prepareJudge(header: readonly string[], mapping: Mapping, dialect: Pick<Dialect, 'decimal'>, options: JudgeOptions = {}): Judge {
  const at = (name: string | null, asked: string) => (name === null ? -1 : columnOf(header, name, asked));
  const { place } = mapping;
  const measures = measuresOf(mapping);
  // A country may be given as a column or as a code that holds for every row.
  const country = place.kind === 'postal' && place.country !== null && !(header.indexOf(place.country) < 0 && /^[A-Z]{2,3}$/.test(place.country)) ? place.country : null;
  return {
    mapping,
    measures,
    header,
    decimal: dialect.decimal,
    positions: {
      id: at(mapping.id, 'the id column'),
      name: at(mapping.name, 'the name column'),
      lat: place.kind === 'lngLat' ? at(place.lat, 'the latitude column') : -1,
      lng: place.kind === 'lngLat' ? at(place.lng, 'the longitude column') : -1,
      postal: place.kind === 'postal' ? at(place.postal, 'the postal code column') : -1,
      country: at(country, 'the country column'),
      current: at(mapping.current, 'the column of today\'s territory'),
      measures: measures.map((measure) => (measure.column === COUNT_COLUMN ? -1 : at(measure.column, `measure "${measure.name}"`))),
      where: mapping.where.map((filter) => at(filter.column, `the filter ${filter.column}${filter.op}${filter.value}`)),
    },
    options,
    seen: new SeenIds(),
  };
}

/** Judges one row: an account, a row the filters leave out, or every reason why it cannot be used. Remembers ids. */
export function judgeRow(judge: Judge, { row, fields }: CsvRow): Judgement {
  const { header, mapping, positions, measures } = judge;
  const ragged = raggedness(header, fields);
  if (ragged) return { kind: 'rejected', problems: [{ row, column: '', code: 'row.ragged', ...ragged }] };
  for (let i = 0; i < mapping.where.length; i++) {
    const equal = fields[positions.where[i]].trim() === mapping.where[i].value.trim();
    if (equal !== (mapping.where[i].op === '=')) return { kind: 'filtered' };
  }
  const problems: RowProblem[] = [];
  const complain = (position: number, code: RowCode, expected: string, found = fields[position]) => {
    problems.push({ row, column: position < 0 ? '' : header[position], code, found: shortened(found), expected });
  };

  const id = fields[positions.id];
  const before = id.trim() === '' ? 0 : judge.seen.add(id, row);
  if (id.trim() === '') complain(positions.id, 'id.empty', 'an id');
  else if (before > 0) complain(positions.id, 'id.repeated', `an id of its own; row ${before} has this one`);

  const place = mapping.place.kind === 'lngLat' ? coordinates(judge, fields, complain) : postalPlace(judge, fields, complain);
  if (place && judge.options.inside && !judge.options.inside.has(place.lng, place.lat)) {
    const position = positions.lat >= 0 ? positions.lat : positions.postal;
    complain(position, 'place.outside_region', judge.options.inside.expected, `${place.lng}, ${place.lat}`);
  }

  const values: number[] = [];
  for (let m = 0; m < measures.length; m++) {
    const position = positions.measures[m];
    if (position < 0) {
      values.push(1);
      continue;
    }
    const text = fields[position];
    const value = isMissing(text) ? null : parseNumber(text, judge.decimal);
    if (isMissing(text)) {
      if (mapping.missing === 'zero') values.push(0);
      else complain(position, 'measure.missing', `a number for ${measures[m].name}`);
    } else if (value === null) complain(position, 'measure.not_a_number', `a number for ${measures[m].name}`);
    else if (value < 0) complain(position, 'measure.negative', `a number >= 0 for ${measures[m].name}`);
    else if (value > LARGEST) complain(position, 'measure.too_large', `a number up to ${LARGEST} for ${measures[m].name}`);
    else values.push(value);
  }

  if (problems.length > 0 || !place) return { kind: 'rejected', problems };
  const current = positions.current < 0 || isMissing(fields[positions.current]) ? null : fields[positions.current].trim();
  const name = positions.name < 0 ? null : fields[positions.name].trim() || null;
  return { kind: 'account', account: { row, id, name, ...place, values, current } };
}

type Complain = (position: number, code: RowCode, expected: string, found?: string) => void;
type Place = { lng: number; lat: number; approximate: boolean };

function coordinates(judge: Judge, fields: readonly string[], complain: Complain): Place | null {
  const { positions, decimal } = judge;
  const read = (position: number, limit: number, word: string): number | null => {
    const text = fields[position].replace(/\u00b0\s*$/, '');
    if (isMissing(text)) complain(position, 'place.missing', `a ${word} in degrees`);
    else {
      const value = parseNumber(text, decimal);
      if (value === null) complain(position, 'place.not_a_number', `a ${word} in decimal degrees`);
      else if (Math.abs(value) > limit) complain(position, 'place.out_of_range', `a ${word} from -${limit} to ${limit}`);
      else return value;
    }
    return null;
  };
  const lat = read(positions.lat, 90, 'latitude');
  const lng = read(positions.lng, 180, 'longitude');
  if (lat === null || lng === null) return null;
  if (lat === 0 && lng === 0) {
    complain(positions.lat, 'place.missing', 'a place; 0, 0 lies in the Atlantic and stands for none', '0, 0');
    return null;
  }
  return { lng, lat, approximate: false };
}

function postalPlace(judge: Judge, fields: readonly string[], complain: Complain): Place | null {
  const { positions, mapping, options } = judge;
  const postal = fields[positions.postal];
  if (isMissing(postal)) {
    complain(positions.postal, 'place.missing', 'a postal code');
    return null;
  }
  const fixed = mapping.place.kind === 'postal' ? mapping.place.country : null;
  const country = positions.country >= 0 ? fields[positions.country].trim() || null : fixed;
  const found = options.locate?.(postal, country) ?? null;
  if (!found) {
    complain(positions.postal, 'postal.unknown', country === null ? 'a known US ZIP code' : `a known postal code of ${country}`);
    return null;
  }
  return { lng: found.lngLat[0], lat: found.lngLat[1], approximate: found.approximate };
}

/** Empty fields beyond the header do no harm; anything else has shifted columns. */
function raggedness(header: readonly string[], fields: readonly string[]): { found: string; expected: string } | null {
  if (fields.length === header.length) return null;
  if (fields.length > header.length && fields.slice(header.length).every((field) => field.trim() === '')) return null;
  return { found: `${fields.length} fields`, expected: `${header.length} fields, as in the header` };
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
