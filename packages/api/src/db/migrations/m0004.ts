import { sql, type Kysely } from 'kysely';

/** Alerts of plans in force that drift. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table alerts (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    plan_id uuid not null references plans,
    scenario_id uuid not null references scenarios,
    kind text not null check (kind in ('drift')),
    seq bigint not null,
    drifted jsonb not null,
    repair jsonb not null,
    raised_at timestamptz not null default now(),
    cleared_at timestamptz
  )`,
  `create index alerts_plan on alerts (plan_id, raised_at desc)`,
  // One open alert of a kind: two checks at once do not raise two.
  `create unique index alerts_open on alerts (scenario_id, kind) where cleared_at is null`,
];
