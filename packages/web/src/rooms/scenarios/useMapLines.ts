import { endpoints, type ResultOf } from '@hexalign/api/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import { useEffect, useMemo } from 'react';
import { loadLayerLines, type ImportedLines } from '../../map/importedLines.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { call } from '../../server/call.ts';
import type { Shown } from './shown.ts';

/** The boundary layers that were imported. */
export function useLayerList(): ResultOf<typeof endpoints.listLayers>['layers'] {
  const { data } = useQuery({ queryKey: ['layers'], staleTime: 60_000, retry: false, queryFn: ({ signal }) => call(endpoints.listLayers, { signal }) });
  return data?.layers ?? [];
}

/** Opacity of what lies between units that are areas. */
const OWN = 0.55;

/**
 * Draws the lines that are shown: of the ground, and of imported layers, which are fetched when they are switched on.
 *
 * @param own what lies between the units of the plan, where these are areas
 */
export function useMapLines(map: PlanMap | null, shown: Shown, own: FeatureCollection | null = null): void {
  const { lines, imported } = shown;
  const names = useMemo(() => Object.keys(imported).filter((name) => imported[name] > 0), [imported]);
  const loaded = useQueries({ queries: names.map((name) => ({ queryKey: ['layers', name, 'lines'], staleTime: 300_000, retry: false, structuralSharing: false, queryFn: ({ signal }: { signal: AbortSignal }) => loadLayerLines(name, signal) })) });
  const ready = loaded.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  useEffect(() => map?.setLines(lines), [map, lines]);
  useEffect(() => {
    map?.setImported([...(own ? [{ name: '', lines: own, opacity: OWN }] : []), ...names.flatMap((name, i): ImportedLines[] => (loaded[i].data ? [{ name, lines: loaded[i].data, opacity: imported[name] }] : []))]);
    // What was loaded is told by `ready`; the list of answers is another one each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [map, names, imported, ready, own]);
}
