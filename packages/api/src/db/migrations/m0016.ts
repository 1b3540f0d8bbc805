import { sql, type Kysely } from 'kysely';

/** Publishing to customer systems: ways in with their sealed credentials, field maps of plans, and the log of what was published with every batch. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table crm_connections (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces on delete cascade,
    name text not null,
    crm text not null,
    address text not null,
    environment text,
    actor text not null,
    created_at timestamptz not null default now(),
    removed_at timestamptz
  )`,
  // Apart from what the audit log copies, so that not even sealed credentials stand there.
  `create table crm_secrets (
    connection_id uuid primary key references crm_connections on delete cascade,
    workspace_id uuid not null references workspaces on delete cascade,
    sealed bytea not null
  )`,
  `create table publish_targets (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces on delete cascade,
    plan_id uuid not null references plans on delete cascade,
    connection_id uuid references crm_connections,
    name text not null,
    map jsonb not null,
    actor text not null,
    saved_at timestamptz not null default now(),
    removed_at timestamptz
  )`,
  `create index publish_targets_plan on publish_targets (plan_id)`,
  ...['crm_connections', 'publish_targets'].map((table) => `create trigger audited after insert or update or delete on ${table} for each row execute function audit_row()`),
  `create table publications (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces on delete cascade,
    plan_id uuid not null references plans on delete cascade,
    target_id uuid not null references publish_targets,
    connection_id uuid references crm_connections,
    kind text not null check (kind in ('publish', 'rollback')),
    of_id uuid references publications,
    state text not null check (state in ('checking', 'checked', 'running', 'done', 'partial', 'failed', 'stale', 'rolled_back')),
    stamp jsonb not null,
    map jsonb not null,
    asked jsonb not null,
    changes bytea,
    changes_hash text,
    report jsonb not null,
    job_id uuid,
    actor text not null,
    created_at timestamptz not null default now(),
    confirmed_by text,
    ended_at timestamptz
  )`,
  `create index publications_plan on publications (plan_id, created_at)`,
  // One at a time is written of a field map.
  `create unique index publications_one_running on publications (target_id) where state = 'running'`,
  `create table publication_batches (
    workspace_id uuid not null references workspaces on delete cascade,
    publication_id uuid not null references publications on delete cascade,
    number integer not null,
    step jsonb not null,
    rows bytea not null,
    reference text,
    results bytea,
    at timestamptz not null default now(),
    primary key (publication_id, number)
  )`,
  `alter table jobs drop constraint jobs_kind_check`,
  `alter table jobs add constraint jobs_kind_check check (kind in ('build', 'solve', 'frontier', 'judge', 'commit', 'undo', 'publish'))`,
];
