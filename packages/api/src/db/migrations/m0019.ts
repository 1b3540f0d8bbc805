import { sql, type Kysely } from 'kysely';

/** Why something that wants to be put in order is left as it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table inbox_ignored add column reason text`.execute(db);
}
