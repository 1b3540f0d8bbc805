import { csvLine } from './csvLine.ts';
import { territoryAt, type PlanSheet } from './planSheet.ts';

/** `units.csv`: `unit,territory,lng,lat,areaKm2,<measures>[,current]`, units ascending by id; `sheetLine` makes one for spreadsheets. */
export function* unitsCsv(plan: Pick<PlanSheet, 'graph' | 'measures' | 'slots' | 'territories' | 'currentOfUnit'>, line = csvLine): Generator<string, void> {
  const { graph, measures, slots, territories, currentOfUnit } = plan;
  yield line(['unit', 'territory', 'lng', 'lat', 'areaKm2', ...measures.map(({ key }) => key), ...(currentOfUnit ? ['current'] : [])]);
  for (let u = 0; u < graph.ids.length; u++) {
    const fields: (string | number)[] = [graph.ids[u], territoryAt(territories, slots[u]), graph.lngLat[2 * u], graph.lngLat[2 * u + 1], graph.areaKm2[u]];
    for (const { values } of measures) fields.push(values[u]);
    if (currentOfUnit) fields.push(currentOfUnit[u] ?? '');
    yield line(fields);
  }
}
