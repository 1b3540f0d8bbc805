import { plainIds, withPlainIds } from '../units/nameTerritories.ts';
import { wrongOption } from './wrongOption.ts';

/** Territories that are called by name in demands: which option, and which name. */
export interface NamedTerritory {
  readonly name: string;
  readonly where: string;
}

/**
 * Ids of k territories when demands speak of some: today's names, the heaviest where there are more than k, and those that
 * demands name; the others are `T..` by their number.
 *
 * @param today names of today's territories, heaviest first; null without any
 * @throws InputError `option.invalid` for names of nothing, or too many
 */
export function territoryIds(k: number, named: readonly NamedTerritory[], today: readonly string[] | null): string[] {
  const plain = plainIds(k);
  const places = new Map(plain.map((id, slot) => [id, slot]));
  const kept = new Set<string>();
  for (const { name, where } of named) {
    if (kept.has(name) || places.has(name)) continue;
    if (today?.includes(name) || (today === null && !/^T\d+$/.test(name))) kept.add(name);
    else throw unknown(where, name, today === null ? plain : [...today, ...plain.slice(today.length)]);
  }
  if (kept.size > k) throw wrongOption(named[0].where, `at most ${k} territories, as many as --territories draws`, `${kept.size}: ${[...kept].slice(0, 5).join(', ')} ...`, `Say --territories ${kept.size} or more.`);
  for (const name of today ?? []) if (kept.size < k) kept.add(name);
  const names = today === null ? [...kept] : [...kept].sort((a, b) => (a < b ? -1 : 1));
  const ids = new Array<string | null>(k).fill(null);
  // A number that is spoken of keeps its place.
  for (const { name } of named) if (!kept.has(name) && places.has(name)) ids[places.get(name)!] = name;
  for (let slot = 0; slot < k; slot++) ids[slot] ??= names.shift() ?? null;
  if (names.length > 0) throw wrongOption(named[0].where, `at most ${k} territories`, `${k + names.length} names`, `Say --territories ${k + names.length} or more.`);
  return withPlainIds(ids);
}

function unknown(where: string, name: string, known: readonly string[]): Error {
  const wanted = name.toLowerCase();
  const near = known.filter((one) => one.toLowerCase().includes(wanted) || wanted.includes(one.toLowerCase())).slice(0, 5);
  return wrongOption(where, 'a territory of the plan', `"${name}"`, near.length > 0 ? `Did you mean ${near.map((one) => `"${one}"`).join(' or ')}? Case matters.` : `There are ${known.slice(0, 8).map((one) => `"${one}"`).join(', ')}${known.length > 8 ? ` ... "${known[known.length - 1]}"` : ''}.`);
}
