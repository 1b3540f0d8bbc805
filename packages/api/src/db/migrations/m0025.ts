import { sql, type Kysely } from 'kysely';

/** Areas of a layer that cover the same ground: found once for each state of a layer, and once for each ground that they lie on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table layer_overlaps (
    workspace_id uuid not null references workspaces on delete cascade,
    layer text not null,
    change bigint not null,
    found integer not null,
    slivers integer not null,
    slivers_km2 double precision not null,
    pairs jsonb not null,
    primary key (workspace_id, layer)
  )`,
  `create table ground_overlaps (
    workspace_id uuid not null references workspaces on delete cascade,
    unit_set_id uuid not null references unit_sets on delete cascade,
    layer text not null,
    own boolean not null,
    change bigint not null,
    more integer not null,
    facts jsonb not null,
    shapes jsonb not null,
    primary key (unit_set_id, layer, own)
  )`,
];
