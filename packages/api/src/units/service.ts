import { areaFinder, unpackGraph, type Measure, type UnitGraph } from '@hexalign/engine';
import { shownMeasures } from '../access/money.ts';
import type { AccountRow, Units } from '../../contract/units.ts';
import { packAccounts, packCounts, packMeasures, unpackAccounts, unpackMeasures, type PackedAccounts } from '../../contract/wire.ts';
import { packNames } from '../../contract/wireNames.ts';
import type { Db, Executor } from '../db/db.ts';
import { isZlib } from '../db/packed.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { EnginePool } from '../engine/pool.ts';
import * as store from './store.ts';
import { positionOf, unitAt } from './unitAt.ts';

/** A set of units in memory. */
export interface LoadedUnits {
  readonly units: Units;
  readonly graph: UnitGraph;
  /** The packed graph, which worker threads share without a copy. */
  readonly shared: SharedArrayBuffer;
  /** Values in shared memory too. */
  readonly measures: readonly Measure[];
  /** Outlines of units that are areas of a boundary layer; null for cells. */
  readonly areas: FeatureCollection | null;
  /** Position of the unit that holds a point, -1 outside the ground. */
  readonly unitAt: (lng: number, lat: number) => number;
}

export interface UnitSets {
  /** Writes a set of units with its accounts, in the caller's transaction. Returns its id. */
  create(trx: Executor, workspaceId: string, set: store.UnitSet, accounts: store.NewAccounts): Promise<string>;
  read(actor: Actor, unitsId: string): Promise<Units>;
  packed(actor: Actor, unitsId: string, column: store.PackedColumn): Promise<Uint8Array>;
  /** The packed graph as it is kept, for readers that open `deflate` themselves; null where it was kept before that could be. */
  deflatedGraph(actor: Actor, unitsId: string): Promise<Uint8Array | null>;
  /** Accounts of each unit, packed. */
  counts(actor: Actor, unitsId: string): Promise<Uint8Array>;
  /** What all accounts are called, packed. */
  names(actor: Actor, unitsId: string): Promise<Uint8Array>;
  accounts(actor: Actor, unitsId: string, query: { search: string | null; unit: number | null; offset: number; limit: number }): Promise<{ total: number; accounts: AccountRow[] }>;
  /** Graph and measures for work on them; kept for the next time. */
  load(workspaceId: string, unitsId: string): Promise<LoadedUnits>;
  /** Outlines of units that are areas, as TopoJSON text. @throws AppError `units.cells` */
  shapes(actor: Actor, unitsId: string): Promise<string>;
  /** Accounts by their external ids; those that there are. */
  accountsById(workspaceId: string, unitsId: string, ids: readonly string[]): Promise<store.AccountLine[]>;
  /** Places and values of all accounts; kept for the next time. */
  places(workspaceId: string, unitsId: string): Promise<PackedAccounts>;
  /** Accounts whole, for exports. */
  allAccounts(workspaceId: string, unitsId: string): Promise<store.AccountNames & PackedAccounts>;
}

/** Sets of units kept in memory at once. */
const KEPT = 6;

export function unitSets({ db, pool }: { readonly db: Db; readonly pool: Pick<EnginePool, 'run'> }): UnitSets {
  const loaded = new Map<string, Promise<LoadedUnits>>();
  const places = new Map<string, Promise<PackedAccounts>>();

  async function find(workspaceId: string, unitsId: string): Promise<Units> {
    const units = await store.findUnits(db, workspaceId, unitsId);
    if (units === null) throw new AppError('units.unknown');
    return units;
  }

  async function buffer(workspaceId: string, unitsId: string, column: store.PackedColumn): Promise<ArrayBuffer> {
    const bytes = await store.findPacked(db, workspaceId, unitsId, column);
    if (bytes === null) throw new AppError('units.unknown');
    return bytes;
  }

  async function loadNow(workspaceId: string, unitsId: string): Promise<LoadedUnits> {
    const units = await find(workspaceId, unitsId);
    const packed = await buffer(workspaceId, unitsId, 'graph');
    const shared = new SharedArrayBuffer(packed.byteLength);
    new Uint8Array(shared).set(new Uint8Array(packed));
    const rows = unpackMeasures(await buffer(workspaceId, unitsId, 'measures'));
    const graph = unpackGraph(shared);
    const areas = units.layer === null ? null : await store.findAreas(db, workspaceId, unitsId);
    return { units, shared, graph, areas, unitAt: areas === null ? (lng, lat) => unitAt(graph, units.resolution, lng, lat) : areaAt(graph.ids, areas), measures: units.measures.map(({ key, unit }, m) => ({ key, unit, values: inSharedMemory(rows[m]) })) };
  }

  const placesOf = (workspaceId: string, unitsId: string): Promise<PackedAccounts> => kept(places, `${workspaceId} ${unitsId}`, async () => unpackAccounts(await buffer(workspaceId, unitsId, 'accounts')));

  return {
    places: placesOf,
    async create(trx, workspaceId, set, accounts) {
      const id = await store.insertUnitSet(trx, workspaceId, set);
      await store.insertAccounts(trx, workspaceId, id, accounts);
      return id;
    },
    read: (actor, unitsId) => find(actor.workspaceId, unitsId),
    async packed(actor, unitsId, column) {
      const whole = await buffer(actor.workspaceId, unitsId, column);
      if (!actor.moneyHidden || column === 'graph') return new Uint8Array(whole);
      const { measures, units: n } = await find(actor.workspaceId, unitsId);
      const shown = shownMeasures(actor, measures);
      if (column === 'measures') {
        const rows = unpackMeasures(whole);
        return packMeasures(shown.map((m) => rows[m]), n);
      }
      const accounts = unpackAccounts(whole);
      return packAccounts({ ...accounts, values: shown.map((m) => accounts.values[m]) });
    },
    async deflatedGraph({ workspaceId }, unitsId) {
      const column = await store.findKept(db, workspaceId, unitsId, 'graph');
      if (column === null) throw new AppError('units.unknown');
      return isZlib(column) ? column : null;
    },
    async counts({ workspaceId }, unitsId) {
      const { units } = await find(workspaceId, unitsId);
      return packCounts((await placesOf(workspaceId, unitsId)).unit, units);
    },
    async names({ workspaceId, veil }, unitsId) {
      const all = await store.allAccounts(db, workspaceId, unitsId);
      if (veil === undefined) return packNames(all);
      const todays = new Map([...new Set(all.current ?? [])].map((name) => [name, name && veil.text(name)]));
      return packNames({ ...all, ids: all.ids.map(veil.text), names: all.names.map(veil.text), current: all.current && all.current.map((name) => todays.get(name)!) });
    },
    async shapes(actor, unitsId) {
      const { areas } = await kept(loaded, `${actor.workspaceId} ${unitsId}`, () => loadNow(actor.workspaceId, unitsId));
      if (areas === null) throw new AppError('units.cells');
      return pool.run('layerTopology', { areas: areas.features.map(({ id, geometry }) => ({ id: String(id), name: null, geometry: geometry as Polygon | MultiPolygon })) });
    },
    load: (workspaceId, unitsId) => kept(loaded, `${workspaceId} ${unitsId}`, () => loadNow(workspaceId, unitsId)),
    async accounts(actor, unitsId, query) {
      const shown = shownMeasures(actor, (await find(actor.workspaceId, unitsId)).measures);
      const { lngLat, values } = await placesOf(actor.workspaceId, unitsId);
      const { total, lines } = await store.listAccounts(db, actor.workspaceId, unitsId, query);
      return {
        total,
        accounts: lines.map(({ position, external_id, name, unit, current, approximate }) => ({
          index: position, id: external_id, name, unit, current, approximate,
          lng: lngLat[2 * position], lat: lngLat[2 * position + 1], values: shown.map((m) => values[m][position]),
        })),
      };
    },
    accountsById: (workspaceId, unitsId, ids) => store.accountsById(db, workspaceId, unitsId, ids),
    async allAccounts(workspaceId, unitsId) {
      const packed = unpackAccounts(await buffer(workspaceId, unitsId, 'accounts'));
      return { ...(await store.allAccounts(db, workspaceId, unitsId)), ...packed };
    },
  };
}

/** Finds areas by points; prepared at the first question. */
function areaAt(ids: readonly string[], areas: FeatureCollection): (lng: number, lat: number) => number {
  let find: ((lng: number, lat: number) => string) | null = null;
  return (lng, lat) => positionOf(ids, (find ??= areaFinder(areas, 'id'))(lng, lat));
}

/** The same numbers where worker threads can read them without a copy. */
function inSharedMemory(values: Float64Array): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}

/** Value of a key, made once and kept until others were used more lately; a failure is not kept. */
function kept<T>(values: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const value = values.get(key) ?? make();
  values.delete(key);
  values.set(key, value);
  value.catch(() => values.delete(key));
  for (const oldest of values.keys()) {
    if (values.size <= KEPT) break;
    values.delete(oldest);
  }
  return value;
}
