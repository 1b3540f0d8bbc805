import { readFile } from 'node:fs/promises';
import { areaFinder, fileOutline } from '@hexalign/engine';
import { zipsBeginning } from '@hexalign/data';
import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import type { ExportFormat } from '../../contract/exports.ts';
import { InputError } from '../datasets/inputError.ts';
import type { Exported } from '../exports/exported.ts';
import { postalRows, type PostalPlaces } from '../exports/gis/postalRows.ts';
import { writeExport } from '../exports/writeExport.ts';
import { areaShapes } from '../units/areaUnits.ts';
import { positionOf, unitAt } from '../units/unitAt.ts';
import type { ExportOptions } from './exportOptions.ts';
import { Findings } from './findings.ts';
import { judgedSheet } from './judgedSheet.ts';
import { openFault } from './openFault.ts';
import { readFolder } from './readFolder.ts';
import { positionsOnly } from './positionsOnly.ts';
import { planDocument, planText } from './readPlan.ts';

/**
 * Files of a plan in a folder, one after the other; it is judged and outlined once.
 *
 * @throws InputError `plan.disagrees` when the folder does not agree with itself
 */
export async function* exportFolder(dir: string, name: string, { formats, paper, layer, layerId, date, peopleBlind }: ExportOptions): AsyncGenerator<{ readonly format: ExportFormat; readonly bytes: Uint8Array }> {
  const findings = new Findings();
  const document = planDocument(await planText(dir, 'plan.json'), findings);
  const read = document && (await readFolder(dir, document, findings));
  const judged = read && judgedSheet(read, findings, () => null);
  if (!judged || !findings.none) throw new InputError({ code: 'plan.disagrees', where: dir, expected: 'a plan that agrees with its files', found: `${findings.toJSON().length} disagreements`, repair: 'Look at what hexalign verify says.' }, findings.lines());
  const plan = peopleBlind ? positionsOnly(judged) : judged;
  const { areas } = read;
  const k = plan.territories.length;
  const shapes = areas === null ? (fileOutline(plan.graph, plan.slots, k, plan.accounts?.lngLat) as MultiPolygon[] | null) : areaShapes(areas, plan.slots, k);
  const find = areas === null ? null : areaFinder(areas, 'id');
  const holding = (lng: number, lat: number): number => (find !== null ? positionOf(plan.graph.ids, find(lng, lat)) : plan.resolution === null ? -1 : unitAt(plan.graph, plan.resolution, lng, lat));
  const postal = formats.includes('postal-csv') ? postalRows(plan, await placesOf(layer, layerId, areas), holding) : null;
  const exported: Exported = { plan, shapes, areas, paper, language: 'en', accountNames: null, postal, stamp: { planId: null, plan: name, scenario: null, revision: null, documentHash: null, assignmentHash: plan.assignmentHash, date } };
  for (const format of formats) yield { format, bytes: await writeExport(format, exported) };
}

/** Postal areas of a file, the plan's own areas, or the ZIP codes that are shipped. */
async function placesOf(layer: string | null, layerId: string, areas: FeatureCollection | null): Promise<PostalPlaces> {
  if (layer !== null) return { kind: 'areas', areas: await layerOf(layer, layerId) };
  if (areas !== null) return { kind: 'areas', areas };
  const zips = Array.from('0123456789').flatMap((digit) => zipsBeginning(digit, Infinity));
  return { kind: 'points', codes: zips.map(({ zip }) => zip), countries: zips.map(() => 'US'), lngLat: Float64Array.from(zips.flatMap(({ lngLat }) => lngLat)) };
}

async function layerOf(path: string, idKey: string): Promise<FeatureCollection> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw openFault(error, path, '--layer', 'a GeoJSON file');
  });
  const unusable = (found: string): InputError => new InputError({ code: 'layer.unusable', where: path, expected: `GeoJSON polygons whose property "${idKey}" is a postal code`, found, repair: 'Name the property with --layer-id.' });
  let root: Partial<FeatureCollection>;
  try {
    root = JSON.parse(text) as Partial<FeatureCollection>;
  } catch (error) {
    throw unusable((error as Error).message);
  }
  if (root.type !== 'FeatureCollection' || !Array.isArray(root.features)) throw unusable(String(root.type ?? 'no GeoJSON'));
  const features = root.features.map((feature): Feature => {
    const id = feature.properties?.[idKey] ?? (idKey === 'id' ? feature.id : undefined);
    if (id === undefined || id === null || String(id) === '') throw unusable('a feature without it');
    return { ...feature, id: String(id), properties: { id: String(id) } };
  });
  return { type: 'FeatureCollection', features };
}
