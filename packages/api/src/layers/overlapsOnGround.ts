import { AreaGround, unpackGraph, type UnitGraph } from '@hexalign/engine';
import type { MultiPolygon, Position } from 'geojson';
import KDBush from 'kdbush';
import { unitAt } from '../units/unitAt.ts';
import { groundPieces, type Box } from './groundPieces.ts';
import { SLIVER, type OverlapPair } from './overlapPairs.ts';
import { sharedOutline } from './sharedOutline.ts';
import { readAreas, type AreaText } from './readAreas.ts';

/** An overlap on the ground of a plan, without its shape. */
export interface OverlapFact extends OverlapPair {
  readonly nameA: string | null;
  readonly nameB: string | null;
  /** Units whose centre lies in it. */
  readonly units: number;
  readonly box: Box;
}

/** Where an overlap lies. Units by their position in the graph, ascending. */
export interface OverlapShape {
  readonly units: readonly number[];
  /** Units whose centre lies in the first area alone, and in the second alone: of more than two thousand, so many from all over it. */
  readonly onlyA: readonly number[];
  readonly onlyB: readonly number[];
  readonly outline: MultiPolygon;
}

export interface OnGround {
  readonly facts: readonly OverlapFact[];
  readonly shapes: readonly OverlapShape[];
  /** How many more there are. */
  readonly more: number;
}

export interface OnGroundArgs {
  /** The areas of the pairs. */
  readonly areas: readonly AreaText[];
  readonly pairs: readonly OverlapPair[];
  /** Packed. */
  readonly graph: SharedArrayBuffer;
  /** Coarsest and finest of units that are cells; null where the units are areas. */
  readonly resolution: readonly [number, number] | null;
  /** The areas are the units: all that overlaps is on their ground. */
  readonly own: boolean;
}

/** An area: its units, ascending, and whether a unit has its centre in it. */
interface Ground {
  readonly units: readonly number[];
  holds(unit: number): boolean;
}

/** Told one by one, those with most units first. */
const MOST = 100;
/** So many units of an area say which territory most of it lies in. */
const MOST_ALONE = 2000;

/**
 * What overlaps of a layer lie on the ground of a plan: those in which a unit has its centre, and those that are no slivers and lie
 * in cells of the plan.
 */
export function overlapsOnGround({ areas, pairs, graph: packed, resolution, own }: OnGroundArgs): OnGround {
  const graph = unpackGraph(packed);
  const { ids, shapes } = readAreas(areas);
  const names = new Map(areas.map(({ id, name }) => [id, name]));
  const at = new Map(ids.map((id, i) => [id, i]));
  const centres = new KDBush(graph.ids.length);
  for (let u = 0; u < graph.ids.length; u++) centres.add(graph.lngLat[2 * u], graph.lngLat[2 * u + 1]);
  centres.finish();
  const grounds = new Map<number, Ground>();
  const groundAt = (area: number): Ground => {
    const known = grounds.get(area);
    if (known !== undefined) return known;
    const ground = new AreaGround([shapes[area]], Float64Array.of(1));
    const holds = (u: number): boolean => ground.areaAt(graph.lngLat[2 * u], graph.lngLat[2 * u + 1]) === 0;
    const units = new Set(groundPieces(area, shapes[area]).flatMap(({ box }) => centres.range(...box).filter(holds)));
    const made = { holds, units: [...units].sort((p, q) => p - q) };
    grounds.set(area, made);
    return made;
  };

  const here = pairs.flatMap((pair) => {
    const [p, q] = [at.get(pair.a), at.get(pair.b)];
    if (p === undefined || q === undefined) return [];
    const [a, b] = [groundAt(p), groundAt(q)];
    const units = a.units.length < b.units.length ? a.units.filter(b.holds) : b.units.filter(a.holds);
    return units.length === 0 && pair.share < SLIVER ? [] : [{ pair, p, q, units }];
  }).sort((x, y) => y.units.length - x.units.length || y.pair.km2 - x.pair.km2);

  const facts: OverlapFact[] = [];
  const drawn: OverlapShape[] = [];
  let more = 0;
  for (const { pair, p, q, units } of here) {
    if (facts.length === MOST) {
      more++;
      continue;
    }
    const shared = sharedOutline(shapes[p], shapes[q], pair.kind !== 'part');
    if (shared === null || (units.length === 0 && !own && !touchesCells(graph, resolution, shared.outline))) continue;
    const [a, b] = [groundAt(p), groundAt(q)];
    const alone = (one: Ground, other: Ground): number[] => (own ? [] : spread(one.units.filter((u) => !other.holds(u))));
    facts.push({ ...pair, nameA: names.get(pair.a) ?? null, nameB: names.get(pair.b) ?? null, units: units.length, box: shared.box });
    drawn.push({ units, onlyA: alone(a, b), onlyB: alone(b, a), outline: shared.outline });
  }
  return { facts, shapes: drawn, more };
}

/** Whether a corner of some ground lies in a cell of the plan. */
function touchesCells(graph: UnitGraph, resolution: readonly [number, number] | null, { coordinates }: MultiPolygon): boolean {
  return resolution !== null && coordinates.some(([outer]) => outer.some(([lng, lat]: Position) => unitAt(graph, resolution, lng > 180 ? lng - 360 : lng, lat) >= 0));
}

/** All of a list, or as many as are wanted from all over it. */
function spread(units: readonly number[]): number[] {
  return units.length <= MOST_ALONE ? [...units] : Array.from({ length: MOST_ALONE }, (_, i) => units[Math.floor((i * units.length) / MOST_ALONE)]);
}
