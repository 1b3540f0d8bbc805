/** English sentences of the server with `{0}` where it puts something in, and what they mean in another language. */
export type ToldWords = Readonly<Record<string, string>>;

/** How a language forms its words and writes its numbers. */
export interface Manner {
  /** The form of a word for `n`. */
  plural(n: number, one: string, other: string): string;
  /** A number with so many digits after the point, its thousands apart or not. */
  number(value: number, digits: number, apart: boolean): string;
}

/** The manner of a language by itself, such as `de-DE`. */
export function mannerOf(language: string): Manner {
  const plurals = new Intl.PluralRules(language);
  return {
    plural: (n, one, other) => (plurals.select(n) === 'one' ? one : other),
    number: (value, digits, apart) => new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: apart }).format(value),
  };
}

interface Pattern {
  /** The words between the holes. */
  readonly words: readonly string[];
  /** How many characters these are. */
  readonly own: number;
  readonly shape: RegExp;
  /** Whether several things stand in a row there, such as a name and what is said of it. */
  readonly rows: readonly boolean[];
  readonly meaning: string;
}

/** How names are listed; anywhere else it would be taken for a sentence. */
const AND = '{0} and {1}';
const OTHERS = '{0} others';
/** A sentence with fewer letters of its own is looked for after the text has been taken sentence by sentence: `{0} is {1}.` would be found in most. */
const SURE = 14;
const HOLE = /\{\d\+?\}/;
const MOST_KEPT = 2000;

/**
 * Tells in another language what the server says in English. A sentence of the server is its own code: its words say which it is, what it
 * puts in stands in the holes, is told itself where it is a piece of a sentence, and is put into the sentence of the other language.
 * What is in no list is told as it came.
 */
export class Teller {
  readonly #words: ToldWords;
  readonly #manner: Manner;
  readonly #patterns: readonly Pattern[];
  readonly #kept = new Map<string, string>();

  constructor(words: ToldWords, manner: Manner) {
    this.#words = words;
    this.#manner = manner;
    this.#patterns = Object.entries(words)
      .filter(([said]) => HOLE.test(said) && said !== AND && said !== OTHERS)
      .map(([said, meaning]) => patternOf(said, meaning))
      // The more of its own words a sentence has the surer it is meant.
      .sort((a, b) => b.own - a.own);
  }

  /** One or more sentences of the server, or a piece of one. */
  tell(said: string): string {
    let told = this.#kept.get(said);
    if (told === undefined) {
      told = this.#known(said, SURE) ?? this.#oneByOne(said);
      if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
      this.#kept.set(said, told);
    }
    return told;
  }

  #oneByOne(said: string): string {
    const ends = [...said.matchAll(/[.!?] /g)].map(({ index }) => index + 1);
    for (const end of ends.slice(0, 3).toReversed()) {
      const first = this.#known(said.slice(0, end), SURE);
      if (first !== null) return `${first} ${this.tell(said.slice(end + 1))}`;
    }
    const whole = this.#known(said);
    if (whole !== null || ends.length === 0) return whole ?? said;
    // The first sentence is not known: those after it may be.
    return `${said.slice(0, ends[0])} ${this.tell(said.slice(ends[0] + 1))}`;
  }

  #known(said: string, least = 0): string | null {
    if (said === '') return '';
    if (Object.hasOwn(this.#words, said)) return this.#words[said];
    for (const pattern of this.#patterns) {
      if (pattern.own < least) break;
      if (!inOrder(pattern.words, said)) continue;
      const found = pattern.shape.exec(said);
      if (found) return this.#filled(pattern, found.slice(1));
    }
    return null;
  }

  /** Holes of the meaning: `{0}`, `{0, plural, one {# Zeile} other {# Zeilen}}` as in ICU messages, and `{0, list}` of names. */
  #filled({ meaning, rows }: Pattern, pieces: readonly string[]): string {
    return meaning
      .replace(/\{(\d), plural, one \{([^}]*)\} other \{([^}]*)\}\}/g, (_, n: string, one: string, other: string) => {
        const number = pieces[Number(n)];
        return this.#manner.plural(Number(number.replaceAll(',', '')), one, other).replace('#', this.#piece(number, false));
      })
      .replace(/\{(\d)(, list)?\}/g, (_, n: string, list?: string) => (list === undefined ? this.#piece(pieces[Number(n)], rows[Number(n)]) : this.#list(pieces[Number(n)])));
  }

  /** `North, South and 3 others`. */
  #list(said: string): string {
    const found = /^(.*) and ((\d+) others|.*?)$/s.exec(said);
    if (found === null) return said;
    const last = found[3] === undefined ? found[2] : (this.#words[OTHERS] ?? OTHERS).replace('{0}', found[3]);
    return (this.#words[AND] ?? AND).replace('{0}', () => found[1]).replace('{1}', () => last);
  }

  /** What stood in a hole: a number, a piece of a sentence, or a name, which stays. */
  #piece(said: string, row: boolean): string {
    const known = figure(said, this.#manner) ?? this.#known(said);
    if (known !== null) return known;
    if (!row) return said;
    for (const { index } of said.matchAll(/[ ,;:(]/g)) {
      const rest = index === 0 ? null : this.#known(said.slice(index));
      if (rest !== null) return this.#piece(said.slice(0, index), true) + rest;
    }
    return said;
  }
}

function patternOf(said: string, meaning: string): Pattern {
  const words = said.split(/\{\d\+?\}/);
  const holes = [...said.matchAll(/\{(\d)(\+?)\}/g)];
  // Where the form of a word follows a number nothing else is meant.
  const hole = (n: number): string => (meaning.includes(`{${holes[n][1]}, plural`) ? '(-?[\\d,.]+)' : '(-?[\\d,.]+ %|.*?)');
  const shape = words.map((part, n) => (n === 0 ? '' : hole(n - 1)) + escape(part)).join('');
  return { words, own: words.join('').length, shape: new RegExp(`^${shape}$`, 's'), rows: holes.map(([, , many]) => many === '+'), meaning };
}

function escape(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function inOrder(words: readonly string[], said: string): boolean {
  if (!said.startsWith(words[0]) || !said.endsWith(words[words.length - 1])) return false;
  let at = 0;
  for (const part of words) {
    const found = said.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

/** A number of the server, `1,240.5 %` say, as the reader writes it; null when it is none that is written differently. */
function figure(said: string, manner: Manner): string | null {
  const found = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?( %| km| MB)?$/.exec(said);
  if (found === null || !(said.includes(',') || said.includes('.'))) return null;
  const [, sign, whole, part = '', unit = ''] = found;
  const digits = part === '' ? 0 : part.length - 1;
  const value = Number(`${sign}${whole.replaceAll(',', '')}${part}`);
  return manner.number(value, digits, whole.includes(',')) + unit;
}
