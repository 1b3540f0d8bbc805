import { aggregate, components, coverage, fromCells, link, proposeLinks, type Link, type Measure, type MeasureUnit, type UnitGraph } from '@hexalign/engine';
import type { MultiPolygon, Polygon } from 'geojson';
import { InputError } from '../datasets/inputError.ts';
import { heaviest, type Heaviest } from './heaviest.ts';

/** Cells at most where the resolution was asked for: all the ground of the lower 48 states at resolution 7 are 1.47 million. Unasked, coverage holds to fewer. */
const MOST_ASKED = 2_000_000;

/** Accounts and the ground they are to be divided on. N = accounts. */
export interface UnitsRequest {
  /** 2N degrees, `[lng, lat]`. */
  readonly lngLat: Float64Array;
  readonly measures: readonly { readonly name: string; readonly unit: MeasureUnit; /** N numbers >= 0. */ readonly values: Float64Array }[];
  /** Ground to be covered beside the accounts; null = the accounts' cells alone. */
  readonly region: Polygon | MultiPolygon | null;
  readonly k: number;
  /** Largest |deviation|, 0-1: decides which islands can stand alone. */
  readonly tolerance: number;
  /** Coarsest and finest H3 resolution; left out = chosen by region and k. */
  readonly resolution?: readonly [number, number];
  /** False: no link is proposed. */
  readonly links?: boolean;
}

/** Units with their measures, ready to be divided. n = units. */
export interface BuiltUnits {
  /** Links are among its borders, 0 metres long. */
  readonly graph: UnitGraph;
  /** Per account the position of its unit. */
  readonly unitOfAccount: Uint32Array;
  /** Measures with a total above 0, and the position of each in the request. */
  readonly measures: readonly Measure[];
  readonly kept: readonly number[];
  readonly resolution: readonly [number, number];
  readonly links: readonly Link[];
  /** What was decided on the way, in words. */
  readonly notes: readonly string[];
  readonly heaviest: readonly Heaviest[];
}

/**
 * Covers a region and its accounts with H3 cells, sums the accounts into them and joins islands.
 *
 * @throws InputError `measure.all_zero` when no measure has anything to balance
 */
export function buildUnits(request: UnitsRequest): BuiltUnits {
  const { lngLat, region, k, tolerance } = request;
  const notes: string[] = [];
  const kept = request.measures.flatMap(({ name, values }, m) => {
    if (values.some((value) => value > 0)) return [m];
    notes.push(`Measure ${name} is 0 everywhere and was dropped.`);
    return [];
  });
  if (kept.length === 0) throw new InputError({ code: 'measure.all_zero', where: `measure ${request.measures.map(({ name }) => name).join(', ')}`, expected: 'at least one number above 0', found: '0 in every accepted row', repair: 'Choose a column with something to share out.' });
  const asked = kept.map((m) => request.measures[m]);

  const covered = coverage({ region, points: { lngLat, values: asked.map(({ values }) => values) }, k, ...(request.resolution ? { resolution: [request.resolution[0], request.resolution[1]], cap: MOST_ASKED } : {}) });
  notes.push(...covered.notes);
  const land = fromCells(covered.cells);
  const measures: Measure[] = asked.map(({ name, unit, values }) => ({ key: name, unit, values: tidied(aggregate(land.ids.length, covered.unitOfPoint, values)) }));

  const joined = joinIslands(land, measures, k, tolerance, request.links !== false);
  notes.push(...joined.notes);
  return {
    graph: joined.graph,
    unitOfAccount: covered.unitOfPoint,
    measures,
    kept,
    resolution: covered.resolution,
    links: joined.links,
    notes,
    heaviest: heaviest(measures, k, tolerance, asked.map(({ values }) => values)),
  };
}

/** Adds the links that islands need, unless they are unwanted. */
export function joinIslands(land: UnitGraph, measures: readonly Measure[], k: number, tolerance: number, wanted: boolean): { graph: UnitGraph; links: readonly Link[]; notes: readonly string[] } {
  const parts = components(land).count;
  if (parts === 1) return { graph: land, links: [], notes: [] };
  if (!wanted) return { graph: land, links: [], notes: [`The ground lies in ${parts} separate parts, and no link was to join them.`] };
  const links = proposeLinks(land, measures, k, tolerance);
  return { graph: linked(land, links), links, notes: [`The ground lies in ${parts} separate parts; ${links.length === 1 ? '1 link joins' : `${links.length} links join`} what cannot stand alone.`] };
}

/** The graph with links as borders of 0 metres. */
export function linked(land: UnitGraph, links: readonly Link[]): UnitGraph {
  if (links.length === 0) return land;
  const position = new Map<string, number>();
  const wanted = new Set(links.flatMap(({ from, to }) => [from, to]));
  land.ids.forEach((id, u) => {
    if (wanted.has(id)) position.set(id, u);
  });
  return link(land, Uint32Array.from(links.flatMap(({ from, to }) => [position.get(from)!, position.get(to)!])));
}

/** What a file can hold: sums without the dust of binary fractions. */
function tidied(values: Float64Array): Float64Array {
  return values.map((value) => (Number.isSafeInteger(value) ? value : Number(value.toPrecision(15))));
}
