import type { Mapping } from '../../contract/datasets.ts';
import type { Job } from '../../contract/jobs.ts';
import type { Plan, PlanSummary } from '../../contract/plans.ts';
import { withinRegions } from '../access/can.ts';
import { admitDataset } from '../access/subjects.ts';
import { columnOf } from '../datasets/columnOf.ts';
import { prepareJudge } from '../datasets/judgeRow.ts';
import type { Datasets } from '../datasets/service.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs } from '../jobs/service.ts';
import { tellPeopleShown } from '../live/announce.ts';
import type { Scenarios } from '../scenarios/service.ts';
import type { Verdict } from '../scenarios/verdict.ts';
import type { PlaceData } from '../units/placeData.ts';
import * as store from './store.ts';

/** A plan as it is asked for. */
export interface PlanAsked {
  readonly name: string;
  readonly datasetId: string;
  readonly mapping: Mapping;
  readonly territories: number | null;
  readonly tolerance: number;
  readonly region: string | null;
  readonly start: 'empty' | 'today';
  readonly resolution: readonly [number, number] | null;
  readonly layer?: string | null;
}

export interface Plans {
  /** The plan as it was asked for and read. */
  source(workspaceId: string, planId: string): Promise<store.PlanRow>;
  /** Ids of the plans that somebody who is confined to some regions may see; null = all. */
  withinReach(actor: Actor): Promise<readonly string[] | null>;
  list(actor: Actor, state: 'active' | 'archived' | 'deleted'): Promise<PlanSummary[]>;
  create(actor: Actor, asked: PlanAsked, demo?: { readonly people: ReadonlyMap<string, string> }): Promise<{ plan: Plan; job: Job }>;
  read(actor: Actor, planId: string): Promise<Plan>;
  patch(actor: Actor, planId: string, patch: { name?: string; archived?: boolean }): Promise<Plan>;
  /** Hides people from everybody who looks at it, or no longer. */
  hidePeople(actor: Actor, planId: string, hidden: boolean): Promise<Plan>;
  duplicate(actor: Actor, planId: string, name: string | undefined): Promise<Plan>;
  remove(actor: Actor, planId: string): Promise<void>;
  restore(actor: Actor, planId: string): Promise<Plan>;
}

interface Deps {
  readonly db: Db;
  readonly datasets: Datasets;
  readonly scenarios: Scenarios;
  readonly jobs: Jobs;
  readonly places: PlaceData;
}

export function plans({ db, datasets, scenarios, jobs, places }: Deps): Plans {
  async function source(workspaceId: string, planId: string): Promise<store.PlanRow> {
    const row = await store.findPlan(db, workspaceId, planId);
    if (row === null) throw new AppError('plan.unknown');
    return row;
  }

  const find = (actor: Actor, planId: string): Promise<store.PlanRow> => source(actor.workspaceId, planId);

  async function summary(actor: Actor, row: store.PlanRow, own: Awaited<ReturnType<Scenarios['ofPlans']>>): Promise<PlanSummary> {
    const [main] = own;
    const verdict: Verdict | null = main === undefined ? null : await scenarios.verdict(actor.workspaceId, main.id);
    const updated = own.reduce((latest, scenario) => (scenario.updated_at > latest ? scenario.updated_at : latest), row.updated_at);
    return {
      id: row.id, name: row.name, status: row.status, demo: row.demo, archived: row.archived_at !== null, deletedAt: row.deleted_at?.toISOString() ?? null, peopleBlind: row.people_blind,
      territories: verdict?.territories ?? row.territories, accounts: row.counts.accepted, scenarioId: main?.id ?? null,
      feasible: verdict?.feasible ?? null, worstDeviation: verdict?.worstDeviation ?? null, unassignedUnits: verdict?.unassignedUnits ?? 0,
      createdAt: row.created_at.toISOString(), updatedAt: updated.toISOString(),
    };
  }

  async function read(actor: Actor, planId: string): Promise<Plan> {
    const row = await find(actor, planId);
    const own = await scenarios.ofPlans(db, actor.workspaceId, [planId]);
    const { filename } = await datasets.read(actor, row.dataset_id);
    return {
      ...(await summary(actor, row, own)),
      datasetId: row.dataset_id, filename, mapping: row.mapping, region: row.region, tolerance: row.tolerance, unitsId: row.unit_set_id,
      rows: row.counts, facts: row.facts, notes: row.notes,
      scenarios: own.map(({ id, name, layer, status, seq, updated_at }) => ({ id, name, layer, status, seq, updatedAt: updated_at.toISOString() })),
      job: await jobs.last(actor.workspaceId, planId),
    };
  }

  /** The plan, which must not lie among the deleted ones. */
  async function present(actor: Actor, planId: string): Promise<store.PlanRow> {
    const row = await find(actor, planId);
    if (row.deleted_at !== null) throw new AppError('plan.deleted');
    return row;
  }

  return {
    read, source,
    async withinReach(actor) {
      if (actor.regions === null) return null;
      const rows = await db.selectFrom('plans').select(['id', 'region']).where('workspace_id', '=', actor.workspaceId).execute();
      return rows.filter(({ region }) => withinRegions(actor, region)).map(({ id }) => id);
    },
    async list(actor, state) {
      const rows = (await store.listPlans(db, actor.workspaceId, state)).filter(({ region }) => withinRegions(actor, region));
      const all = await scenarios.ofPlans(db, actor.workspaceId, rows.map(({ id }) => id));
      const found: PlanSummary[] = [];
      for (const row of rows) found.push(await summary(actor, row, all.filter((scenario) => scenario.plan_id === row.id)));
      return found;
    },
    async create(actor, asked, demo) {
      await admitDataset(db, actor, asked.datasetId);
      const { header } = await datasets.read(actor, asked.datasetId);
      prepareJudge(header, asked.mapping, { decimal: '.' });
      for (const filter of asked.mapping.where) columnOf(header, filter.column, 'a filter');
      if (!withinRegions(actor, asked.region)) throw new AppError('access.region', { where: 'body.region', found: asked.region ?? 'none: the ground of the accounts', expected: `within ${actor.regions!.join(', ')}` });
      if (asked.region !== null && places.region(asked.region) === null) throw new AppError('region.unknown', { where: 'body.region', found: asked.region, expected: 'a code such as us, us-lower48, us-ca or de' });
      if (asked.mapping.current === null && (asked.start === 'today' || asked.territories === null)) {
        throw new AppError('plan.territories', { where: 'body.mapping.current', expected: 'a column of today\'s territories', found: 'none', repair: 'Name the column, or say how many territories and start empty.' });
      }
      if (asked.resolution !== null && asked.resolution[0] > asked.resolution[1]) throw new AppError('request.invalid', { where: 'body.resolution', expected: 'the coarsest resolution first', found: asked.resolution.join(', ') });
      if (asked.layer && asked.resolution !== null) throw new AppError('request.invalid', { where: 'body.resolution', expected: 'null: the areas of a layer are the units', found: asked.resolution.join(', ') });
      if (asked.layer) {
        const area = await db.selectFrom('register').select('key').where('workspace_id', '=', actor.workspaceId).where('kind', '=', 'areas').where('scope', '=', asked.layer).where('until', 'is', null).limit(1).executeTakeFirst();
        if (area === undefined) throw new AppError('plan.layer', { where: 'body.layer', found: asked.layer, expected: 'the name of an imported layer', repair: 'Import the areas first.' });
      }
      const { planId, job } = await db.transaction().execute(async (trx) => {
        const { name, datasetId, mapping, region, tolerance, territories, start, resolution, layer = null } = asked;
        const people = Object.fromEntries(demo?.people ?? []);
        const id = await store.insertPlan(trx, { workspaceId: actor.workspaceId, name, demo: demo !== undefined, datasetId, mapping, region, tolerance, territories: territories ?? 0, request: { start, resolution, region, people, ...(layer === null ? {} : { layer }) } });
        return { planId: id, job: await jobs.start(trx, actor, 'build', { planId: id, scenarioId: null, request: {} }) };
      });
      return { plan: await read(actor, planId), job };
    },
    async patch(actor, planId, patch) {
      await present(actor, planId);
      await store.patchPlan(db, planId, patch);
      return read(actor, planId);
    },
    async hidePeople(actor, planId, hidden) {
      const { people_blind: before } = await present(actor, planId);
      if (before !== hidden) {
        await store.setPeopleBlind(db, planId, hidden);
        await tellPeopleShown(db, actor.workspaceId, planId);
      }
      return read(actor, planId);
    },
    async duplicate(actor, planId, name) {
      const row = await present(actor, planId);
      if (row.status !== 'ready') throw new AppError('plan.building', { found: row.status });
      const copy = await db.transaction().execute(async (trx) => {
        const id = await store.copyPlan(trx, actor.workspaceId, planId, name ?? `${row.name.slice(0, 113)} (copy)`);
        for (const scenario of await scenarios.ofPlans(trx, actor.workspaceId, [planId])) {
          const { state } = await scenarios.open(actor.workspaceId, scenario.id);
          await scenarios.create(trx, { workspaceId: actor.workspaceId, planId: id, unitsId: scenario.unit_set_id, fingerprint: scenario.fingerprint, name: scenario.name, parentId: scenario.id, origin: { kind: 'copy', scenarioId: scenario.id, seq: state.seq } }, { ...state, seq: 0, since: new Uint32Array(state.doc.slots.length) });
        }
        return id;
      });
      return read(actor, copy);
    },
    async remove(actor, planId) {
      await find(actor, planId);
      await store.setDeleted(db, planId, true);
    },
    async restore(actor, planId) {
      await find(actor, planId);
      await store.setDeleted(db, planId, false);
      return read(actor, planId);
    },
  };
}
