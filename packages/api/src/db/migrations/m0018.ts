import { sql, type Kysely } from 'kysely';

/** Publishing by the clock: when a field map is next looked at or published, and what came of it the last time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table publish_targets add column schedule jsonb, add column next_at timestamptz, add column last_run jsonb`.execute(db);
}
