import type { Executor } from '../db/db.ts';

/** A happening as it was numbered. */
export interface StoredEvent {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string | null;
  readonly body: unknown;
}

/** Number of the last happening of a plan; 0 = none yet. */
export async function lastSeq(db: Executor, planId: string): Promise<number> {
  const row = await db.selectFrom('plan_streams').select('seq').where('plan_id', '=', planId).executeTakeFirst();
  return row?.seq ?? 0;
}

export async function eventsAfter(db: Executor, planId: string, after: number, limit: number): Promise<StoredEvent[]> {
  return db.selectFrom('plan_events').select(['seq', 'kind', 'subject', 'body']).where('plan_id', '=', planId).where('seq', '>', after).orderBy('seq').limit(limit).execute();
}
