import type { ColumnType, Generated } from 'kysely';
import type { ImportMapping, RecordKind } from '../../contract/imports.ts';
import type { CreateSchedule, ScheduleRun } from '../../contract/schedules.ts';

/** Read as the value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>;
type Made = ColumnType<Date, never, Date>;

export interface ImportTable {
  id: Generated<string>;
  workspace_id: string;
  kind: RecordKind;
  scope: string;
  plan_id: string | null;
  dataset_id: string;
  actor: string;
  mapping: Json<ImportMapping>;
  gone: 'keep' | 'remove';
  state: 'judging' | 'checked' | 'committed' | 'undone';
  /** Last change of the register that the import was compared with; 0 = none. */
  base: number;
  change: number | null;
  undo: number | null;
  facts: Json<unknown>;
  created_at: Made;
  committed_at: Date | null;
  undone_at: Date | null;
}

export interface LayoutTable {
  workspace_id: string;
  kind: RecordKind;
  fingerprint: string;
  mapping: Json<ImportMapping>;
  used_at: Generated<Date>;
}

export interface RegisterChangeTable {
  id: Generated<number>;
  workspace_id: string;
  kind: RecordKind;
  scope: string;
  actor: string;
  cause: 'import' | 'undo' | 'hand';
  import_id: string | null;
  at: Made;
}

export interface RegisterTable {
  workspace_id: string;
  kind: RecordKind;
  scope: string;
  key: string;
  body: Json<Record<string, unknown>>;
  since: number;
  until: number | null;
}

export interface InboxIgnoredTable {
  workspace_id: string;
  item: string;
  until: Date;
  actor: string;
  at: Made;
  /** Why it is left as it is. */
  reason: string | null;
}

export interface ImportScheduleTable {
  id: Generated<string>;
  workspace_id: string;
  plan_id: string | null;
  actor: string;
  request: Json<CreateSchedule>;
  enabled: Generated<boolean>;
  next_at: Date;
  last_sha256: Generated<string | null>;
  created_at: Made;
}

export interface ImportRunTable {
  workspace_id: string;
  schedule_id: string;
  at: Made;
  outcome: ScheduleRun['outcome'];
  import_id: string | null;
  code: string | null;
  detail: string | null;
}
