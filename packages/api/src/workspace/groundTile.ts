import { GeoJSONVT, type GeoJSONVTFeature, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { FINEST_TILE } from '../../contract/workspace.ts';
import { type GroundLayer, groundShapes } from './groundShapes.ts';

/** Layers of the ground and the zoom from which tiles hold them. Counties are many, and seen from near only. */
const FROM_ZOOM: Readonly<Record<GroundLayer, number>> = { water: 0, lakes: 0, coast: 0, 'country-lines': 0, 'state-lines': 0, 'county-lines': 7, places: 0 };

/** Tiles that are kept as they were made. */
const KEPT = 1000;

const cutters = new Map<GroundLayer, Promise<GeoJSONVT>>();
const made = new Map<string, Promise<Uint8Array>>();

/**
 * The ground of one tile as a vector tile (Mapbox Vector Tile specification 2.1): no more of the world, and no finer, than the picture shows.
 *
 * @param z 0 to `FINEST_TILE`
 * @param x, y 0 to 2^z - 1, from the north-west
 */
export function groundTile(z: number, x: number, y: number): Promise<Uint8Array> {
  const name = `${z}/${x}/${y}`;
  const tile = made.get(name) ?? cut(z, x, y);
  // The one asked for last is the last to go.
  made.delete(name);
  made.set(name, tile);
  tile.catch(() => made.delete(name));
  for (const oldest of made.keys()) {
    if (made.size <= KEPT) break;
    made.delete(oldest);
  }
  return tile;
}

/** Reads the ground before anybody asks for it, half a second of work. What fails is told to whoever asks. */
export async function readyGround(): Promise<void> {
  await groundTile(0, 0, 0).catch(() => undefined);
}

async function cut(z: number, x: number, y: number): Promise<Uint8Array> {
  const layers: Record<string, GeoJSONVTTile> = {};
  for (const layer of Object.keys(FROM_ZOOM) as GroundLayer[]) {
    if (z < FROM_ZOOM[layer]) continue;
    const tile = (await cutterOf(layer)).getTile(z, x, y);
    if (tile) layers[layer] = layer === 'places' ? namedBy(tile, z) : tile;
  }
  return fromGeojsonVt(layers, { version: 2 });
}

/** Places that have room before the next tiles come. */
function namedBy(tile: GeoJSONVTTile, z: number): GeoJSONVTTile {
  return z === FINEST_TILE ? tile : { ...tile, features: tile.features.filter((feature: GeoJSONVTFeature) => Number(feature.tags?.minZoom) <= z + 1) };
}

function cutterOf(layer: GroundLayer): Promise<GeoJSONVT> {
  const cutter = cutters.get(layer) ?? groundShapes(layer).then((shapes) => new GeoJSONVT(shapes, { maxZoom: FINEST_TILE }));
  cutters.set(layer, cutter);
  cutter.catch(() => cutters.delete(layer));
  return cutter;
}
