import { aggregate, areaFinder, areaOutline, EngineError, fromPolygons, layAreaSides, readPolygons, type Measure, type UnitGraph } from '@hexalign/engine';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { InputError } from '../datasets/inputError.ts';
import { joinIslands, type BuiltUnits, type UnitsRequest } from './buildUnits.ts';
import { heaviest } from './heaviest.ts';

/** An area of a boundary layer. */
export interface UnitArea {
  readonly id: string;
  readonly geometry: Polygon | MultiPolygon;
}

/** Units that are areas, and the accounts that lie in one. */
export interface AreaUnits extends BuiltUnits {
  /** Positions in the request of the accounts that lie in an area; the others belong to no unit. */
  readonly inside: Uint32Array;
  /** Per account inside the position of its unit. */
  readonly unitOfAccount: Uint32Array;
}

/** Areas as one collection, by id, so that the same areas are always the same text. */
export function areaCollection(areas: readonly UnitArea[]): FeatureCollection<Polygon | MultiPolygon> {
  const features = [...areas].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, geometry }): Feature<Polygon | MultiPolygon> => ({ type: 'Feature', id, properties: { id }, geometry }));
  return { type: 'FeatureCollection', features };
}

/** The graph of areas. @throws InputError `layer.unusable` naming the area and what is wrong with it */
export function areaGraph(areas: FeatureCollection, layer: string): UnitGraph {
  try {
    return fromPolygons(areas, 'id');
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new InputError({ code: 'layer.unusable', where: `layer ${layer}`, expected: 'polygons that units can be made of', found: error.message, repair: 'Repair the layer, and import it again.' });
  }
}

/** The ground of each territory, with every corner of its areas. */
export function areaShapes(areas: FeatureCollection, slots: Uint16Array, k: number): MultiPolygon[] {
  return areaOutline(layAreaSides(readPolygons(areas, 'id').shapes), slots, k) as MultiPolygon[];
}

/** Per point the position of the area that holds it, -1 for a point in none. */
export function unitsOfPoints(areas: FeatureCollection, ids: readonly string[], lngLat: Float64Array): Int32Array {
  const find = areaFinder(areas, 'id');
  const position = new Map(ids.map((id, u) => [id, u]));
  return Int32Array.from({ length: lngLat.length / 2 }, (_, i) => position.get(find(lngLat[2 * i], lngLat[2 * i + 1])) ?? -1);
}

/** Positions of the points that lie in an area, and the area of each. */
export function insideAreas(units: Int32Array): { inside: Uint32Array; unitOf: Uint32Array } {
  const inside = Uint32Array.from(units.keys()).filter((i) => units[i] >= 0);
  return { inside, unitOf: Uint32Array.from(inside, (i) => units[i]) };
}

/**
 * Makes units of a boundary layer: an area each, and sums the accounts that lie in one into it.
 *
 * @throws InputError `layer.unusable`; `measure.all_zero` when no measure has anything to balance inside
 */
export function buildAreaUnits({ lngLat, measures, k, tolerance, links }: Omit<UnitsRequest, 'region' | 'resolution'>, areas: FeatureCollection, layer: string): AreaUnits {
  const land = areaGraph(areas, layer);
  const { inside, unitOf } = insideAreas(unitsOfPoints(areas, land.ids, lngLat));
  const notes: string[] = [];
  const outside = lngLat.length / 2 - inside.length;
  if (outside > 0) notes.push(`${outside} ${outside === 1 ? 'account lies' : 'accounts lie'} in no area of ${layer}: they are in the inbox of the plan.`);
  const own = measures.map(({ values }) => Float64Array.from(inside, (i) => values[i]));
  const kept = measures.flatMap(({ name }, m) => {
    if (own[m].some((value) => value > 0)) return [m];
    notes.push(`Measure ${name} is 0 everywhere and was dropped.`);
    return [];
  });
  if (kept.length === 0) throw new InputError({ code: 'measure.all_zero', where: `measure ${measures.map(({ name }) => name).join(', ')}`, expected: 'at least one number above 0 in the areas of the layer', found: inside.length === 0 ? 'no account in any of them' : '0 in every row', repair: 'Choose another layer, or a column with something to share out.' });
  const sums = kept.map((m): Measure => ({ key: measures[m].name, unit: measures[m].unit, values: areaSums(land.ids.length, unitOf, own[m]) }));
  const joined = joinIslands(land, sums, k, tolerance, links !== false);
  return {
    graph: joined.graph, unitOfAccount: unitOf, inside, measures: sums, kept, resolution: [0, 0], links: joined.links, notes: [...notes, ...joined.notes],
    heaviest: heaviest(sums, k, tolerance, kept.map((m) => own[m])),
  };
}

/** Sums without the dust of binary fractions. */
export function areaSums(n: number, unitOf: Uint32Array, values: Float64Array): Float64Array {
  return aggregate(n, unitOf, values).map((value) => (Number.isSafeInteger(value) ? value : Number(value.toPrecision(15))));
}
