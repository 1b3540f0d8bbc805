import type { FeatureCollection } from 'geojson';
import { sql } from 'kysely';
import type { Units } from '../../contract/units.ts';
import type { TextList } from '../datasets/growing.ts';
import { json, type Executor } from '../db/db.ts';
import { pack, unpack } from '../db/packed.ts';

/** A set of units as it is stored; numbers packed in their wire form. */
export interface UnitSet {
  readonly fingerprint: string;
  readonly meta: Omit<Units, 'id' | 'fingerprint'>;
  readonly graph: Uint8Array;
  readonly measures: Uint8Array;
  readonly accounts: Uint8Array;
  /** Outlines of units that are areas; left out for cells. */
  readonly areas?: FeatureCollection | null;
}

/** What is kept of accounts beside their packed numbers; one entry per account. */
export interface AccountNames {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly rows: Uint32Array;
  readonly units: Uint32Array;
  readonly current: readonly (string | null)[] | null;
  readonly approximate: Uint8Array;
}

export interface AccountLine {
  readonly position: number;
  readonly external_id: string;
  readonly name: string;
  readonly unit: number;
  readonly current: string | null;
  readonly approximate: boolean;
}

const BATCH = 20_000;

export async function insertUnitSet(db: Executor, workspaceId: string, set: UnitSet): Promise<string> {
  const shapes = set.areas ? Buffer.from(JSON.stringify(set.areas)) : null;
  const [graph, measures, accounts, packedShapes] = await Promise.all([pack(set.graph), pack(set.measures), pack(set.accounts), shapes && pack(shapes)]);
  const { id } = await db
    .insertInto('unit_sets')
    .values({ workspace_id: workspaceId, fingerprint: set.fingerprint, meta: json(set.meta), graph, measures, accounts, shapes: packedShapes })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The same of accounts that are new, whose texts may be packed. */
export type NewAccounts = Omit<AccountNames, 'ids' | 'names'> & { readonly ids: TextList; readonly names: TextList };

export async function insertAccounts(db: Executor, workspaceId: string, unitsId: string, accounts: NewAccounts): Promise<void> {
  for (let start = 0; start < accounts.ids.length; start += BATCH) {
    const end = Math.min(start + BATCH, accounts.ids.length);
    const positions = Array.from({ length: end - start }, (_, i) => start + i);
    await sql`
      insert into accounts (workspace_id, unit_set_id, position, external_id, name, source_row, unit, current, approximate)
      select ${workspaceId}::uuid, ${unitsId}::uuid, t.*
      from unnest(${positions}::int[], ${accounts.ids.slice(start, end)}::text[], ${accounts.names.slice(start, end)}::text[],
        ${Array.from(accounts.rows.subarray(start, end))}::int[], ${Array.from(accounts.units.subarray(start, end))}::int[],
        ${accounts.current === null ? positions.map(() => null) : accounts.current.slice(start, end)}::text[],
        ${Array.from(accounts.approximate.subarray(start, end), (flag) => flag === 1)}::boolean[]) as t
    `.execute(db);
  }
}

export async function findUnits(db: Executor, workspaceId: string, unitsId: string): Promise<Units | null> {
  const row = await db.selectFrom('unit_sets').select(['id', 'fingerprint', 'meta']).where('workspace_id', '=', workspaceId).where('id', '=', unitsId).executeTakeFirst();
  return row === undefined ? null : { id: row.id, fingerprint: row.fingerprint, layer: null, ...(row.meta as Omit<UnitSet['meta'], 'layer'>) };
}

/** Outlines of units that are areas; null for cells. */
export async function findAreas(db: Executor, workspaceId: string, unitsId: string): Promise<FeatureCollection | null> {
  const row = await db.selectFrom('unit_sets').select('shapes').where('workspace_id', '=', workspaceId).where('id', '=', unitsId).executeTakeFirst();
  return row?.shapes ? (JSON.parse(Buffer.from(await unpack(row.shapes)).toString('utf8')) as FeatureCollection) : null;
}

/** What of a set of units is kept packed. */
export type PackedColumn = 'graph' | 'measures' | 'accounts';

/** One of the packed columns, in its wire form. */
export async function findPacked(db: Executor, workspaceId: string, unitsId: string, column: PackedColumn): Promise<ArrayBuffer | null> {
  const kept = await findKept(db, workspaceId, unitsId, column);
  return kept && unpack(kept);
}

/** The same as it is kept, see `packed`. */
export async function findKept(db: Executor, workspaceId: string, unitsId: string, column: PackedColumn): Promise<Buffer | null> {
  const row = await db.selectFrom('unit_sets').select(column).where('workspace_id', '=', workspaceId).where('id', '=', unitsId).executeTakeFirst();
  return row === undefined ? null : row[column];
}

/** Accounts of a page, by position; `search` is found anywhere in id or name, whatever its case. */
export async function listAccounts(
  db: Executor, workspaceId: string, unitsId: string,
  { search, unit, offset, limit }: { search: string | null; unit: number | null; offset: number; limit: number },
): Promise<{ total: number; lines: AccountLine[] }> {
  const pattern = search === null ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  let query = db.selectFrom('accounts').where('workspace_id', '=', workspaceId).where('unit_set_id', '=', unitsId);
  if (unit !== null) query = query.where('unit', '=', unit);
  if (pattern !== null) query = query.where((eb) => eb.or([eb('external_id', 'ilike', pattern), eb('name', 'ilike', pattern)]));
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const lines = await query.select(['position', 'external_id', 'name', 'unit', 'current', 'approximate']).orderBy('position').offset(offset).limit(limit).execute();
  return { total, lines };
}

export async function accountsById(db: Executor, workspaceId: string, unitsId: string, ids: readonly string[]): Promise<AccountLine[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('accounts').select(['position', 'external_id', 'name', 'unit', 'current', 'approximate']).where('workspace_id', '=', workspaceId).where('unit_set_id', '=', unitsId).where('external_id', 'in', ids).execute();
}

/** All accounts of a set, for exports. */
export async function allAccounts(db: Executor, workspaceId: string, unitsId: string): Promise<AccountNames> {
  const lines = await db.selectFrom('accounts').select(['external_id', 'name', 'source_row', 'unit', 'current', 'approximate']).where('workspace_id', '=', workspaceId).where('unit_set_id', '=', unitsId).orderBy('position').execute();
  const current = lines.map((line) => line.current);
  return {
    ids: lines.map((line) => line.external_id),
    names: lines.map((line) => line.name),
    rows: Uint32Array.from(lines, (line) => line.source_row),
    units: Uint32Array.from(lines, (line) => line.unit),
    current: current.every((name) => name === null) ? null : current,
    approximate: Uint8Array.from(lines, (line) => (line.approximate ? 1 : 0)),
  };
}
