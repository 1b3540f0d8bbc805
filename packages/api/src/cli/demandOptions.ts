import { toleranceOf } from './toleranceOf.ts';
import { wrongOption as wrong } from './wrongOption.ts';

/** Something said about one territory, or about all (null), in one measure, or in all (null). */
interface Said {
  readonly territory: string | null;
  readonly measure: string | null;
}

/** Demands as they were typed: names are not looked up yet. */
export interface AskedDemands {
  /** Multiples of an even share. */
  readonly shares: readonly (Said & { readonly share: number; readonly where: string })[];
  readonly weights: readonly { readonly measure: string; readonly weight: number }[];
  /** Of measures that are held to another tolerance than the plan's. */
  readonly tolerances: readonly { readonly measure: string; readonly tolerance: number }[];
  readonly bounds: readonly (Said & { readonly min?: number; readonly max?: number; readonly where: string })[];
  readonly locks: readonly string[];
  readonly inPieces: readonly string[];
  /** Columns: the territory an account is held in, and whom it stays together with. */
  readonly hold: string | null;
  readonly group: string | null;
  readonly homes: readonly { readonly territory: string; readonly lng: number; readonly lat: number; readonly leashKm?: number; readonly reachKm?: number }[];
  readonly leashKm: number | null;
  readonly reachKm: number | null;
  /** Places, or units, that territories grow from and keep. */
  readonly starts: readonly { readonly territory: string; readonly at: string }[];
  /** Files of lines. */
  readonly barriers: readonly string[];
  readonly links: readonly (readonly [string, string])[];
  readonly budgets: readonly { readonly what: string; readonly territory: string | null; readonly max: number; readonly percent: boolean }[];
  readonly price: number | null;
  readonly pricedBy: string | null;
  readonly travel: number | null;
  /** File with a row per territory. */
  readonly table: string | null;
}

/** Options of `design` that demand something of the plan. */
export const DEMAND_OPTIONS = {
  share: { type: 'string', multiple: true },
  weight: { type: 'string', multiple: true },
  tolerance: { type: 'string', multiple: true },
  min: { type: 'string', multiple: true },
  max: { type: 'string', multiple: true },
  lock: { type: 'string', multiple: true },
  'in-pieces': { type: 'string', multiple: true },
  hold: { type: 'string' },
  group: { type: 'string' },
  home: { type: 'string', multiple: true },
  start: { type: 'string', multiple: true },
  leash: { type: 'string' },
  reach: { type: 'string' },
  barrier: { type: 'string', multiple: true },
  link: { type: 'string', multiple: true },
  budget: { type: 'string', multiple: true },
  price: { type: 'string' },
  travel: { type: 'string' },
  table: { type: 'string' },
} as const;

type Values = { readonly [K in keyof typeof DEMAND_OPTIONS]?: (typeof DEMAND_OPTIONS)[K] extends { multiple: true } ? string[] : string };

/** @throws InputError `option.invalid` with the option in `where` */
export function demandOptions(values: Values): AskedDemands {
  const km = (option: 'leash' | 'reach'): number | null => (values[option] === undefined ? null : positive(`--${option}`, values[option].replace(/\s*km$/, ''), 'kilometres above 0', '150'));
  const [price, pricedBy] = priceOf(values.price);
  const asked: AskedDemands = {
    shares: (values.share ?? []).map((text) => {
      const [left, right] = pair('--share', text, 'TERRITORY=TIMES, or MEASURE@TERRITORY=TIMES', 'T01=1.5');
      return { ...(left.includes('@') ? saidOf(left) : { territory: left, measure: null }), share: positive('--share', right, 'how many times an even share, above 0', 'T01=1.5'), where: '--share' };
    }),
    weights: (values.weight ?? []).map((text) => {
      const [measure, right] = pair('--weight', text, 'MEASURE=WEIGHT', 'revenue=2');
      return { measure, weight: amount('--weight', right, 'a weight of at least 0', 'revenue=2') };
    }),
    tolerances: (values.tolerance ?? []).filter((text) => text.includes('=')).map((text) => {
      const [measure, right] = pair('--tolerance', text, 'MEASURE=SHARE', 'revenue=0.03');
      return { measure, tolerance: toleranceOf(right) };
    }),
    bounds: (['min', 'max'] as const).flatMap((end) => (values[end] ?? []).map((text) => {
      const [left, right] = pair(`--${end}`, text, 'MEASURE=NUMBER, or MEASURE@TERRITORY=NUMBER', 'visits=400');
      return { ...(left.includes('@') ? saidOf(left) : { territory: null, measure: left }), [end]: amount(`--${end}`, right, 'a number of at least 0', 'visits=400'), where: `--${end}` };
    })),
    locks: names('--lock', values.lock),
    inPieces: names('--in-pieces', values['in-pieces']),
    hold: values.hold ?? null,
    group: values.group ?? null,
    homes: (values.home ?? []).map((text) => {
      const [territory, right] = pair('--home', text, 'TERRITORY=LNG,LAT', 'T01=-96.5,39.1');
      const [lng, lat] = right.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
      if (right.split(',').length !== 2 || !(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) throw wrong('--home', 'a longitude and a latitude in degrees', `"${text}"`, Math.abs(lat) > 90 && Math.abs(lng) <= 90 ? `Did you mean ${territory}=${lat},${lng}?` : 'For example --home T01=-96.5,39.1.');
      return { territory, lng, lat };
    }),
    starts: (values.start ?? []).map((text) => {
      const [territory, at] = pair('--start', text, 'TERRITORY=LNG,LAT or TERRITORY=UNIT', 'T01=-96.5,39.1');
      return { territory, at };
    }),
    leashKm: km('leash'),
    reachKm: km('reach'),
    barriers: names('--barrier', values.barrier),
    links: (values.link ?? []).map((text) => {
      const ends = text.split(':');
      if (ends.length !== 2 || ends.some((end) => end.trim() === '')) throw wrong('--link', 'two units or places with a colon between: LNG,LAT:LNG,LAT or UNIT:UNIT', `"${text}"`, 'For example --link -87.5,45.1:-87.2,45.3.');
      return [ends[0].trim(), ends[1].trim()] as const;
    }),
    budgets: (values.budget ?? []).map((text) => {
      const [left, right] = pair('--budget', text, 'WHAT=NUMBER or WHAT=PERCENT%, with units, accounts or a measure for WHAT, or WHAT@TERRITORY', 'revenue=5%');
      const percent = /%\s*$/.test(right);
      const max = amount('--budget', right.replace(/%\s*$/, ''), 'a number of at least 0, or per cent', 'revenue=5%');
      if (percent && max > 100) throw wrong('--budget', 'at most 100 %', `"${text}"`, 'Say --budget revenue=5%.');
      const at = left.indexOf('@');
      return { what: at < 0 ? left : left.slice(0, at), territory: at < 0 ? null : left.slice(at + 1), max: percent ? max / 100 : max, percent };
    }),
    price, pricedBy,
    travel: values.travel === undefined ? null : amount('--travel', values.travel, 'a weight of at least 0', '0.5'),
    table: values.table ?? null,
  };
  return asked;
}

/** Whether today's plan has to be known. */
export function needsToday(asked: AskedDemands): boolean {
  return asked.locks.length > 0 || asked.budgets.length > 0 || (asked.price ?? 0) > 0;
}

/** `MEASURE@TERRITORY`; with nothing before the sign, in all measures. Names of territories may hold the sign themselves. */
function saidOf(left: string): Said {
  const at = left.indexOf('@');
  return { measure: at === 0 ? null : left.slice(0, at), territory: left.slice(at + 1) };
}

function pair(option: string, text: string, expected: string, example: string): [string, string] {
  const at = text.lastIndexOf('=');
  const left = text.slice(0, Math.max(0, at)).trim();
  if (left === '' || text.slice(at + 1).trim() === '') throw wrong(option, expected, `"${text}"`, `For example ${option} ${example}.`);
  return [left, text.slice(at + 1).trim()];
}

function names(option: string, list: readonly string[] = []): string[] {
  return list.map((name, i) => {
    if (name.trim() === '') throw wrong(option, 'a name', `"${name}"`, 'Leave the option out where there is none.');
    if (list.indexOf(name) !== i) throw wrong(option, 'each once', `"${name}" twice`, 'Leave one of them out.');
    return name;
  });
}

function amount(option: string, text: string, expected: string, example: string): number {
  const value = /^\s*(\d+(\.\d*)?|\.\d+)(e\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  if (!(value >= 0 && value <= 1e15)) throw wrong(option, expected, `"${text}"`, `For example ${option} ${example}.`);
  return value;
}

function positive(option: string, text: string, expected: string, example: string): number {
  const value = amount(option, text, expected, example);
  if (value === 0) throw wrong(option, expected, '0', `For example ${option} ${example}.`);
  return value;
}

/** A weight, and the measure that it prices after a colon. */
function priceOf(text: string | undefined): [number | null, string | null] {
  if (text === undefined) return [null, null];
  const at = text.indexOf(':');
  const by = at < 0 ? null : text.slice(at + 1).trim();
  if (by === '') throw wrong('--price', 'a weight, or WEIGHT:MEASURE', `"${text}"`, 'For example --price 1:revenue.');
  return [amount('--price', at < 0 ? text : text.slice(0, at), 'a weight of at least 0, or WEIGHT:MEASURE', '1:revenue'), by];
}
