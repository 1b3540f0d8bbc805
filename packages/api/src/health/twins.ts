import { sql } from 'kysely';
import type { TwinsItem } from '../../contract/health.ts';
import type { Db } from '../db/db.ts';

const GROUPS = 20;
const KEYS = 5;
/** Plans whose accounts were looked through last. */
const REMEMBERED = 50;

type Twins = Omit<TwinsItem, 'ignoredUntil' | 'reason'>;

/**
 * Finds accounts of a plan that may be one and the same: alike in name and place (to some ten metres), or in their id but for
 * case, spaces and leading zeros. Null where there are none. What was found is remembered until the accounts change: a plan
 * of 200,000 is looked through in a second or two.
 */
export function twinFinder(db: Db): (workspaceId: string, planId: string) => Promise<Twins | null> {
  const known = new Map<string, { readonly version: string; readonly found: Twins | null }>();
  return async (workspaceId, planId) => {
    const { rows } = await sql<{ version: string }>`
      select count(*) || ' ' || coalesce(max(since), 0) as version from register where workspace_id = ${workspaceId} and kind = 'accounts' and scope = ${planId} and until is null`.execute(db);
    const [{ version }] = rows;
    const before = known.get(planId);
    if (before?.version === version) return before.found;
    const found = await look(db, workspaceId, planId);
    known.delete(planId);
    known.set(planId, { version, found });
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break;
      known.delete(oldest);
    }
    return found;
  };
}

async function look(db: Db, workspaceId: string, planId: string): Promise<Twins | null> {
  const { rows } = await sql<{ by: 'place' | 'id'; keys: string[]; name: string | null; lng: number | null; lat: number | null; size: number; groups: number; accounts: number }>`
    with mine as materialized (
      select key, body ->> 'name' as name, replace(lower(body ->> 'name'), ' ', '') collate "C" as folded, (body -> 'place' ->> 'lng')::float8 as lng, (body -> 'place' ->> 'lat')::float8 as lat
      from register where workspace_id = ${workspaceId} and kind = 'accounts' and scope = ${planId} and until is null
    ), alike as (
      select 'id' as by, array_agg(key order by key) as keys, min(name) as name, min(lng) as lng, min(lat) as lat from mine group by ltrim(replace(lower(key), ' ', ''), '0') having count(*) > 1
      union all
      select 'place', array_agg(key order by key), min(name), min(lng), min(lat) from mine where folded <> '' and lng is not null
      group by folded, round(lng * 10000), round(lat * 10000) having count(*) > 1
    ), told as (select distinct on (keys) *, cardinality(keys) as size from alike order by keys, by)
    select by, keys[1:${sql.lit(KEYS)}] as keys, name, lng, lat, size, count(*) over ()::int as groups, sum(size) over ()::int as accounts
    from told order by size desc, keys limit ${GROUPS}`.execute(db);
  if (rows.length === 0) return null;
  return {
    code: 'account.twins', item: `account.twins ${planId}`, count: rows[0].groups, accounts: rows[0].accounts,
    examples: rows.map(({ by, keys, name, lng, lat, size }) => ({ by, keys, name, size: Number(size), lng, lat })),
  };
}
