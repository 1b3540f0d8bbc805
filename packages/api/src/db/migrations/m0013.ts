import { sql, type Kysely } from 'kysely';

/** Frontiers: jobs that find several plans to choose from, which are kept with the job. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table jobs drop constraint jobs_kind_check`,
  `alter table jobs add constraint jobs_kind_check check (kind in ('build', 'solve', 'frontier', 'judge', 'commit', 'undo'))`,
  // At most one looks for plans of a scenario.
  `create unique index jobs_one_frontier on jobs (scenario_id) where kind = 'frontier' and state in ('queued', 'running')`,
  `create table job_points (
    workspace_id uuid not null references workspaces on delete cascade,
    job_id uuid not null references jobs on delete cascade,
    point integer not null,
    slots bytea not null,
    primary key (job_id, point)
  )`,
];
