import type { Outline } from '@hexalign/engine';
import type { Feature, FeatureCollection, MultiPolygon, Point } from 'geojson';

/** What the map draws of the territories beside their cells. */
export interface TerritoryShapes {
  /** One feature per territory that has ground, `slot` among its properties. */
  readonly areas: FeatureCollection<MultiPolygon, { slot: number }>;
  /** Where each name sits. */
  readonly labels: FeatureCollection<Point, { slot: number; order: number }>;
}

/** Features of outlines and label points, position = slot. */
export function territoryShapes(outlines: readonly (Outline | null)[], labels: readonly ([number, number] | null)[]): TerritoryShapes {
  const areas: Feature<MultiPolygon, { slot: number }>[] = [];
  const points: Feature<Point, { slot: number; order: number }>[] = [];
  outlines.forEach((geometry, slot) => {
    const at = labels[slot];
    if (geometry) areas.push({ type: 'Feature', properties: { slot }, geometry });
    if (at) points.push({ type: 'Feature', properties: { slot, order: slot }, geometry: { type: 'Point', coordinates: at } });
  });
  return { areas: { type: 'FeatureCollection', features: areas }, labels: { type: 'FeatureCollection', features: points } };
}
