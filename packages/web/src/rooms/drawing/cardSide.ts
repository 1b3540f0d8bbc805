import { fromMercator } from '../../map/mercator.ts';
import type { PlanMap } from '../../map/PlanMap.ts';

/** So many units say well enough where all of them lie. */
const SAMPLE = 200;
/** On a smaller map both sides are covered anyway, CSS pixels. */
const ROOM = 700;

/**
 * On which side of the map a card about some units stands, so that they can be seen beside it: at the end, as it does else, or at
 * the start where most of them lie towards the end.
 *
 * @param centres Mercator x and y of every unit in turn
 */
export function cardSide(map: PlanMap | null, centres: ArrayLike<number>, units: readonly number[]): 'start' | 'end' {
  const box = map?.map.getContainer();
  if (!map || !box || units.length === 0 || box.clientWidth < ROOM) return 'end';
  const step = Math.max(1, Math.floor(units.length / SAMPLE));
  let [sum, count] = [0, 0];
  for (let i = 0; i < units.length; i += step, count++) sum += map.map.project(fromMercator(centres[2 * units[i]], centres[2 * units[i] + 1])).x;
  const right = sum / count > box.clientWidth / 2;
  return right === (getComputedStyle(box).direction === 'ltr') ? 'start' : 'end';
}
