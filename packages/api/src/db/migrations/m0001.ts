import { sql, type Kysely } from 'kysely';

/** The first tables: workspaces, data sets, units with their accounts, plans, scenarios with their history, jobs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table workspaces (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    demo text not null default 'waiting' check (demo in ('waiting', 'made')),
    created_at timestamptz not null default now()
  )`,
  `insert into workspaces (name) values ('My territories')`,

  `create table datasets (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    filename text not null,
    bytes bigint not null,
    sha256 text not null,
    rows bigint not null,
    facts jsonb not null,
    created_at timestamptz not null default now()
  )`,
  `create table dataset_chunks (
    workspace_id uuid not null references workspaces,
    dataset_id uuid not null,
    part int not null,
    body bytea not null,
    at timestamptz not null default now(),
    primary key (dataset_id, part)
  )`,
  `alter table dataset_chunks alter column body set storage external`,
  `create table checks (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    dataset_id uuid not null references datasets,
    mapping jsonb not null,
    result jsonb not null,
    created_at timestamptz not null default now()
  )`,
  `create index checks_dataset on checks (dataset_id)`,

  `create table unit_sets (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    fingerprint text not null,
    meta jsonb not null,
    graph bytea not null,
    measures bytea not null,
    accounts bytea not null,
    created_at timestamptz not null default now()
  )`,
  `create table accounts (
    workspace_id uuid not null references workspaces,
    unit_set_id uuid not null references unit_sets,
    position int not null,
    external_id text not null,
    name text not null,
    source_row int not null,
    unit int not null,
    current text,
    approximate boolean not null,
    primary key (unit_set_id, position)
  )`,
  `create index accounts_unit on accounts (unit_set_id, unit)`,

  `create table plans (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    name text not null,
    status text not null check (status in ('building', 'ready', 'failed')),
    demo boolean not null,
    archived_at timestamptz,
    deleted_at timestamptz,
    dataset_id uuid not null references datasets,
    unit_set_id uuid references unit_sets,
    request jsonb not null,
    mapping jsonb not null,
    region text,
    tolerance double precision not null,
    territories int not null,
    counts jsonb not null,
    facts jsonb not null,
    notes jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index plans_workspace on plans (workspace_id, updated_at desc)`,

  `create table scenarios (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    plan_id uuid not null references plans,
    unit_set_id uuid not null references unit_sets,
    fingerprint text not null,
    name text not null,
    layer text not null default 'main',
    status text not null default 'draft',
    parent_id uuid references scenarios,
    seq bigint not null default 0,
    verdict jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index scenarios_plan on scenarios (plan_id, created_at)`,
  `create table snapshots (
    workspace_id uuid not null references workspaces,
    scenario_id uuid not null references scenarios,
    seq bigint not null,
    doc jsonb not null,
    slots bytea not null,
    primary key (scenario_id, seq)
  )`,
  `create table edits (
    workspace_id uuid not null references workspaces,
    scenario_id uuid not null references scenarios,
    seq bigint not null,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    type text not null,
    gesture bigint not null,
    undoes bigint,
    summary jsonb not null,
    body jsonb not null,
    patch bytea,
    primary key (scenario_id, seq)
  )`,

  `create table jobs (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    actor text not null,
    kind text not null check (kind in ('build', 'solve')),
    plan_id uuid not null references plans,
    scenario_id uuid references scenarios,
    state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    request jsonb not null,
    phase text not null default 'waiting',
    done double precision not null default 0,
    worst_deviation double precision,
    best_number int not null default 0,
    best bytea,
    cancel text check (cancel in ('keep', 'discard')),
    attempt int not null default 0,
    error jsonb,
    result jsonb,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    ended_at timestamptz
  )`,
  `create index jobs_plan on jobs (plan_id, created_at desc)`,
  // At most one design of a scenario at a time.
  `create unique index jobs_one_solve on jobs (scenario_id) where kind = 'solve' and state in ('queued', 'running')`,
];
