import type { Link, Measure, UnitGraph } from '@hexalign/engine';

/** What demands are about. n = units, points = accounts, or the units of a graph. */
export interface DemandGround {
  readonly k: number;
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  readonly links: readonly Link[];
  /** Per point its unit, its id, today's territory and its numbers; `texts` are the columns of `--hold` and `--group`. */
  readonly unitOf: Uint32Array;
  readonly ids: readonly string[];
  readonly current: readonly (string | null)[] | null;
  readonly values: readonly Float64Array[];
  readonly texts: { readonly hold: readonly (string | null)[] | null; readonly group: readonly (string | null)[] | null };
  readonly accounts: boolean;
}
