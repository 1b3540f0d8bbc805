import { EngineError } from '../base/errors.ts';
import { project } from '../graph/project.ts';
import type { UnitGraph } from '../graph/unitGraph.ts';
import { outerBorderM, sharedBorderM } from './outerBorder.ts';

/** How a territory lies on the ground. */
export interface TerritoryShape {
  readonly areaKm2: number;
  /** Area squared over 2 pi times its second moment: 1 for a disc, 0.99 for a hexagon, 0.95 for a square; 0 when empty. */
  readonly momentCompactness: number;
  /**
   * 4 pi times area over perimeter squared: 1 for a disc; a territory of cells reaches about 0.68, because its border
   * zigzags. Where units of mixed resolution meet, the border follows the finest cells and is longer by 13 % for every
   * resolution between: compare plans over the same units only.
   */
  readonly polsbyPopper: number;
  /** Number of land pieces; borders of 0 metres are links across water, not land. */
  readonly pieces: number;
}

/** Second moment of a regular hexagon of unit area about its centre. */
const HEXAGON_MOMENT = 5 / (18 * Math.sqrt(3));
const EARTH_RADIUS_KM = 6371.007180918475;

/** What does not change with the territories, kept per graph. */
interface Ground {
  readonly km: Float64Array;
  readonly borderM: ArrayLike<number>;
  readonly outerM: Float64Array;
}
const grounds = new WeakMap<Float32Array, Ground>();

function groundOf(graph: UnitGraph): Ground {
  let ground = grounds.get(graph.borderM);
  if (ground === undefined) {
    const borderM = sharedBorderM(graph);
    ground = { km: project(graph).map((metres) => metres / 1000), borderM, outerM: outerBorderM(graph, borderM) };
    grounds.set(graph.borderM, ground);
  }
  return ground;
}

/**
 * Measures the shape of every territory. A territory whose pieces are joined by links counts as the
 * area-weighted mean of its pieces; one that is simply torn apart counts as one shape, and a poor one.
 *
 * The perimeter runs along shared borders and the coast. Cells are measured side by side; in graphs without
 * geometry a unit counts as a hexagon.
 *
 * @param slots n slots; those of k and more belong to no territory
 * @returns k shapes
 * @throws EngineError `slots.length`
 */
export function compactness(graph: UnitGraph, slots: Uint16Array, k: number): TerritoryShape[] {
  const n = graph.areaKm2.length;
  if (slots.length !== n) throw new EngineError('slots.length', `There are ${slots.length} slots for ${n} units.`, slots.length);
  const ground = groundOf(graph);
  const { pieceOf, slotOf, joined } = landPieces(graph, ground.borderM, slots, k);
  const count = slotOf.length;
  const pieces = new Int32Array(k);
  for (const slot of slotOf) pieces[slot]++;
  // Torn territories are measured whole: all their pieces are one part.
  const partOf = Int32Array.from(slotOf, (slot, piece) => (joined[slot] === 1 ? k + piece : slot));
  const parts = measureParts(graph, ground, slots, k, (u) => partOf[pieceOf[u]], k + count);

  const areaKm2 = new Float64Array(k);
  const moment = new Float64Array(k);
  const border = new Float64Array(k);
  const take = (slot: number, part: number): void => {
    const area = parts.area[part];
    areaKm2[slot] += area;
    moment[slot] += (area * (area * area)) / (2 * Math.PI * parts.inertia[part]);
    border[slot] += (area * (4 * Math.PI * area)) / (parts.perimeterKm[part] * parts.perimeterKm[part]);
  };
  for (let slot = 0; slot < k; slot++) if (pieces[slot] > 0 && joined[slot] === 0) take(slot, slot);
  for (let piece = 0; piece < count; piece++) if (joined[slotOf[piece]] === 1) take(slotOf[piece], k + piece);
  return Array.from({ length: k }, (_, slot) => ({
    areaKm2: areaKm2[slot],
    momentCompactness: pieces[slot] > 0 ? moment[slot] / areaKm2[slot] : 0,
    polsbyPopper: pieces[slot] > 0 ? border[slot] / areaKm2[slot] : 0,
    pieces: pieces[slot],
  }));
}

/** Pieces of land: units of one territory connected by borders longer than 0; and whether links make one of them. */
function landPieces(graph: UnitGraph, borderM: ArrayLike<number>, slots: Uint16Array, k: number): { pieceOf: Int32Array; slotOf: Int32Array; joined: Uint8Array } {
  const { offsets, neighbors } = graph;
  const n = slots.length;
  const pieceOf = new Int32Array(n).fill(-1);
  const slotOf: number[] = [];
  const stack = new Uint32Array(n);
  const links: number[] = [];
  for (let start = 0; start < n; start++) {
    if (pieceOf[start] >= 0 || slots[start] >= k) continue;
    const piece = slotOf.length;
    slotOf.push(slots[start]);
    let depth = 0;
    stack[depth++] = start;
    pieceOf[start] = piece;
    while (depth > 0) {
      const u = stack[--depth];
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (slots[v] !== slots[start]) continue;
        if (!(borderM[e] > 0)) links.push(u, v);
        else if (pieceOf[v] < 0) {
          pieceOf[v] = piece;
          stack[depth++] = v;
        }
      }
    }
  }
  // Union-find over the links; a territory is joined when its pieces end up under one root.
  const root = Int32Array.from(slotOf.keys());
  const find = (piece: number): number => {
    while (root[piece] !== piece) piece = root[piece] = root[root[piece]];
    return piece;
  };
  for (let i = 0; i < links.length; i += 2) root[find(pieceOf[links[i]])] = find(pieceOf[links[i + 1]]);
  const roots = new Int32Array(k);
  for (let piece = 0; piece < slotOf.length; piece++) if (root[piece] === piece) roots[slotOf[piece]]++;
  return { pieceOf, slotOf: Int32Array.from(slotOf), joined: Uint8Array.from(roots, (many) => (many === 1 ? 1 : 0)) };
}

interface Parts {
  readonly area: Float64Array;
  readonly inertia: Float64Array;
  readonly perimeterKm: Float64Array;
}

function measureParts(graph: UnitGraph, { km, borderM, outerM }: Ground, slots: Uint16Array, k: number, partAt: (u: number) => number, count: number): Parts {
  const { offsets, neighbors, areaKm2 } = graph;
  const n = areaKm2.length;
  const area = new Float64Array(count);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const perimeterKm = new Float64Array(count);
  for (let u = 0; u < n; u++) {
    if (slots[u] >= k) continue;
    const part = partAt(u);
    area[part] += areaKm2[u];
    x[part] += areaKm2[u] * km[2 * u];
    y[part] += areaKm2[u] * km[2 * u + 1];
    let open = outerM[u];
    for (let e = offsets[u]; e < offsets[u + 1]; e++) if (slots[neighbors[e]] !== slots[u]) open += borderM[e];
    perimeterKm[part] += open / 1000;
  }
  for (let part = 0; part < count; part++) {
    x[part] /= area[part] || 1;
    y[part] /= area[part] || 1;
  }
  // Second moments about the centroid, towards the projection's centre and across: away from it the map shrinks
  // lengths by c along the radius and stretches them by 1 / c across it (Snyder, Map Projections, section 24).
  const inertia = new Float64Array(count);
  const along = new Float64Array(count);
  const across = new Float64Array(count);
  for (let u = 0; u < n; u++) {
    if (slots[u] >= k) continue;
    const part = partAt(u);
    const dx = km[2 * u] - x[part];
    const dy = km[2 * u + 1] - y[part];
    const radial = dx * x[part] + dy * y[part];
    const radius = x[part] * x[part] + y[part] * y[part];
    const towards = radius > 0 ? (radial * radial) / radius : 0;
    along[part] += areaKm2[u] * towards;
    across[part] += areaKm2[u] * (dx * dx + dy * dy - towards);
    inertia[part] += HEXAGON_MOMENT * areaKm2[u] * areaKm2[u];
  }
  for (let part = 0; part < count; part++) {
    const shrink = 1 - (x[part] * x[part] + y[part] * y[part]) / (4 * EARTH_RADIUS_KM * EARTH_RADIUS_KM);
    const scale = Math.max(shrink, 0.01);
    inertia[part] += along[part] / scale + across[part] * scale;
  }
  return { area, inertia, perimeterKm };
}
