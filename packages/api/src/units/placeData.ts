import type { MultiPolygon } from 'geojson';

/** What the shipped reference data knows of places; the one door to it, so that tests can bring their own. */
export interface PlaceData {
  zip(zip: string): { readonly lngLat: readonly [number, number]; readonly approximate: boolean } | null;
  /** ZIP codes that begin with some digits, ascending. */
  zips(digits: string, limit: number): readonly { readonly zip: string; readonly lngLat: readonly [number, number] }[];
  /** Ground of a region code; null for an unknown one. */
  region(code: string): { readonly code: string; readonly name: string; readonly geometry: MultiPolygon } | null;
  regions(): { readonly code: string; readonly name: string }[];
}
