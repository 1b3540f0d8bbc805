import { sql, type Kysely } from 'kysely';

/** Lists are judged, committed and undone by jobs, too; these may belong to no plan. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table jobs alter column plan_id drop not null`,
  `alter table jobs drop constraint jobs_kind_check`,
  `alter table jobs add constraint jobs_kind_check check (kind in ('build', 'solve', 'judge', 'commit', 'undo'))`,
  `alter table jobs add column import_id uuid references imports on delete set null`,
  // At most one job works on an import.
  `create unique index jobs_one_import on jobs (import_id) where state in ('queued', 'running')`,
];
