import { sql, type Kysely } from 'kysely';

/** The timeline of what is in force, and the stream of what happens in a plan. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create extension if not exists btree_gist`,
  // `starts` is as it was decided; `during` ends where the next one starts. One at a time, whoever writes.
  `create table activations (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    plan_id uuid not null references plans,
    layer text not null default 'main',
    scenario_id uuid not null references scenarios,
    revision_id uuid not null references revisions,
    starts date not null,
    during daterange not null,
    actor text not null,
    at timestamptz not null default clock_timestamp(),
    note text,
    withdrawn_at timestamptz,
    withdrawn_by text,
    constraint activations_one_at_a_time exclude using gist (plan_id with =, layer with =, during with &&) where (withdrawn_at is null)
  )`,
  `create index activations_plan on activations (plan_id, starts)`,
  `create index activations_scenario on activations (scenario_id)`,
  `create index edits_named on edits (scenario_id, (body ->> 'account'), seq) where type = 'named'`,
  `create index edits_merges on edits (scenario_id, seq) where cause ->> 'kind' = 'merge'`,
  `create index edits_undoes on edits (scenario_id, undoes) where undoes is not null`,
  // Numbers without gaps in the order of commits: the row of a plan is held from its number to the commit.
  `create table plan_streams (
    plan_id uuid primary key references plans,
    workspace_id uuid not null references workspaces,
    seq bigint not null
  )`,
  `create table plan_events (
    workspace_id uuid not null references workspaces,
    plan_id uuid not null references plans,
    seq bigint not null,
    at timestamptz not null default clock_timestamp(),
    kind text not null,
    subject uuid,
    body jsonb not null,
    primary key (plan_id, seq)
  )`,
];
