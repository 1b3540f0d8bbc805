import type { UnitGraph } from '../graph/unitGraph.ts';

/** The outlines of a layer of areas, side by side, ready to be dissolved by any plan. s = sides. */
export interface AreaSides {
  /** Per vertex 2 degrees, `[lng, lat]`, longitudes from -180 to below 180. */
  readonly lngLat: Float64Array;
  /** s vertices where each side starts and ends; its unit's ground is on the left. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** s units, ascending. */
  readonly unit: Int32Array;
  /** Which units border: what the graph of the layer joins is drawn as one, and nothing else. */
  readonly borders: Pick<UnitGraph, 'offsets' | 'neighbors'>;
  /** How far apart the outlines of two neighbours may run, metres. */
  readonly snapM: number;
}
