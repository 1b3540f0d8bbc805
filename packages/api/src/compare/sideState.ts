import type { SideBySide } from '../../contract/sides.ts';
import type { AccountNames } from '../units/store.ts';
import type { PackedAccounts } from '../../contract/wire.ts';
import type { LoadedUnits } from '../units/service.ts';

/** What all sides of a comparison stand on: the plan's present units and accounts. */
export interface SharedGround {
  readonly unitsId: string;
  readonly loaded: LoadedUnits;
  readonly accounts: AccountNames & PackedAccounts;
}

/** A territory of one side, in the numbers of that side. */
export interface OwnTerritory {
  readonly id: string;
  readonly name: string;
  /** Its slot in the scenario's document; null on a side that is none. */
  readonly slot: number | null;
}

export type Elsewhere = SideBySide['loose'][number]['elsewhere']['first'][number];

/** One side, brought onto the shared ground. k territories, n units, a accounts. */
export interface SideState {
  readonly side: SideBySide['sides'][number];
  readonly territories: readonly OwnTerritory[];
  /** n and a numbers below k, `UNASSIGNED` for nobody. */
  readonly slots: Uint16Array;
  readonly slotOfAccount: Uint16Array;
  /** Per measure the k shares of its targets and the tolerance; null where the side says nothing of targets. */
  readonly goals: readonly { readonly shares: Float64Array; readonly tolerance: number }[] | null;
  /** Rows that are of other data. */
  readonly elsewhere: readonly Elsewhere[];
}
