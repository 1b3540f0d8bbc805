import type { ColumnType, Generated } from 'kysely';
import type { ChangeDecision, Consequence } from '../../contract/changes.ts';
import type { Drifted, ProposedRepair } from '../../contract/alerts.ts';
import type { Mapping } from '../../contract/datasets.ts';
import type { ApiKeyTable, IdentityTable, LinkTable, MembershipTable, SessionTable, SsoFlowTable, TryTable, UserTable } from './authTables.ts';
import type { PlanFact } from '../../contract/plans.ts';
import type { PlanRequest } from '../plans/planRequest.ts';
import type { CrmConnectionTable, CrmSecretTable, PublicationBatchTable, PublicationTable, PublishTargetTable } from './crmTables.ts';
import type { BudgetRequestTable, BudgetRuleTable } from './budgetTables.ts';
import type { GroundOverlapTable, LayerOverlapTable } from './overlapTables.ts';
import type { WhatIfBatchTable, WhatIfPointTable } from './whatIfTables.ts';
import type { HookDeliveryTable, HookTable } from './hookTables.ts';
import type { ImportRunTable, ImportScheduleTable, ImportTable, InboxIgnoredTable, LayoutTable, RegisterChangeTable, RegisterTable } from './registerTables.ts';

/** Read as the value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>;
type Made = ColumnType<Date, never, Date>;

export interface WorkspaceTable {
  id: Generated<string>;
  name: string;
  /** `waiting` until the demo was imported or is known not to be wanted. */
  demo: Generated<'waiting' | 'made'>;
  /** Nobody is told who people are. */
  people_blind: Generated<boolean>;
  created_at: Made;
}

export interface DatasetTable {
  id: Generated<string>;
  workspace_id: string;
  filename: string;
  bytes: number;
  sha256: string;
  rows: number;
  facts: Json<unknown>;
  /** Null for files from before it was kept. */
  actor: string | null;
  created_at: Made;
}

export interface DatasetChunkTable {
  workspace_id: string;
  dataset_id: string;
  form: Generated<'file' | 'table'>;
  part: number;
  body: Buffer;
  at: Made;
}

export interface CheckTable {
  id: Generated<string>;
  workspace_id: string;
  dataset_id: string;
  mapping: Json<Mapping>;
  result: Json<unknown>;
  created_at: Made;
}

export interface UnitSetTable {
  id: Generated<string>;
  workspace_id: string;
  fingerprint: string;
  meta: Json<unknown>;
  graph: Buffer;
  measures: Buffer;
  accounts: Buffer;
  /** Outlines of units that are areas, GeoJSON, compressed; null for cells. */
  shapes: Buffer | null;
  created_at: Made;
}

export interface AccountTable {
  workspace_id: string;
  unit_set_id: string;
  position: number;
  external_id: string;
  name: string;
  source_row: number;
  unit: number;
  current: string | null;
  approximate: boolean;
}

export interface PlanTable {
  id: Generated<string>;
  workspace_id: string;
  name: string;
  status: 'building' | 'ready' | 'failed';
  demo: boolean;
  archived_at: Date | null;
  deleted_at: Date | null;
  dataset_id: string;
  unit_set_id: string | null;
  request: Json<PlanRequest>;
  mapping: Json<Mapping>;
  region: string | null;
  tolerance: number;
  territories: number;
  counts: Json<{ accepted: number; rejected: number; filtered: number }>;
  facts: Json<PlanFact[]>;
  notes: Json<string[]>;
  /** Nobody who looks at it is told who people are. */
  people_blind: Generated<boolean>;
  created_at: Made;
  updated_at: ColumnType<Date, never, Date>;
}

export interface ScenarioTable {
  /** The units that it began with, where an import put others in their place. */
  first_unit_set_id: Generated<string | null>;
  first_fingerprint: Generated<string | null>;
  id: Generated<string>;
  workspace_id: string;
  plan_id: string;
  unit_set_id: string;
  fingerprint: string;
  name: string;
  layer: Generated<string>;
  status: Generated<string>;
  parent_id: string | null;
  fork_seq: number | null;
  origin: Json<unknown>;
  seq: Generated<number>;
  verdict: Json<unknown>;
  /** Somebody only tries things out in it: the change budget is shown, and holds when it is submitted. */
  scratch: Generated<boolean>;
  /** Colour number by slot as the web chose it; no part of the document. */
  colours: Generated<(number | null)[]>;
  /** By the clock, not by the transaction: several are made in one, and the first stays the first. */
  created_at: ColumnType<Date, Date, never>;
  updated_at: ColumnType<Date, never, Date>;
}

export interface SnapshotTable {
  workspace_id: string;
  scenario_id: string;
  seq: number;
  doc: Json<unknown>;
  slots: Buffer;
  since: Buffer | null;
}

export interface EditTable {
  workspace_id: string;
  scenario_id: string;
  seq: number;
  at: Made;
  actor: string;
  type: string;
  gesture: number;
  undoes: number | null;
  summary: Json<unknown>;
  body: Json<unknown>;
  patch: Buffer | null;
  cause: Json<unknown>;
  undo_head: number | null;
  redo_head: number | null;
  below: number | null;
  /** The name that its sender gave to the gesture, at its first entry. */
  sent: string | null;
}

export interface RevisionTable {
  id: Generated<string>;
  workspace_id: string;
  scenario_id: string;
  number: number;
  name: string;
  note: string | null;
  seq: number;
  hash: string;
  actor: string;
  at: Made;
}

export interface SignatureTable {
  id: Generated<number>;
  workspace_id: string;
  scenario_id: string;
  actor: string;
  at: Made;
  action: string;
  from_status: string;
  to_status: string;
  revision_id: string | null;
  seq: number;
  hash: string;
  note: string | null;
}

export interface JobTable {
  id: Generated<string>;
  workspace_id: string;
  actor: string;
  kind: 'build' | 'solve' | 'frontier' | 'judge' | 'commit' | 'undo' | 'publish' | 'whatif';
  plan_id: string | null;
  import_id: string | null;
  scenario_id: string | null;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  request: Json<unknown>;
  phase: Generated<string>;
  done: Generated<number>;
  worst_deviation: number | null;
  best_number: Generated<number>;
  best: Buffer | null;
  cancel: 'keep' | 'discard' | null;
  attempt: Generated<number>;
  error: Json<{ code: string; message: string } | null>;
  result: Json<unknown>;
  created_at: Made;
  started_at: Date | null;
  ended_at: Date | null;
}

/** A plan that a job found beside others, to be chosen. */
export interface JobPointTable {
  workspace_id: string;
  job_id: string;
  point: number;
  /** Packed slots. */
  slots: Buffer;
}

export interface AlertTable {
  id: Generated<string>;
  workspace_id: string;
  plan_id: string;
  scenario_id: string;
  kind: 'drift';
  seq: number;
  drifted: Json<Drifted[]>;
  repair: Json<ProposedRepair | null>;
  raised_at: Made;
  cleared_at: Date | null;
}

/** What somebody made of an account's change of hands; the last one counts. */
export interface AccountDecisionTable {
  id: Generated<string>;
  workspace_id: string;
  scenario_id: string;
  account: string;
  /** Ids of the territories that it was about; null = nobody. */
  from_territory: string | null;
  to_territory: string | null;
  decision: ChangeDecision;
  note: string | null;
  until: string | null;
  actor: string;
  at: Made;
}

/** An objection to an account's change of hands. */
export interface ChallengeTable {
  id: Generated<string>;
  workspace_id: string;
  scenario_id: string;
  account: string;
  name: string;
  reason: string;
  consequence: Json<Consequence>;
  actor: string;
  at: Made;
  state: Generated<'open' | 'accepted' | 'refused'>;
  decided_by: Generated<string | null>;
  decided_at: ColumnType<Date | null, never, Date>;
  answer: Generated<string | null>;
}

export interface PlanStreamTable {
  plan_id: string;
  workspace_id: string;
  seq: number;
}

export interface PlanEventTable {
  workspace_id: string;
  plan_id: string;
  seq: number;
  at: Made;
  kind: string;
  subject: string | null;
  body: Json<unknown>;
}

export interface Tables {
  hooks: HookTable;
  hook_deliveries: HookDeliveryTable;
  account_decisions: AccountDecisionTable;
  challenges: ChallengeTable;
  budget_rules: BudgetRuleTable;
  whatif_batches: WhatIfBatchTable;
  whatif_points: WhatIfPointTable;
  layer_overlaps: LayerOverlapTable;
  ground_overlaps: GroundOverlapTable;
  budget_requests: BudgetRequestTable;
  alerts: AlertTable;
  workspaces: WorkspaceTable;
  users: UserTable;
  identities: IdentityTable;
  memberships: MembershipTable;
  sessions: SessionTable;
  api_keys: ApiKeyTable;
  links: LinkTable;
  tries: TryTable;
  sso_flows: SsoFlowTable;
  datasets: DatasetTable;
  dataset_chunks: DatasetChunkTable;
  checks: CheckTable;
  unit_sets: UnitSetTable;
  accounts: AccountTable;
  plans: PlanTable;
  scenarios: ScenarioTable;
  snapshots: SnapshotTable;
  edits: EditTable;
  revisions: RevisionTable;
  signatures: SignatureTable;
  plan_streams: PlanStreamTable;
  plan_events: PlanEventTable;
  jobs: JobTable;
  job_points: JobPointTable;
  imports: ImportTable;
  import_schedules: ImportScheduleTable;
  import_runs: ImportRunTable;
  inbox_ignored: InboxIgnoredTable;
  layouts: LayoutTable;
  register_changes: RegisterChangeTable;
  register: RegisterTable;
  crm_connections: CrmConnectionTable;
  crm_secrets: CrmSecretTable;
  publish_targets: PublishTargetTable;
  publications: PublicationTable;
  publication_batches: PublicationBatchTable;
}
