import { EngineError, readPolygons } from '@hexalign/engine';
import type { FeatureCollection, Position } from 'geojson';

/** An area of a layer as it goes to a thread: its geometry as JSON text, which is handed over much sooner than what it says. */
export interface AreaText {
  readonly id: string;
  readonly name: string | null;
  readonly geometry: string;
}

/** Ids of areas, ascending, and their polygons. An area whose outline cannot be used covers no ground. */
export function readAreas(areas: readonly AreaText[]): { readonly ids: readonly string[]; readonly shapes: readonly Position[][][][] } {
  const sorted = [...areas].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ids: sorted.map(({ id }) => id), shapes: sorted.map(polygonsOf) };
}

function polygonsOf({ id, geometry }: AreaText): Position[][][] {
  const collection = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { id }, geometry: JSON.parse(geometry) as unknown }] } as FeatureCollection;
  try {
    return readPolygons(collection, 'id').shapes[0];
  } catch (error) {
    if (error instanceof EngineError) return [];
    throw error;
  }
}
