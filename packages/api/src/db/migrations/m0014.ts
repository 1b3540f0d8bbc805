import { sql, type Kysely } from 'kysely';

/** The name that a sender gives to a gesture: what is sent again because its answer was lost is written once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table edits add column sent uuid`.execute(db);
  await sql`create unique index edits_sent on edits (scenario_id, actor, sent) where sent is not null`.execute(db);
}
