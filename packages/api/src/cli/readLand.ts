import { fromCells, fromEdges, type UnitGraph } from '@hexalign/engine';
import type { FeatureCollection } from 'geojson';
import { areaGraph } from '../units/areaUnits.ts';
import type { Findings } from './findings.ts';
import type { PlanDocument } from './planDocument.ts';
import { planText } from './readPlan.ts';
import { readBorders, type UnitRows } from './readUnits.ts';

/** The areas that are the plan's units; null, with a finding, when they cannot be read. */
export async function readAreas(dir: string, findings: Findings): Promise<FeatureCollection | null> {
  try {
    return JSON.parse(await planText(dir, 'areas.geojson')) as FeatureCollection;
  } catch (error) {
    findings.add('area', 'areas.geojson', (error as Error).message);
    return null;
  }
}

/** The graph as it is without links: from H3 alone, from the areas, or from `borders.csv`. */
export async function readLand(dir: string, plan: PlanDocument, units: UnitRows, areas: FeatureCollection | null, findings: Findings): Promise<UnitGraph | null> {
  try {
    if (plan.reading) {
      const land = areas === null ? fromCells(units.ids) : areaGraph(areas, plan.layer!);
      if (land.ids.join('\n') !== units.ids.join('\n')) {
        findings.add('unit', 'units.csv', 'does not have the areas of areas.geojson as its units');
        return null;
      }
      land.ids.forEach((id, u) => {
        if (land.lngLat[2 * u] !== units.lngLat[2 * u] || land.lngLat[2 * u + 1] !== units.lngLat[2 * u + 1]) findings.add('place', `units.csv, ${id}`, `lies at ${units.lngLat[2 * u]}, ${units.lngLat[2 * u + 1]}; the middle of the unit is ${land.lngLat[2 * u]}, ${land.lngLat[2 * u + 1]}`);
        if (land.areaKm2[u] !== units.areaKm2[u]) findings.add('area', `units.csv, ${id}`, `has ${units.areaKm2[u]} square kilometres; the unit has ${land.areaKm2[u]}`);
      });
      return land;
    }
    const borders = await readBorders(dir, units, findings);
    return borders && fromEdges({ ids: units.ids, lngLat: units.lngLat, areaKm2: units.areaKm2, ...borders }).graph;
  } catch (error) {
    findings.add('graph', plan.reading ? 'units.csv' : 'borders.csv', (error as Error).message);
    return null;
  }
}
