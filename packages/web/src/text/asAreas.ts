import type { Catalogue } from './useText.ts';

/** Stands between the letters of words that a sentence was given, such as the name of a territory: they stay as they are. */
const GIVEN = '\uE000';

const told = new WeakMap<Catalogue, Catalogue>();

/**
 * The catalogue as it speaks of a plan whose units are areas of a boundary layer, by the words that the language chooses in
 * `units.asAreas`. The same catalogue gives the same one back.
 */
export function asAreas(words: Catalogue): Catalogue {
  let found = told.get(words);
  if (found === undefined) {
    const said = new Map(words.units.asAreas);
    // Longer ones first; a letter beside it makes another word of it.
    const from = [...said.keys()].sort((a, b) => b.length - a.length);
    found = rewrite(words, new RegExp(`(?<!\\p{L})(?:${from.join('|')})(?!\\p{L})`, 'gu'), said);
    told.set(words, found);
  }
  return found;
}

function rewrite<T>(words: T, shape: RegExp, said: ReadonlyMap<string, string>): T {
  if (typeof words === 'string') return words.replace(shape, (word) => said.get(word) ?? word).replaceAll(GIVEN, '') as T;
  if (typeof words === 'function') return ((...given: unknown[]) => rewrite((words as (...given: unknown[]) => unknown)(...given.map((one) => marked(one, shape))), shape, said)) as T;
  if (Array.isArray(words)) return words.map((one) => rewrite(one as unknown, shape, said)) as T;
  if (typeof words === 'object' && words !== null) return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, rewrite(value as unknown, shape, said)])) as T;
  return words;
}

function marked(given: unknown, shape: RegExp): unknown {
  if (typeof given === 'string') return given.replace(shape, (word) => [...word].join(GIVEN));
  return Array.isArray(given) ? given.map((one) => marked(one, shape)) : given;
}
