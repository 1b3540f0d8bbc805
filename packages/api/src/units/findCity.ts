import { cities } from '@hexalign/data';

/** A city that a search found. */
export interface FoundCity {
  readonly label: string;
  readonly lngLat: readonly [number, number];
}

let byName: Map<string, number[]> | undefined;

/** Cities of a name, largest first: `Denver`, `Denver, CO`, `Lyon (FR)`; case and accents do not matter. */
export function findCities(text: string): FoundCity[] {
  const [, name, region = ''] = /^(.*?)\s*(?:,\s*([^,()]+?)|\(\s*([^()]+?)\s*\))?\s*$/s.exec(text) ?? [];
  const where = plain(/\(([^()]+)\)\s*$/.exec(text)?.[1] ?? region);
  byName ??= index();
  const all = cities();
  return (byName.get(plain(name ?? '')) ?? [])
    .map((i) => all[i])
    .filter((city) => where === '' || plain(city.region) === where || plain(city.country) === where)
    .map((city) => ({ label: city.region === '' ? `${city.name} (${city.country})` : `${city.name}, ${city.region}`, lngLat: city.lngLat }));
}

function index(): Map<string, number[]> {
  const found = new Map<string, number[]>();
  cities().forEach(({ name }, i) => {
    const key = plain(name);
    found.set(key, [...(found.get(key) ?? []), i]);
  });
  return found;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
