import { sql, type Kysely } from 'kysely';

/** Who brought a file, since its rows are for nobody else who is confined to some regions; postal codes found without their country; outlines of units that are areas of a layer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table datasets add column actor text`.execute(db);
  await sql`alter table unit_sets add column shapes bytea`.execute(db);
  await sql`create index register_postal_code on register (workspace_id, split_part(key, '|', 2)) where kind = 'postal' and until is null`.execute(db);
  await sql`create index register_area_key on register (workspace_id, key) where kind = 'areas' and until is null`.execute(db);
}
