import { sql, type Kysely } from 'kysely';

/** Imports by the clock, and what came of each run. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table import_schedules (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    plan_id uuid references plans,
    actor text not null,
    request jsonb not null,
    enabled boolean not null default true,
    next_at timestamptz not null,
    last_sha256 text,
    created_at timestamptz not null default now()
  )`,
  `create index import_schedules_due on import_schedules (next_at) where enabled`,
  `create table import_runs (
    workspace_id uuid not null references workspaces,
    schedule_id uuid not null references import_schedules on delete cascade,
    at timestamptz not null default clock_timestamp(),
    outcome text not null,
    import_id uuid references imports,
    code text,
    detail text
  )`,
  `create index import_runs_schedule on import_runs (schedule_id, at desc)`,
];
