import { endpoints } from '@hexalign/api/contract';
import type { UnitGraph } from '@hexalign/engine';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Topology } from 'topojson-specification';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { AreasOfUnits } from '../../engine/redraw.ts';
import { call } from '../../server/call.ts';
import { useText } from '../../text/useText.ts';
import { COUNTIES } from './drawOptions.ts';

/** Units by the area of a set that holds their centre, and what the areas are called. */
export interface AreaSet {
  readonly id: string;
  readonly of: Int32Array;
  readonly names: readonly string[];
}

export interface Areas {
  /** Sets to choose from: counties and imported layers. */
  readonly sets: readonly { readonly id: string; readonly label: string }[];
  /** The one that is asked for, once it is read. */
  readonly set: AreaSet | null;
  readonly loading: boolean;
  readonly failed: boolean;
}

const LAYER = 'layer:';

/** Areas that a fill or the brush keeps to; read when an option first asks for them. */
export function useAreas(host: EngineHost, graph: UnitGraph, ready: boolean, wanted: string | null): Areas {
  const t = useText().drawing.options;
  const layers = useQuery({ queryKey: ['layers'], queryFn: ({ signal }) => call(endpoints.listLayers, { signal }), staleTime: 60_000 });
  const read = useQuery({
    queryKey: ['areas', graph.fingerprint, wanted], staleTime: Infinity, enabled: ready && wanted !== null,
    queryFn: ({ signal }) => areaSet(host, graph.fingerprint, wanted as string, signal),
  });
  const sets = useMemo(() => [{ id: COUNTIES, label: t.counties }, ...(layers.data?.layers ?? []).map(({ layer }) => ({ id: `${LAYER}${layer}`, label: t.layer(layer) }))], [layers.data, t]);
  return { sets, set: wanted === null ? null : (read.data ?? null), loading: wanted !== null && read.isPending, failed: read.isError };
}

async function areaSet(host: EngineHost, fingerprint: string, id: string, signal: AbortSignal): Promise<AreaSet> {
  const bytes = id === COUNTIES
    ? await call(endpoints.readBasemap, { params: { layer: 'counties' }, signal })
    : await call(endpoints.readLayer, { query: { layer: id.slice(LAYER.length) }, signal });
  const areas = JSON.parse(new TextDecoder().decode(bytes)) as Topology;
  const object = id === COUNTIES ? 'counties' : 'areas';
  const found: AreasOfUnits = await host.call('areasOfUnits', { fingerprint, areas, idKey: 'id', object });
  const named = namesOf(areas, object);
  return { id, of: found.of, names: found.ids.map((key) => named.get(key) ?? key) };
}

function namesOf(areas: Topology, object: string): Map<string, string> {
  const named = new Map<string, string>();
  const collection = areas.objects[object];
  if (collection?.type !== 'GeometryCollection') return named;
  for (const { id, properties } of collection.geometries) {
    const { name, state } = (properties ?? {}) as { name?: string; state?: string };
    const key = String((properties as { id?: string } | null)?.id ?? id);
    if (name) named.set(key, state ? `${name}, ${state}` : name);
  }
  return named;
}
