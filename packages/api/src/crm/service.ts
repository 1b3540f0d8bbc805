import type { CheckPublication, Publication, PublicationRows, PublishTarget, SaveTarget } from '../../contract/crm.ts';
import type { Job } from '../../contract/jobs.ts';
import { mayEver } from '../access/can.ts';
import { refusal } from '../access/refusal.ts';
import { admitDataset } from '../access/subjects.ts';
import type { Datasets } from '../datasets/service.ts';
import type { Db } from '../db/db.ts';
import { workingFor, type Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { problemOf } from '../http/problem.ts';
import type { Jobs } from '../jobs/service.ts';
import type { People } from '../people/service.ts';
import type { Plans } from '../plans/service.ts';
import type { Revisions } from '../scenarios/revisions.ts';
import type { Scenarios } from '../scenarios/service.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import { today } from '../timeline/today.ts';
import type { PlaceData } from '../units/placeData.ts';
import type { UnitSets } from '../units/service.ts';
import type { Connections } from './connections.ts';
import type { PlanStamp } from './crmPlan.ts';
import { packFiles, publicationFiles } from './packFiles.ts';
import { planFor, refuseVacant } from './planFor.ts';
import { outcomes } from './push.ts';
import { EMPTY_REPORT, plannedReport } from './report.ts';
import { rollbackSteps } from './rollback.ts';
import { settle } from './settle.ts';
import * as store from './store.ts';
import { admitTables } from './systems.ts';

/** Bringing plans to customer systems. */
export interface Publishing {
  readonly connections: Connections;
  targets(actor: Actor, planId: string): Promise<PublishTarget[]>;
  saveTarget(actor: Actor, planId: string, targetId: string | null, asked: SaveTarget): Promise<PublishTarget>;
  removeTarget(actor: Actor, planId: string, targetId: string): Promise<void>;
  list(actor: Actor, planId: string): Promise<Publication[]>;
  /** Starts what is due by the clock; each time is taken by one process only. Returns how many were. */
  runDue(now: Date): Promise<number>;
  read(actor: Actor, publicationId: string): Promise<Publication>;
  /** Starts a dry run: what would be written, against the system as it is at this minute. @throws AppError `publication.vacant` ... */
  check(actor: Actor, planId: string, asked: CheckPublication): Promise<Publication>;
  /** Writes what the dry run said; nothing where the system has changed since. */
  confirm(actor: Actor, publicationId: string): Promise<Publication>;
  /** Takes back what was written. @returns the publication that does */
  rollBack(actor: Actor, publicationId: string): Promise<Publication>;
  rows(actor: Actor, publicationId: string, asked: { step: string; offset: number; limit: number }): Promise<PublicationRows>;
  files(actor: Actor, publicationId: string): Promise<{ bytes: Uint8Array; filename: string }>;
  rollbackFiles(actor: Actor, publicationId: string): Promise<{ bytes: Uint8Array; filename: string }>;
}

export interface PublishingDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly plans: Pick<Plans, 'source'>;
  readonly scenarios: Scenarios;
  readonly revisions: Pick<Revisions, 'find' | 'signatures'>;
  readonly timeline: Pick<TimelineRoom, 'on'>;
  readonly units: UnitSets;
  readonly people: Pick<People, 'covers'>;
  readonly places: Pick<PlaceData, 'zips'>;
  readonly datasets: Pick<Datasets, 'table'>;
  readonly connections: Connections;
}

/** Problems of one kind, and refused rows, that a list tells. */
const EXAMPLES = 12;
/** Ends that leave something to take back. */
const WRITTEN: readonly Publication['state'][] = ['done', 'partial'];

export function publishing(deps: PublishingDeps): Publishing {
  const { db, jobs, connections } = deps;

  async function find(actor: Actor, publicationId: string): Promise<store.KeptPublication> {
    const [found] = await store.findPublications(db, actor.workspaceId, { id: publicationId });
    if (found === undefined) throw new AppError('publication.unknown');
    return found;
  }

  async function told(publications: readonly store.KeptPublication[]): Promise<Publication[]> {
    return publications.map((one) => inShort(shown(one, publications)));
  }

  async function read(actor: Actor, publicationId: string): Promise<Publication> {
    const found = await find(actor, publicationId);
    return shown(found, await store.findPublications(db, actor.workspaceId, { planId: found.planId }));
  }

  async function targetOf(actor: Actor, planId: string, targetId: string): Promise<PublishTarget> {
    const found = (await store.listTargets(db, actor.workspaceId, planId)).find(({ id }) => id === targetId);
    if (found === undefined) throw new AppError('target.unknown');
    return found;
  }

  /** The state of the plan that is meant: an approved revision, or what is in force on the day. */
  async function stateOf(actor: Actor, planId: string, { revisionId, from = today() }: CheckPublication): Promise<{ scenarioId: string; stamp: PlanStamp }> {
    const { name: plan } = await deps.plans.source(actor.workspaceId, planId);
    if (revisionId === undefined) {
      const { activation } = await deps.timeline.on(actor.workspaceId, planId, from);
      if (activation === null) throw new AppError('status.refused', { where: 'body.revisionId', expected: 'an approved revision', found: `nothing is in force on ${from}`, repair: 'Name an approved revision, or bring one into force.' });
      return { scenarioId: activation.scenarioId, stamp: { planId, plan, scenario: activation.scenarioName, revisionId: activation.revisionId, revision: activation.revisionName, seq: activation.seq, hash: activation.hash, from } };
    }
    const revision = await deps.revisions.find(actor.workspaceId, revisionId);
    const row = (await deps.scenarios.ofPlans(db, actor.workspaceId, [planId])).find(({ id }) => id === revision.scenarioId);
    if (row === undefined) throw new AppError('revision.unknown');
    if (!(await deps.revisions.signatures(actor, row.id)).some(({ action, revisionId: signed }) => action === 'approve' && signed === revisionId)) {
      throw new AppError('status.refused', { where: 'body.revisionId', expected: 'an approved revision', found: 'one that nobody approved', repair: 'Submit the scenario and have it approved first.' });
    }
    return { scenarioId: row.id, stamp: { planId, plan, scenario: row.name, revisionId, revision: revision.name, seq: revision.seq, hash: revision.hash, from } };
  }

  async function started(actor: Actor, publicationId: string, planId: string, what: 'check' | 'push', from: readonly Publication['state'][] | null): Promise<Publication> {
    await db.transaction().execute(async (trx) => {
      if (from !== null && !(await store.patchPublication(trx, publicationId, { state: 'running', confirmedBy: actor.id }, from))) throw new AppError('publication.state', { expected: `one of ${from.join(', ')}`, found: 'somebody else was faster' });
      const job: Job = await jobs.start(trx, actor, 'publish', { planId, scenarioId: null, request: { publicationId, what } });
      await store.patchPublication(trx, publicationId, { jobId: job.id });
    }).catch((error: unknown) => {
      if ((error as { constraint?: string }).constraint === 'publications_one_running') throw new AppError('publication.state', { expected: 'one at a time of a field map', found: 'another one that is being written', repair: 'Wait until it has ended.' });
      throw error;
    });
    return read(actor, publicationId);
  }

  async function check(actor: Actor, planId: string, asked: CheckPublication, clock?: 'check' | 'publish'): Promise<Publication> {
    const target = await targetOf(actor, planId, asked.targetId);
    admitTables(target.map, asked.present.map(({ table }) => table));
    for (const { datasetId } of asked.present) await admitDataset(db, actor, datasetId);
    const { scenarioId, stamp } = await stateOf(actor, planId, asked);
    const plan = await planFor(deps, actor, scenarioId, stamp, target.map);
    refuseVacant(plan, asked.vacant);
    // What is given by files is not asked for: those who have no way in, and those who want to look first.
    const connectionId = asked.present.length > 0 ? null : target.connectionId;
    if (connectionId !== null) await connections.open(actor.workspaceId, connectionId, target.map);
    const id = await store.insertPublication(db, { workspaceId: actor.workspaceId, actor: actor.id, planId, targetId: target.id, connectionId, kind: 'publish', ofId: null, state: 'checking', stamp, map: target.map, asked: { vacant: asked.vacant, present: asked.present, ...(clock === undefined ? {} : { clock }) }, report: EMPTY_REPORT });
    return started(actor, id, planId, 'check', null);
  }

  return {
    connections, read,
    targets: (actor, planId) => store.listTargets(db, actor.workspaceId, planId),
    async saveTarget(actor, planId, targetId, asked) {
      if (asked.connectionId !== null) {
        const { crm } = await connections.find(actor.workspaceId, asked.connectionId);
        if (crm !== asked.map.crm) throw new AppError('request.invalid', { where: 'body.connectionId', expected: `a connection to ${asked.map.crm}`, found: `one to ${crm}` });
      }
      // What is written by the clock is written by whoever saved that it shall be.
      if (asked.schedule?.mode === 'publish' && !mayEver(actor, 'publish.write')) throw refusal(actor, 'publish.write');
      if (targetId === null) return targetOf(actor, planId, await store.insertTarget(db, actor.workspaceId, actor.id, planId, asked));
      await targetOf(actor, planId, targetId);
      await store.saveTarget(db, actor.workspaceId, actor.id, targetId, asked);
      return targetOf(actor, planId, targetId);
    },
    async removeTarget(actor, planId, targetId) {
      await targetOf(actor, planId, targetId);
      await store.removeTarget(db, actor.workspaceId, targetId);
    },
    list: async (actor, planId) => told(await store.findPublications(db, actor.workspaceId, { planId })),
    check: (actor, planId, asked) => check(actor, planId, asked),
    async runDue(now) {
      let ran = 0;
      for (const due of await store.dueTargets(db, now)) {
        if (!(await store.takeDueTarget(db, due, now))) continue;
        ran++;
        const at = now.toISOString();
        // Told first: what the job finds comes after.
        await store.recordTargetRun(db, due.id, { at, outcome: 'started', code: null, detail: null });
        await check(workingFor(due.actor, due.workspaceId), due.planId, { targetId: due.id, vacant: due.schedule.vacant, present: [] }, due.schedule.mode)
          .catch((error: unknown) => {
            const { code, title, detail, found } = problemOf(error, due.id);
            return store.recordTargetRun(db, due.id, { at, outcome: 'failed', code, detail: [detail ?? title, found && `found ${found}`].filter(Boolean).join('; ').slice(0, 1000) });
          });
      }
      return ran;
    },
    async confirm(actor, publicationId) {
      const found = await find(actor, publicationId);
      const { connectionId, report, state } = found;
      if (connectionId === null) throw new AppError('publication.state', { expected: 'a publication with a connection', found: 'one that is files alone' });
      if (state !== 'checked') throw new AppError('publication.state', { expected: 'one that was checked and not written yet', found: state, repair: 'Make a dry run anew.' });
      const stops = report.problems.filter((problem) => problem.stops);
      if (stops.length > 0) throw new AppError('publication.problems', { found: stops.slice(0, 10).map(({ detail }) => detail).join(' '), repair: 'Put them right, or map the people, and make a dry run anew.' });
      await connections.open(actor.workspaceId, connectionId, found.map);
      return started(actor, publicationId, found.planId, 'push', ['checked']);
    },
    async rollBack(actor, publicationId) {
      const found = await find(actor, publicationId);
      const all = await store.findPublications(db, actor.workspaceId, { planId: found.planId });
      if (!canRollBack(found, all)) throw new AppError('publication.state', { expected: 'the latest publication of its field map that wrote something', found: found.state, repair: 'Roll back what was published later first.' });
      await settle(db, await connections.open(actor.workspaceId, found.connectionId!, found.map), publicationId);
      const steps = rollbackSteps(await store.readBatches(db, publicationId));
      const id = await store.insertPublication(db, { ...found, actor: actor.id, kind: 'rollback', ofId: publicationId, state: 'checked', report: plannedReport({ steps, problems: [] }) });
      await store.patchPublication(db, id, { changes: { steps, problems: [], extras: [] } });
      return started(actor, id, found.planId, 'push', ['checked']);
    },
    async rows(actor, publicationId, { step: name, offset, limit }) {
      await find(actor, publicationId);
      const step = (await store.readChanges(db, publicationId))?.steps.find((one) => one.name === name);
      if (step === undefined) throw new AppError('publication.unknown', { where: 'query.step', found: name });
      const ended = new Map(outcomes(await store.readBatches(db, publicationId)).filter((one) => one.step.name === name).map(({ row, result }) => [JSON.stringify(row.values), result]));
      return {
        total: step.rows.length, columns: [...step.columns],
        rows: step.rows.slice(offset, offset + limit).map(({ id, values, before }) => {
          const result = ended.get(JSON.stringify(values));
          return { id: id ?? result?.id ?? null, values, before, outcome: result === undefined ? 'planned' : result.error === null ? 'done' : 'refused', error: result?.error?.message ?? null };
        }),
      };
    },
    async files(actor, publicationId) {
      const { stamp, map } = await find(actor, publicationId);
      const changes = await store.readChanges(db, publicationId);
      if (changes === null) throw new AppError('publication.state', { expected: 'one that was checked', found: 'one that is not yet' });
      return { bytes: packFiles(publicationFiles(changes, stamp, map)), filename: `${map.crm}-${stamp.hash.slice(0, 12)}.zip` };
    },
    async rollbackFiles(actor, publicationId) {
      const { stamp, map, sent } = await find(actor, publicationId);
      if (!sent) throw new AppError('publication.state', { expected: 'one that wrote something', found: 'one that did not' });
      const steps = rollbackSteps(await store.readBatches(db, publicationId));
      return { bytes: packFiles(publicationFiles({ steps, problems: [], extras: [] }, stamp, map)), filename: `${map.crm}-rollback-${stamp.hash.slice(0, 12)}.zip` };
    },
  };
}

/** Only the latest: what came later may stand on it. */
function canRollBack(one: store.KeptPublication, all: readonly store.KeptPublication[]): boolean {
  if (one.kind !== 'publish' || !one.sent || !(WRITTEN.includes(one.state) || one.state === 'failed')) return false;
  const later = all.filter(({ targetId, sent, kind, state, createdAt }) => targetId === one.targetId && sent && kind === 'publish' && state !== 'rolled_back' && createdAt > one.createdAt);
  const running = all.some(({ targetId, state }) => targetId === one.targetId && state === 'running');
  return later.length === 0 && !running;
}

/** In a list each kind of problem has a few examples: the counts tell how many there are. */
function inShort(one: Publication): Publication {
  const told = new Map<string, number>();
  const problems = one.problems.filter(({ code }) => {
    told.set(code, (told.get(code) ?? 0) + 1);
    return told.get(code)! <= EXAMPLES;
  });
  return { ...one, problems, refused: one.refused.slice(0, EXAMPLES) };
}

function shown(one: store.KeptPublication, all: readonly store.KeptPublication[]): Publication {
  const { report } = one;
  return {
    id: one.id, planId: one.planId, targetId: one.targetId, target: one.target, crm: one.map.crm, kind: one.kind, ofId: one.ofId, live: one.connectionId !== null, state: one.state, stamp: one.stamp, vacant: [...one.asked.vacant],
    steps: [...report.steps], problemCounts: { ...report.problemCounts }, problems: [...report.problems], refused: [...report.refused], differs: report.differs, error: report.error,
    jobId: one.jobId, actor: { id: one.actor, name: one.actorName }, createdAt: one.createdAt.toISOString(), confirmedBy: one.confirmedBy, endedAt: one.endedAt?.toISOString() ?? null, canRollBack: canRollBack(one, all),
  };
}
