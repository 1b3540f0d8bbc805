import { sql } from 'kysely';
import type { Executor } from '../db/db.ts';

/** What stands in the history for a key: the key's own id behind this. */
export const KEY_ACTOR = 'key:';

/**
 * Names of those who stand in a history, as they are called now.
 *
 * @param actorIds ids of people, `key:...` of programs, `hexalign` for the product itself
 */
export async function namesOf(db: Executor, actorIds: Iterable<string>): Promise<(actorId: string) => string> {
  const wanted = [...new Set(actorIds)];
  const { rows } = wanted.length === 0 ? { rows: [] } : await sql<{ id: string; name: string }>`
    select id, name from users where id = any(${wanted})
    union all select ${KEY_ACTOR} || id::text, name from api_keys where ${KEY_ACTOR} || id::text = any(${wanted})`.execute(db);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (actorId) => names.get(actorId) ?? (actorId === 'hexalign' ? 'Hexalign' : actorId);
}
