import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson';
import polylabel from 'polylabel';
import { mercatorX, mercatorY, fromMercator } from './mercator.ts';

/** What the map draws of the territories beside their cells. */
export interface TerritoryShapes {
  /** One feature per territory that has ground, `slot` among its properties. */
  readonly areas: FeatureCollection<MultiPolygon | Polygon, { slot: number }>;
  /** Visual centre of each, with the room round it in Mercator units. */
  readonly labels: FeatureCollection<Point, { slot: number; room: number }>;
}

/** Features and label points of outlines, position = slot. */
export function territoryShapes(outlines: readonly MultiPolygon[]): TerritoryShapes {
  const areas: Feature<MultiPolygon, { slot: number }>[] = [];
  const labels: Feature<Point, { slot: number; room: number }>[] = [];
  outlines.forEach((geometry, slot) => {
    if (geometry.coordinates.length === 0) return;
    areas.push({ type: 'Feature', properties: { slot }, geometry });
    const centre = visualCentre(geometry);
    labels.push({ type: 'Feature', properties: { slot, room: centre.room }, geometry: { type: 'Point', coordinates: centre.at } });
  });
  return { areas: { type: 'FeatureCollection', features: areas }, labels: { type: 'FeatureCollection', features: labels } };
}

/** Where a label sits best: the point of the largest piece that is farthest from its border, as the map shows it. */
export function visualCentre(shape: MultiPolygon): { at: [number, number]; room: number } {
  let best: number[][][] = [];
  let most = -1;
  for (const polygon of shape.coordinates) {
    const flat = polygon.map((ring) => ring.map(([lng, lat]) => [mercatorX(lng), mercatorY(lat)]));
    const area = Math.abs(ringArea(flat[0]));
    if (area > most) {
      most = area;
      best = flat;
    }
  }
  const at = polylabel(best, Math.sqrt(most) / 60);
  return { at: fromMercator(at[0], at[1]), room: at.distance };
}

function ringArea(ring: number[][]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  return sum / 2;
}
