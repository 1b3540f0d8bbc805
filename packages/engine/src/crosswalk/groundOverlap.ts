import type { FeatureCollection } from 'geojson';
import { cellToLatLng } from 'h3-js';
import type { Topology } from 'topojson-specification';
import { CellCursor } from '../graph/cellCursor.ts';
import { CellField } from '../graph/cellField.ts';
import { REACH_DEGREES } from '../graph/fillRegion.ts';
import { pointCells } from '../graph/pointCells.ts';
import { polygonGround } from '../graph/polygonGround.ts';
import { readPolygons } from '../graph/readPolygons.ts';
import type { UnitGraph } from '../graph/unitGraph.ts';
import { AreaGround } from './areaGround.ts';

/** Where an outline is near, pieces are at most this part of the smallest area there, and of the unit, so that each consists of many. */
const PIECES = 64;
const UNIT_PIECES = 49;
/** How much finer than its unit a piece gets. */
const MOST_DEPTH = 5;
/** A square metre, for areas squeezed flat by the rounding of a coarse file. */
const LEAST_AREA_KM2 = 1e-6;
const FINEST = 15;
const SQRT7 = 2.6457513110645907;

/** Which unit and which area have how much ground in common. a = areas, e = overlaps. Made once, it serves every plan on the units. */
export interface GroundOverlap {
  /** a ids, ascending: the order of `fromPolygons` of the same features. */
  readonly areaIds: readonly string[];
  /** a areas of the outlines, square kilometres. */
  readonly areaKm2: Float64Array;
  /** e units, ascending. */
  readonly unit: Uint32Array;
  /** e areas, ascending for each unit. */
  readonly area: Uint32Array;
  /** e shares of the unit's ground, 0 to 1; for each unit they sum to at most 1, the rest lies in no area. */
  readonly share: Float64Array;
  /** e square kilometres. */
  readonly km2: Float64Array;
}

export interface OverlapOptions {
  /** Object of a TopoJSON file; its only one when left out. */
  readonly object?: string;
}

/**
 * Lays areas over units of H3 cells. A unit is cut into its descendants, ever finer where an outline is near, and each
 * piece belongs whole to the area that holds its centre: to the first by id where areas overlap. An area so small that it
 * holds no centre lies in the unit that holds its interior point, with all its ground and no share of the unit.
 *
 * @param graph a graph of cells, as `fromCells` builds it
 * @param idKey property that holds the area's id, the feature's own `id` when it has no such property
 * @throws EngineError `cell.invalid` when the units are no cells; `polygon.object`, `polygon.id`, `polygon.geometry`
 */
export function groundOverlap(graph: Pick<UnitGraph, 'ids' | 'areaKm2'>, areas: FeatureCollection | Topology, idKey: string, options: OverlapOptions = {}): GroundOverlap {
  const { ids: areaIds, shapes } = readPolygons(areas, idKey, options.object);
  const grounds = shapes.map((polygons) => polygonGround(polygons));
  const areaKm2 = Float64Array.from(grounds, (ground) => ground.areaKm2);
  const ground = new AreaGround(shapes, areaKm2);
  const field = new CellField(graph.ids);

  const found: { unit: number; area: number; share: number; km2: number }[] = [];
  const isMet = new Uint8Array(areaIds.length);
  const cursor = new CellCursor();
  for (let u = 0; u < graph.ids.length; u++) {
    const shares = new Map<number, number>();
    cursor.read(graph.ids[u]);
    cutInto(shares, ground, cursor, 1, graph.areaKm2[u], Math.min(FINEST, cursor.resolution() + MOST_DEPTH));
    for (const [area, share] of [...shares].sort(([a], [b]) => a - b)) {
      isMet[area] = 1;
      found.push({ unit: u, area, share: Math.min(1, share), km2: share * graph.areaKm2[u] });
    }
  }
  const missed = [...isMet.keys()].filter((area) => isMet[area] === 0 && shapes[area].length > 0);
  if (field.ids.length > 0 && missed.length > 0) {
    const points = pointCells(Float64Array.from(missed.flatMap((area) => grounds[area].lngLat)), field.finest);
    missed.forEach((area, i) => {
      const unit = field.holding(cursor.at(points.keys[points.cellOfPoint[i]], field.finest));
      if (unit >= 0) found.push({ unit, area, share: 0, km2: Math.max(areaKm2[area], LEAST_AREA_KM2) });
    });
    found.sort((a, b) => a.unit - b.unit || a.area - b.area);
  }
  return {
    areaIds,
    areaKm2,
    unit: Uint32Array.from(found, ({ unit }) => unit),
    area: Uint32Array.from(found, ({ area }) => area),
    share: Float64Array.from(found, ({ share }) => share),
    km2: Float64Array.from(found, ({ km2 }) => km2),
  };
}

/** Adds to the shares of areas what a cell holds of them. A pentagon's pieces are larger by a fifth. */
function cutInto(shares: Map<number, number>, ground: AreaGround, cell: CellCursor, share: number, unitKm2: number, finest: number): void {
  // The index in two halves spares h3-js from reading its text.
  const [y, x] = cellToLatLng([(cell.hi << 30) | cell.lo, 0x08000000 | (cell.hi >>> 2)]);
  // The centre may differ in the last bit between machines, the rounded one does not.
  const lng = Math.round(x * 1e7) / 1e7;
  const lat = Math.round(y * 1e7) / 1e7;
  const resolution = cell.resolution();
  let reach = REACH_DEGREES;
  for (let r = 0; r < resolution; r++) reach /= SQRT7;
  const smallest = ground.smallestNear(lng, lat, reach);
  const isFine = share * unitKm2 * PIECES <= smallest && share * UNIT_PIECES <= 1.2;
  if (smallest === Infinity || isFine || resolution === finest) {
    const area = ground.areaAt(lng, lat);
    if (area >= 0) shares.set(area, (shares.get(area) ?? 0) + share);
    return;
  }
  let children = 0;
  for (let digit = 0; digit < 7; digit++) if (cell.hasChild(digit)) children++;
  for (let digit = 0; digit < 7; digit++) {
    if (!cell.hasChild(digit)) continue;
    cell.down(digit);
    cutInto(shares, ground, cell, share / children, unitKm2, finest);
    cell.up();
  }
}
