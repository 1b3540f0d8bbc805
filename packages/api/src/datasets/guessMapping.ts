import type { Mapping } from '../../contract/datasets.ts';
import { plain } from './columnOf.ts';
import type { Dialect } from './dialect.ts';
import type { InputFault } from './inputError.ts';
import { isMissing, parseNumber } from './parseNumber.ts';
import type { CsvRow } from './readCsv.ts';

/** What could be read from the header and a sample of rows. */
export interface MappingGuess {
  /** Complete when `faults` is empty; null otherwise. */
  readonly mapping: Mapping | null;
  /** The columns that were guessed, in words, e.g. `id: column "ID"`. */
  readonly guesses: readonly string[];
  /** Why there is no mapping: nothing fits, or two columns fit equally well. */
  readonly faults: readonly InputFault[];
  /** Columns of numbers >= 0 that could be measures, most telling name first. */
  readonly measureColumns: readonly { readonly column: string; readonly unit: 'currency' | 'count' | 'hours' }[];
  /** Columns that may hold today's territory. */
  readonly currentColumns: readonly string[];
}

/** Rows worth looking at; more change no guess. */
export const GUESS_ROWS = 10_000;

const ID_TIERS: readonly RegExp[] = [
  /^id$/,
  /^(account|customer|client|site|location|store|outlet|practice|hospital|facility|company|external|record|crm)(id|identifier)$|^id(account|customer|client|site|store)$|^(identifier|identifiant|kundenid|idcliente)$/,
  /^(account|customer|client|site|store|outlet|facility)(number|no|nr|num|code|key|ref|reference)$|^(kundennummer|kundennr|codeclient|numeroclient|numerocliente|codigocliente)$/,
  /^(uid|uuid|guid|key|code|ref|reference|number|nr|no|fid|oid|objectid|rowid)$/,
  /^.{1,20}id$/,
];
const NAME_TIERS: readonly RegExp[] = [/^name$/, /^(account|customer|client|company|site|store|outlet|facility|hospital|business)(name)?$|^(firma|kundenname|nom|nombre)$/];
const POSTAL_TIERS: readonly RegExp[] = [/^(zip|zipcode|postalcode|postcode|postal|plz|zip5|codepostal|codigopostal|cap)$/, /(zip|zipcode|postalcode|postcode)$/];
const COUNTRY_TIERS: readonly RegExp[] = [/^(country|countrycode|iso2|countryiso|land|pays|pais)$/, /(country|countrycode)$/];
const LAT_WORDS = new Set(['lat', 'latitude', 'latitud', 'breitengrad', 'breite']);
const LNG_WORDS = new Set(['lng', 'lon', 'long', 'longitude', 'longitud', 'laengengrad', 'langengrad', 'lange', 'laenge']);

/**
 * Guesses which columns hold id, place and name.
 *
 * @param sample the first rows, up to `GUESS_ROWS`; a pair of coordinates is guessed only when at least 95 % of
 *   its values are valid degrees, an id only when named like one, never empty and (but for a few rows) unique
 * @param given what the user said; it is taken as it is
 */
export function guessMapping(header: readonly string[], sample: readonly CsvRow[], dialect: Pick<Dialect, 'decimal'>, given: Partial<Mapping> = {}): MappingGuess {
  const guesses: string[] = [];
  const faults: InputFault[] = [];
  const table = { header, decimal: dialect.decimal, rows: sample.filter(({ fields }) => fields.length >= header.length) };

  let id = given.id;
  if (id === undefined) {
    const found = guessId(table);
    if (typeof found === 'string') guesses.push(`id: column "${(id = found)}"`);
    else faults.push(found);
  }
  let place = given.place;
  if (place === undefined) {
    const found = guessPlace(table);
    if ('kind' in found) {
      place = found;
      guesses.push(found.kind === 'lngLat' ? `place: latitude "${found.lat}", longitude "${found.lng}"` : `place: postal code "${found.postal}"${found.country ? `, country "${found.country}"` : ', United States'}`);
    } else faults.push(found);
  }
  const name = given.name !== undefined ? given.name : single(header, NAME_TIERS);
  const taken = new Set([id, name, ...(place?.kind === 'lngLat' ? [place.lat, place.lng] : place ? [place.postal, place.country] : [])]);
  const complete = id !== undefined && place !== undefined && faults.length === 0;
  return {
    mapping: complete ? { id: id!, name, place: place!, measures: given.measures ?? [], where: given.where ?? [], missing: given.missing ?? 'reject', current: given.current ?? null } : null,
    guesses,
    faults,
    measureColumns: measureColumns(table, taken),
    currentColumns: header.filter((column) => /(territory|territoire|territorio|gebiet|bezirk|salesrep|accountowner|assignedto)/.test(plain(column))),
  };
}

interface Sample {
  readonly header: readonly string[];
  readonly decimal: '.' | ',';
  readonly rows: readonly CsvRow[];
}

function guessId({ header, rows }: Sample): string | InputFault {
  const named = header.map((column, position) => ({ column, position, tier: ID_TIERS.findIndex((tier) => tier.test(plain(column))) })).filter(({ tier }) => tier >= 0);
  const judged = named.map((candidate) => {
    const values = rows.map(({ fields }) => fields[candidate.position]).filter((value) => value.trim() !== '');
    return { ...candidate, bad: rows.length - new Set(values).size };
  });
  // A few repeated or empty ids are rows to reject, not a reason to doubt the column; a unique column goes first.
  const fewBad = Math.max(1, Math.floor(rows.length * 0.05));
  const unique = judged.filter(({ bad }) => bad === 0);
  const usable = unique.length > 0 ? unique : judged.filter(({ bad }) => bad <= fewBad && bad < rows.length - 1);
  const top = Math.min(...usable.map(({ tier }) => tier));
  const best = usable.filter(({ tier }) => tier === top);
  if (best.length === 1) return best[0].column;
  const quoted = (list: readonly { column: string }[]) => list.map(({ column }) => `"${column}"`).join(', ');
  return {
    code: best.length > 1 ? 'guess.id_ambiguous' : 'guess.id_none',
    where: 'the id column',
    expected: 'one column that is named like an id, never empty and unique',
    found: best.length > 1 ? `${quoted(best)}, equally likely` : named.length > 0 ? `${quoted(named)}, with empty or repeated values` : `none among ${quoted(header.slice(0, 40).map((column) => ({ column })))}`,
    repair: 'Name it with --id COLUMN.',
  };
}

function guessPlace(table: Sample): Mapping['place'] | InputFault {
  const { header, rows } = table;
  const lats = header.flatMap((column, position) => coordinateName(column, position, LAT_WORDS, 'y'));
  const lngs = header.flatMap((column, position) => coordinateName(column, position, LNG_WORDS, 'x'));
  const pairs = lats.flatMap((lat) => lngs.filter((lng) => lng.stem === lat.stem && lng.tier === lat.tier).map((lng) => ({ lat, lng, tier: lat.tier })));
  const valid = (position: number, limit: number) => {
    const values = rows.map(({ fields }) => fields[position]).filter((text) => !isMissing(text));
    const good = values.filter((text) => Math.abs(parseNumber(text, table.decimal) ?? Infinity) <= limit).length;
    return values.length > 0 && good >= 0.95 * values.length;
  };
  const good = pairs.filter(({ lat, lng }) => valid(lat.position, 90) && valid(lng.position, 180));
  const top = Math.min(...good.map(({ tier }) => tier));
  const best = good.filter(({ tier }) => tier === top);
  const words = (list: typeof pairs) => list.map(({ lat, lng }) => `"${lat.column}" and "${lng.column}"`).join('; ');
  if (best.length === 1) return { kind: 'lngLat', lat: best[0].lat.column, lng: best[0].lng.column };
  if (best.length > 1) return { code: 'guess.place_ambiguous', where: 'the coordinate columns', expected: 'one pair of latitude and longitude', found: `${words(best)}, equally likely`, repair: 'Name them with --lat COLUMN --lng COLUMN.' };

  const postal = single(header, POSTAL_TIERS);
  if (postal !== null) {
    const values = rows.map(({ fields }) => fields[header.indexOf(postal)]).filter((text) => !isMissing(text));
    if (values.length > 0) return { kind: 'postal', postal, country: single(header, COUNTRY_TIERS) };
  }
  const swapped = pairs.find(({ lat, lng }) => valid(lng.position, 90) && valid(lat.position, 180));
  return {
    code: 'guess.place_none',
    where: 'the place of an account',
    expected: 'a latitude and a longitude column in degrees, or a postal code column',
    found: swapped ? `"${swapped.lat.column}" with longitudes and "${swapped.lng.column}" with latitudes` : pairs.length > 0 ? `${words(pairs)}, of which fewer than 95 % are degrees` : 'neither in the header',
    repair: swapped ? `They look swapped: name them with --lat "${swapped.lng.column}" --lng "${swapped.lat.column}".` : 'Name them with --lat COLUMN --lng COLUMN or --postal COLUMN.',
  };
}

/** `billing_latitude` is a latitude with the stem `billing`; a bare x or y counts last. */
function coordinateName(column: string, position: number, words: ReadonlySet<string>, axis: string) {
  const tokens = column.normalize('NFKD').replace(/\p{M}/gu, '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/).filter((token) => token !== '' && token !== 'deg' && token !== 'wgs');
  const hit = tokens.findIndex((token) => words.has(token));
  if (hit >= 0) {
    const stem = tokens.filter((_, i) => i !== hit).join(' ');
    return [{ column, position, stem, tier: stem === '' ? 0 : 1 }];
  }
  return tokens.length === 1 && tokens[0] === axis ? [{ column, position, stem: 'xy', tier: 2 }] : [];
}

/** The only column of the best tier that has any; null when there is none or more than one. */
function single(header: readonly string[], tiers: readonly RegExp[]): string | null {
  for (const tier of tiers) {
    const hits = header.filter((column) => tier.test(plain(column)));
    if (hits.length > 0) return hits.length === 1 ? hits[0] : null;
  }
  return null;
}

const MEASURE_WORDS = /(revenue|sales|potential|amount|turnover|spend|value|income|umsatz|chiffre|ventas|visits?|minutes|hours|workload|beds|patients|employees|headcount|population|orders|units|volume|count)/;

function measureColumns({ header, rows, decimal }: Sample, taken: ReadonlySet<string | null | undefined>): MappingGuess['measureColumns'] {
  const found = header.flatMap((column, position) => {
    if (taken.has(column) || ID_TIERS.some((tier) => tier.test(plain(column))) || /(zip|postal|fips|phone|code|year|lat|lon|lng)/.test(plain(column)) || /^(x|y)$/.test(plain(column))) return [];
    const values = rows.map(({ fields }) => fields[position]).filter((text) => !isMissing(text));
    const numbers = values.filter((text) => parseNumber(text, decimal) !== null).length;
    if (values.length < 0.5 * rows.length || values.length === 0 || numbers < 0.9 * values.length) return [];
    const word = plain(column);
    const unit = /(hour|minute|time|workload|stunden)/.test(word) ? ('hours' as const) : /(revenue|sales|amount|turnover|spend|value|income|potential|umsatz|usd|eur)/.test(word) ? ('currency' as const) : ('count' as const);
    return [{ column, unit, told: MEASURE_WORDS.test(word) ? 0 : 1 }];
  });
  return found.sort((a, b) => a.told - b.told).map(({ column, unit }) => ({ column, unit }));
}
