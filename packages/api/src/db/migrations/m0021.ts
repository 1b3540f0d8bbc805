import { sql, type Kysely } from 'kysely';

/** Objections to accounts that change hands, with what was shown of their consequence, and what was decided of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table challenges (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces on delete cascade,
    scenario_id uuid not null references scenarios on delete cascade,
    account text not null,
    name text not null,
    reason text not null,
    consequence jsonb not null,
    actor text not null,
    at timestamptz not null default now(),
    state text not null default 'open' check (state in ('open', 'accepted', 'refused')),
    decided_by text,
    decided_at timestamptz,
    answer text,
    check ((state = 'open') = (decided_by is null))
  )`,
  // One at a time; who objects again does so once the first is decided.
  `create unique index challenges_open on challenges (scenario_id, account) where state = 'open'`,
  `create index challenges_of on challenges (scenario_id, at)`,
];
