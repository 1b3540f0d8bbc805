import { docHash } from '@hexalign/engine';
import type { HookEvent } from '../../contract/hooks.ts';
import type { Revision } from '../../contract/revisions.ts';
import type { Scenario } from '../../contract/scenarios.ts';
import { transitions, type Signature, type StatusAction } from '../../contract/status.ts';
import type { Db, Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { revisionNews } from '../hooks/news.ts';
import { tellHooks } from '../hooks/tellHooks.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs } from '../jobs/service.ts';
import { announce } from '../live/announce.ts';
import type { ScenarioState } from './document.ts';
import type { History } from './history.ts';
import * as named from './revisionStore.ts';
import type { Scenarios } from './service.ts';
import * as store from './store.ts';

export interface Revisions {
  list(actor: Actor, scenarioId: string): Promise<Revision[]>;
  /** Names a state; the present one when no seq is given. */
  create(actor: Actor, scenarioId: string, asked: { name: string; note?: string; seq?: number }): Promise<Revision>;
  find(workspaceId: string, revisionId: string): Promise<Revision>;
  /** A scenario of its own that goes on from a state: one row, and a log that is shared up to there. */
  fork(actor: Actor, scenarioId: string, asked: { name: string; seq?: number; scratch?: boolean }): Promise<Scenario>;
  /** A step along the table of statuses, signed. Submitting pins a revision. */
  step(actor: Actor, scenarioId: string, asked: { action: StatusAction; note?: string; seq?: number }): Promise<Scenario>;
  /** The same in the caller's transaction. */
  stepIn(trx: Executor, actor: Actor, scenarioId: string, asked: { action: StatusAction; note?: string; seq?: number }): Promise<void>;
  signatures(actor: Actor, scenarioId: string): Promise<Signature[]>;
}

/** Steps that programs elsewhere hear of. */
const HEARD_OF: Partial<Readonly<Record<StatusAction, HookEvent>>> = { approve: 'revision.approved' };

/** Refuses a state that a rule of the house is against, by throwing. */
export type MustFit = (trx: Executor, workspaceId: string, row: store.ScenarioRow, state: ScenarioState) => Promise<void>;

/** Steps towards being in force: what takes one has to fit. */
const HELD_TO: readonly StatusAction[] = ['submit', 'approve'];

export function revisions({ db, history, scenarios, jobs, mustFit }: { readonly db: Db; readonly history: History; readonly scenarios: Scenarios; readonly jobs: Jobs; readonly mustFit: MustFit }): Revisions {
  async function pin(trx: Executor, actor: Actor, row: store.ScenarioRow, asked: { name: string; note?: string; seq?: number }): Promise<Revision> {
    const seq = asked.seq ?? row.seq;
    if (seq > row.seq) throw new AppError('scenario.ahead', { found: String(seq), expected: `a seq up to ${row.seq}` });
    const state = await history.stateAt(trx, actor.workspaceId, row, seq);
    // What has a name is opened often: it is read from its own snapshot.
    if (row.fork_seq === null || seq > row.fork_seq) await store.insertSnapshot(trx, actor.workspaceId, row.id, state);
    return named.insertRevision(trx, actor, { scenarioId: row.id, name: asked.name, note: asked.note ?? null, seq, hash: docHash(state.doc) });
  }

  async function locked(trx: Executor, actor: Actor, scenarioId: string): Promise<store.ScenarioRow> {
    const row = await store.lockScenario(trx, actor.workspaceId, scenarioId);
    if (row === null) throw new AppError('scenario.unknown');
    return row;
  }

  async function stepIn(trx: Executor, actor: Actor, scenarioId: string, { action, note, seq }: { action: StatusAction; note?: string; seq?: number }): Promise<void> {
    const row = await locked(trx, actor, scenarioId);
    const to = transitions[row.status][action];
    if (to === undefined) throw new AppError('status.refused', { found: row.status, expected: Object.entries(transitions).filter(([, steps]) => action in steps).map(([status]) => status).join(' or '), repair: `From ${row.status} the steps are: ${Object.keys(transitions[row.status]).join(', ')}.` });
    if (seq !== undefined && seq !== row.seq) throw new AppError('scenario.stale', { detail: 'The scenario has moved on since you looked at it.', expected: `seq ${row.seq}`, found: String(seq), repair: 'Look at it again, then take the step.' });
    if (await jobs.running(trx, scenarioId)) throw new AppError('solve.running', { repair: 'Wait for the design to end, or stop it.' });
    const state = await history.stateAt(trx, actor.workspaceId, row, row.seq);
    const { doc } = state;
    if (HELD_TO.includes(action)) await mustFit(trx, actor.workspaceId, row, state);
    const revisionId = action === 'submit' ? (await pin(trx, actor, row, { name: 'Submitted', note })).id : await named.lastPinned(trx, scenarioId);
    await store.patchScenario(trx, scenarioId, { status: to });
    await named.insertSignature(trx, actor, { scenarioId, action, from: row.status, to, revisionId, seq: row.seq, hash: docHash(doc), note: note ?? null });
    const event = HEARD_OF[action];
    const news = event === undefined || revisionId === null ? null : await revisionNews(trx, revisionId);
    if (event !== undefined && news !== null) await tellHooks(trx, { workspaceId: actor.workspaceId, event, body: { ...news, actor: actor.id } });
    await announce(trx, { workspaceId: actor.workspaceId, planId: row.plan_id, kind: 'scenario', subject: scenarioId, body: { status: to } });
  }

  return {
    stepIn,
    async list(actor, scenarioId) {
      await history.find(db, actor.workspaceId, scenarioId);
      return named.listRevisions(db, scenarioId);
    },
    create: (actor, scenarioId, asked) => db.transaction().execute(async (trx) => pin(trx, actor, await locked(trx, actor, scenarioId), asked)),
    async find(workspaceId, revisionId) {
      const found = await named.findRevision(db, workspaceId, revisionId);
      if (found === null) throw new AppError('revision.unknown');
      return found;
    },
    async fork(actor, scenarioId, { name, seq: asked, scratch }) {
      const id = await db.transaction().execute(async (trx) => {
        const row = await history.find(trx, actor.workspaceId, scenarioId);
        const seq = asked ?? row.seq;
        if (seq > row.seq) throw new AppError('scenario.ahead', { found: String(seq), expected: `a seq up to ${row.seq}` });
        const forked = await store.insertFork(trx, actor.workspaceId, row, { name, seq, scratch: scratch ?? row.scratch });
        await announce(trx, { workspaceId: actor.workspaceId, planId: row.plan_id, kind: 'scenario', subject: forked, body: { forkOf: scenarioId } });
        return forked;
      });
      return scenarios.read(actor, id);
    },
    async step(actor, scenarioId, asked) {
      await db.transaction().execute(async (trx) => {
        await stepIn(trx, actor, scenarioId, asked);
        if (asked.action === 'archive' && (await named.staysInForce(trx, scenarioId))) throw new AppError('status.refused', { found: 'in force, today or later', expected: 'a scenario that is not', repair: 'Activate another one from that day, or withdraw its activation, first.' });
      });
      return scenarios.read(actor, scenarioId);
    },
    async signatures(actor, scenarioId) {
      await history.find(db, actor.workspaceId, scenarioId);
      return named.listSignatures(db, scenarioId);
    },
  };
}
