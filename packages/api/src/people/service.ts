import { sql } from 'kysely';
import type { Cover, CoverList, CoverProposal, ProposeCovers, SetCovers } from '../../contract/people.ts';
import type { z } from 'zod';
import type { Db, Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { PlaceScope } from '../register/withinScope.ts';
import { lockShelf, writeRecords, type Shelf } from '../register/write.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { slotsOfAccounts } from '../scenarios/standing.ts';
import { demandOf } from '../solving/demand.ts';
import type { UnitSets } from '../units/service.ts';
import { meets, setCovers, type KeptCover } from './covers.ts';
import { proposeCovers, type KnownPerson } from './proposeCovers.ts';

/** Who covers what, by date. */
export interface People {
  covers(actor: Actor, planId: string, on: string | null): Promise<z.output<typeof CoverList>>;
  /** Who covers one territory on a day. */
  coversOf(workspaceId: string, planId: string, territory: string, on: string): Promise<Cover[]>;
  /** @returns the covers of the plan afterwards */
  set(actor: Actor, planId: string, asked: SetCovers): Promise<z.output<typeof CoverList>>;
  /** Who could get what; nothing is recorded. */
  propose(actor: Actor, planId: string, asked: ProposeCovers): Promise<CoverProposal>;
}

interface Deps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly units: UnitSets;
  /** Where somebody may look. */
  readonly scopeOf: (actor: Actor) => PlaceScope;
}

export function people({ db, scenarios, units, scopeOf }: Deps): People {
  async function kept(executor: Executor, { workspaceId, scope }: Shelf): Promise<KeptCover[]> {
    const rows = await executor.selectFrom('register').select('body').where('workspace_id', '=', workspaceId).where('kind', '=', 'covers').where('scope', '=', scope).where('until', 'is', null).orderBy('key').execute();
    return rows.map(({ body }) => ({ to: null, ...body }) as unknown as KeptCover);
  }

  async function known(executor: Executor, workspaceId: string): Promise<Map<string, KnownPerson>> {
    const { rows } = await sql<{ key: string; body: Omit<KnownPerson, 'id'> }>`select key, body from register where workspace_id = ${workspaceId} and kind = 'people' and scope = '' and until is null order by key`.execute(executor);
    return new Map(rows.map(({ key, body }) => [key, { ...body, id: key }]));
  }

  /** The territories that hold ground in any scenario of a plan, by id. */
  async function territories(actor: Actor, planId: string): Promise<string[]> {
    const ids = new Set<string>();
    for (const { id } of await scenarios.ofPlans(db, actor.workspaceId, [planId])) {
      const { state } = await scenarios.open(actor.workspaceId, id);
      for (const territory of state.doc.territories) if (territory !== null) ids.add(territory.id);
    }
    return [...ids].sort();
  }

  async function covers(actor: Actor, planId: string, on: string | null): Promise<z.output<typeof CoverList>> {
    const [all, names] = [await kept(db, { workspaceId: actor.workspaceId, kind: 'covers', scope: planId }), await known(db, actor.workspaceId)];
    const shown = all.filter((cover) => on === null || meets(cover, on, on)).map((cover): Cover => ({ ...cover, name: names.get(cover.person)?.name ?? null }));
    const owned = new Set(shown.filter(({ role }) => role === 'owner').map(({ territory }) => territory));
    return { covers: shown, vacant: on === null ? [] : (await territories(actor, planId)).filter((id) => !owned.has(id)) };
  }

  return {
    covers,
    async coversOf(workspaceId, planId, territory, on) {
      const { rows } = await sql<{ body: KeptCover; name: string | null }>`
        select c.body, p.body ->> 'name' as name
        from register c left join register p on p.workspace_id = c.workspace_id and p.kind = 'people' and p.scope = '' and p.key = c.body ->> 'person' and p.until is null
        where c.workspace_id = ${workspaceId} and c.kind = 'covers' and c.scope = ${planId} and c.until is null and c.body ->> 'territory' = ${territory}
        order by c.key`.execute(db);
      return rows.map(({ body, name }): Cover => ({ ...body, to: body.to ?? null, name })).filter((cover) => meets(cover, on, on));
    },
    async set(actor, planId, { covers: asked }) {
      const shelf: Shelf = { workspaceId: actor.workspaceId, kind: 'covers', scope: planId };
      const there = new Set(await territories(actor, planId));
      await db.transaction().execute(async (trx) => {
        await lockShelf(trx, shelf);
        const staff = await known(trx, actor.workspaceId);
        asked.forEach(({ territory, person, from, to }, i) => {
          if (!there.has(territory)) throw new AppError('cover.invalid', { where: `body.covers.${i}.territory`, expected: 'the id of a territory of this plan', found: territory });
          if (to !== null && to < from) throw new AppError('cover.invalid', { where: `body.covers.${i}.to`, expected: `a day from ${from} on`, found: to });
          if (person === null) return;
          const found = staff.get(person);
          if (found === undefined || !scopeOf(actor).has(found.place)) throw new AppError('cover.invalid', { where: `body.covers.${i}.person`, expected: 'somebody of the register', found: person, repair: 'Import the people first.' });
          if (found.hired !== undefined && found.hired > from) throw new AppError('cover.invalid', { where: `body.covers.${i}.from`, expected: `a day from ${found.hired} on, when ${found.name ?? person} begins`, found: from });
          if (found.leaves !== undefined && (to === null || to > found.leaves)) throw new AppError('cover.invalid', { where: `body.covers.${i}.to`, expected: `a day up to ${found.leaves}, when ${found.name ?? person} leaves`, found: to ?? 'until further notice' });
        });
        const writes = setCovers(await kept(trx, shelf), asked);
        if (writes.length > 0) await writeRecords(trx, shelf, actor.id, writes.map(({ key, body }) => ({ key, body: body && { ...body } })));
      });
      return covers(actor, planId, null);
    },
    async propose(actor, planId, asked) {
      const { row, state } = await scenarios.open(actor.workspaceId, asked.scenarioId);
      if (row.plan_id !== planId) throw new AppError('scenario.unknown');
      const { loaded: { graph }, demand: { measures, load }, live, standing } = await demandOf(units, actor.workspaceId, { row, state }, asked.on);
      const accounts = await units.allAccounts(actor.workspaceId, row.unit_set_id);
      const owners = await sql<{ key: string; owner: string }>`
        select key, body ->> 'owner' as owner from register where workspace_id = ${actor.workspaceId} and kind = 'accounts' and scope in (${planId}, '') and until is null and body -> 'owner' is not null
        union all
        select key, body ->> 'owner' from register where workspace_id = ${actor.workspaceId} and kind = 'owners' and scope in (${planId}, '') and until is null and body -> 'owner' is not null`.execute(db);
      const { covers: now } = await covers(actor, planId, asked.on);
      return proposeCovers(asked, {
        doc: state.doc, graph, measures, carried: (slot, m) => load?.[live.indexOf(slot) * measures.length + m] ?? 0, slotOfAccount: slotsOfAccounts(accounts.units, state.doc.slots, standing), accounts, ownerOf: new Map(owners.rows.map(({ key, owner }) => [key, owner])), people: [...(await known(db, actor.workspaceId)).values()].filter(({ place }) => scopeOf(actor).has(place)),
        today: new Map(now.filter(({ role }) => role === 'owner').map(({ territory, person }) => [territory, person])),
      });
    },
  };
}
