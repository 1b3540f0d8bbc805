import { endpoints, type ParamsOf } from '@hexalign/api/contract';
import type { FeatureCollection } from 'geojson';
import { call } from '../server/call.ts';

/** Where the map's own workers read tiles of the ground, with `{z}`, `{x}` and `{y}`: what is drawn only never passes through the page. Nothing is ever asked elsewhere. */
export function tileAddress(): string {
  return `${window.location.origin}/api${endpoints.readTile.path.replace(/:(\w+)/g, '{$1}')}`;
}

/** What the page itself knows of the ground. */
export interface Basemap {
  /** Points with `name`, `kind` (country, state, city), `rank` and `minZoom`. */
  readonly places: FeatureCollection;
}

/** Reads the names of the basemap. A plan is drawn without it too. */
export async function loadBasemap(signal?: AbortSignal): Promise<Basemap> {
  const params: ParamsOf<typeof endpoints.readBasemap> = { layer: 'labels' };
  const bytes = await call(endpoints.readBasemap, { params, signal });
  return { places: JSON.parse(new TextDecoder().decode(bytes)) as FeatureCollection };
}

/** Leaves out the names of countries where the plan has ground: territories are named there. */
export function withoutOwnCountries(basemap: Basemap, cells: { at(lng: number, lat: number): number }): Basemap {
  const features = basemap.places.features.filter(({ properties, geometry }) => {
    if (properties?.kind !== 'country' || geometry.type !== 'Point') return true;
    const [lng, lat] = geometry.coordinates;
    return cells.at(lng, lat) < 0;
  });
  return { ...basemap, places: { type: 'FeatureCollection', features } };
}
