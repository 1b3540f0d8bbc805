import type { ErrorCode } from '../../contract/errors.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { withinRegions, type Subject } from './can.ts';
import { table, type Action } from './table.ts';

/** A thing of an organisation: the region of the plan it belongs to (undefined = of no plan), or null when there is no such thing. */
type Find = (db: Db, workspaceId: string, id: string, actor: Actor) => Promise<{ region?: string | null } | null>;

/** What stands in an address, by the name of its parameter. */
const FINDERS: Readonly<Record<string, { readonly unknown: ErrorCode; readonly find: Find }>> = {
  planId: {
    unknown: 'plan.unknown',
    find: (db, workspaceId, id) => db.selectFrom('plans').select('region').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst().then(orNull),
  },
  scenarioId: {
    unknown: 'scenario.unknown',
    find: (db, workspaceId, id) =>
      db.selectFrom('scenarios').innerJoin('plans', 'plans.id', 'scenarios.plan_id').select('plans.region').where('scenarios.workspace_id', '=', workspaceId).where('scenarios.id', '=', id).executeTakeFirst().then(orNull),
  },
  unitsId: {
    unknown: 'units.unknown',
    find: (db, workspaceId, id) =>
      db.selectFrom('unit_sets').leftJoin('plans', 'plans.unit_set_id', 'unit_sets.id').select('plans.region').where('unit_sets.workspace_id', '=', workspaceId).where('unit_sets.id', '=', id).limit(1).executeTakeFirst().then(orNull),
  },
  jobId: {
    unknown: 'job.unknown',
    find: (db, workspaceId, id, actor) =>
      db.selectFrom('jobs').leftJoin('plans', 'plans.id', 'jobs.plan_id').select(['jobs.plan_id', 'plans.region']).where('jobs.workspace_id', '=', workspaceId).where('jobs.id', '=', id).executeTakeFirst()
        .then((row) => (row === undefined ? null : { region: row.plan_id === null ? regionOfAll(actor) : row.region })),
  },
  challengeId: {
    unknown: 'challenge.unknown',
    find: (db, workspaceId, id) => db.selectFrom('challenges').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst().then((row) => (row === undefined ? null : {})),
  },
  batchId: {
    unknown: 'whatif.batch_unknown',
    find: (db, workspaceId, id) => db.selectFrom('whatif_batches').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst().then((row) => (row === undefined ? null : {})),
  },
  requestId: {
    unknown: 'budget.unknown',
    find: (db, workspaceId, id) => db.selectFrom('budget_requests').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst().then((row) => (row === undefined ? null : {})),
  },
  userId: {
    unknown: 'member.unknown',
    find: (db, workspaceId, id) => db.selectFrom('memberships').select('user_id').where('workspace_id', '=', workspaceId).where('user_id', '=', id).executeTakeFirst().then((row) => (row === undefined ? null : {})),
  },
  importId: {
    unknown: 'import.unknown',
    find: (db, workspaceId, id, actor) =>
      db.selectFrom('imports').leftJoin('plans', 'plans.id', 'imports.plan_id').select(['imports.plan_id', 'plans.region']).where('imports.workspace_id', '=', workspaceId).where('imports.id', '=', id).executeTakeFirst()
        .then((row) => (row === undefined ? null : { region: row.plan_id === null ? regionOfAll(actor) : row.region })),
  },
  hookId: {
    unknown: 'hook.unknown',
    find: (db, workspaceId, id) => db.selectFrom('hooks').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst().then((row) => (row === undefined ? null : {})),
  },
  scheduleId: {
    unknown: 'schedule.unknown',
    find: (db, workspaceId, id, actor) =>
      db.selectFrom('import_schedules').leftJoin('plans', 'plans.id', 'import_schedules.plan_id').select(['import_schedules.plan_id', 'plans.region']).where('import_schedules.workspace_id', '=', workspaceId).where('import_schedules.id', '=', id).executeTakeFirst()
        .then((row) => (row === undefined ? null : { region: row.plan_id === null ? regionOfAll(actor) : row.region })),
  },
  connectionId: {
    unknown: 'crm.unknown',
    find: (db, workspaceId, id) => db.selectFrom('crm_connections').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst().then((row) => (row === undefined ? null : {})),
  },
  targetId: {
    unknown: 'target.unknown',
    find: (db, workspaceId, id) =>
      db.selectFrom('publish_targets').innerJoin('plans', 'plans.id', 'publish_targets.plan_id').select('plans.region').where('publish_targets.workspace_id', '=', workspaceId).where('publish_targets.id', '=', id).executeTakeFirst().then(orNull),
  },
  publicationId: {
    unknown: 'publication.unknown',
    find: (db, workspaceId, id) =>
      db.selectFrom('publications').innerJoin('plans', 'plans.id', 'publications.plan_id').select('plans.region').where('publications.workspace_id', '=', workspaceId).where('publications.id', '=', id).executeTakeFirst().then(orNull),
  },
  datasetId: {
    unknown: 'dataset.unknown',
    find: (db, workspaceId, id, actor) =>
      db.selectFrom('datasets').select('actor').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst()
        .then((row) => (row === undefined ? null : { region: row.actor === actor.id ? undefined : regionOfAll(actor) })),
  },
};

/**
 * What a call is about: the things named in its address, looked up in the caller's organisation.
 *
 * Another organisation's things, and plans outside the caller's regions, answer like things that do not exist: this is
 * the one place that decides so, before any room is asked.
 *
 * @throws AppError `plan.unknown`, `scenario.unknown` ...
 */
export async function subjectOf(db: Db, actor: Actor, action: Action, params: Readonly<Record<string, unknown>>): Promise<Subject> {
  const subject: { -readonly [K in keyof Subject]: Subject[K] } = { kind: table[action].subject };
  for (const [name, { unknown, find }] of Object.entries(FINDERS)) {
    const id = params[name];
    if (typeof id !== 'string') continue;
    const found = await find(db, actor.workspaceId, id, actor);
    if (found === null || !withinRegions(actor, found.region)) throw new AppError(unknown);
    if (found.region !== undefined) subject.region = found.region;
  }
  return subject;
}

/**
 * Lets nobody use another's file who is confined to some regions: its rows are of anywhere.
 *
 * @throws AppError `dataset.unknown`
 */
export async function admitDataset(db: Db, actor: Actor, datasetId: string): Promise<void> {
  await subjectOf(db, actor, 'dataset.read', { datasetId });
}

/** The ground of what the whole organisation has: for nobody who is confined; no ground at stake for others. */
function regionOfAll({ regions }: Actor): string | null | undefined {
  return regions === null ? undefined : null;
}

function orNull<T>(row: T | undefined): T | null {
  return row ?? null;
}
