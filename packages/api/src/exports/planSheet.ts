import type { Certificate, Link, Measure, UnitGraph } from '@hexalign/engine';
import type { Mapping } from '../../contract/datasets.ts';
import type { Workload } from '../datasets/workload.ts';
import type { PlanDemands, PlanException, PlanHold } from '../solving/planDemands.ts';
import type { AccountTable, RowCounts } from '../datasets/collectAccounts.ts';

/** A finished plan with everything its files say. n = units, k = territories. */
export interface PlanSheet {
  readonly engineVersion: string;
  readonly seed: number;
  readonly preset: string;
  /** Largest |deviation| allowed, 0-1. */
  readonly tolerance: number;
  /** Code of the region, `sha256:...` of a region file, or null for a graph made by others. */
  readonly region: string | null;
  /** Boundary layer whose areas are the units; null or left out: cells, or a graph made by others. */
  readonly layer?: string | null;
  /** Coarsest and finest H3 resolution; null for areas and for a graph made by others. */
  readonly resolution: readonly [number, number] | null;
  readonly graph: UnitGraph;
  /** Per unit, in the order of the graph. `columns` is where each came from in the accounts file. */
  readonly measures: readonly Measure[];
  readonly columns: readonly string[];
  /** n slots below k. */
  readonly slots: Uint16Array;
  /** k territories, in the order of their slots. */
  readonly territories: readonly { readonly id: string; readonly name: string }[];
  /** Per measure k shares of the total; null = equal shares. */
  readonly shares: readonly (Float64Array | null)[];
  /** Ids of the territories that may neither gain nor lose. */
  readonly locks: readonly string[];
  /** Units that stay in a territory, and whatever else was demanded; none when left out. */
  readonly holds?: readonly PlanHold[];
  readonly demands?: PlanDemands;
  /** Why it cannot be kept together, and what to give up first; one of the certificate's reasons. */
  readonly clash?: readonly string[];
  readonly links: readonly Link[];
  /** Null for a graph made by others. */
  readonly accounts: AccountTable | null;
  readonly unitOfAccount: Uint32Array | null;
  /** Accounts that another territory has than their unit's; none when left out. */
  readonly exceptions?: readonly PlanException[];
  /** Slot of each account where some are apart from their ground; else that of their unit. */
  readonly slotOfAccount?: Uint16Array;
  /** How the accounts file was read; null for a graph. */
  readonly reading: { readonly mapping: Mapping; readonly decimal: '.' | ','; readonly counts: RowCounts; readonly workload?: Workload } | null;
  /** Today's territory of each unit of a graph, by name; null when there is none. */
  readonly currentOfUnit: readonly (string | null)[] | null;
  /** What moves against today's territories; null without any. */
  readonly disruption: Disruption | null;
  /** Hex SHA-256 of the input's bytes. */
  readonly inputHash: string;
  readonly assignmentHash: string;
  /** Why the search ended before its last pass; null when it did not. */
  readonly stopped: Stopped | null;
  readonly certificate: Certificate;
}

/** What ended a search early: somebody, or the time it was given. */
export type Stopped = 'interrupted' | 'time-limit' | 'no-gain';

/** What changes hands against today's territories, among accounts (or units of a graph) that have one. */
export interface Disruption {
  readonly moved: number;
  readonly of: number;
  /**
   * `least`: what any plan within the tolerance moves at least between territories of these names; null where it was not worked out. `gone` is
   * the part of it that territories had which the plan has no more: it moves whatever the plan, and no budget counts it.
   */
  readonly measures: readonly { readonly key: string; readonly moved: number; readonly of: number; readonly least: number | null; readonly gone?: number }[];
}

/** Id of the territory at a slot; empty for a unit that nobody covers. */
export function territoryAt(territories: PlanSheet['territories'], slot: number): string {
  return territories[slot]?.id ?? '';
}
