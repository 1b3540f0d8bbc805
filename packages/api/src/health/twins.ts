import { sql } from 'kysely';
import type { TwinsItem } from '../../contract/health.ts';
import type { Db } from '../db/db.ts';

const GROUPS = 20;
const KEYS = 5;

/**
 * Accounts of a plan that may be one and the same: alike in name and place (to some ten metres), or in their id but for
 * case, spaces and leading zeros. Null where there are none.
 */
export async function twinsOf(db: Db, workspaceId: string, planId: string): Promise<Omit<TwinsItem, 'ignoredUntil' | 'reason'> | null> {
  const { rows } = await sql<{ by: 'place' | 'id'; keys: string[]; name: string | null; lng: number | null; lat: number | null; size: number; groups: number; accounts: number }>`
    with mine as materialized (
      select key, body ->> 'name' as name, (body -> 'place' ->> 'lng')::float8 as lng, (body -> 'place' ->> 'lat')::float8 as lat
      from register where workspace_id = ${workspaceId} and kind = 'accounts' and scope = ${planId} and until is null
    ), alike as (
      select 'id' as by, array_agg(key order by key) as keys, min(name) as name, min(lng) as lng, min(lat) as lat from mine group by ltrim(lower(regexp_replace(key, '\\s', '', 'g')), '0') having count(*) > 1
      union all
      select 'place', array_agg(key order by key), min(name), min(lng), min(lat) from mine where name <> '' and lng is not null
      group by lower(regexp_replace(btrim(name), '\\s+', ' ', 'g')), round(lng::numeric, 4), round(lat::numeric, 4) having count(*) > 1
    ), told as (select distinct on (keys) *, cardinality(keys) as size from alike order by keys, by)
    select by, keys[1:${sql.lit(KEYS)}] as keys, name, lng, lat, size, count(*) over ()::int as groups, sum(size) over ()::int as accounts
    from told order by size desc, keys limit ${GROUPS}`.execute(db);
  if (rows.length === 0) return null;
  return {
    code: 'account.twins', item: `account.twins ${planId}`, count: rows[0].groups, accounts: rows[0].accounts,
    examples: rows.map(({ by, keys, name, lng, lat, size }) => ({ by, keys, name, size: Number(size), lng, lat })),
  };
}
