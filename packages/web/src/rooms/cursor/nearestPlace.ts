import type { FeatureCollection } from 'geojson';

/** Further away than this a town says nothing about a place. */
const FAR_KM = 150;
const KM_PER_DEGREE = 111.2;

/** Name of the town nearest to a point in degrees, null where none is known within 150 km. */
export function nearestPlace(places: FeatureCollection, lng: number, lat: number): string | null {
  let name: string | null = null;
  let least = (FAR_KM / KM_PER_DEGREE) ** 2;
  const narrow = Math.cos((lat * Math.PI) / 180);
  for (const { geometry, properties } of places.features) {
    if (geometry.type !== 'Point' || properties?.kind !== 'city') continue;
    const away = ((geometry.coordinates[0] - lng) * narrow) ** 2 + (geometry.coordinates[1] - lat) ** 2;
    if (away < least) {
      least = away;
      name = String(properties.name);
    }
  }
  return name;
}
