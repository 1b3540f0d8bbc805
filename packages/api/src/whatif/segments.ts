import { sql } from 'kysely';
import type { Db } from '../db/db.ts';

/**
 * Segments of the accounts of a plan, in their order, as the register has them: those of the plan before those of the organisation.
 *
 * @param accountsOf the accounts with their external ids
 */
export async function segmentsOf(db: Db, workspaceId: string, planId: string, accountsOf: () => Promise<{ readonly ids: readonly string[] }>): Promise<readonly (readonly string[])[]> {
  const { rows } = await sql<{ key: string; segments: string[] }>`
    select key, body -> 'segments' as segments from register
    where workspace_id = ${workspaceId} and kind = 'accounts' and scope in (${planId}, '') and until is null and jsonb_typeof(body -> 'segments') = 'array'
    order by scope`.execute(db);
  const known = new Map(rows.map(({ key, segments }) => [key, segments]));
  const { ids } = await accountsOf();
  return ids.map((id) => known.get(id) ?? []);
}
