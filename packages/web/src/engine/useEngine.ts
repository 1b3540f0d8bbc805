import { packGraph, type UnitGraph } from '@hexalign/engine';
import { useEffect, useMemo, useState } from 'react';
import type { CellMesh } from '../map/cellMesh.ts';
import { EngineHost } from './EngineHost.ts';

/** A worker that holds the graph, and the hexagons it made of it. */
export function useEngine(graph: UnitGraph): { host: EngineHost; mesh: CellMesh | null; error: unknown } {
  const host = useMemo(() => new EngineHost(), []);
  const [mesh, setMesh] = useState<CellMesh | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let live = true;
    host.open(packGraph(graph)).then((made) => live && setMesh(made), (reason: unknown) => live && setError(reason));
    return () => {
      live = false;
    };
  }, [host, graph]);
  return { host, mesh, error };
}
