import type { Point } from 'geojson';

/** Whether a value is a point of GeoJSON with numbers for coordinates. */
export function isPoint(value: unknown): value is Point {
  const { type, coordinates } = (typeof value === 'object' && value !== null ? value : {}) as { type?: unknown; coordinates?: unknown };
  return type === 'Point' && Array.isArray(coordinates) && typeof coordinates[0] === 'number' && typeof coordinates[1] === 'number';
}

/** Names for the columns of a point's degrees that no other column has. */
export function placeNames(taken: readonly string[]): { readonly lng: string; readonly lat: string } {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return used.has('longitude') || used.has('latitude') ? { lng: 'geometry longitude', lat: 'geometry latitude' } : { lng: 'longitude', lat: 'latitude' };
}
