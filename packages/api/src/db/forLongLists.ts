import { sql } from 'kysely';
import type { Executor } from './db.ts';

/** Has long lists joined in memory, and never row by row, until the transaction ends: the database knows little of tables that were just filled. */
export async function forLongLists(trx: Executor): Promise<void> {
  await sql`set local work_mem = '128MB'`.execute(trx);
  await sql`set local enable_nestloop = off`.execute(trx);
}
