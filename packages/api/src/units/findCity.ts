import { cities, type City } from '@hexalign/data';

/** A city that a search found. */
export interface FoundCity {
  readonly label: string;
  readonly lngLat: readonly [number, number];
}

let byName: Map<string, number[]> | undefined;

/** Cities of a name, largest first: `Denver`, `Denver, CO`, `Lyon (FR)`; case and accents do not matter. */
export function findCities(text: string): FoundCity[] {
  const [, name, region = ''] = /^(.*?)\s*(?:,\s*([^,()]+?)|\(\s*([^()]+?)\s*\))?\s*$/s.exec(text) ?? [];
  const where = folded(/\(([^()]+)\)\s*$/.exec(text)?.[1] ?? region);
  byName ??= index();
  const all = cities();
  return (byName.get(folded(name ?? '')) ?? [])
    .map((i) => all[i])
    .filter((city) => where === '' || folded(city.region) === where || folded(city.country) === where)
    .map(labelled);
}

/** Cities that begin with what was typed, then those with a later word that does, each by size; a state or country after a comma narrows them. */
export function searchCities(text: string, limit: number): FoundCity[] {
  const [name, region = ''] = folded(text).split(',').map((part) => part.trim());
  if (name === '') return [];
  names ??= cities().map((city) => folded(city.name));
  const [first, later]: [FoundCity[], FoundCity[]] = [[], []];
  cities().forEach((city, i) => {
    const begins = names![i].startsWith(name);
    if (first.length >= limit || !(begins || names![i].includes(` ${name}`))) return;
    if (region !== '' && !folded(city.region).startsWith(region) && !folded(city.country).startsWith(region)) return;
    (begins ? first : later).push(labelled(city));
  });
  return [...first, ...later].slice(0, limit);
}

let names: readonly string[] | undefined;

function labelled({ name, region, country, lngLat }: City): FoundCity {
  return { label: region === '' ? `${name} (${country})` : `${name}, ${region}`, lngLat };
}

function index(): Map<string, number[]> {
  const found = new Map<string, number[]>();
  cities().forEach(({ name }, i) => {
    const key = folded(name);
    found.set(key, [...(found.get(key) ?? []), i]);
  });
  return found;
}

/** Text for comparing: small letters, no accents. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
