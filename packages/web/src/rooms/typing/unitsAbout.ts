import type { UnitGraph } from '@hexalign/engine';
import { metresBetween } from '../../editor/tools/radius.ts';
import { mercatorX, mercatorY } from '../../map/mercator.ts';

type Ground = Pick<UnitGraph, 'offsets' | 'neighbors' | 'lngLat'>;

const mercator = (lng: number, lat: number): [number, number] => [mercatorX(lng), mercatorY(lat)];

/** Metres from a place to the centre of every unit. */
function* distances({ lngLat }: Pick<Ground, 'lngLat'>, [lng, lat]: readonly [number, number]): Generator<[unit: number, metres: number]> {
  const at = mercator(lng, lat);
  for (let u = 0; 2 * u < lngLat.length; u++) yield [u, metresBetween(at, mercator(lngLat[2 * u], lngLat[2 * u + 1]))];
}

/** Units whose centre lies within so many metres of a place, ascending. O(n). */
export function unitsWithin(ground: Pick<Ground, 'lngLat'>, place: readonly [number, number], metres: number): number[] {
  const found: number[] = [];
  for (const [u, far] of distances(ground, place)) if (far <= metres) found.push(u);
  return found;
}

/** The unit whose centre is nearest to a place; -1 without ground. O(n). */
export function nearestUnit(ground: Pick<Ground, 'lngLat'>, place: readonly [number, number]): number {
  let [best, least] = [-1, Infinity];
  for (const [u, far] of distances(ground, place)) if (far < least) [best, least] = [u, far];
  return best;
}

/** Some units and one ring of others around them, ascending. */
export function withRing({ offsets, neighbors }: Pick<Ground, 'offsets' | 'neighbors'>, units: Iterable<number>): number[] {
  const own = [...units];
  const found = new Set(own);
  for (const u of own) for (let e = offsets[u]; e < offsets[u + 1]; e++) found.add(neighbors[e]);
  return [...found].sort((a, b) => a - b);
}

/** A unit of `from` that borders `to`, where a fill of `to` may begin; -1 where they do not touch. */
export function unitBetween({ offsets, neighbors }: Pick<Ground, 'offsets' | 'neighbors'>, slots: Uint16Array, from: number, to: number): number {
  return slots.findIndex((slot, u) => {
    if (slot !== from) return false;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) if (slots[neighbors[e]] === to) return true;
    return false;
  });
}
