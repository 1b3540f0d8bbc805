import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { OverlapDetail, OverlapItem } from '../../contract/health.ts';
import { json, type Db, type Executor } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import { AppError } from '../http/appError.ts';
import { lastChange } from '../register/write.ts';
import type { LoadedUnits, UnitSets } from '../units/service.ts';
import type { LayerOverlaps, OverlapPair } from './overlapPairs.ts';
import type { OverlapFact, OverlapShape } from './overlapsOnGround.ts';
import type { AreaText } from './readAreas.ts';

/** Areas of a boundary layer that cover the same ground: looked for once for each state of a layer, and kept. */
export interface Overlaps {
  /** Looks through a layer as it is in a transaction, where it has changed since it was last. */
  ofLayer(trx: Executor, workspaceId: string, layer: string, abandon?: AbortSignal): Promise<void>;
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
  async function looksAt(workspaceId: string, { units: { layer } }: LoadedUnits): Promise<Look[]> {
    const { rows } = await sql<{ layer: string; change: number }>`
      select c.scope as layer, max(c.id)::int8 as change from register_changes c
      where c.workspace_id = ${workspaceId} and c.kind = 'areas' group by c.scope order by c.scope collate "C"`.execute(db);
    const others = rows.filter((row) => row.layer !== layer).map((row): Look => ({ layer: row.layer, own: false, change: Number(row.change) }));
    return layer === null ? others : [{ layer, own: true, change: 0 }, ...others];
  }

  async function look(workspaceId: string, unitsId: string, set: LoadedUnits, { layer, own, change }: Look): Promise<void> {
    // The same ground was looked at before: only its measures have changed since.
    const { numAffectedRows = 0n } = await sql`
      insert into ground_overlaps (workspace_id, unit_set_id, layer, own, change, more, facts, shapes)
      select g.workspace_id, ${unitsId}, g.layer, g.own, g.change, g.more, g.facts, g.shapes from ground_overlaps g join unit_sets u on u.id = g.unit_set_id
      where g.workspace_id = ${workspaceId} and u.fingerprint = ${set.graph.fingerprint} and g.unit_set_id <> ${unitsId} and g.layer = ${layer} and g.own = ${own} and g.change = ${change} limit 1
      on conflict (unit_set_id, layer, own) do update set change = excluded.change, more = excluded.more, facts = excluded.facts, shapes = excluded.shapes`.execute(db);
    if (numAffectedRows > 0n) return;
    const { areas, pairs } = own ? await ownAreas(workspaceId, set, layer) : await layerAreas(workspaceId, layer);
    const cells = set.units.layer === null;
    const found = pairs.length === 0 ? { facts: [], shapes: [], more: 0 } : await pool.run('overlapsOnGround', { areas, pairs, graph: set.shared, resolution: cells ? set.units.resolution : null, own });
    await sql`
      insert into ground_overlaps (workspace_id, unit_set_id, layer, own, change, more, facts, shapes)
      values (${workspaceId}, ${unitsId}, ${layer}, ${own}, ${change}, ${found.more}, ${json(found.facts)}::jsonb, ${json(found.shapes)}::jsonb)
      on conflict (unit_set_id, layer, own) do update set change = excluded.change, more = excluded.more, facts = excluded.facts, shapes = excluded.shapes`.execute(db);
  }

  async function layerAreas(workspaceId: string, layer: string): Promise<{ areas: AreaText[]; pairs: readonly OverlapPair[] }> {
    await ofLayer(db, workspaceId, layer);
    const row = await db.selectFrom('layer_overlaps').select('pairs').where('workspace_id', '=', workspaceId).where('layer', '=', layer).executeTakeFirst();
    const pairs = row?.pairs ?? [];
    return { pairs, areas: pairs.length === 0 ? [] : await areasOf(db, workspaceId, layer, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]) };
  }

  async function ownAreas(workspaceId: string, set: LoadedUnits, layer: string): Promise<{ areas: AreaText[]; pairs: readonly OverlapPair[] }> {
    const names = new Map((await sql<{ key: string; name: string | null }>`
      select key, body ->> 'name' as name from register where workspace_id = ${workspaceId} and kind = 'areas' and scope = ${layer} and until is null`.execute(db)).rows.map(({ key, name }) => [key, name]));
    const areas = (set.areas?.features ?? []).map(({ id, geometry }): AreaText => ({ id: String(id), name: names.get(String(id)) ?? null, geometry: JSON.stringify(geometry) }));
    const found: LayerOverlaps = await pool.run('layerOverlaps', { areas });
    const pairs = [...found.overlaps, ...found.slivers];
    const met = new Set(pairs.flatMap(({ a, b }) => [a, b]));
    return { pairs, areas: areas.filter(({ id }) => met.has(id)) };
  }

  async function known(unitsId: string): Promise<{ layer: string; own: boolean; change: number; more: number; facts: readonly OverlapFact[] }[]> {
    return db.selectFrom('ground_overlaps').select(['layer', 'own', 'change', 'more', 'facts']).where('unit_set_id', '=', unitsId).execute();
  }

  async function unitsOf(workspaceId: string, planId: string): Promise<string | null> {
    const plan = await db.selectFrom('plans').select('unit_set_id').where('workspace_id', '=', workspaceId).where('id', '=', planId).executeTakeFirst();
    return plan?.unit_set_id ?? null;
  }

  return {
    ofLayer,
    async ofPlan(workspaceId, planId) {
      const unitsId = await unitsOf(workspaceId, planId);
      if (unitsId === null) return [];
      const set = await units.load(workspaceId, unitsId);
      const looks = await looksAt(workspaceId, set);
      const before = await known(unitsId);
      const isKnown = (one: Look, rows: typeof before): boolean => rows.some(({ layer, own, change }) => layer === one.layer && own === one.own && Number(change) === one.change);
      for (const one of looks) {
        if (isKnown(one, before)) continue;
        const key = `${unitsId} ${one.own} ${one.change} ${one.layer}`;
        const under = looking.get(key) ?? look(workspaceId, unitsId, set, one).finally(() => looking.delete(key));
        looking.set(key, under);
        await under;
      }
      const rows = await known(unitsId);
      return looks.flatMap((one) => rows.filter(({ layer, own }) => layer === one.layer && own === one.own).flatMap(({ facts, more }) => facts.map(({ a, b, nameA, nameB, kind, km2, share, units: count, box }) => ({
        code: 'area.overlap' as const, item: itemOf(planId, one.layer, a, b), layer: one.layer, own: one.own, kind, a: { id: a, name: nameA }, b: { id: b, name: nameB }, km2, share, count, box: [...box] as [number, number, number, number], more,
      }))));
    },
    async read(workspaceId, planId, item) {
      const unitsId = await unitsOf(workspaceId, planId);
      const rows = unitsId === null ? [] : await known(unitsId);
      for (const { layer, own, facts } of rows) {
        const place = facts.findIndex(({ a, b }) => itemOf(planId, layer, a, b) === item);
        if (place < 0) continue;
        const { rows: [{ shape, fingerprint }] } = await sql<{ shape: OverlapShape; fingerprint: string }>`
          select g.shapes -> ${place}::int as shape, u.fingerprint from ground_overlaps g join unit_sets u on u.id = g.unit_set_id where g.unit_set_id = ${unitsId} and g.layer = ${layer} and g.own = ${own}`.execute(db);
        return { fingerprint, units: [...shape.units], onlyA: [...shape.onlyA], onlyB: [...shape.onlyB], outline: { type: 'MultiPolygon', coordinates: shape.outline.coordinates } };
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
