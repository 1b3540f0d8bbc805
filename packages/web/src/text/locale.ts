/** How numbers, days and money are written, and which plural form a number takes: one at a time, as a page speaks one language. */
export interface Locale {
  /** BCP 47 tag of the words. */
  readonly language: string;
  /** BCP 47 tag of the numbers: the reader's own region where it speaks the language. */
  readonly numbers: string;
  /** BCP 47 tag of the days. English days are written day first, the month as a word, so that no reader mistakes one. */
  readonly days: string;
}

const english: Locale = { language: 'en', numbers: 'en-US', days: 'en-GB' };
const german: Locale = { language: 'de', numbers: 'de-DE', days: 'de-DE' };

let current = english;
const made = new Map<string, unknown>();

/** The locale of `language` for a reader who prefers `regions`, such as `navigator.languages`. An unknown language is written as English. */
export function localeOf(language: string, regions: readonly string[] = []): Locale {
  const base = language === 'de' ? german : english;
  const own = regions.find((tag) => tag.split('-')[0] === base.language && tag.includes('-') && isTag(tag));
  if (own === undefined) return base;
  return { language: base.language, numbers: own, days: base === english ? base.days : own };
}

/** Some browsers tell tags that are none, such as `en-US@posix`. */
function isTag(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/** From now on everything is written this way. */
export function writeAs(locale: Locale): void {
  current = locale;
  made.clear();
}

/** A formatter made once per locale: making one costs more than using it a thousand times. */
export function formatter<T>(name: string, make: (locale: Locale) => T): T {
  let held = made.get(name);
  if (held === undefined) made.set(name, (held = make(current)));
  return held as T;
}
