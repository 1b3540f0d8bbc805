import { sql } from 'kysely';
import type { Alert } from '../../contract/alerts.ts';
import type { Inbox, InboxItem } from '../../contract/health.ts';
import type { z } from 'zod';
import { isFrozen } from '../../contract/status.ts';
import type { Alerts } from '../alerts/service.ts';
import type { BudgetRequests } from '../budgets/requests.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import type { Overlaps } from '../layers/overlaps.ts';
import type { Scenarios } from '../scenarios/service.ts';
import type { UnitSets } from '../units/service.ts';
import { twinFinder } from './twins.ts';

/** What wants to be put in order: found when it is asked for, so that it is never out of date. */
export interface Health {
  /** Of the organisation's own lists. */
  inbox(actor: Actor, show: 'open' | 'all'): Promise<z.output<typeof Inbox>>;
  /** Of a plan: what has drifted in force, its accounts, the ground of its scenarios that take changes, and areas that cover the same of it. */
  planInbox(actor: Actor, planId: string, show: 'open' | 'all'): Promise<z.output<typeof Inbox>>;
  /** Leaves an item as it is until a day has passed, and why; null takes it up again. */
  putAside(actor: Actor, item: string, until: string | null, reason: string | null): Promise<void>;
}

const UNASSIGNED = 0xffff;
const EXAMPLES = 20;
const MOST_UNITS = 100;

interface Left {
  readonly ignoredUntil: string | null;
  readonly reason: string | null;
}

const OPEN: Left = { ignoredUntil: null, reason: null };

interface Deps {
  readonly db: Db;
  readonly units: UnitSets;
  readonly scenarios: Scenarios;
  readonly alerts: Pick<Alerts, 'list'>;
  readonly requests: Pick<BudgetRequests, 'openOf'>;
  readonly overlaps: Pick<Overlaps, 'ofPlan'>;
}

export function health({ db, units, scenarios, alerts, requests, overlaps }: Deps): Health {
  const twinsOf = twinFinder(db);

  async function aside(workspaceId: string): Promise<Map<string, Left>> {
    const rows = await db.selectFrom('inbox_ignored').select(['item', 'reason', sql<string>`until::text`.as('day')]).where('workspace_id', '=', workspaceId).where('until', '>=', sql<Date>`current_date`).execute();
    return new Map(rows.map(({ item, day, reason }) => [item, { ignoredUntil: day, reason }]));
  }

  async function unplaced(workspaceId: string, kind: 'accounts' | 'people', scope: string): Promise<Omit<InboxItem & { code: 'place.none' }, 'ignoredUntil' | 'reason'>[]> {
    const { rows } = await sql<{ key: string; name: string | null; count: number }>`
      select key, body ->> 'name' as name, count(*) over () as count from register
      where workspace_id = ${workspaceId} and kind = ${kind} and scope = ${scope} and until is null and body -> 'place' is null order by key limit ${EXAMPLES}`.execute(db);
    return rows.length === 0 ? [] : [{ code: 'place.none', item: `place.none ${kind} ${scope}`, kind, scope, count: Number(rows[0].count), examples: rows.map(({ key, name }) => ({ key, name })) }];
  }

  /** Accounts of a plan that lie in no area of its layer. */
  async function outside(workspaceId: string, planId: string): Promise<Omit<InboxItem & { code: 'place.outside' }, 'ignoredUntil' | 'reason'>[]> {
    const { rows } = await sql<{ layer: string; key: string; name: string | null; lng: number; lat: number; count: number }>`
      select u.meta ->> 'layer' as layer, r.key, r.body ->> 'name' as name, (r.body -> 'place' ->> 'lng')::float8 as lng, (r.body -> 'place' ->> 'lat')::float8 as lat, count(*) over () as count
      from plans p join unit_sets u on u.id = p.unit_set_id and u.shapes is not null
      join register r on r.workspace_id = p.workspace_id and r.kind = 'accounts' and r.scope = p.id::text and r.until is null and r.body -> 'place' is not null
      where p.workspace_id = ${workspaceId} and p.id = ${planId} and not exists (select from accounts a where a.workspace_id = p.workspace_id and a.unit_set_id = p.unit_set_id and a.external_id = r.key)
      order by r.key limit ${EXAMPLES}`.execute(db);
    return rows.length === 0 ? [] : [{ code: 'place.outside', item: `place.outside ${planId}`, layer: rows[0].layer, count: Number(rows[0].count), examples: rows.map(({ key, name, lng, lat }) => ({ key, name, lng, lat })) }];
  }

  async function unassigned(workspaceId: string, scenarioId: string): Promise<Omit<InboxItem & { code: 'ground.unassigned' }, 'ignoredUntil' | 'reason'>[]> {
    const { row, state } = await scenarios.open(workspaceId, scenarioId);
    const free: number[] = [];
    state.doc.slots.forEach((slot, u) => {
      if (slot === UNASSIGNED) free.push(u);
    });
    // Nothing drawn yet is no disorder.
    if (free.length === 0 || free.length === state.doc.slots.length) return [];
    const { graph } = await units.load(workspaceId, row.unit_set_id);
    const counts = await db.selectFrom('accounts').select(['unit', (eb) => eb.fn.countAll<number>().as('count')]).where('workspace_id', '=', workspaceId).where('unit_set_id', '=', row.unit_set_id).where(sql<boolean>`unit = any(${free}::int[])`).groupBy('unit').execute();
    const accountsIn = new Map(counts.map(({ unit, count }) => [unit, Number(count)]));
    const shown = free.map((u) => ({ index: u, id: graph.ids[u], lng: graph.lngLat[2 * u], lat: graph.lngLat[2 * u + 1], accounts: accountsIn.get(u) ?? 0 })).sort((a, b) => b.accounts - a.accounts || a.index - b.index).slice(0, MOST_UNITS);
    return [{ code: 'ground.unassigned', item: `ground.unassigned ${scenarioId}`, scenarioId, scenario: row.name, count: free.length, accounts: counts.reduce((sum, { count }) => sum + Number(count), 0), units: shown }];
  }

  /** An alert that comes again is put aside as the one before it was, until the day. */
  function drifted(all: readonly { id: string; name: string }[], open: readonly Alert[]): Omit<InboxItem & { code: 'territory.drift' }, 'ignoredUntil' | 'reason'>[] {
    return open.map((alert) => ({
      code: 'territory.drift', item: `territory.drift ${alert.scenarioId}`, scenarioId: alert.scenarioId, scenario: all.find(({ id }) => id === alert.scenarioId)?.name ?? '',
      count: new Set(alert.drifted.map(({ slot }) => slot)).size, alert,
    }));
  }

  /** @param ids what else was left is told where its name holds one of these */
  async function told(actor: Actor, found: readonly Omit<InboxItem, 'ignoredUntil' | 'reason'>[], show: 'open' | 'all', ids: readonly string[]): Promise<z.output<typeof Inbox>> {
    const put = await aside(actor.workspaceId);
    const items = found.map((item) => ({ ...item, ...(put.get(item.item) ?? OPEN) }) as InboxItem);
    const known = new Set(found.map(({ item }) => item));
    const left = Array.from(put, ([item, by]) => ({ item, ...by })).filter(({ item }) => !known.has(item) && ids.some((id) => item.includes(id)));
    return { items: show === 'all' ? items : items.filter(({ ignoredUntil }) => ignoredUntil === null), left };
  }

  return {
    // What has no place lies in nobody's regions.
    inbox: async (actor, show) => told(actor, actor.regions !== null ? [] : [...(await unplaced(actor.workspaceId, 'accounts', '')), ...(await unplaced(actor.workspaceId, 'people', ''))], show, []),
    async planInbox(actor, planId, show) {
      const all = await scenarios.ofPlans(db, actor.workspaceId, [planId]);
      const asked = (await requests.openOf(actor.workspaceId, planId)).map((request): Omit<InboxItem & { code: 'budget.asked' }, 'ignoredUntil' | 'reason'> => ({ code: 'budget.asked', item: `budget.asked ${request.id}`, count: 1, request }));
      const found: Omit<InboxItem, 'ignoredUntil' | 'reason'>[] = [...asked, ...drifted(all, await alerts.list(actor, planId, 'open')), ...(await unplaced(actor.workspaceId, 'accounts', planId)), ...(await outside(actor.workspaceId, planId))];
      for (const { id, status } of all) if (!isFrozen(status)) found.push(...(await unassigned(actor.workspaceId, id)));
      found.push(...(await overlaps.ofPlan(actor.workspaceId, planId)));
      const twins = await twinsOf(actor.workspaceId, planId);
      if (twins !== null) found.push(twins);
      return told(actor, found, show, [planId, ...all.map(({ id }) => id)]);
    },
    async putAside(actor, item, until, reason) {
      if (until === null) await db.deleteFrom('inbox_ignored').where('workspace_id', '=', actor.workspaceId).where('item', '=', item).execute();
      else {
        await sql`
          insert into inbox_ignored (workspace_id, item, until, actor, reason) values (${actor.workspaceId}, ${item}, ${until}::date, ${actor.id}, ${reason})
          on conflict (workspace_id, item) do update set until = excluded.until, reason = excluded.reason, actor = excluded.actor, at = now()`.execute(db);
      }
    },
  };
}
