import { sql, type Kysely } from 'kysely';

/** How much of a plan may change owner, who asked to go beyond it, and what was decided; scenarios in which somebody only tries things out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // The last one counts; null = none from then on.
  `create table budget_rules (
    id bigint generated always as identity primary key,
    workspace_id uuid not null references workspaces on delete cascade,
    plan_id uuid not null references plans on delete cascade,
    rule jsonb,
    actor text not null,
    at timestamptz not null default now()
  )`,
  `create index budget_rules_of on budget_rules (plan_id, id)`,
  `create table budget_requests (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces on delete cascade,
    scenario_id uuid not null references scenarios on delete cascade,
    base_seq integer not null,
    edits jsonb,
    cause jsonb,
    wanted jsonb not null,
    reason text not null,
    approver text not null,
    actor text not null,
    at timestamptz not null default now(),
    state text not null default 'open' check (state in ('open', 'granted', 'declined')),
    decided_by text,
    decided_at timestamptz,
    answer text,
    widened jsonb,
    granted_seq integer,
    applied_seq integer,
    fault text,
    check ((state = 'open') = (decided_by is null)),
    check ((state = 'granted') = (widened is not null))
  )`,
  `create index budget_requests_of on budget_requests (scenario_id, at)`,
  `alter table scenarios add column scratch boolean not null default false`,
];
