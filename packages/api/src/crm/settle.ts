import type { Db } from '../db/db.ts';
import type { CrmClient } from './client.ts';
import * as store from './store.ts';

/**
 * Hears the end of batches that were under way when whoever sent them went away, so that what went through is known.
 *
 * @returns how many batches a publication has
 */
export async function settle(db: Db, client: CrmClient, publicationId: string): Promise<number> {
  const batches = await store.readBatches(db, publicationId);
  for (const { number, step, rows, reference, results } of batches) {
    if (results !== null) continue;
    const found = reference === null ? null : await client.collect(step, rows, reference);
    const lost = { id: null, created: false, error: { code: 'LOST', message: 'The server stopped before this batch was let go.', again: true } };
    await store.endBatch(db, publicationId, number, found ?? rows.map(() => lost));
  }
  return batches.length;
}
