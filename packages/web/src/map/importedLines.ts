import { endpoints } from '@hexalign/api/contract';
import type { FeatureCollection } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { mesh } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { call } from '../server/call.ts';
import { mapColors } from '../theme/mapColors.ts';
import type { Scheme } from '../theme/roles.ts';

/** An imported boundary layer as the map draws it. */
export interface ImportedLines {
  readonly name: string;
  readonly lines: FeatureCollection;
  readonly opacity: number;
}

/** The borders of a layer, each once, also where two areas share it. */
export async function loadLayerLines(layer: string, signal?: AbortSignal): Promise<FeatureCollection> {
  const bytes = await call(endpoints.readLayer, { query: { layer }, signal });
  const topology = JSON.parse(new TextDecoder().decode(bytes)) as Topology;
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: mesh(topology, topology.objects.areas as GeometryObject) }] };
}

/** Lines of their own colour, so that they are told from those of counties and states. */
export function importedStyle(id: string, scheme: Scheme): LayerSpecification {
  return { id, type: 'line', source: id, layout: { 'line-join': 'round' }, paint: { 'line-color': mapColors.importedLine[scheme], 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.7, 9, 1.4] } };
}
