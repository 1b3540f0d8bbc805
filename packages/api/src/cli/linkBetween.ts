import { areNeighbors, type Link, type UnitGraph } from '@hexalign/engine';
import { kilometres } from './checkBorders.ts';
import { wrongOption } from './wrongOption.ts';

/** A link as it was asked for. `known`: the two are neighbours anyhow. */
export function linkBetween(graph: UnitGraph, a: string, b: string): { link: Link; known: boolean } {
  const [u, v] = [unitAt(graph, a, '--link'), unitAt(graph, b, '--link')];
  if (u === v) throw wrongOption('--link', 'two units', `"${a}" and "${b}", which lie in the same one, ${graph.ids[u]}`, 'Name places farther apart.');
  return { link: { from: graph.ids[Math.min(u, v)], to: graph.ids[Math.max(u, v)], km: kilometres(graph.lngLat, u, v), reason: 'given' }, known: areNeighbors(graph, u, v) };
}

/** A unit by its id, or the one whose centre is nearest to a place. @throws InputError `option.invalid` */
export function unitAt({ ids, lngLat }: Pick<UnitGraph, 'ids' | 'lngLat'>, text: string, option: string): number {
  const known = ids.indexOf(text);
  if (known >= 0) return known;
  const [lng, lat] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (text.split(',').length !== 2 || !(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) throw wrongOption(option, 'the id of a unit, or a place as LNG,LAT in degrees', `"${text}"`, `For example ${option} ${option === '--link' ? '-87.5,45.1:-87.2,45.3' : 'T01=-96.5,39.1'}.`);
  const places = new Float64Array(lngLat.length + 2);
  places.set(lngLat);
  places.set([lng, lat], lngLat.length);
  let nearest = 0;
  let least = Infinity;
  for (let u = 0; u < ids.length; u++) {
    const km = kilometres(places, u, ids.length);
    if (km < least) [nearest, least] = [u, km];
  }
  return nearest;
}
