import { sql, type Kysely } from 'kysely';

/** The colours that territories were given, kept beside the document: the same in every browser, and no part of its hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table scenarios add column colours jsonb not null default '[]'`.execute(db);
}
