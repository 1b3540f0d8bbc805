import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Import, ProblemGroup } from '../../contract/imports.ts';
import type { CsvRow } from '../datasets/readCsv.ts';
import type { Executor } from '../db/db.ts';
import type { RecordJudgement } from './judgeRecord.ts';
import { ProblemGroups } from './problemGroups.ts';

/** What became of the rows of a list. */
export interface Staged {
  readonly counts: Import['counts'];
  readonly groups: ProblemGroup[];
}

const PIECE_CHARACTERS = 1 << 16;
const ROWS_A_MARK = 4096;

/** Name of the table that holds the rows of an import until it is committed. */
export function stagingTable(importId: string): ReturnType<typeof sql.table> {
  return sql.table(`staging.i_${importId.replaceAll('-', '')}`);
}

/**
 * Judges the rows of a list one by one and copies them into a table of the import's own. Nothing of the list is held in
 * memory but the pieces under way, so that its length does not matter.
 *
 * Whoever tries again begins anew: what an earlier try has left is dropped, once that try has let go of it.
 *
 * A row of the table without a body stands for a record whose row was rejected: it is neither changed nor gone.
 */
export async function stage(pool: pg.Pool, importId: string, rows: AsyncIterable<CsvRow>, judge: (row: CsvRow) => RecordJudgement, { abandon, onRow }: { readonly abandon: AbortSignal; readonly onRow?: (rows: number) => void }): Promise<Staged> {
  const counts = { rows: 0, accepted: 0, rejected: 0, filtered: 0, unplaced: 0, approximate: 0 };
  const groups = new ProblemGroups();
  async function* lines(): AsyncGenerator<string, void> {
    let piece = '';
    for await (const row of rows) {
      const judged = judge(row);
      counts.rows++;
      if (counts.rows % ROWS_A_MARK === 0) onRow?.(counts.rows);
      if (judged.kind === 'filtered') counts.filtered++;
      else if (judged.kind === 'rejected') {
        counts.rejected++;
        for (const problem of judged.problems) groups.add(problem, false);
        if (judged.key !== null) piece += `${row.row}\t${escaped(judged.key)}\t\\N\n`;
      } else {
        counts.accepted++;
        if (judged.approximate) counts.approximate++;
        if (judged.kept.length > 0 && judged.record.body.place === undefined) counts.unplaced++;
        for (const problem of judged.kept) groups.add(problem, true);
        piece += `${row.row}\t${escaped(judged.record.key)}\t${JSON.stringify(judged.record.body).replaceAll('\\', '\\\\')}\n`;
      }
      if (piece.length >= PIECE_CHARACTERS) {
        yield piece;
        piece = '';
      }
    }
    if (piece !== '') yield piece;
  }
  const client = await pool.connect();
  const name = `staging.i_${importId.replaceAll('-', '')}`;
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
    await client.query(`drop table if exists ${name}`);
    await client.query(`create table ${name} (row int not null, key text collate "C" not null, body jsonb)`);
    await pipeline(Readable.from(lines()), client.query(copyFrom(`copy ${name} (row, key, body) from stdin`)), { signal: abandon });
    await client.query('commit');
    await client.query(`analyze ${name}`);
    client.release();
  } catch (error) {
    // A connection in the middle of a copy is of no further use.
    client.release(error instanceof Error ? error : true);
    throw error;
  }
  return { counts, groups: groups.list() };
}

/** Name of the table that holds what an import would change. */
export function diffTable(importId: string): ReturnType<typeof sql.table> {
  return sql.table(`staging.d_${importId.replaceAll('-', '')}`);
}

export async function dropStaging(db: Executor, importId: string): Promise<void> {
  await dropDiff(db, importId);
  await sql`drop table if exists ${stagingTable(importId)}`.execute(db);
}

/** Whether the rows of an import are still there: those of an import that nobody commits are kept for a month. */
export async function isStaged(db: Executor, importId: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${`staging.i_${importId.replaceAll('-', '')}`}) is not null as there`.execute(db);
  return rows[0].there;
}

/** Where nothing was there before, what an import would change is a view of its rows. */
export async function dropDiff(db: Executor, importId: string): Promise<void> {
  const { rows } = await sql<{ kind: string }>`select relkind as kind from pg_class where oid = to_regclass(${`staging.d_${importId.replaceAll('-', '')}`})`.execute(db);
  if (rows.length > 0) await sql`drop ${sql.raw(rows[0].kind === 'v' ? 'view' : 'table')} ${diffTable(importId)}`.execute(db);
}

/** As `copy` wants it: what separates and what escapes is escaped. */
function escaped(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (c) => (c === '\\' ? '\\\\' : c === '\t' ? '\\t' : c === '\n' ? '\\n' : '\\r'));
}
