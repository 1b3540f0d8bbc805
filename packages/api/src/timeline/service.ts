import { UNASSIGNED } from '@hexalign/engine';
import type { Activate, Activation, Timeline } from '../../contract/timeline.ts';
import type { Db, Executor } from '../db/db.ts';
import { revisionNews } from '../hooks/news.ts';
import { tellHooks } from '../hooks/tellHooks.ts';
import { workingFor, type Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { announce } from '../live/announce.ts';
import type { Revisions } from '../scenarios/revisions.ts';
import type { Scenarios } from '../scenarios/service.ts';
import * as store from './store.ts';
import { today } from './today.ts';

/** What is in force when. A plan is always live: a change for next Monday is a scenario activated for next Monday. */
export interface TimelineRoom {
  read(actor: Actor, planId: string): Promise<Timeline>;
  /** @returns the timeline with the new activation in it */
  activate(actor: Actor, planId: string, asked: Activate): Promise<Timeline>;
  withdraw(actor: Actor, planId: string, activationId: string): Promise<Timeline>;
  /** What is in force on a day; today's when none is given. */
  on(workspaceId: string, planId: string, day?: string): Promise<{ date: string; activation: Activation | null }>;
  /** What was in force on a day; where nothing was, what came first since, up to today. In the caller's transaction. */
  inForceSince(executor: Executor, workspaceId: string, planId: string, day: string): Promise<Activation | null>;
  /** Brings the status of scenarios in step with the day: to be run when a day begins, and whenever the timeline changed. Returns how many took a step. */
  turn(day: string, planId?: string): Promise<number>;
  /** Days for which each unit has belonged to its territory of a day without a break, n numbers; null when nothing is in force. */
  tenureDays(workspaceId: string, planId: string, day?: string): Promise<Float64Array | null>;
}

const DAY_MS = 86_400_000;

export function timeline({ db, scenarios, revisions }: { readonly db: Db; readonly scenarios: Scenarios; readonly revisions: Revisions }): TimelineRoom {
  async function read(actor: Actor, planId: string): Promise<Timeline> {
    return { today: today(), activations: await store.listActivations(db, actor.workspaceId, planId) };
  }

  async function turnIn(trx: Executor, day: string, planId: string | null): Promise<number> {
    const steps = await store.outOfStep(trx, day, planId);
    await scenarios.hold(trx, steps.map(({ scenarioId }) => scenarioId));
    for (const { scenarioId, workspaceId, action } of steps) {
      await revisions.stepIn(trx, workingFor('hexalign', workspaceId), scenarioId, { action, note: action === 'activate' ? 'in force' : 'replaced' });
    }
    for (const { workspaceId, revisionId, from, actor } of await store.takeUntold(trx, day, planId)) {
      await tellHooks(trx, { workspaceId, event: 'plan.activated', body: { ...(await revisionNews(trx, revisionId)), from, actor } });
    }
    return steps.length;
  }

  async function changed(actor: Actor, planId: string, change: (trx: Executor) => Promise<void>): Promise<Timeline> {
    await db.transaction().execute(async (trx) => {
      if (!(await store.lockTimeline(trx, actor.workspaceId, planId))) throw new AppError('plan.unknown');
      await change(trx);
      await turnIn(trx, today(), planId);
      await announce(trx, { workspaceId: actor.workspaceId, planId, kind: 'timeline', subject: null, body: {} });
    });
    return read(actor, planId);
  }

  return {
    read,
    activate: (actor, planId, asked) =>
      changed(actor, planId, async (trx) => {
        const row = (await scenarios.ofPlans(trx, actor.workspaceId, [planId])).find(({ id }) => id === asked.scenarioId);
        if (row === undefined) throw new AppError('scenario.unknown', { where: 'body.scenarioId' });
        const approved = (await revisions.signatures(actor, row.id)).filter(({ action }) => action === 'approve').map(({ revisionId }) => revisionId);
        const revisionId = asked.revisionId ?? (row.status === 'approved' || row.status === 'active' ? approved.at(-1) : null) ?? null;
        if (revisionId === null || !approved.includes(revisionId)) {
          throw new AppError('status.refused', { where: asked.revisionId === undefined ? 'body.scenarioId' : 'body.revisionId', found: asked.revisionId === undefined ? row.status : 'a revision that nobody approved', expected: 'an approved revision', repair: 'Submit the scenario and have it approved first.' });
        }
        await store.insertActivation(trx, actor, { planId, layer: row.layer, scenarioId: row.id, revisionId, from: asked.from, note: asked.note ?? null });
      }),
    withdraw: (actor, planId, activationId) =>
      changed(actor, planId, async (trx) => {
        if (!(await store.withdrawActivation(trx, actor, planId, activationId))) throw new AppError('activation.unknown');
      }),
    async on(workspaceId, planId, day = today()) {
      return { date: day, activation: await store.activationOn(db, workspaceId, planId, day) };
    },
    async inForceSince(executor, workspaceId, planId, day) {
      const found = await store.activationOn(executor, workspaceId, planId, day);
      return found ?? (await store.listActivations(executor, workspaceId, planId)).find(({ from, withdrawn }) => withdrawn === null && from > day && from <= today()) ?? null;
    },
    turn: (day, planId) => db.transaction().execute((trx) => turnIn(trx, day, planId ?? null)),
    async tenureDays(workspaceId, planId, day = today()) {
      const past = (await store.listActivations(db, workspaceId, planId)).filter(({ withdrawn, from }) => withdrawn === null && from <= day);
      let owners: readonly (string | null)[] = [];
      let since = new Float64Array(0);
      let ground = '';
      for (const { scenarioId, seq, from } of past) {
        const { row, state: { doc } } = await scenarios.open(workspaceId, scenarioId, seq);
        const start = Date.parse(from);
        const now = Array.from(doc.slots, (slot) => (slot === UNASSIGNED ? null : (doc.territories[slot]?.id ?? null)));
        const before = ground === row.fingerprint ? { owners, since } : null;
        since = Float64Array.from(now, (id, u) => (before !== null && before.owners[u] === id ? before.since[u] : start));
        [owners, ground] = [now, row.fingerprint];
      }
      return past.length === 0 ? null : since.map((start) => (Date.parse(day) - start) / DAY_MS);
    },
  };
}
