import { parseArgs } from 'node:util';
import type { Mapping, MeasureColumn, RowFilter } from '../../contract/datasets.ts';
import { InputError } from '../datasets/inputError.ts';
import type { Workload } from '../datasets/workload.ts';
import { DEMAND_OPTIONS, demandOptions, type AskedDemands } from './demandOptions.ts';
import { territoriesOption, type TerritoryCapacity } from './territoryCount.ts';
import { WORKLOAD_OPTIONS, workloadOptions } from './workloadOptions.ts';
import { toleranceOf } from './toleranceOf.ts';
import { wrongOption as wrong } from './wrongOption.ts';

/** What `hexalign design` was asked for. */
export interface DesignOptions {
  /** Path of the accounts file; null with `graph`. */
  readonly accounts: string | null;
  readonly graph: string | null;
  /** Null: as many as `--table` or `--current` names. */
  readonly territories: number | null;
  /** What one territory can take: as many as that makes. Null with a number. */
  readonly capacities: readonly TerritoryCapacity[] | null;
  readonly out: string;
  /** What was said about the columns; the rest is guessed. */
  readonly mapping: Partial<Mapping>;
  readonly postalTable: string | null;
  readonly region: string | null;
  readonly resolution: readonly [number, number] | null;
  readonly tolerance: number;
  readonly keepColumns: boolean;
  readonly link: boolean;
  readonly seed: number;
  readonly preset: 'fast' | 'balanced' | 'thorough';
  /** Seconds the search may take; null = as long as the preset takes. */
  readonly timeLimit: number | null;
  readonly json: boolean;
  readonly workload: Workload | null;
  readonly demands: AskedDemands;
}

const OPTIONS = {
  territories: { type: 'string' },
  out: { type: 'string' },
  id: { type: 'string' },
  lat: { type: 'string' },
  lng: { type: 'string' },
  postal: { type: 'string' },
  country: { type: 'string' },
  'postal-table': { type: 'string' },
  measure: { type: 'string', multiple: true },
  where: { type: 'string', multiple: true },
  region: { type: 'string' },
  resolution: { type: 'string' },
  missing: { type: 'string' },
  'keep-columns': { type: 'boolean' },
  'no-link': { type: 'boolean' },
  current: { type: 'string' },
  seed: { type: 'string' },
  preset: { type: 'string' },
  'time-limit': { type: 'string' },
  json: { type: 'boolean' },
  graph: { type: 'string' },
  ...WORKLOAD_OPTIONS,
  ...DEMAND_OPTIONS,
} as const;

/** Names that the files themselves use. */
const RESERVED = new Set(['id', 'territory', 'unit', 'lng', 'lat', 'areaKm2', 'current', 'name', 'units', 'pieces', 'momentCompactness', 'polsbyPopper']);

/** @throws InputError `option.*` with the option in `where` */
export function designOptions(args: readonly string[]): DesignOptions {
  const { values, positionals } = parsed(args, OPTIONS);
  const files = positionals.length + (values.graph === undefined ? 0 : 1);
  if (files !== 1) throw wrong('the command line', 'one accounts file, or --graph PATH', files === 0 ? 'neither' : [...positionals, values.graph].filter((name) => name !== undefined).join(', '), 'Say hexalign design ACCOUNTS.csv --territories N --out DIR.');
  if (values.out === undefined || values.out === '') throw wrong('--out', 'a folder for the plan', 'none', 'Add --out DIR.');
  if (values.territories === undefined && values.current === undefined && values.table === undefined) throw wrong('--territories', 'how many territories to draw', 'none', 'Add --territories N.');
  for (const option of ['id', 'lat', 'lng', 'postal', 'country', 'postal-table', 'measure', 'where', 'region', 'resolution', 'missing', 'keep-columns', 'no-link', 'current', 'workload', 'visits', 'minutes', 'speed', 'day'] as const) {
    if (values.graph !== undefined && values[option] !== undefined) throw wrong(`--${option}`, 'no such option with --graph, whose units already have measures and places', 'both', 'Leave one of them out.');
  }
  const mapping = mappingOf(values);
  const territories = values.territories === undefined ? null : territoriesOption(values.territories);
  const workload = workloadOptions(values, mapping.measures ?? []);
  if (workload !== null && RESERVED.has(workload.name)) throw wrong('--workload', 'a name that no file uses itself', `"${workload.name}"`, 'Choose another name.');
  if ((mapping.measures?.length ?? 0) + (workload === null ? 0 : 1) > 8) throw wrong('--workload', 'at most 8 measures with it', '9', 'Leave one out.');
  return {
    accounts: positionals[0] ?? null,
    graph: values.graph ?? null,
    territories: typeof territories === 'number' ? territories : null,
    capacities: typeof territories === 'number' ? null : territories,
    out: values.out,
    mapping,
    postalTable: values['postal-table'] ?? null,
    region: values.region ?? null,
    resolution: values.resolution === undefined ? null : resolutionOf(values.resolution),
    tolerance: toleranceOfAll(values.tolerance ?? []),
    keepColumns: values['keep-columns'] ?? false,
    link: !values['no-link'],
    seed: values.seed === undefined ? 1 : whole('--seed', values.seed, 0, 0xffffffff),
    preset: oneOf('--preset', values.preset ?? 'balanced', ['fast', 'balanced', 'thorough']),
    timeLimit: values['time-limit'] === undefined ? null : secondsOf(values['time-limit']),
    json: values.json ?? false,
    workload,
    demands: demandOptions(values),
  };
}

/** What `hexalign verify` was asked for. @throws InputError */
export function verifyOptions(args: readonly string[]): { dir: string; input: string | null; json: boolean } {
  const { values, positionals } = parsed(args, { input: { type: 'string' }, json: { type: 'boolean' } } as const);
  if (positionals.length !== 1) throw wrong('the command line', 'one plan folder', positionals.length === 0 ? 'none' : positionals.join(', '), 'Say hexalign verify DIR [--input FILE].');
  return { dir: positionals[0], input: values.input ?? null, json: values.json ?? false };
}

function parsed<const T extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(args: readonly string[], options: T) {
  try {
    const result = parseArgs({ args: numbersJoined(args, options), options, allowPositionals: true, strict: true, tokens: true });
    const once = new Set<string>();
    for (const token of result.tokens) {
      if (token.kind !== 'option') continue;
      if (once.has(token.name) && !(options as Record<string, { multiple?: boolean }>)[token.name]?.multiple) throw wrong(`--${token.name}`, 'the option once', 'it twice', 'Leave one of them out.');
      once.add(token.name);
    }
    return result;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw wrong('the command line', 'options as hexalign help lists them', (error as Error).message.split(/[.\n] ?/)[0].trim(), 'See hexalign help.');
  }
}

/** A number below 0 after an option is its value: `--link -87.5,45.1:...`. */
function numbersJoined(args: readonly string[], options: object | undefined): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const takesText = args[i].startsWith('--') && (options as Record<string, { type?: string } | undefined> | undefined)?.[args[i].slice(2)]?.type === 'string';
    if (takesText && /^-[\d.]/.test(args[i + 1] ?? '')) joined.push(`${args[i]}=${args[++i]}`);
    else joined.push(args[i]);
  }
  return joined;
}

function mappingOf(values: { id?: string; lat?: string; lng?: string; postal?: string; country?: string; 'postal-table'?: string; measure?: string[]; where?: string[]; missing?: string; current?: string }): Partial<Mapping> {
  const { id, lat, lng, postal, country, measure, where, missing, current } = values;
  if ((lat === undefined) !== (lng === undefined)) throw wrong(lat === undefined ? '--lat' : '--lng', 'both --lat and --lng, or neither', 'one of them', 'Name both columns.');
  if (lat !== undefined && postal !== undefined) throw wrong('--postal', 'coordinates or postal codes', 'both', 'Leave one of them out.');
  if (lat !== undefined && lat === lng) throw wrong('--lng', 'another column than --lat', `"${lng}" twice`, 'Name both columns.');
  if (postal === undefined && country !== undefined) throw wrong('--country', '--postal beside it', 'none', 'Name the postal code column.');
  const measures = (measure ?? []).map(measureOf);
  if (measures.length > 8) throw wrong('--measure', 'at most 8 measures', String(measures.length), 'Leave some out.');
  measures.forEach(({ name }, i) => {
    if (measures.findIndex((other) => other.name === name) !== i) throw wrong('--measure', 'names of their own', `"${name}" twice`, 'Rename one.');
  });
  return {
    ...(id === undefined ? {} : { id }),
    ...(lat !== undefined && lng !== undefined ? { place: { kind: 'lngLat' as const, lat, lng } } : postal !== undefined ? { place: { kind: 'postal' as const, postal, country: country ?? null } } : {}),
    measures,
    where: (where ?? []).map(filterOf),
    missing: oneOf('--missing', missing ?? 'reject', ['reject', 'zero']),
    current: current ?? null,
  };
}

function measureOf(text: string): MeasureColumn {
  const at = text.indexOf('=');
  const name = text.slice(0, at).trim();
  if (at <= 0 || name === '' || at === text.length - 1) throw wrong('--measure', 'NAME=COLUMN[:currency|count|hours]', `"${text}"`, 'For example --measure revenue=ANNUAL_REVENUE:currency.');
  if (RESERVED.has(name) || name.length > 60 || /[\r\n"]/.test(name)) throw wrong('--measure', 'a name of at most 60 characters that no file uses itself', `"${name}"`, 'Choose another name.');
  const rest = text.slice(at + 1);
  const unit = /:(currency|count|hours)$/.exec(rest);
  return { name, column: unit ? rest.slice(0, unit.index) : rest, unit: (unit?.[1] ?? 'count') as MeasureColumn['unit'] };
}

function filterOf(text: string): RowFilter {
  const at = text.indexOf('=');
  const op = at > 0 && text[at - 1] === '!' ? '!=' : '=';
  const column = text.slice(0, op === '!=' ? at - 1 : at).trim();
  if (at < 1 || column === '') throw wrong('--where', 'COLUMN=VALUE or COLUMN!=VALUE', `"${text}"`, "For example --where 'STATUS=OPEN'.");
  return { column, op, value: text.slice(at + 1) };
}

/** A bare number is for all measures, `NAME=` one for one of them (`demandOptions`). */
function toleranceOfAll(texts: readonly string[]): number {
  const bare = texts.filter((text) => !text.includes('='));
  if (bare.length > 1) throw wrong('--tolerance', 'one for all measures', bare.map((text) => `"${text}"`).join(' and '), 'Say which measure one is for: --tolerance NAME=0.05.');
  return bare.length === 0 ? 0.05 : toleranceOf(bare[0]);
}

function secondsOf(text: string): number {
  const value = /^\s*(\d+(\.\d*)?|\.\d+)\s*s?\s*$/.test(text) ? parseFloat(text) : NaN;
  if (!(value > 0 && value <= 86_400)) throw wrong('--time-limit', 'seconds, more than 0 and at most 86400', `"${text}"`, 'Say --time-limit 10.');
  return value;
}

function resolutionOf(text: string): [number, number] {
  const match = /^(\d{1,2})(?:\.\.(\d{1,2}))?$/.exec(text.trim());
  const coarse = Number(match?.[1] ?? NaN);
  const fine = Number(match?.[2] ?? match?.[1] ?? NaN);
  if (!(coarse <= fine && fine <= 10)) throw wrong('--resolution', 'A..B, H3 resolutions from 0 to 10, the coarser first', `"${text}"`, 'For example --resolution 4..8.');
  return [coarse, fine];
}

function whole(option: string, text: string, low: number, high: number): number {
  const value = /^\d{1,12}$/.test(text.trim()) ? Number(text) : NaN;
  if (!(value >= low && value <= high)) throw wrong(option, `a whole number from ${low} to ${high}`, `"${text}"`, `Say ${option} ${low < 1 ? 1 : low === 1 ? 40 : low}.`);
  return value;
}

function oneOf<const T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw wrong(option, choices.join(', '), `"${text}"`, `Say ${option} ${choices[0]}.`);
  return found;
}
