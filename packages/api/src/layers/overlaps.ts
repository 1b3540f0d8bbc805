import { createHash } from 'node:crypto';
import type { FeatureCollection } from 'geojson';
import { sql } from 'kysely';
import type { OverlapDetail, OverlapItem } from '../../contract/health.ts';
import { json, type Db, type Executor } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import { AppError } from '../http/appError.ts';
import { lastChange } from '../register/write.ts';
import type { UnitSets } from '../units/service.ts';
import type { OnGround, OverlapFact, OverlapShape } from './overlapsOnGround.ts';
import type { AreaText } from './readAreas.ts';

/** Areas of a boundary layer that cover the same ground: looked for once for each state of a layer, and kept. */
export interface Overlaps {
  /** Looks through a layer as it is in a transaction, where it has changed since it was last. */
  ofLayer(trx: Executor, workspaceId: string, layer: string, abandon?: AbortSignal): Promise<void>;
  /** Those of areas that units are made of, found before there are such units. @param graph of the units, packed */
  ofAreas(workspaceId: string, layer: string, areas: FeatureCollection, graph: SharedArrayBuffer, abandon?: AbortSignal): Promise<OnGround>;
  /** Keeps them with the units, in the caller's transaction. */
  keepOwn(trx: Executor, workspaceId: string, unitsId: string, layer: string, found: OnGround): Promise<void>;
  /** Those on the ground of a plan: of the areas that its units are, and of every layer of the organisation. */
  ofPlan(workspaceId: string, planId: string): Promise<Omit<OverlapItem, 'ignoredUntil' | 'reason'>[]>;
  /** Where one of them lies. @throws AppError `overlap.unknown` */
  read(workspaceId: string, planId: string, item: string): Promise<OverlapDetail>;
}

interface Deps {
  readonly db: Db;
  readonly units: Pick<UnitSets, 'load'>;
  readonly pool: Pick<EnginePool, 'run'>;
}

/** The units of a plan, and the layer they are areas of. */
interface Units {
  readonly unitsId: string;
  readonly fingerprint: string;
  readonly layer: string | null;
}

const NONE: OnGround = { facts: [], shapes: [], more: 0 };

/** What a look at the ground of a plan is about. */
interface Look {
  readonly layer: string;
  readonly own: boolean;
  /** Change of the layer that it is of; 0 for the areas that the units are. */
  readonly change: number;
}

export function overlaps({ db, units, pool }: Deps): Overlaps {
  /** Looks that are under way, so that nobody looks twice. */
  const looking = new Map<string, Promise<void>>();

  async function ofLayer(at: Executor, workspaceId: string, layer: string, abandon?: AbortSignal): Promise<void> {
    const change = await lastChange(at, { workspaceId, kind: 'areas', scope: layer });
    const before = await at.selectFrom('layer_overlaps').select('change').where('workspace_id', '=', workspaceId).where('layer', '=', layer).executeTakeFirst();
    if (before !== undefined && Number(before.change) === change) return;
    const { overlaps: large, slivers, total } = await pool.run('layerOverlaps', { areas: await areasOf(at, workspaceId, layer, null) }, { abandon });
    await sql`
      insert into layer_overlaps (workspace_id, layer, change, found, slivers, slivers_km2, pairs)
      values (${workspaceId}, ${layer}, ${change}, ${total.overlaps}, ${total.slivers}, ${total.sliversKm2}, ${json([...large, ...slivers])}::jsonb)
      on conflict (workspace_id, layer) do update set change = excluded.change, found = excluded.found, slivers = excluded.slivers, slivers_km2 = excluded.slivers_km2, pairs = excluded.pairs`.execute(at);
  }

  /** What is to be known of a set of units: its own areas, and each layer with something in it. */
  async function looksAt(workspaceId: string, layer: string | null): Promise<Look[]> {
    const { rows } = await sql<{ layer: string; change: number }>`
      select c.scope as layer, max(c.id)::int8 as change from register_changes c
      where c.workspace_id = ${workspaceId} and c.kind = 'areas' group by c.scope order by c.scope collate "C"`.execute(db);
    const others = rows.filter((row) => row.layer !== layer).map((row): Look => ({ layer: row.layer, own: false, change: Number(row.change) }));
    return layer === null ? others : [{ layer, own: true, change: 0 }, ...others];
  }

  async function look(workspaceId: string, { unitsId, fingerprint }: Units, { layer, own, change }: Look): Promise<void> {
    // The same ground was looked at before: only its measures have changed since.
    const { numAffectedRows = 0n } = await sql`
      insert into ground_overlaps (workspace_id, unit_set_id, layer, own, change, more, facts, shapes)
      select g.workspace_id, ${unitsId}, g.layer, g.own, g.change, g.more, g.facts, g.shapes from ground_overlaps g join unit_sets u on u.id = g.unit_set_id
      where g.workspace_id = ${workspaceId} and u.fingerprint = ${fingerprint} and g.unit_set_id <> ${unitsId} and g.layer = ${layer} and g.own = ${own} and g.change = ${change} limit 1
      on conflict (unit_set_id, layer, own) do update set change = excluded.change, more = excluded.more, facts = excluded.facts, shapes = excluded.shapes`.execute(db);
    if (numAffectedRows > 0n) return;
    await keep(db, workspaceId, unitsId, { layer, own, change }, own ? await onItself(workspaceId, unitsId, layer) : await onUnits(workspaceId, unitsId, layer));
  }

  async function keep(at: Executor, workspaceId: string, unitsId: string, { layer, own, change }: Look, { facts, shapes, more }: OnGround): Promise<void> {
    await sql`
      insert into ground_overlaps (workspace_id, unit_set_id, layer, own, change, more, facts, shapes)
      values (${workspaceId}, ${unitsId}, ${layer}, ${own}, ${change}, ${more}, ${json(facts)}::jsonb, ${json(shapes)}::jsonb)
      on conflict (unit_set_id, layer, own) do update set change = excluded.change, more = excluded.more, facts = excluded.facts, shapes = excluded.shapes`.execute(at);
  }

  /** Of a layer, on the ground of some units; these are read only where there is something to look for. */
  async function onUnits(workspaceId: string, unitsId: string, layer: string): Promise<OnGround> {
    await ofLayer(db, workspaceId, layer);
    const row = await db.selectFrom('layer_overlaps').select('pairs').where('workspace_id', '=', workspaceId).where('layer', '=', layer).executeTakeFirst();
    const pairs = row?.pairs ?? [];
    if (pairs.length === 0) return NONE;
    const [set, areas] = await Promise.all([units.load(workspaceId, unitsId), areasOf(db, workspaceId, layer, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))])]);
    return pool.run('overlapsOnGround', { areas, pairs, graph: set.shared, resolution: set.units.layer === null ? set.units.resolution : null, own: false });
  }

  async function onItself(workspaceId: string, unitsId: string, layer: string): Promise<OnGround> {
    const { areas, shared } = await units.load(workspaceId, unitsId);
    return areas === null ? NONE : ofAreas(workspaceId, layer, areas, shared);
  }

  async function ofAreas(workspaceId: string, layer: string, { features }: FeatureCollection, graph: SharedArrayBuffer, abandon?: AbortSignal): Promise<OnGround> {
    const names = new Map((await sql<{ key: string; name: string | null }>`
      select key, body ->> 'name' as name from register where workspace_id = ${workspaceId} and kind = 'areas' and scope = ${layer} and until is null`.execute(db)).rows.map(({ key, name }) => [key, name]));
    const areas = features.map(({ id, geometry }): AreaText => ({ id: String(id), name: names.get(String(id)) ?? null, geometry: JSON.stringify(geometry) }));
    const found = await pool.run('layerOverlaps', { areas }, { abandon });
    const pairs = [...found.overlaps, ...found.slivers];
    if (pairs.length === 0) return NONE;
    const met = new Set(pairs.flatMap(({ a, b }) => [a, b]));
    return pool.run('overlapsOnGround', { areas: areas.filter(({ id }) => met.has(id)), pairs, graph, resolution: null, own: true }, { abandon });
  }

  async function known(unitsId: string): Promise<{ layer: string; own: boolean; change: number; more: number; facts: readonly OverlapFact[] }[]> {
    return db.selectFrom('ground_overlaps').select(['layer', 'own', 'change', 'more', 'facts']).where('unit_set_id', '=', unitsId).execute();
  }

  async function unitsOf(workspaceId: string, planId: string): Promise<Units | null> {
    const { rows } = await sql<Units>`
      select u.id as "unitsId", u.fingerprint, u.meta ->> 'layer' as layer from plans p join unit_sets u on u.id = p.unit_set_id where p.workspace_id = ${workspaceId} and p.id = ${planId}`.execute(db);
    return rows[0] ?? null;
  }

  return {
    ofLayer,
    ofAreas,
    keepOwn: (trx, workspaceId, unitsId, layer, found) => keep(trx, workspaceId, unitsId, { layer, own: true, change: 0 }, found),
    async ofPlan(workspaceId, planId) {
      const of = await unitsOf(workspaceId, planId);
      if (of === null) return [];
      const { unitsId } = of;
      const looks = await looksAt(workspaceId, of.layer);
      const before = await known(unitsId);
      const isKnown = (one: Look, rows: typeof before): boolean => rows.some(({ layer, own, change }) => layer === one.layer && own === one.own && Number(change) === one.change);
      for (const one of looks) {
        if (isKnown(one, before)) continue;
        const key = `${unitsId} ${one.own} ${one.change} ${one.layer}`;
        const under = looking.get(key) ?? look(workspaceId, of, one).finally(() => looking.delete(key));
        looking.set(key, under);
        await under;
      }
      const rows = await known(unitsId);
      return looks.flatMap((one) => rows.filter(({ layer, own }) => layer === one.layer && own === one.own).flatMap(({ facts, more }) => facts.map(({ a, b, nameA, nameB, kind, km2, share, units: count, box }) => ({
        code: 'area.overlap' as const, item: itemOf(planId, one.layer, a, b), layer: one.layer, own: one.own, kind, a: { id: a, name: nameA }, b: { id: b, name: nameB }, km2, share, count, box: [...box] as [number, number, number, number], more,
      }))));
    },
    async read(workspaceId, planId, item) {
      const of = await unitsOf(workspaceId, planId);
      const rows = of === null ? [] : await known(of.unitsId);
      for (const { layer, own, facts } of rows) {
        const place = facts.findIndex(({ a, b }) => itemOf(planId, layer, a, b) === item);
        if (place < 0) continue;
        const { rows: [{ shape }] } = await sql<{ shape: OverlapShape }>`
          select g.shapes -> ${place}::int as shape from ground_overlaps g where g.unit_set_id = ${of!.unitsId} and g.layer = ${layer} and g.own = ${own}`.execute(db);
        return { fingerprint: of!.fingerprint, units: [...shape.units], onlyA: [...shape.onlyA], onlyB: [...shape.onlyB], outline: { type: 'MultiPolygon', coordinates: shape.outline.coordinates } };
      }
      throw new AppError('overlap.unknown');
    },
  };
}

/** The same as long as it is the same two areas of one layer. */
function itemOf(planId: string, layer: string, a: string, b: string): string {
  return ['area.overlap', planId, createHash('sha256').update(JSON.stringify([layer, a, b])).digest('hex').slice(0, 20)].join(' ');
}

/** Areas of a layer; all of them where no keys are given. Geometry stays text all the way to the thread. */
async function areasOf(at: Executor, workspaceId: string, layer: string, keys: readonly string[] | null): Promise<AreaText[]> {
  const { rows } = await sql<AreaText>`
    select key as id, body ->> 'name' as name, (body -> 'geometry')::text as geometry from register
    where workspace_id = ${workspaceId} and kind = 'areas' and scope = ${layer} and until is null ${keys === null ? sql`` : sql`and key = any(${keys}::text[])`}`.execute(at);
  return rows;
}
