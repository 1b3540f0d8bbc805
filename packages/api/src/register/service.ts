import type { Layers, PatchRecord, PostalAnswer, PostalQuery, RecordKind, RegisterRecord } from '../../contract/imports.ts';
import { z } from 'zod';
import { withinRegions } from '../access/can.ts';
import { PostalTable, postalLocator, type ZipLookup } from '../datasets/locatePostal.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { FIELDS } from '../imports/fields.ts';
import type { PlanAccounts } from '../imports/planAccounts.ts';
import * as store from './store.ts';
import type { PlaceScope } from './withinScope.ts';
import { lockShelf, writeRecords } from './write.ts';

/** Accounts, people, covers, owners, postal codes and areas by external id, as they are and as they were. */
export interface Register {
  list(actor: Actor, kind: RecordKind, scope: string, query: { search: string | null; place: 'any' | 'none'; offset: number; limit: number }): Promise<{ total: number; records: RegisterRecord[] }>;
  history(actor: Actor, kind: RecordKind, scope: string, key: string): Promise<{ key: string; versions: Awaited<ReturnType<typeof store.historyOf>> }>;
  /** Sets fields of a record that is there; null takes one away. A plan follows its accounts at once. */
  patch(actor: Actor, kind: RecordKind, patch: z.output<typeof PatchRecord>): Promise<RegisterRecord>;
  /** Where a postal code lies, as an import would place it. */
  findPostal(actor: Actor, query: z.output<typeof PostalQuery>): Promise<z.output<typeof PostalAnswer>>;
  layers(actor: Actor): Promise<z.output<typeof Layers>>;
  /** The postal codes that an organisation brought along. */
  postalTable(workspaceId: string): Promise<PostalTable>;
}

interface Deps {
  readonly db: Db;
  readonly zip: ZipLookup;
  /** Where somebody may look. */
  readonly scopeOf: (actor: Pick<Actor, 'regions'>) => PlaceScope;
  readonly planAccounts: Pick<PlanAccounts, 'follow'>;
}

/** Kinds whose records are for those who may see where they lie. */
const NARROWED: ReadonlySet<RecordKind> = new Set<RecordKind>(['accounts', 'people', 'owners']);

/** Fields of an account that a plan's units and lists are made of. */
const FOLLOWED: ReadonlySet<string> = new Set(['place', 'name', 'current']);

export function register({ db, zip, scopeOf, planAccounts }: Deps): Register {
  /** A plan's part of the register is for those who may see the plan. */
  async function admit({ workspaceId, regions }: Actor, scope: string): Promise<void> {
    if (regions === null || !z.uuid().safeParse(scope).success) return;
    const plan = await db.selectFrom('plans').select('region').where('workspace_id', '=', workspaceId).where('id', '=', scope).executeTakeFirst();
    if (plan !== undefined && !withinRegions({ regions }, plan.region)) throw new AppError('record.unknown');
  }

  /** Where somebody may look in a part of the register: the organisation's own accounts, people and owners are narrowed to their regions. */
  const within = (actor: Actor, kind: RecordKind, scope: string): PlaceScope | undefined => (scope === '' && NARROWED.has(kind) ? scopeOf(actor) : undefined);

  /** @throws AppError `record.unknown` for a record outside of somebody's regions */
  async function admitRecord(actor: Actor, kind: RecordKind, scope: string, key: string): Promise<void> {
    await admit(actor, scope);
    const ground = within(actor, kind, scope);
    if (ground === undefined || ground.everywhere) return;
    if (!ground.has(await store.placeOfRecord(db, { workspaceId: actor.workspaceId, kind, scope }, key))) throw new AppError('record.unknown');
  }

  async function postalTable(workspaceId: string): Promise<PostalTable> {
    const table = new PostalTable();
    for (const { postal, country, lng, lat } of await store.postalPlaces(db, workspaceId)) table.add(postal, country, lng, lat);
    return table;
  }

  return {
    async list(actor, kind, scope, query) {
      await admit(actor, scope);
      // Nobody from whom people are hidden finds them by what they are called.
      if (actor.veil !== undefined && query.search !== null && (kind === 'people' || kind === 'covers')) return { total: 0, records: [] };
      return store.listRecords(db, { workspaceId: actor.workspaceId, kind, scope }, query, within(actor, kind, scope));
    },
    async history(actor, kind, scope, key) {
      await admitRecord(actor, kind, scope, key);
      const versions = await store.historyOf(db, { workspaceId: actor.workspaceId, kind, scope }, key);
      if (versions.length === 0) throw new AppError('record.unknown');
      return { key, versions };
    },
    async patch(actor, kind, { scope, key, set }) {
      await admitRecord(actor, kind, scope, key);
      const shelf = { workspaceId: actor.workspaceId, kind, scope };
      const allowed = new Set([...FIELDS[kind].filter(({ type, required }) => type !== 'degrees' && !required).map(({ name }) => name), ...(kind === 'areas' || kind === 'covers' ? [] : ['place'])]);
      const body: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(set)) {
        if (!allowed.has(name)) throw new AppError('record.field', { where: `body.set.${name}`, expected: `one of ${[...allowed].join(', ')}`, found: name });
        const isPlace = Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number');
        if (name === 'place' && value !== null && !isPlace) throw new AppError('record.field', { where: 'body.set.place', expected: '[longitude, latitude] in degrees, or null', found: JSON.stringify(value).slice(0, 100) });
        const ground = within(actor, kind, scope);
        if (name === 'place' && ground !== undefined && !ground.has(isPlace ? { lng: Number(value[0]), lat: Number(value[1]) } : null)) throw new AppError('access.region', { where: 'body.set.place', found: JSON.stringify(value), expected: `a place within ${actor.regions!.join(', ')}` });
        body[name] = name === 'place' && isPlace ? { lng: value[0], lat: value[1], by: 'hand' } : value;
      }
      await db.transaction().execute(async (trx) => {
        await lockShelf(trx, shelf);
        const there = await trx.selectFrom('register').select('key').where('workspace_id', '=', shelf.workspaceId).where('kind', '=', kind).where('scope', '=', scope).where('key', '=', key).where('until', 'is', null).executeTakeFirst();
        if (there === undefined) throw new AppError('record.unknown');
        await writeRecords(trx, shelf, actor.id, [{ key, body }]);
        if (kind === 'accounts' && scope !== '' && Object.keys(body).some((name) => FOLLOWED.has(name))) await planAccounts.follow(trx, actor, scope, { kind: 'hand', text: `Account ${key}`.slice(0, 500) });
      });
      const { records } = await store.listRecords(db, shelf, { search: key, place: 'any', offset: 0, limit: 1000 });
      const found = records.find((record) => record.key === key);
      if (found === undefined) throw new AppError('record.unknown');
      return found;
    },
    layers: async (actor) => ({ layers: await store.layersOf(db, actor.workspaceId) }),
    async findPostal({ workspaceId }, { postal, country }) {
      const found = postalLocator(zip, await postalTable(workspaceId))(postal, country || null);
      return { place: found && { lng: found.lngLat[0], lat: found.lngLat[1], approximate: found.approximate } };
    },
    postalTable,
  };
}
