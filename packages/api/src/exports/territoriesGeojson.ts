import type { MultiPolygon, Point } from 'geojson';
import { numberText } from './csvLine.ts';
import type { PlanSheet } from './planSheet.ts';
import { stampFields, type Stamp } from './stamp.ts';
import { territoryFigures, type FiguresSheet } from './territoryFigures.ts';

/** What `territories.geojson` needs of a plan. */
export type TerritoriesSheet = FiguresSheet & { readonly graph: Pick<PlanSheet['graph'], 'lngLat' | 'areaKm2'> };

/**
 * `territories.geojson` (RFC 7946): one feature per territory with its figures, feature by feature.
 *
 * @param shapes ground of each slot; null where units have no shape (a graph made by others): then the feature
 *   is the point of the unit nearest to the territory's middle
 * @param stamp where it comes from, as a member `hexalign` of the collection; left out where `plan.json` lies beside it
 */
export function* territoriesGeojson(plan: TerritoriesSheet, shapes: readonly MultiPolygon[] | null, stamp?: Stamp): Generator<string, void> {
  yield `{"type":"FeatureCollection",${stamp ? `"hexalign":${JSON.stringify(stampFields(stamp))},` : ''}"features":[\n`;
  const figures = territoryFigures(plan);
  const k = plan.territories.length;
  for (let slot = 0; slot < k; slot++) {
    const properties = Object.fromEntries(figures.map(({ name, values }) => [name, values[slot]]));
    yield `{"type":"Feature","id":${JSON.stringify(plan.territories[slot].id)},"properties":${JSON.stringify(properties)},"geometry":${geometryText(territoryGeometry(plan, shapes, slot))}}${slot + 1 < k ? ',' : ''}\n`;
  }
  yield ']}\n';
}

/** Ground of a territory in degrees of six decimals (0.1 m): shared vertices round alike, so that borders still fit. A point where units have no shape. */
export function territoryGeometry(plan: Pick<TerritoriesSheet, 'graph' | 'slots'>, shapes: readonly MultiPolygon[] | null, slot: number): MultiPolygon | Point {
  if (shapes === null) return { type: 'Point', coordinates: middleUnit(plan, slot) };
  return { type: 'MultiPolygon', coordinates: shapes[slot].coordinates.map((rings) => rings.map((ring) => ring.map(([lng, lat]) => [degrees(lng), degrees(lat)]))) };
}

/** Numbers as everywhere in our files. */
function geometryText(geometry: MultiPolygon | Point): string {
  if (geometry.type === 'Point') return `{"type":"Point","coordinates":[${geometry.coordinates.map(numberText).join(',')}]}`;
  const polygons = geometry.coordinates.map((rings) => `[${rings.map((ring) => `[${ring.map(([lng, lat]) => `[${numberText(lng)},${numberText(lat)}]`).join(',')}]`).join(',')}]`);
  return `{"type":"MultiPolygon","coordinates":[${polygons.join(',')}]}`;
}

function degrees(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}

/** Place of the unit that is nearest to the middle of a territory's units. */
function middleUnit({ graph, slots }: Pick<TerritoriesSheet, 'graph' | 'slots'>, slot: number): [number, number] {
  let [x, y, count] = [0, 0, 0];
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] !== slot) continue;
    x += graph.lngLat[2 * u];
    y += graph.lngLat[2 * u + 1];
    count++;
  }
  let nearest = 0;
  let least = Infinity;
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] !== slot) continue;
    const d = (graph.lngLat[2 * u] - x / count) ** 2 + (graph.lngLat[2 * u + 1] - y / count) ** 2;
    if (d < least) {
      least = d;
      nearest = u;
    }
  }
  return [degrees(graph.lngLat[2 * nearest]), degrees(graph.lngLat[2 * nearest + 1])];
}
