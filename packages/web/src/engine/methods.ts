import { areaScreenOutline, handOver, labelPoint, layAreaSides, screenOutline, solve, UNASSIGNED, unpackGraph, type Outline, type Problem, type Solution, type SolveOptions, type Task, type UnitGraph } from '@hexalign/engine';
import type { FeatureCollection } from 'geojson';
import type { Topology } from 'topojson-specification';
import { areaMesh } from '../map/areaMesh.ts';
import { polygonsOf, type AreaShapes } from '../map/areaShapes.ts';
import { cellMesh, type CellMesh } from '../map/cellMesh.ts';
import { accountMethods } from './accountMethods.ts';
import { looseEnds, type LooseEnd } from '../editor/ground/looseEnds.ts';
import { slotNeighbours, type SlotNeighbours } from '../map/slotNeighbours.ts';
import { repaired } from './repaired.ts';
import { areasOfUnits, evenedOut, inParts, type AreasOfUnits } from './redraw.ts';

/** A loose end with its outline for the screen. */
export interface LooseShape extends LooseEnd {
  readonly outline: Outline | null;
}

/** Shapes and neighbourhood of one state of an assignment; position = slot. */
export interface Drawn {
  /** Borders for the screen, null where there is no ground. */
  readonly outlines: readonly (Outline | null)[];
  /** Where each name sits best, `[lng, lat]`. */
  readonly labels: readonly ([number, number] | null)[];
  readonly neighbours: SlotNeighbours;
}

/** Graphs are sent once and named by their fingerprint from then on. */
const graphs = new Map<string, UnitGraph>();

/** Sides of the areas, where the units of the graph are areas. */
let sides: ReturnType<typeof layAreaSides> | null = null;

/** Borders of k territories for the screen. */
function outlinesOf(graph: UnitGraph, slots: Uint16Array, k: number, toleranceM: number): readonly Outline[] {
  return sides ? areaScreenOutline(sides, slots, k, toleranceM) : (screenOutline(graph, slots, k, toleranceM) ?? []);
}

/** What the page asks of its worker. */
export const methods = {
  ...accountMethods,
  /** Keeps a packed graph, with the shapes of units that are areas, and gives what is drawn of it. */
  open({ packed, shapes }: { packed: ArrayBuffer; shapes: AreaShapes | null }): CellMesh {
    const graph = unpackGraph(packed);
    graphs.clear();
    graphs.set(graph.fingerprint, graph);
    sides = shapes && layAreaSides(shapes.map((shape) => (shape === null ? [] : polygonsOf(shape))));
    const mesh = shapes ? areaMesh(graph, shapes) : cellMesh(graph);
    return handOver(mesh, [...[mesh.places, mesh.corners, mesh.owners, mesh.centres, mesh.table.slots].map(({ buffer }) => buffer as ArrayBuffer), mesh.near]);
  },
  /**
   * Borders, label places and neighbours of k territories.
   *
   * @param toleranceM size of the details that the screen cannot show
   */
  draw({ fingerprint, slots, k, toleranceM }: { fingerprint: string; slots: Uint16Array; k: number; toleranceM: number }): Drawn {
    const graph = graphOf(fingerprint);
    const outlines = outlinesOf(graph, slots, k, toleranceM).map((shape) => (shape.coordinates.length > 0 ? shape : null));
    return { outlines, labels: outlines.map((shape) => shape && labelPoint(shape)), neighbours: slotNeighbours(graph.offsets, graph.neighbors, slots, k) };
  },
  /** Which area of a boundary layer holds the centre of each unit. */
  areasOfUnits({ fingerprint, areas, idKey, object }: { fingerprint: string; areas: FeatureCollection | Topology; idKey: string; object?: string }): AreasOfUnits {
    const found = areasOfUnits(graphOf(fingerprint), areas, idKey, object);
    return handOver(found, [found.of.buffer]);
  },
  /** Islands and holes, those only that the units of a gesture touch unless null. */
  looseEnds({ fingerprint, slots, changed, toleranceM }: { fingerprint: string; slots: Uint16Array; changed: readonly number[] | null; toleranceM: number }): LooseShape[] {
    const graph = graphOf(fingerprint);
    const found = looseEnds(graph, slots, changed && new Set(changed));
    const pieces = new Uint16Array(slots.length).fill(UNASSIGNED);
    found.forEach(({ units }, i) => units.forEach((u) => (pieces[u] = i)));
    const outlines = found.length > 0 ? outlinesOf(graph, pieces, found.length, toleranceM) : [];
    return found.map((end, i) => ({ ...end, outline: outlines[i] ?? null }));
  },
  /** Evens two territories out between themselves. */
  evenOut({ fingerprint, problem, slots, a, b }: { fingerprint: string; problem: Omit<Problem, 'graph'>; slots: Uint16Array; a: number; b: number }): Task<Solution> {
    return evenedOut({ ...problem, graph: graphOf(fingerprint) }, slots, a, b);
  },
  /** A territory in parts: n slots, the new ones numbered from k on. */
  inParts({ fingerprint, problem, slots, slot, parts, by }: { fingerprint: string; problem: Omit<Problem, 'graph'>; slots: Uint16Array; slot: number; parts: number; by: 'area' | 'balance' }): Uint16Array {
    return inParts({ ...problem, graph: graphOf(fingerprint) }, slots, slot, parts, by);
  },
  /** The smallest repair of one territory, or of ground that nobody has: n slots. */
  repaired({ fingerprint, problem, slots, at }: { fingerprint: string; problem: Omit<Problem, 'graph'>; slots: Uint16Array; at: number | null }): Task<Uint16Array> {
    return repaired({ ...problem, graph: graphOf(fingerprint) }, slots, at);
  },
  /** The engine's own solver, in the page: the same problem, seed and preset give the same assignment as on the server. */
  solve({ fingerprint, problem, options }: { fingerprint: string; problem: Omit<Problem, 'graph'>; options: SolveOptions }): Task<Solution> {
    return solve({ ...problem, graph: graphOf(fingerprint) }, options);
  },
};

export type EngineMethods = typeof methods;

function graphOf(fingerprint: string): UnitGraph {
  const graph = graphs.get(fingerprint);
  if (!graph) throw new Error('the graph was not opened');
  return graph;
}
