import { sql, type Kysely } from 'kysely';

/** Grids of what-ifs: one job for each, and what came of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table jobs drop constraint jobs_kind_check`,
  `alter table jobs add constraint jobs_kind_check check (kind in ('build', 'solve', 'frontier', 'judge', 'commit', 'undo', 'publish', 'whatif'))`,
  `create table whatif_batches (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces on delete cascade,
    scenario_id uuid not null references scenarios on delete cascade,
    base_seq integer not null,
    actor text not null,
    at timestamptz not null default clock_timestamp()
  )`,
  `create index whatif_batches_of on whatif_batches (scenario_id, at)`,
  `create table whatif_points (
    workspace_id uuid not null references workspaces on delete cascade,
    batch_id uuid not null references whatif_batches on delete cascade,
    point integer not null,
    cell jsonb not null,
    job_id uuid not null references jobs on delete cascade,
    proposal jsonb,
    cause jsonb,
    primary key (batch_id, point)
  )`,
];
