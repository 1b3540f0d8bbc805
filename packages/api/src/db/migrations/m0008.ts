import { sql, type Kysely } from 'kysely';

/** Scenarios whose measures were summed anew remember the units that they began with; what somebody does not want to be told of, and until when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table scenarios add column first_unit_set_id uuid references unit_sets, add column first_fingerprint text`,
  `create table inbox_ignored (
    workspace_id uuid not null references workspaces,
    item text not null,
    until date not null,
    actor text not null,
    at timestamptz not null default now(),
    primary key (workspace_id, item)
  )`,
];
