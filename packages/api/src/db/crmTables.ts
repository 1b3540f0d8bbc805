import type { ColumnType, Generated } from 'kysely';
import type { Crm, FieldMap } from '../../contract/crmMaps.ts';
import type { PublicationState, PublishRun, PublishSchedule } from '../../contract/crm.ts';

/** Read as the value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>;
type Made = ColumnType<Date, never, Date>;

export interface CrmConnectionTable {
  id: Generated<string>;
  workspace_id: string;
  name: string;
  crm: Crm;
  address: string;
  /** Name of the credentials in the environment; null = they are kept sealed. */
  environment: string | null;
  actor: string;
  created_at: Made;
  removed_at: Date | null;
}

export interface CrmSecretTable {
  connection_id: string;
  workspace_id: string;
  sealed: Buffer;
}

export interface PublishTargetTable {
  id: Generated<string>;
  workspace_id: string;
  plan_id: string;
  connection_id: string | null;
  name: string;
  map: Json<FieldMap>;
  actor: string;
  saved_at: Made;
  schedule: Json<PublishSchedule | null>;
  next_at: Date | null;
  last_run: Json<PublishRun | null>;
  removed_at: Date | null;
}

export interface PublicationTable {
  id: Generated<string>;
  workspace_id: string;
  plan_id: string;
  target_id: string;
  /** Null for files alone. */
  connection_id: string | null;
  kind: 'publish' | 'rollback';
  of_id: string | null;
  state: PublicationState;
  stamp: Json<unknown>;
  map: Json<FieldMap>;
  asked: Json<unknown>;
  /** Steps, problems and files; null while it is checked. */
  changes: Buffer | null;
  /** Of the steps: what was seen in the dry run. */
  changes_hash: string | null;
  report: Json<unknown>;
  job_id: string | null;
  actor: string;
  created_at: Made;
  confirmed_by: string | null;
  ended_at: Date | null;
}

export interface PublicationBatchTable {
  workspace_id: string;
  publication_id: string;
  number: number;
  /** Without its rows. */
  step: Json<unknown>;
  rows: Buffer;
  reference: string | null;
  results: Buffer | null;
  at: Made;
}
