import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { sql } from 'kysely';
import type { CrmConnection, PublicationState, PublishRun, PublishTarget, SaveTarget } from '../../contract/crm.ts';
import { FieldMap } from '../../contract/crmMaps.ts';
import { namesOf } from '../auth/names.ts';
import { json, type Executor } from '../db/db.ts';
import type { RowResult } from './client.ts';
import type { PlanStamp } from './crmPlan.ts';
import { nextTime } from '../schedules/nextTime.ts';
import type { Batch } from './push.ts';
import type { PublicationReport } from './report.ts';
import type { CrmChanges, CrmRow, CrmStep } from './step.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

async function packed(value: unknown): Promise<Buffer> {
  return deflate(Buffer.from(JSON.stringify(value)), { level: 1 });
}

async function unpacked<T>(column: Buffer): Promise<T> {
  return JSON.parse((await inflate(column)).toString('utf8')) as T;
}

export async function insertConnection(db: Executor, row: { workspaceId: string; actor: string; name: string; crm: CrmConnection['crm']; address: string; environment: string | null }): Promise<string> {
  const { id } = await db.insertInto('crm_connections').values({ workspace_id: row.workspaceId, actor: row.actor, name: row.name, crm: row.crm, address: row.address, environment: row.environment }).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function keepSecret(db: Executor, workspaceId: string, connectionId: string, sealed: Buffer): Promise<void> {
  await db.insertInto('crm_secrets').values({ workspace_id: workspaceId, connection_id: connectionId, sealed }).execute();
}

/** By name. */
export async function listConnections(db: Executor, workspaceId: string): Promise<CrmConnection[]> {
  const rows = await db.selectFrom('crm_connections').selectAll().where('workspace_id', '=', workspaceId).where('removed_at', 'is', null).orderBy('name').orderBy('id').execute();
  const nameOf = await namesOf(db, rows.map(({ actor }) => actor));
  return rows.map((row) => ({ id: row.id, name: row.name, crm: row.crm, address: row.address, credentials: row.environment === null ? 'stored' : 'environment', actor: { id: row.actor, name: nameOf(row.actor) }, createdAt: row.created_at.toISOString() }));
}

/** Its way in goes with it; what was published stays. */
export async function removeConnection(db: Executor, workspaceId: string, connectionId: string): Promise<void> {
  await db.deleteFrom('crm_secrets').where('workspace_id', '=', workspaceId).where('connection_id', '=', connectionId).execute();
  await db.updateTable('crm_connections').set({ removed_at: new Date() }).where('workspace_id', '=', workspaceId).where('id', '=', connectionId).where('removed_at', 'is', null).execute();
}

export interface KeptConnection {
  readonly id: string;
  readonly crm: CrmConnection['crm'];
  readonly address: string;
  readonly environment: string | null;
  readonly sealed: Buffer | null;
}

export async function findConnection(db: Executor, workspaceId: string, connectionId: string): Promise<KeptConnection | null> {
  const row = await db.selectFrom('crm_connections').leftJoin('crm_secrets', 'crm_secrets.connection_id', 'crm_connections.id').select(['crm_connections.id', 'crm', 'address', 'environment', 'sealed']).where('crm_connections.workspace_id', '=', workspaceId).where('crm_connections.id', '=', connectionId).where('removed_at', 'is', null).executeTakeFirst();
  return row ?? null;
}

export async function insertTarget(db: Executor, workspaceId: string, actor: string, planId: string, { name, connectionId, map, schedule }: SaveTarget): Promise<string> {
  const { id } = await db.insertInto('publish_targets').values({ workspace_id: workspaceId, plan_id: planId, actor, name, connection_id: connectionId, map: json(map), schedule: json(schedule), next_at: schedule && nextTime(schedule, new Date()), last_run: json(null) }).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function saveTarget(db: Executor, workspaceId: string, actor: string, targetId: string, { name, connectionId, map, schedule }: SaveTarget): Promise<void> {
  await db.updateTable('publish_targets').set({ actor, name, connection_id: connectionId, map: json(map), schedule: json(schedule), next_at: schedule && nextTime(schedule, new Date()), saved_at: new Date() }).where('workspace_id', '=', workspaceId).where('id', '=', targetId).execute();
}

export async function removeTarget(db: Executor, workspaceId: string, targetId: string): Promise<void> {
  await db.updateTable('publish_targets').set({ removed_at: new Date(), next_at: null }).where('workspace_id', '=', workspaceId).where('id', '=', targetId).execute();
}

/** By name. */
export async function listTargets(db: Executor, workspaceId: string, planId: string): Promise<PublishTarget[]> {
  const rows = await db.selectFrom('publish_targets').selectAll().where('workspace_id', '=', workspaceId).where('plan_id', '=', planId).where('removed_at', 'is', null).orderBy('name').orderBy('id').execute();
  const nameOf = await namesOf(db, rows.map(({ actor }) => actor));
  return rows.map((row) => ({ id: row.id, planId: row.plan_id, name: row.name, connectionId: row.connection_id, map: FieldMap.parse(row.map), schedule: row.schedule, nextAt: row.next_at?.toISOString() ?? null, lastRun: row.last_run, actor: { id: row.actor, name: nameOf(row.actor) }, savedAt: row.saved_at.toISOString() }));
}

/** What was asked of a publication, and what does not change of it. */
export interface NewPublication {
  readonly workspaceId: string;
  readonly actor: string;
  readonly planId: string;
  readonly targetId: string;
  readonly connectionId: string | null;
  readonly kind: 'publish' | 'rollback';
  readonly ofId: string | null;
  readonly state: PublicationState;
  readonly stamp: PlanStamp;
  readonly map: FieldMap;
  readonly asked: PublicationAsked;
  readonly report: PublicationReport;
}

/** A field map whose time has come. */
export interface DueTarget {
  readonly id: string;
  readonly workspaceId: string;
  readonly planId: string;
  readonly actor: string;
  readonly schedule: NonNullable<PublishTarget['schedule']>;
}

export async function dueTargets(db: Executor, now: Date): Promise<DueTarget[]> {
  const rows = await db.selectFrom('publish_targets').select(['id', 'workspace_id', 'plan_id', 'actor', 'schedule']).where('removed_at', 'is', null).where('next_at', '<=', now).orderBy('next_at').execute();
  return rows.flatMap(({ id, workspace_id: workspaceId, plan_id: planId, actor, schedule }) => (schedule === null ? [] : [{ id, workspaceId, planId, actor, schedule }]));
}

/** Takes a due time, so that no other process takes it too. Returns whether it was still there to be taken. */
export async function takeDueTarget(db: Executor, { id, schedule }: DueTarget, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('publish_targets').set({ next_at: nextTime(schedule, now) }).where('id', '=', id).where('next_at', '<=', now).executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function recordTargetRun(db: Executor, targetId: string, run: PublishRun): Promise<void> {
  await db.updateTable('publish_targets').set({ last_run: json(run) }).where('id', '=', targetId).execute();
}

/** Whether something of a field map is being written now. */
export async function isRunning(db: Executor, targetId: string): Promise<boolean> {
  return (await db.selectFrom('publications').select('id').where('target_id', '=', targetId).where('state', '=', 'running').limit(1).executeTakeFirst()) !== undefined;
}

/** A look by the clock that found nothing to write is no publication. */
export async function forgetPublication(db: Executor, publicationId: string): Promise<void> {
  await db.deleteFrom('publications').where('id', '=', publicationId).execute();
}

export interface PublicationAsked {
  /** Asked for by the clock: to look, or to write what is found as well. */
  readonly clock?: 'check' | 'publish';
  readonly vacant: readonly string[];
  readonly present: readonly { readonly table: string; readonly datasetId: string }[];
}

export interface KeptPublication extends NewPublication {
  readonly id: string;
  readonly target: string;
  readonly changesHash: string | null;
  readonly jobId: string | null;
  readonly actorName: string;
  readonly createdAt: Date;
  readonly confirmedBy: { readonly id: string; readonly name: string } | null;
  readonly endedAt: Date | null;
  /** Whether anything was ever sent. */
  readonly sent: boolean;
}

export async function insertPublication(db: Executor, row: NewPublication): Promise<string> {
  const { id } = await db.insertInto('publications').values({ workspace_id: row.workspaceId, plan_id: row.planId, target_id: row.targetId, connection_id: row.connectionId, kind: row.kind, of_id: row.ofId, state: row.state, stamp: json(row.stamp), map: json(row.map), asked: json(row.asked), report: json(row.report), actor: row.actor, confirmed_by: row.kind === 'rollback' ? row.actor : null }).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Newest first. */
export async function findPublications(db: Executor, workspaceId: string, where: { readonly planId: string } | { readonly id: string }): Promise<KeptPublication[]> {
  const query = db.selectFrom('publications as p').innerJoin('publish_targets as t', 't.id', 'p.target_id')
    .select(['p.id', 'p.plan_id', 'p.target_id', 't.name as target', 'p.connection_id', 'p.kind', 'p.of_id', 'p.state', 'p.stamp', 'p.map', 'p.asked', 'p.changes_hash', 'p.report', 'p.job_id', 'p.actor', 'p.created_at', 'p.confirmed_by', 'p.ended_at'])
    .select(sql<boolean>`exists (select 1 from publication_batches b where b.publication_id = p.id)`.as('sent'))
    .where('p.workspace_id', '=', workspaceId);
  const rows = await ('id' in where ? query.where('p.id', '=', where.id) : query.where('p.plan_id', '=', where.planId)).orderBy('p.created_at', 'desc').orderBy('p.id').limit(100).execute();
  const nameOf = await namesOf(db, rows.flatMap(({ actor, confirmed_by: by }) => (by === null ? [actor] : [actor, by])));
  return rows.map((row) => ({
    id: row.id, workspaceId, actor: row.actor, actorName: nameOf(row.actor), planId: row.plan_id, targetId: row.target_id, target: row.target, connectionId: row.connection_id, kind: row.kind, ofId: row.of_id, state: row.state,
    stamp: row.stamp as PlanStamp, map: FieldMap.parse(row.map), asked: row.asked as PublicationAsked, report: row.report as PublicationReport, changesHash: row.changes_hash, jobId: row.job_id,
    createdAt: row.created_at, confirmedBy: row.confirmed_by === null ? null : { id: row.confirmed_by, name: nameOf(row.confirmed_by) }, endedAt: row.ended_at, sent: row.sent,
  }));
}

export interface PublicationPatch {
  readonly state?: PublicationState;
  readonly report?: PublicationReport;
  readonly changes?: CrmChanges;
  readonly changesHash?: string;
  readonly jobId?: string;
  readonly confirmedBy?: string;
  readonly ended?: boolean;
}

export async function patchPublication(db: Executor, publicationId: string, { state, report, changes, changesHash, jobId, confirmedBy, ended }: PublicationPatch, from?: readonly PublicationState[]): Promise<boolean> {
  const set = {
    ...(state === undefined ? {} : { state }), ...(report === undefined ? {} : { report: json(report) }), ...(changes === undefined ? {} : { changes: await packed(changes) }), ...(changesHash === undefined ? {} : { changes_hash: changesHash }),
    ...(jobId === undefined ? {} : { job_id: jobId }), ...(confirmedBy === undefined ? {} : { confirmed_by: confirmedBy }), ...(ended ? { ended_at: new Date() } : {}),
  };
  const { numUpdatedRows } = await db.updateTable('publications').set(set).where('id', '=', publicationId).$if(from !== undefined, (query) => query.where('state', 'in', [...from!])).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What it changes; null while it is checked. */
export async function readChanges(db: Executor, publicationId: string): Promise<CrmChanges | null> {
  const row = await db.selectFrom('publications').select('changes').where('id', '=', publicationId).executeTakeFirst();
  return row?.changes == null ? null : unpacked<CrmChanges>(row.changes);
}

export async function beginBatch(db: Executor, workspaceId: string, publicationId: string, number: number, { rows: _, ...step }: CrmStep, rows: readonly CrmRow[]): Promise<void> {
  await db.insertInto('publication_batches').values({ workspace_id: workspaceId, publication_id: publicationId, number, step: json(step), rows: await packed(rows) }).execute();
}

export async function begunBatch(db: Executor, publicationId: string, number: number, reference: string): Promise<void> {
  await db.updateTable('publication_batches').set({ reference }).where('publication_id', '=', publicationId).where('number', '=', number).execute();
}

export async function endBatch(db: Executor, publicationId: string, number: number, results: readonly RowResult[]): Promise<void> {
  await db.updateTable('publication_batches').set({ results: await packed(results) }).where('publication_id', '=', publicationId).where('number', '=', number).execute();
}

/** Every batch that was sent, in their order. */
export async function readBatches(db: Executor, publicationId: string): Promise<Batch[]> {
  const rows = await db.selectFrom('publication_batches').selectAll().where('publication_id', '=', publicationId).orderBy('number').execute();
  return Promise.all(rows.map(async (row) => ({ number: row.number, step: { ...(row.step as Omit<CrmStep, 'rows'>), rows: [] }, rows: await unpacked<CrmRow[]>(row.rows), reference: row.reference, results: row.results === null ? null : await unpacked<RowResult[]>(row.results) })));
}

/** What ended a job that came to nothing; null = nobody wanted it any more. */
export async function errorOfJob(db: Executor, jobId: string): Promise<{ code: string; message: string } | null> {
  return (await db.selectFrom('jobs').select('error').where('id', '=', jobId).executeTakeFirst())?.error ?? null;
}
