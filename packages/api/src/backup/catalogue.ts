import { sql } from 'kysely';
import type { Executor } from '../db/db.ts';

/** A table of ours as the database describes it. */
export interface Table {
  /** `schema.name`. */
  readonly name: string;
  readonly columns: readonly Column[];
}

export interface Column {
  readonly name: string;
  readonly notNull: boolean;
  /** Numbered by the database. */
  readonly identity: boolean;
  /** Table that it points to, when it points to one. */
  readonly pointsTo: string | null;
}

/** What belongs to the queue is not kept: waiting jobs are put in again. */
const NOT_OURS = ['pgboss', 'information_schema'];
const NOT_DATA = ['kysely_migration', 'kysely_migration_lock'];

/** Every table of ours, those that others point to first. */
export async function readCatalogue(db: Executor): Promise<Table[]> {
  const { rows } = await sql<{ table: string; column: string; not_null: boolean; identity: boolean; points_to: string | null }>`
    select n.nspname || '.' || c.relname as table, a.attname as column, a.attnotnull as not_null, a.attidentity <> '' as identity,
      (select fn.nspname || '.' || f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] limit 1) as points_to
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and n.nspname <> all(${NOT_OURS}) and n.nspname not like 'pg\\_%' and c.relname <> all(${NOT_DATA})
    order by n.nspname, c.relname, a.attnum`.execute(db as never);
  const tables = new Map<string, { name: string; columns: Column[] }>();
  for (const row of rows) {
    const table = tables.get(row.table) ?? { name: row.table, columns: [] };
    tables.set(row.table, table);
    table.columns.push({ name: row.column, notNull: row.not_null, identity: row.identity, pointsTo: row.points_to });
  }
  return inOrder([...tables.values()]);
}

/** Those that are pointed to come before those that point; a table may point to itself. */
function inOrder(tables: readonly Table[]): Table[] {
  const placed = new Set<string>();
  const ordered: Table[] = [];
  const known = new Set(tables.map(({ name }) => name));
  while (ordered.length < tables.length) {
    const next = tables.filter(({ name, columns }) => !placed.has(name) && columns.every(({ pointsTo }) => pointsTo === null || pointsTo === name || placed.has(pointsTo) || !known.has(pointsTo)));
    if (next.length === 0) throw new Error(`tables that point to each other in a ring: ${tables.filter(({ name }) => !placed.has(name)).map(({ name }) => name).join(', ')}`);
    for (const table of next) {
      placed.add(table.name);
      ordered.push(table);
    }
  }
  return ordered;
}

/** `schema.name` as SQL, quoted. */
export function quoted(name: string): string {
  return name.split('.').map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}

/** Names of the migrations that this database has had. */
export async function migrationsOf(db: Executor): Promise<string[]> {
  const { rows: [{ there }] } = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(db as never);
  if (!there) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db as never);
  return rows.map(({ name }) => name);
}
