import type { MapGround } from './mapGround.ts';
import type { Projection } from './projection.ts';
import type { Item } from './scene.ts';

/** Colour of ground that nobody has. */
export const NOBODYS = '#aab2b9';

/** Units that are drawn one by one, as large as their ground within reason. */
export function unitDots({ units, colours }: MapGround, { point, pointsPerKm }: Projection): Item[] {
  return units.flatMap(({ place: [lng, lat], slot, areaKm2 }): Item[] => {
    const place = point(lng, lat);
    if (place === null) return [];
    const radius = Math.min(12, Math.max(0.8, 0.45 * Math.sqrt(areaKm2) * pointsPerKm));
    return [{ kind: 'dot', x: Number(place[0].toFixed(2)), y: Number(place[1].toFixed(2)), radius: Number(radius.toFixed(2)), fill: colours[slot] ?? NOBODYS }];
  });
}
