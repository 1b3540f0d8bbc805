import type { Measure, UnitGraph } from '@hexalign/engine';
import type { Accounts } from './accounts.ts';

/** Ground to be divided and two measures on it. n = units. */
export interface Instance {
  readonly name: string;
  readonly graph: UnitGraph;
  /** The first is revenue or what comes nearest to it. */
  readonly measures: readonly Measure[];
  /** The accounts behind the measures, where there are any, and the unit each lies in. */
  readonly accounts?: Accounts & { readonly unitOf: Uint32Array };
}
