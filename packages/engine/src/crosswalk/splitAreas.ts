import type { FeatureCollection } from 'geojson';
import { gridDisk, latLngToCell } from 'h3-js';
import type { Topology } from 'topojson-specification';
import { EngineError } from '../base/errors.ts';
import { cellGround } from '../graph/cellGround.ts';
import { fillRegion } from '../graph/fillRegion.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import { fromPolygons, type PolygonOptions } from '../graph/fromPolygons.ts';
import { unitVectors } from '../graph/project.ts';
import { readPolygons } from '../graph/readPolygons.ts';
import { RegionGround } from '../graph/regionGround.ts';
import type { UnitGraph } from '../graph/unitGraph.ts';
import { AreaGround } from './areaGround.ts';

export interface SplitOptions extends PolygonOptions {
  /** Ids of the areas to be divided: those too heavy for a territory. */
  readonly split: readonly string[];
  /** H3 resolution of their pieces. */
  readonly resolution: number;
}

/** A graph of areas, some of them in pieces. */
export interface SplitAreas {
  /** Units are areas by their id, and pieces as `area/cell`. */
  readonly graph: UnitGraph;
  /** n ids of the area each unit is or is a piece of. */
  readonly areaOf: readonly string[];
  /** The unit of each point, `[lng, lat]` in degrees; -1 for a point in no area. A point off the pieces of its area belongs to the nearest. */
  unitsOf(lngLat: Float64Array): Int32Array;
}

/**
 * Builds the graph of areas with the heavy ones divided into the H3 cells whose centre lies in them. Together the pieces have the
 * area's ground and its neighbours, and hang together as it did. An area that holds fewer than two centres stays whole.
 *
 * @param idKey property that holds the area's id, the feature's own `id` when it has no such property
 * @throws EngineError `polygon.split` for an id that is not there or no resolution, and those of `fromPolygons`
 */
export function splitAreas(input: FeatureCollection | Topology, idKey: string, options: SplitOptions): SplitAreas {
  const { resolution } = options;
  if (!(Number.isInteger(resolution) && resolution >= 0 && resolution <= 15)) throw new EngineError('polygon.split', `Resolution ${resolution} is no H3 resolution; expected a whole number from 0 to 15.`, resolution);
  const whole = fromPolygons(input, idKey, options);
  const { shapes } = readPolygons(input, idKey, options.object);
  const positionOf = new Map(whole.ids.map((id, area) => [id, area]));
  const field = new AreaGround(shapes, whole.areaKm2);

  const ids: string[] = [];
  const areaOfNode: number[] = [];
  const lngLat: number[] = [];
  const areaKm2: number[] = [];
  const cellOf: string[] = [];
  const nodesOf: number[][] = [];
  const nodeOfCell = new Map<string, number>();
  const divided = new Set(options.split);
  for (const id of divided) if (!positionOf.has(id)) throw new EngineError('polygon.split', `There is no area ${JSON.stringify(id)} to divide.`, id);
  whole.ids.forEach((id, area) => {
    const inside = divided.has(id) ? fillRegion(new RegionGround({ type: 'MultiPolygon', coordinates: shapes[area] }), resolution) : [];
    const all = cellGround(inside);
    const own = inside.flatMap((_, i) => (field.areaAt(all.lngLat[2 * i], all.lngLat[2 * i + 1]) === area ? [i] : []));
    const pieces = own.length < 2 ? [] : own;
    const sum = pieces.reduce((total, i) => total + all.areaKm2[i], 0);
    const first = ids.length;
    for (const i of pieces) {
      nodeOfCell.set(inside[i], ids.length);
      cellOf.push(inside[i]);
      ids.push(`${id}/${inside[i]}`);
      lngLat.push(all.lngLat[2 * i], all.lngLat[2 * i + 1]);
      areaKm2.push((whole.areaKm2[area] * all.areaKm2[i]) / sum);
      areaOfNode.push(area);
    }
    if (pieces.length === 0) {
      cellOf.push('');
      ids.push(id);
      lngLat.push(whole.lngLat[2 * area], whole.lngLat[2 * area + 1]);
      areaKm2.push(whole.areaKm2[area]);
      areaOfNode.push(area);
    }
    nodesOf.push(Array.from({ length: ids.length - first }, (_, i) => first + i));
  });

  const places = unitVectors(Float64Array.from(lngLat));
  const metresOf = new Map<number, number>();
  const areasMet = new Set<number>();
  /** Per node the pieces of its own area that it touches. */
  const touching: number[][] = ids.map(() => []);
  const border = (a: number, b: number, metres: number): void => {
    const pair = Math.min(a, b) * ids.length + Math.max(a, b);
    metresOf.set(pair, (metresOf.get(pair) ?? 0) + metres);
    if (areaOfNode[a] === areaOfNode[b]) {
      touching[a].push(b);
      touching[b].push(a);
    }
    areasMet.add(areaOfNode[a] * shapes.length + areaOfNode[b]);
    areasMet.add(areaOfNode[b] * shapes.length + areaOfNode[a]);
  };
  for (const [cell, node] of nodeOfCell) {
    const around = gridDisk(cell, 1).filter((other) => other !== cell).sort();
    const ground = cellGround(around);
    // The side of a hexagon of this size.
    const side = Math.sqrt((2e6 * areaKm2[node]) / 5.196152422706632);
    around.forEach((other, i) => {
      const piece = nodeOfCell.get(other);
      if (piece !== undefined) {
        if (piece > node) border(node, piece, side);
        return;
      }
      const area = field.areaAt(ground.lngLat[2 * i], ground.lngLat[2 * i + 1]);
      if (area >= 0 && nodesOf[area].length === 1 && area !== areaOfNode[node]) border(node, nodesOf[area][0], side);
    });
  }
  // Areas that were neighbours stay so, where no centre of a cell told it.
  for (let a = 0; a < shapes.length; a++) {
    for (let i = whole.offsets[a]; i < whole.offsets[a + 1]; i++) {
      const b = whole.neighbors[i];
      if (b < a || areasMet.has(a * shapes.length + b)) continue;
      border(...nearestPair(places, nodesOf[a], nodesOf[b]), whole.borderM[i]);
    }
  }
  for (const nodes of nodesOf) if (nodes.length > 1) joinParts(nodes, places, touching, border);

  const pairs = [...metresOf].sort(([a], [b]) => a - b);
  const { graph, order } = fromEdges({
    ids, lngLat: Float64Array.from(lngLat), areaKm2: Float64Array.from(areaKm2),
    pairs: Uint32Array.from(pairs.flatMap(([pair]) => [Math.floor(pair / ids.length), pair % ids.length])),
    borderM: Float32Array.from(pairs, ([, metres]) => metres),
  });
  const unitOfNode = new Int32Array(ids.length);
  order.forEach((node, u) => (unitOfNode[node] = u));
  return {
    graph,
    areaOf: Array.from(order, (node) => whole.ids[areaOfNode[node]]),
    unitsOf: (points) =>
      Int32Array.from({ length: points.length / 2 }, (_, p) => {
        const [lng, lat] = points.subarray(2 * p, 2 * p + 2);
        const area = field.areaAt(lng, lat);
        if (area < 0) return -1;
        const nodes = nodesOf[area];
        if (nodes.length === 1) return unitOfNode[nodes[0]];
        const held = nodeOfCell.get(latLngToCell(lat, lng, resolution));
        return unitOfNode[held !== undefined && areaOfNode[held] === area ? held : nearestTo(unitVectors(Float64Array.of(lng, lat)), 0, places, nodes).node];
      }),
  };
}

/** Joins the pieces of an area that do not touch, the part of the lowest piece with the nearest other one, until they hang together. */
function joinParts(nodes: readonly number[], places: Float64Array, touching: readonly (readonly number[])[], border: (a: number, b: number, metres: number) => void): void {
  for (;;) {
    const reached = new Set([nodes[0]]);
    const queue = [nodes[0]];
    for (const a of queue) {
      for (const b of touching[a]) {
        if (reached.has(b)) continue;
        reached.add(b);
        queue.push(b);
      }
    }
    if (reached.size === nodes.length) return;
    border(...nearestPair(places, queue, nodes.filter((node) => !reached.has(node))), 0);
  }
}

function nearestPair(places: Float64Array, from: readonly number[], to: readonly number[]): [number, number] {
  let best: [number, number] = [from[0], to[0]];
  let least = Infinity;
  for (const a of from) {
    const { node, chord2 } = nearestTo(places, a, places, to);
    if (chord2 < least) {
      least = chord2;
      best = [a, node];
    }
  }
  return best;
}

function nearestTo(from: Float64Array, at: number, places: Float64Array, nodes: readonly number[]): { node: number; chord2: number } {
  let node = nodes[0];
  let chord2 = Infinity;
  for (const one of nodes) {
    let sum = 0;
    for (let i = 0; i < 3; i++) sum += (from[3 * at + i] - places[3 * one + i]) * (from[3 * at + i] - places[3 * one + i]);
    if (sum < chord2) [node, chord2] = [one, sum];
  }
  return { node, chord2 };
}
