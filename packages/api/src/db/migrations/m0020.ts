import { sql, type Kysely } from 'kysely';

/** Hooks: addresses of programs elsewhere that are told when something happens, and what is on its way to them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table hooks (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces on delete cascade,
    name text not null,
    url text not null,
    events text[] not null,
    secret text not null,
    enabled boolean not null default true,
    failing_since timestamptz,
    actor text not null,
    created_at timestamptz not null default now()
  )`,
  `create index hooks_workspace on hooks (workspace_id)`,
  `create table hook_deliveries (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces on delete cascade,
    hook_id uuid not null references hooks on delete cascade,
    event text not null,
    body jsonb not null,
    at timestamptz not null default clock_timestamp(),
    queued boolean not null default false,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
    attempts integer not null default 0,
    status integer,
    detail text,
    delivered_at timestamptz
  )`,
  // Whether programs were told that it came into force; of what was decided before there were any nobody is.
  `alter table activations add column told boolean not null default true`,
  `alter table activations alter column told set default false`,
  `create index hook_deliveries_hook on hook_deliveries (hook_id, at desc)`,
  `create index hook_deliveries_unqueued on hook_deliveries (at) where not queued`,
];
