import { sql, type Kysely } from 'kysely';

/** People can be hidden: by an organisation or a plan for all who look at it, and by anybody for their own session. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['workspaces', 'plans']) await sql`alter table ${sql.table(table)} add column people_blind boolean not null default false`.execute(db);
  await sql`alter table sessions add column people_hidden boolean not null default false`.execute(db);
}
