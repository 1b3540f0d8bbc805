import type { ColumnType } from 'kysely';
import type { OverlapPair } from '../layers/overlapPairs.ts';
import type { OverlapFact, OverlapShape } from '../layers/overlapsOnGround.ts';

/** Read as the value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

/** What two or more areas of a boundary layer cover, as of a change of the layer. */
export interface LayerOverlapTable {
  workspace_id: string;
  layer: string;
  change: number;
  /** Overlaps that are no slivers. */
  found: number;
  slivers: number;
  slivers_km2: number;
  /** Overlaps and slivers, those that are kept one by one. */
  pairs: Json<readonly OverlapPair[]>;
}

/** What of it lies on the ground of a set of units. */
export interface GroundOverlapTable {
  workspace_id: string;
  unit_set_id: string;
  layer: string;
  /** Of the areas that the units themselves are, as they were when they were built. */
  own: boolean;
  change: number;
  /** Overlaps beyond those that are listed. */
  more: number;
  facts: Json<readonly OverlapFact[]>;
  /** In the order of the facts. */
  shapes: Json<readonly OverlapShape[]>;
}
