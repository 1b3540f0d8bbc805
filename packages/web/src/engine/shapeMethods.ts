import { outline, unpackGraph, type UnitGraph } from '@hexalign/engine';
import { cellMesh, type CellMesh } from '../map/cellMesh.ts';
import { slotNeighbours, type SlotNeighbours } from '../map/slotNeighbours.ts';
import { territoryShapes, type TerritoryShapes } from '../map/territoryShapes.ts';

/** Shapes and neighbourhood of one state of an assignment. */
export interface Drawn {
  readonly shapes: TerritoryShapes;
  readonly neighbours: SlotNeighbours;
}

/** What the map asks of the worker; pure functions over one graph that is sent once. */
export class ShapeMethods {
  private graph: UnitGraph | null = null;

  /** Takes a packed graph over and gives its hexagons. */
  open(packed: ArrayBuffer): CellMesh {
    const graph = unpackGraph(packed);
    this.graph = graph;
    return cellMesh(graph.ids, (u, visit) => {
      for (let i = graph.offsets[u]; i < graph.offsets[u + 1]; i++) visit(graph.neighbors[i]);
    });
  }

  /** Borders, label places and neighbours of k territories. */
  draw(slots: Uint16Array, k: number): Drawn {
    const { graph } = this;
    if (!graph) throw new Error('draw was asked for before open');
    const outlines = outline(graph, slots, k);
    return { shapes: territoryShapes(outlines ?? []), neighbours: slotNeighbours(graph.offsets, graph.neighbors, slots, k) };
  }
}
