import { ENGINE_VERSION } from '@hexalign/engine';
import { sql } from 'kysely';
import { InputError } from '../datasets/inputError.ts';
import type { Database } from '../db/db.ts';
import { migrateTo } from '../db/migrate.ts';
import { migrationsOf, quoted, readCatalogue } from './catalogue.ts';
import { readHeader, readContainer, writeContainer, type TableSum } from './container.ts';
import { dumpTable } from './dump.ts';
import { loadTables } from './load.ts';

export interface BackupReport {
  readonly tables: number;
  /** Of the file. */
  readonly bytes: number;
}

/**
 * Writes everything but the queue to one file, as it stood at one moment, while people go on working.
 *
 * @throws InputError `backup.nothing` when there is no Hexalign in the database
 */
export async function backUp({ db, pool }: Database, path: string): Promise<BackupReport> {
  const client = await pool.connect();
  try {
    // One moment for all tables: nothing that is committed later is seen.
    await client.query('begin isolation level repeatable read read only');
    const migrations = await migrationsOf(db);
    if (migrations.length === 0) throw new InputError({ code: 'backup.nothing', where: 'database', expected: 'a database of Hexalign', found: 'none of its tables', repair: 'Check DATA_DIR or DATABASE_URL.' });
    const catalogue = await readCatalogue(db);
    const sums: TableSum[] = [];
    const bytes = await writeContainer(path, async (put) => {
      await put({ kind: 'header', body: { format: 'hexalign-backup', version: 1, engineVersion: ENGINE_VERSION, migrations, facts: {} } });
      for (const { name, columns } of catalogue) sums.push(await dumpTable(client, { table: name, columns: columns.map((column) => column.name), query: null }, put));
      const { rows } = await client.query<{ name: string; last: string | null }>(`select schemaname || '.' || sequencename as name, last_value as last from pg_sequences where schemaname <> 'pgboss'`);
      await put({ kind: 'manifest', body: { tables: sums, sequences: Object.fromEntries(rows.filter(({ last }) => last !== null).map(({ name, last }) => [name, Number(last)])) } });
    });
    return { tables: sums.length, bytes };
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/**
 * Loads a backup into an empty database, all of it or nothing, and brings it to this version.
 *
 * @throws InputError `backup.unreadable`, `backup.other`, `backup.newer`, `restore.not_empty`; the database is as before then
 */
export async function restore({ db, pool }: Database, path: string): Promise<BackupReport> {
  const { migrations } = await readHeader(path, 'hexalign-backup');
  // All of it is read once before anything is written.
  let bytes = 0;
  for await (const frame of readContainer(path)) if (frame.kind === 'data') bytes += frame.bytes.length;
  const present = await migrationsOf(db);
  if (present.length > 0 && (present.join() !== migrations.join() || (await holdsWork(db)))) {
    throw new InputError({ code: 'restore.not_empty', where: 'database', expected: 'an empty database', found: 'a Hexalign', repair: 'Give an empty DATA_DIR, or a DATABASE_URL of a new database.' });
  }
  if (present.length === 0) await migrateTo(db, migrations, path);
  const client = await pool.connect();
  try {
    await client.query('begin');
    // The log of who changed what comes along: loading it is no change of anything.
    await client.query(`select set_config('hexalign.audit', 'off', true)`);
    // What a fresh database is furnished with comes from the backup instead.
    for (const { name } of (await readCatalogue(db)).reverse()) await client.query(`delete from ${quoted(name)}`);
    const { tables, sequences } = await loadTables(client, path, null);
    for (const [name, last] of Object.entries(sequences)) await client.query('select setval($1::regclass, $2)', [quoted(name), last]);
    // The queue is not kept: what was on its way to hooks is put into it again. A backup of an earlier version knows none.
    const { rows: [{ known }] } = await client.query<{ known: boolean }>(`select to_regclass('public.hook_deliveries') is not null as known`);
    if (known) await client.query(`update hook_deliveries set queued = false where state = 'waiting'`);
    await client.query('commit');
    return { tables: tables.length, bytes };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function holdsWork(db: Database['db']): Promise<boolean> {
  const { rows: [{ some }] } = await sql<{ some: boolean }>`select exists (select from plans) or exists (select from datasets) or exists (select from jobs) as some`.execute(db);
  return some;
}
