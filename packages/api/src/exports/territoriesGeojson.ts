import type { MultiPolygon } from 'geojson';
import { numberText, tidy } from './csvLine.ts';
import type { PlanSheet } from './planSheet.ts';

/** What `territories.geojson` needs of a plan. */
export type TerritoriesSheet = Pick<PlanSheet, 'slots' | 'territories' | 'unitOfAccount' | 'slotOfAccount' | 'certificate'> & { readonly graph: Pick<PlanSheet['graph'], 'lngLat' | 'areaKm2'> };

/**
 * `territories.geojson` (RFC 7946): one feature per territory with its figures, feature by feature.
 *
 * @param shapes ground of each slot; null where units have no shape (a graph made by others): then the feature
 *   is the point of the unit nearest to the territory's middle
 */
export function* territoriesGeojson(plan: TerritoriesSheet, shapes: readonly MultiPolygon[] | null): Generator<string, void> {
  yield '{"type":"FeatureCollection","features":[\n';
  const counts = countsOf(plan);
  for (let slot = 0; slot < plan.territories.length; slot++) {
    const { id, name } = plan.territories[slot];
    const { certificate } = plan;
    const properties: Record<string, string | number> = { territory: id, name, units: counts.units[slot] };
    if (counts.accounts) properties.accounts = counts.accounts[slot];
    properties.areaKm2 = Number(counts.areaKm2[slot].toPrecision(9));
    for (const { key, sums, targets, deviations } of certificate.measures) {
      properties[key] = tidy(sums[slot]);
      properties[`${key}_target`] = tidy(targets[slot]);
      properties[`${key}_deviation`] = tidy(deviations[slot]);
    }
    const shape = certificate.shapes[slot];
    properties.momentCompactness = Number(shape.momentCompactness.toFixed(9));
    properties.polsbyPopper = Number(shape.polsbyPopper.toFixed(9));
    properties.pieces = shape.pieces;
    const geometry = shapes ? multiPolygonText(shapes[slot]) : pointText(plan, slot);
    yield `{"type":"Feature","id":${JSON.stringify(id)},"properties":${JSON.stringify(properties)},"geometry":${geometry}}${slot + 1 < plan.territories.length ? ',' : ''}\n`;
  }
  yield ']}\n';
}

/** Six decimals are 0.1 m; shared vertices round alike, so that borders still fit. */
function multiPolygonText({ coordinates }: MultiPolygon): string {
  const polygons = coordinates.map((rings) => `[${rings.map((ring) => `[${ring.map(([lng, lat]) => `[${degrees(lng)},${degrees(lat)}]`).join(',')}]`).join(',')}]`);
  return `{"type":"MultiPolygon","coordinates":[${polygons.join(',')}]}`;
}

function degrees(value: number): string {
  return numberText(Math.round(value * 1e6) / 1e6);
}

function pointText({ graph, slots }: TerritoriesSheet, slot: number): string {
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
  return `{"type":"Point","coordinates":[${degrees(graph.lngLat[2 * nearest])},${degrees(graph.lngLat[2 * nearest + 1])}]}`;
}

function countsOf({ territories, slots, graph, unitOfAccount, slotOfAccount }: TerritoriesSheet) {
  const units = new Uint32Array(territories.length);
  const areaKm2 = new Float64Array(territories.length);
  for (let u = 0; u < slots.length; u++) {
    // A unit that nobody covers has a slot beyond the arrays, where writing does nothing.
    units[slots[u]]++;
    areaKm2[slots[u]] += graph.areaKm2[u];
  }
  if (!unitOfAccount) return { units, areaKm2, accounts: null };
  const accounts = new Uint32Array(territories.length);
  unitOfAccount.forEach((unit, a) => accounts[slotOfAccount?.[a] ?? slots[unit]]++);
  return { units, areaKm2, accounts };
}
