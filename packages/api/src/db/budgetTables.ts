import type { ColumnType, Generated } from 'kysely';
import type { BudgetRule } from '../../contract/budgets.ts';
import type { GivenCause } from '../../contract/edits.ts';
import type { Edit } from '../../contract/scenarios.ts';

/** Read as the value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>;
type Made = ColumnType<Date, never, Date>;

/** What a plan's change budget was from a moment on. */
export interface BudgetRuleTable {
  id: ColumnType<string, never, never>;
  workspace_id: string;
  plan_id: string;
  rule: ColumnType<BudgetRule | null, string | null, never>;
  actor: string;
  at: Made;
}

/** What a request would come to, in shares. */
export interface WantedShare {
  readonly what: string;
  readonly unit: string;
  readonly used: number;
  readonly allowed: number;
}

/** A wish to go beyond a change budget. */
export interface BudgetRequestTable {
  id: Generated<string>;
  workspace_id: string;
  scenario_id: string;
  base_seq: number;
  /** The change that waits; null = only more room is asked for. */
  edits: ColumnType<Edit[] | null, string | null, never>;
  cause: ColumnType<GivenCause | null, string | null, never>;
  wanted: Json<WantedShare[]>;
  reason: string;
  approver: string;
  actor: string;
  at: Made;
  state: Generated<'open' | 'granted' | 'declined'>;
  decided_by: Generated<string | null>;
  decided_at: ColumnType<Date | null, never, Date>;
  answer: Generated<string | null>;
  widened: ColumnType<{ what: string; by: number }[] | null, never, string>;
  /** The scenario's last entry when it was granted: forks of later states have it, too. */
  granted_seq: Generated<number | null>;
  applied_seq: Generated<number | null>;
  fault: Generated<string | null>;
}
