import type { Feature, FeatureCollection, Point } from 'geojson';

/** Each kind has a shape of its own, so that colour is not needed to tell them apart: disc, ring, diamond, square. */
export type PinKind = 'home' | 'free' | 'exception' | 'held';

/** Points with a kind and a name. */
export type Pins = FeatureCollection<Point, { kind: PinKind; label: string }>;

/** One point over the territories. */
export function pin(kind: PinKind, [lng, lat]: readonly [number, number], label: string): Feature<Point, { kind: PinKind; label: string }> {
  return { type: 'Feature', properties: { kind, label }, geometry: { type: 'Point', coordinates: [lng, lat] } };
}
