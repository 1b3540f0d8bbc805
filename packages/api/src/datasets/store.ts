import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { sql } from 'kysely';
import type { Check, Dataset } from '../../contract/datasets.ts';
import { json, type Executor } from '../db/db.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** What is known of a file apart from its rows. */
export type DatasetFacts = Pick<Dataset, 'format' | 'encoding' | 'delimiter' | 'header' | 'sample' | 'guess'>;

/** A file as it came, or the delimited text that was made of one of another format. */
export type Form = 'file' | 'table';

/** Bytes of a stored file per row of the table. */
const PART_BYTES = 1024 * 1024;

export async function newDatasetId(db: Executor): Promise<string> {
  const { rows } = await sql<{ id: string }>`select gen_random_uuid() as id`.execute(db);
  return rows[0].id;
}

/** Stores a file as it streams in, a part at a time, compressed. */
export async function writeFile(db: Executor, workspaceId: string, datasetId: string, form: Form, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let part = 0;
  const flush = async (): Promise<void> => {
    const body = await deflate(Buffer.concat(waiting), { level: 1 });
    await db.insertInto('dataset_chunks').values({ workspace_id: workspaceId, dataset_id: datasetId, form, part: part++, body }).execute();
    waiting = [];
    size = 0;
  };
  for await (const chunk of source) {
    waiting.push(chunk);
    size += chunk.length;
    if (size >= PART_BYTES) await flush();
  }
  if (size > 0) await flush();
}

/** Streams a stored file. */
export async function* readFile(db: Executor, workspaceId: string, datasetId: string, form: Form): AsyncGenerator<Uint8Array, void> {
  for (let part = 0; ; part++) {
    const row = await db.selectFrom('dataset_chunks').select('body').where('workspace_id', '=', workspaceId).where('dataset_id', '=', datasetId).where('form', '=', form).where('part', '=', part).executeTakeFirst();
    if (row === undefined) return;
    yield await inflate(row.body);
  }
}

export async function dropFile(db: Executor, workspaceId: string, datasetId: string): Promise<void> {
  await db.deleteFrom('dataset_chunks').where('workspace_id', '=', workspaceId).where('dataset_id', '=', datasetId).execute();
}

/** Removes files whose upload never ended, a day after. */
export async function dropAbandonedFiles(db: Executor): Promise<void> {
  await sql`delete from dataset_chunks c where c.at < now() - interval '1 day' and not exists (select 1 from datasets d where d.id = c.dataset_id)`.execute(db);
}

export async function insertDataset(
  db: Executor,
  row: { id: string; workspaceId: string; actor: string; filename: string; bytes: number; sha256: string; rows: number; facts: DatasetFacts },
): Promise<void> {
  await db
    .insertInto('datasets')
    .values({ id: row.id, workspace_id: row.workspaceId, actor: row.actor, filename: row.filename, bytes: row.bytes, sha256: row.sha256, rows: row.rows, facts: json(row.facts) })
    .execute();
}

export async function findDataset(db: Executor, workspaceId: string, datasetId: string): Promise<Dataset | null> {
  const row = await db.selectFrom('datasets').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', datasetId).executeTakeFirst();
  if (row === undefined) return null;
  const { id, filename, bytes, sha256, rows, created_at } = row;
  return { id, filename, bytes, sha256, rows, ...(row.facts as DatasetFacts), format: (row.facts as Partial<DatasetFacts>).format ?? 'csv', createdAt: created_at.toISOString() };
}

export async function insertCheck(db: Executor, workspaceId: string, check: Omit<Check, 'id'>): Promise<Check> {
  const { datasetId, mapping, ...result } = check;
  const { id } = await db
    .insertInto('checks')
    .values({ workspace_id: workspaceId, dataset_id: datasetId, mapping: json(mapping), result: json(result) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, ...check };
}

export async function findCheck(db: Executor, workspaceId: string, datasetId: string, checkId: string): Promise<Pick<Check, 'mapping' | 'region'> | null> {
  const row = await db
    .selectFrom('checks').select(['mapping', 'result'])
    .where('workspace_id', '=', workspaceId).where('dataset_id', '=', datasetId).where('id', '=', checkId)
    .executeTakeFirst();
  return row === undefined ? null : { mapping: row.mapping, region: (row.result as Pick<Check, 'region'>).region };
}
