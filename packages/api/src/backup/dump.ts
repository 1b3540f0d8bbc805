import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { quoted } from './catalogue.ts';
import type { Frame, TableSum } from './container.ts';

/** Rows of a table to be written. */
export interface Extract {
  readonly table: string;
  readonly columns: readonly string[];
  /** A query of these columns; null = the whole table. */
  readonly query: string | null;
}

/** Writes the rows of a table, as the client's transaction sees them. */
export async function dumpTable(client: PoolClient, { table, columns, query }: Extract, put: (frame: Frame) => Promise<void>): Promise<TableSum> {
  await put({ kind: 'table', body: { table, columns } });
  const source = query === null ? `${quoted(table)} (${columns.map(quoted).join(', ')})` : `(${query})`;
  const rows = client.query(copyTo(`copy ${source} to stdout`));
  const sum = createHash('sha256');
  let bytes = 0;
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    sum.update(chunk);
    bytes += chunk.length;
    await put({ kind: 'data', bytes: chunk });
  }
  const end: TableSum = { table, columns, bytes, sha256: sum.digest('hex') };
  await put({ kind: 'end', body: end });
  return end;
}
