import { handOver, labelPoint, screenOutline, solve, unpackGraph, type Outline, type Problem, type Solution, type SolveOptions, type Task, type UnitGraph } from '@hexalign/engine';
import { cellMesh, type CellMesh } from '../map/cellMesh.ts';
import { accountMethods } from './accountMethods.ts';
import { slotNeighbours, type SlotNeighbours } from '../map/slotNeighbours.ts';

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

/** What the page asks of its worker. */
export const methods = {
  ...accountMethods,
  /** Keeps a packed graph and gives its hexagons. */
  open({ packed }: { packed: ArrayBuffer }): CellMesh {
    const graph = unpackGraph(packed);
    graphs.clear();
    graphs.set(graph.fingerprint, graph);
    const mesh = cellMesh(graph.ids, (u, visit) => {
      for (let i = graph.offsets[u]; i < graph.offsets[u + 1]; i++) visit(graph.neighbors[i]);
    });
    return handOver(mesh, [mesh.shapes, mesh.owners, mesh.centres].map(({ buffer }) => buffer as ArrayBuffer));
  },
  /**
   * Borders, label places and neighbours of k territories.
   *
   * @param toleranceM size of the details that the screen cannot show
   */
  draw({ fingerprint, slots, k, toleranceM }: { fingerprint: string; slots: Uint16Array; k: number; toleranceM: number }): Drawn {
    const graph = graphOf(fingerprint);
    const outlines = (screenOutline(graph, slots, k, toleranceM) ?? []).map((shape) => (shape.coordinates.length > 0 ? shape : null));
    return { outlines, labels: outlines.map((shape) => shape && labelPoint(shape)), neighbours: slotNeighbours(graph.offsets, graph.neighbors, slots, k) };
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
