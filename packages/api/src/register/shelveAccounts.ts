import { sql } from 'kysely';
import { json, type Executor } from '../db/db.ts';
import type { TextList } from '../datasets/growing.ts';
import { openChange, type Shelf } from './write.ts';

/** Accounts to be put into the register, column by column; `keys` are the measures' names. */
export interface ShelvedAccounts {
  readonly ids: TextList;
  readonly names: TextList;
  readonly current: readonly (string | null)[] | null;
  readonly approximate: Uint8Array;
  readonly lngLat: Float64Array;
  readonly keys: readonly string[];
  readonly values: readonly Float64Array[];
}

const BATCH = 10_000;

/** Puts the accounts that a plan was made with into its part of the register, which must be empty. */
export async function shelveAccounts(trx: Executor, shelf: Shelf, actor: string, { ids, names, current, approximate, lngLat, keys, values }: ShelvedAccounts): Promise<void> {
  const change = await openChange(trx, shelf, actor, 'import', null);
  for (let start = 0; start < ids.length; start += BATCH) {
    const [keysOf, namesOf] = [ids, names].map((list) => list.slice(start, start + BATCH));
    const bodies = keysOf.map((key, j) => [key, namesOf[j], start + j] as const).map(([id, name, i]) => json({
      ...(name === id ? {} : { name }), ...(current?.[i] ? { current: current[i] } : {}),
      place: { lng: lngLat[2 * i], lat: lngLat[2 * i + 1], by: approximate[i] === 1 ? 'near' : 'file' },
      measures: Object.fromEntries(keys.map((key, m) => [key, values[m][i]])),
    }));
    await sql`
      insert into register (workspace_id, kind, scope, key, body, since)
      select ${shelf.workspaceId}, 'accounts', ${shelf.scope}, t.key, t.body, ${change} from unnest(${[...keysOf]}::text[], ${bodies}::jsonb[]) as t(key, body)`.execute(trx);
  }
}
