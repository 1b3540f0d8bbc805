import { sql, type Kysely } from 'kysely';

/** What people make of accounts that change hands: one row each time, so that everything ever said is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table account_decisions (
    id bigint generated always as identity primary key,
    workspace_id uuid not null references workspaces on delete cascade,
    scenario_id uuid not null references scenarios on delete cascade,
    account text not null,
    from_territory text,
    to_territory text,
    decision text not null check (decision in ('open', 'accept', 'keep', 'defer', 'challenge')),
    note text,
    until date,
    actor text not null,
    at timestamptz not null default now()
  )`,
  `create index account_decisions_last on account_decisions (scenario_id, account, id desc)`,
];
