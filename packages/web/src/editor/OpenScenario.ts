import type { Scenario } from '@hexalign/api/contract';
import type { Measure, UnitGraph } from '@hexalign/engine';

/** A scenario as it was read from the server. */
export interface OpenScenario {
  readonly scenario: Scenario;
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  readonly slots: Uint16Array;
  /** n accounts per unit. */
  readonly accountsPerUnit: Uint32Array;
  /** Whoever looks may change nothing. */
  readonly readOnly?: boolean;
}
