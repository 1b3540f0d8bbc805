import { packGraph, type UnitGraph } from '@hexalign/engine';
import { areaShapesOf } from '../map/areaShapes.ts';
import type { CellMesh } from '../map/cellMesh.ts';
import { engineHost } from './engineHost.ts';

let last: { readonly fingerprint: string; readonly mesh: Promise<CellMesh> } | null = null;

/**
 * The hexagons of a graph, which the worker then holds. Asked again for the graph that it holds, the same ones: whoever reads a
 * scenario asks ahead, while the rest of it is on its way.
 *
 * @param bytes the packed graph, where it is at hand
 */
export function meshOf(graph: UnitGraph, bytes?: ArrayBuffer): Promise<CellMesh> {
  if (last?.fingerprint === graph.fingerprint) return last.mesh;
  const packed = bytes?.slice(0) ?? packGraph(graph);
  const asked = { fingerprint: graph.fingerprint, mesh: engineHost().call('open', { packed, shapes: areaShapesOf(graph.ids) }, { transfer: [packed] }) };
  last = asked;
  asked.mesh.catch(() => {
    if (last === asked) last = null;
  });
  return asked.mesh;
}
