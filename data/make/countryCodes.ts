import { packageSource } from './packageSource.ts';

interface IsoCountries {
  registerLocale(locale: unknown): void;
  alpha2ToAlpha3(code: string): string | undefined;
  numericToAlpha2(code: string): string | undefined;
  getName(alpha2: string, language: string): string | undefined;
}

const iso = packageSource<IsoCountries>('i18n-iso-countries');
iso.registerLocale(packageSource('i18n-iso-countries/langs/en.json'));

/**
 * Shapes that Natural Earth draws apart without an ISO number, and the country they are counted to here. It says where an
 * account is looked up, nothing about whose the land is. XK is the user-assigned code in common use for Kosovo.
 */
const NAMED: Readonly<Record<string, string>> = {
  Kosovo: 'XK',
  Somaliland: 'SO',
  'N. Cyprus': 'CY',
  'Cyprus U.N. Buffer Zone': 'CY',
  Akrotiri: 'CY',
  Dhekelia: 'CY',
  Baikonur: 'KZ',
  'USNB Guantanamo Bay': 'CU',
  'Siachen Glacier': 'IN',
  'Coral Sea Is.': 'AU',
};

/** ISO 3166-1 alpha-2 of a Natural Earth shape, or null for the few that have none (reefs, disputed rocks). */
export function countryOfShape(numeric: string | undefined, name: string): string | null {
  return (numeric ? iso.numericToAlpha2(numeric) : undefined) ?? NAMED[name] ?? null;
}

/** English name and alpha-3 code (small letters) of a country by its alpha-2 code. */
export function countryProperties(alpha2: string): { name: string; alpha3: string } {
  if (alpha2 === 'XK') return { name: 'Kosovo', alpha3: 'xkx' };
  const name = iso.getName(alpha2, 'en');
  const alpha3 = iso.alpha2ToAlpha3(alpha2);
  if (!name || !alpha3) throw new Error(`no ISO country ${alpha2}`);
  return { name, alpha3: alpha3.toLowerCase() };
}

/**
 * Overseas parts that Natural Earth draws as one shape with their country but that have an ISO code, and are a market, of their
 * own: a seller in France means the mainland and Corsica. `[alpha2, west, south, east, north]`, degrees.
 */
export const PARTS_APART: Readonly<Record<string, readonly (readonly [string, number, number, number, number])[]>> = {
  FR: [
    ['GF', -55, 2, -51, 6],
    ['GP', -62, 15.7, -60.9, 16.6],
    ['MQ', -61.5, 14.2, -60.7, 15],
    ['RE', 55, -21.5, 56, -20.8],
    ['YT', 44.9, -13.1, 45.4, -12.5],
  ],
  NL: [['BQ', -69, 12, -62, 18]],
  NO: [['SJ', -10, 70.5, 35, 81]],
  NZ: [['TK', -173, -10, -171, -8]],
};
