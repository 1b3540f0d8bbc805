import { revisionNews } from '../hooks/news.ts';
import { tellHooks } from '../hooks/tellHooks.ts';
import { workingFor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { JobRun, JobWork } from '../jobs/service.ts';
import type { CrmPlan } from './crmPlan.ts';
import { planFor } from './planFor.ts';
import { presentFiles } from './presentFiles.ts';
import { outcomes, push, type BatchLog } from './push.ts';
import { EMPTY_REPORT, hashOfSteps, plannedReport, pushedReport, type PublicationReport } from './report.ts';
import type { PublishingDeps } from './service.ts';
import { settle } from './settle.ts';
import * as store from './store.ts';
import { changesFor, idColumnOf } from './systems.ts';

/** What a job about a publication was asked. */
interface Asked {
  readonly publicationId: string;
  readonly what: 'check' | 'push';
}

/** The job of a publication: its dry run, or its writing. What was written is put down batch by batch, not with the end of the job. */
export function publishWork(deps: PublishingDeps): JobWork {
  const { db } = deps;

  async function opened(run: JobRun): Promise<{ found: store.KeptPublication; plan: CrmPlan }> {
    const { workspaceId, actor, request } = run.claim;
    const [found] = await store.findPublications(db, workspaceId, { id: (request as Asked).publicationId });
    if (found === undefined) throw new AppError('publication.unknown');
    const revision = await deps.revisions.find(workspaceId, found.stamp.revisionId);
    return { found, plan: await planFor(deps, workingFor(actor, workspaceId), revision.scenarioId, found.stamp, found.map) };
  }

  async function check(run: JobRun): Promise<(trx: Parameters<typeof store.patchPublication>[0]) => Promise<Record<string, never>>> {
    run.report({ phase: 'read', done: 0 });
    const { found, plan } = await opened(run);
    const client = found.connectionId === null ? null : await deps.connections.open(found.workspaceId, found.connectionId, found.map, run.abandon);
    const present = client === null ? await presentFiles(deps.datasets, workingFor(found.actor, found.workspaceId), found.map, found.asked.present, (table) => idColumnOf(found.map, table)) : await client.present(plan);
    run.report({ phase: 'compare', done: 0.7 });
    const changes = changesFor(plan, found.map, present);
    const { clock } = found.asked;
    return async (trx) => {
      if (clock !== undefined && changes.steps.length === 0) {
        await store.forgetPublication(trx, found.id);
        await store.recordTargetRun(trx, found.targetId, { at: new Date().toISOString(), outcome: 'unchanged', code: null, detail: null });
        return {};
      }
      await store.patchPublication(trx, found.id, { state: 'checked', changes, changesHash: hashOfSteps(changes.steps), report: plannedReport(changes) }, ['checking']);
      if (clock === 'publish' && found.connectionId !== null && !(await store.isRunning(trx, found.targetId)) && !changes.problems.some(({ stops }) => stops)) {
        await store.patchPublication(trx, found.id, { state: 'running', confirmedBy: found.actor });
        const { id: jobId } = await deps.jobs.start(trx, workingFor(found.actor, found.workspaceId), 'publish', { planId: found.planId, scenarioId: null, request: { publicationId: found.id, what: 'push' } satisfies Asked });
        await store.patchPublication(trx, found.id, { jobId });
      }
      return {};
    };
  }

  async function write(run: JobRun): Promise<(trx: Parameters<typeof store.patchPublication>[0]) => Promise<Record<string, never>>> {
    run.report({ phase: 'read', done: 0 });
    const { found, plan } = await opened(run);
    const client = await deps.connections.open(found.workspaceId, found.connectionId!, found.map, run.abandon);
    const before = await settle(db, client, found.id);
    const kept = (await store.readChanges(db, found.id))!;
    let { steps } = kept;
    if (found.kind === 'publish') {
      run.report({ phase: 'compare', done: 0.05 });
      steps = changesFor(plan, found.map, await client.present(plan)).steps;
      // A push that was broken off goes on from what there is now; a fresh one writes what somebody looked at, or nothing.
      if (before === 0 && hashOfSteps(steps) !== found.changesHash) throw new AppError('publication.stale', { repair: 'Make a dry run anew and look at what differs now.' });
    } else {
      const done = new Set(outcomes(await store.readBatches(db, found.id)).filter(({ result }) => result.error === null).map(({ step, row }) => `${step.name} ${JSON.stringify(row.values)}`));
      steps = steps.map((step) => ({ ...step, rows: step.rows.filter((row) => !done.has(`${step.name} ${JSON.stringify(row.values)}`)) }));
    }
    const log: BatchLog = {
      begin: (number, step, rows) => store.beginBatch(db, found.workspaceId, found.id, number, step, rows),
      begun: (number, reference) => store.begunBatch(db, found.id, number, reference),
      ended: (number, results) => store.endBatch(db, found.id, number, results),
    };
    const held = await push({ client, steps, log, from: before, abandon: run.abandon, report: (done, rows) => run.report({ phase: 'write', done: 0.1 + (0.8 * done) / Math.max(1, rows) }) });
    run.report({ phase: 'verify', done: 0.92 });
    const differs = found.kind === 'publish' ? changesFor(plan, found.map, await client.present(plan)).steps.reduce((sum, { rows }) => sum + rows.length, 0) : null;
    const report = pushedReport(found.report, await store.readBatches(db, found.id), held, differs);
    const whole = report.refused.length === 0 && held.length === 0 && (differs ?? 0) === 0;
    return async (trx) => {
      await store.patchPublication(trx, found.id, { state: whole ? 'done' : 'partial', report, ended: true });
      await tellHooks(trx, { workspaceId: found.workspaceId, event: 'publish.done', body: { ...(await revisionNews(trx, found.stamp.revisionId)), publication: { id: found.id, kind: found.kind, whole } } });
      if (whole && found.ofId !== null) await store.patchPublication(trx, found.ofId, { state: 'rolled_back' });
      return {};
    };
  }

  return {
    run: (job) => ((job.claim.request as Asked).what === 'check' ? check(job) : write(job)),
    async failed(trx, { jobId, workspaceId, request }) {
      const { publicationId } = request as Asked;
      const [found] = await store.findPublications(trx, workspaceId, { id: publicationId });
      if (found === undefined) return;
      const error = await store.errorOfJob(trx, jobId);
      const report: PublicationReport = found.sent ? pushedReport(found.report, await store.readBatches(trx, publicationId), [], null) : { ...EMPTY_REPORT, ...found.report };
      await store.patchPublication(trx, publicationId, { state: error?.code === 'publication.stale' ? 'stale' : 'failed', report: { ...report, error }, ended: true });
    },
  };
}
