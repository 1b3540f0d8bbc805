import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { Layers, RegisterRecord } from '../../contract/imports.ts';
import type { Executor } from '../db/db.ts';
import { namesOf } from '../auth/names.ts';
import type { PlaceScope } from './withinScope.ts';
import type { Shelf } from './write.ts';

/** Live records of a part of the register, by key; `search` is found anywhere in key or name, whatever its case. */
export async function listRecords(
  db: Executor, { workspaceId, kind, scope }: Shelf,
  { search, place, offset, limit }: { search: string | null; place: 'any' | 'none'; offset: number; limit: number }, within?: PlaceScope,
): Promise<{ total: number; records: RegisterRecord[] }> {
  const pattern = search === null ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const where = sql`
    r.workspace_id = ${workspaceId} and r.kind = ${kind} and r.scope = ${scope} and r.until is null
    ${pattern === null ? sql`` : sql`and (r.key ilike ${pattern} or r.body ->> 'name' ilike ${pattern})`}
    ${place === 'none' ? sql`and r.body -> 'place' is null` : sql``}`;
  if (within !== undefined && !within.everywhere) {
    const inside = (await placesOf(db, { workspaceId, kind, scope }, where)).filter(within.has);
    const page = inside.slice(offset, offset + limit).map(({ key }) => key);
    return { total: inside.length, records: await recordsWhere(db, sql`r.workspace_id = ${workspaceId} and r.kind = ${kind} and r.scope = ${scope} and r.until is null and r.key = any(${page}::text[])`, 0, limit) };
  }
  const { rows: [{ total }] } = await sql<{ total: number }>`select count(*) as total from register r where ${where}`.execute(db);
  return { total, records: await recordsWhere(db, where, offset, limit) };
}

async function recordsWhere(db: Executor, where: RawBuilder<unknown>, offset: number, limit: number): Promise<RegisterRecord[]> {
  const { rows } = await sql<{ key: string; scope: string; body: Record<string, unknown>; at: Date; actor: string; cause: RegisterRecord['cause'] }>`
    select r.key, r.scope, r.body, c.at, c.actor, c.cause from register r join register_changes c on c.id = r.since
    where ${where} order by r.key collate "C" offset ${offset} limit ${limit}`.execute(db);
  const nameOf = await namesOf(db, rows.map(({ actor }) => actor));
  return rows.map(({ key, scope, body, at, actor, cause }) => ({ key, scope, body, since: at.toISOString(), by: { id: actor, name: nameOf(actor) }, cause }));
}

interface PlacedKey {
  readonly key: string;
  readonly lng: number;
  readonly lat: number;
}

/** Keys and places of records, by key; an owner is where its account is. What has no place is not among them. */
async function placesOf(db: Executor, { workspaceId, kind, scope }: Shelf, where: RawBuilder<unknown>): Promise<PlacedKey[]> {
  const from = kind === 'owners' ? sql`register r join register a on a.workspace_id = ${workspaceId} and a.kind = 'accounts' and a.scope = ${scope} and a.key = r.key and a.until is null` : sql`register r`;
  const body = kind === 'owners' ? sql`a.body` : sql`r.body`;
  const { rows } = await sql<PlacedKey>`
    select r.key, (${body} -> 'place' ->> 'lng')::float8 as lng, (${body} -> 'place' ->> 'lat')::float8 as lat from ${from}
    where ${where} and ${body} -> 'place' is not null order by r.key collate "C"`.execute(db);
  return rows;
}

/** Place of a live record; null where it has none, undefined where there is no such record. */
export async function placeOfRecord(db: Executor, { workspaceId, kind, scope }: Shelf, key: string): Promise<PlacedKey | null | undefined> {
  const there = await db.selectFrom('register').select('key').where('workspace_id', '=', workspaceId).where('kind', '=', kind).where('scope', '=', scope).where('key', '=', key).where('until', 'is', null).executeTakeFirst();
  if (there === undefined) return undefined;
  const [found] = await placesOf(db, { workspaceId, kind, scope }, sql`r.workspace_id = ${workspaceId} and r.kind = ${kind} and r.scope = ${scope} and r.until is null and r.key = ${key}`);
  return found ?? null;
}

/** Every version of a record, newest first; the end of one is a version without a body. */
export async function historyOf(db: Executor, { workspaceId, kind, scope }: Shelf, key: string): Promise<{ at: string; by: { id: string; name: string }; cause: RegisterRecord['cause']; importId: string | null; body: Record<string, unknown> | null }[]> {
  const { rows } = await sql<{ body: Record<string, unknown> | null; at: Date; actor: string; cause: RegisterRecord['cause']; import_id: string | null }>`
    with versions as (select * from register where workspace_id = ${workspaceId} and kind = ${kind} and scope = ${scope} and key = ${key})
    select v.body, c.at, c.actor, c.cause, c.import_id, c.id from versions v join register_changes c on c.id = v.since
    union all
    select null, c.at, c.actor, c.cause, c.import_id, c.id from versions v join register_changes c on c.id = v.until where not exists (select 1 from versions n where n.since = v.until)
    order by id desc`.execute(db);
  const nameOf = await namesOf(db, rows.map(({ actor }) => actor));
  return rows.map(({ body, at, actor, cause, import_id }) => ({ at: at.toISOString(), by: { id: actor, name: nameOf(actor) }, cause, importId: import_id, body }));
}

/** Postal codes of an organisation with their places. */
export async function postalPlaces(db: Executor, workspaceId: string): Promise<{ postal: string; country: string | null; lng: number; lat: number }[]> {
  const { rows } = await sql<{ postal: string; country: string | null; lng: number; lat: number }>`
    select body ->> 'postal' as postal, body ->> 'country' as country, (body -> 'place' ->> 'lng')::float8 as lng, (body -> 'place' ->> 'lat')::float8 as lat
    from register where workspace_id = ${workspaceId} and kind = 'postal' and scope = '' and until is null`.execute(db);
  return rows;
}

/** Boundary layers with the number of their areas, and what was found when they were looked through as they are now. */
export async function layersOf(db: Executor, workspaceId: string): Promise<z.output<typeof Layers>['layers']> {
  const { rows } = await sql<{ layer: string; areas: number; found: number | null; slivers: number; km2: number }>`
    with live as (select scope as layer, count(*) as areas from register where workspace_id = ${workspaceId} and kind = 'areas' and until is null group by scope)
    select l.layer, l.areas, o.found, o.slivers, o.slivers_km2 as km2 from live l
    left join layer_overlaps o on o.workspace_id = ${workspaceId} and o.layer = l.layer
      and o.change = (select max(c.id) from register_changes c where c.workspace_id = ${workspaceId} and c.kind = 'areas' and c.scope = l.layer)
    order by l.layer collate "C"`.execute(db);
  return rows.map(({ layer, areas, found, slivers, km2 }) => ({ layer, areas: Number(areas), overlaps: found === null ? null : { overlaps: found, slivers, sliversKm2: km2 } }));
}
