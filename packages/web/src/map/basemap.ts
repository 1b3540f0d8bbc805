import { endpoints, type ParamsOf } from '@hexalign/api/contract';
import type { FeatureCollection } from 'geojson';
import { call } from '../server/call.ts';

/** Where the map's own workers read tiles of the ground, with `{z}`, `{x}` and `{y}`: what is drawn only never passes through the page. Nothing is ever asked elsewhere. */
export function tileAddress(): string {
  return `${window.location.origin}/api${endpoints.readTile.path.replace(/:(\w+)/g, '{$1}')}`;
}

/** What the page itself knows of the ground; what is drawn of it comes in tiles. */
export interface Basemap {
  /** Points with `name`, `kind` (country, state, city), `rank` and `minZoom`. */
  readonly places: FeatureCollection;
}

/** Reads the names of places. A plan is drawn without them too. */
export async function loadBasemap(signal?: AbortSignal): Promise<Basemap> {
  const params: ParamsOf<typeof endpoints.readBasemap> = { layer: 'labels' };
  const bytes = await call(endpoints.readBasemap, { params, signal });
  return { places: JSON.parse(new TextDecoder().decode(bytes)) as FeatureCollection };
}

/** Names of countries where the plan has ground: territories are named there. */
export function ownCountries({ places }: Basemap, cells: { at(lng: number, lat: number): number }): string[] {
  return places.features.flatMap(({ properties, geometry }) => (properties?.kind === 'country' && geometry.type === 'Point' && cells.at(geometry.coordinates[0], geometry.coordinates[1]) >= 0 ? [String(properties.name)] : []));
}
