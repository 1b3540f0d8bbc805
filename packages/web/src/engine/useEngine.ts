import type { UnitGraph } from '@hexalign/engine';
import { useEffect, useState } from 'react';
import type { CellMesh } from '../map/cellMesh.ts';
import { engineHost, type EngineHost } from './engineHost.ts';
import { meshOf } from './meshOf.ts';

/** The worker with the graph in it, and the hexagons it made of it. */
export function useEngine(graph: UnitGraph): { host: EngineHost; mesh: CellMesh | null; error: unknown } {
  const host = engineHost();
  const [mesh, setMesh] = useState<CellMesh | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let live = true;
    meshOf(graph).then((made) => live && setMesh(made), (reason: unknown) => live && setError(reason));
    return () => {
      live = false;
    };
  }, [graph]);
  return { host, mesh, error };
}
