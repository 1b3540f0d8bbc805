import type { MultiPolygon } from 'geojson';

/** What the shipped reference data knows of places; the one door to it, so that tests can bring their own. */
export interface PlaceData {
  zip(zip: string): { readonly lngLat: readonly [number, number]; readonly approximate: boolean } | null;
  /** Ground of a region code; null for an unknown one. */
  region(code: string): { readonly code: string; readonly name: string; readonly geometry: MultiPolygon } | null;
  /** The states and countries that hold these points (`[lng, lat]`, degrees), most points first. */
  regionsHolding(lngLat: Float64Array): { readonly code: string; readonly name: string; readonly points: number }[];
  regions(): { readonly code: string; readonly name: string }[];
}
