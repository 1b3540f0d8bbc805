import type { AskBudget, BudgetRequest, DecideBudget } from '../../contract/budgets.ts';
import type { Edit } from '../../contract/scenarios.ts';
import { can } from '../access/can.ts';
import { refusal } from '../access/refusal.ts';
import { namesOf } from '../auth/names.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { announce } from '../live/announce.ts';
import { applyEdits } from '../scenarios/document.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { wideningFor, type BudgetLimit } from './limits.ts';
import type { Budgets } from './service.ts';
import * as store from './store.ts';

/** Wishes to go beyond a change budget: the change waits with its reason until somebody who approves grants or declines it. */
export interface BudgetRequests {
  /** Newest first; nothing is ever taken out. */
  list(actor: Actor, scenarioId: string): Promise<BudgetRequest[]>;
  /** Those of a plan that nobody has decided yet. */
  openOf(workspaceId: string, planId: string): Promise<BudgetRequest[]>;
  ask(actor: Actor, scenarioId: string, asked: AskBudget): Promise<BudgetRequest>;
  decide(actor: Actor, scenarioId: string, requestId: string, decision: DecideBudget): Promise<BudgetRequest>;
}

interface Deps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly budgets: Budgets;
  /** Tells somebody by mail that they are asked, where mail is sent at all. */
  readonly tell: (to: string, about: { plan: string; scenario: string; by: string; reason: string }) => Promise<boolean>;
}

export function budgetRequests({ db, scenarios, budgets, tell }: Deps): BudgetRequests {
  async function told(rows: readonly store.RequestRow[]): Promise<BudgetRequest[]> {
    const nameOf = await namesOf(db, rows.flatMap(({ actor, approver, decided_by: by }) => [actor, approver, ...(by === null ? [] : [by])]));
    const who = (id: string): { id: string; name: string } => ({ id, name: nameOf(id) });
    return rows.map((row) => ({
      id: row.id, scenario: { id: row.scenario_id, name: row.scenario }, reason: row.reason, by: who(row.actor), at: row.at.toISOString(), approver: who(row.approver),
      change: row.edits === null ? null : { edits: row.edits.length, units: unitsOf(row.edits) },
      wanted: row.wanted.map(({ what, unit, used, allowed }) => ({ what, unit, used, allowed })), state: row.state,
      decision: row.decided_by === null ? null : { by: who(row.decided_by), at: row.decided_at!.toISOString(), reason: row.answer ?? '', widened: row.widened ?? [] },
      applied: row.applied_seq, fault: row.fault,
    }));
  }

  const one = async (actor: Actor, scenarioId: string, id: string): Promise<BudgetRequest> => (await told([await found(actor, scenarioId, id)]))[0];

  async function found(actor: Actor, scenarioId: string, id: string): Promise<store.RequestRow> {
    const row = await store.findRequest(db, actor.workspaceId, scenarioId, id);
    if (row === null) throw new AppError('budget.unknown');
    return row;
  }

  /** Limits as they would be with a change, and the change as it fits now. */
  async function withChange(actor: Actor, scenarioId: string, edits: readonly Edit[] | null): Promise<{ planId: string; name: string; seq: number; now: BudgetLimit[]; changed: BudgetLimit[] }> {
    const { row, state } = await scenarios.open(actor.workspaceId, scenarioId);
    scenarios.mustTakeChanges(row);
    const now = await budgets.limitsOf(db, actor.workspaceId, row, state);
    if (edits === null) return { planId: row.plan_id, name: row.name, seq: state.seq, now, changed: now };
    await scenarios.checkAccounts(actor.workspaceId, scenarioId, edits);
    await scenarios.mayChange(actor, scenarioId, state.doc, edits);
    return { planId: row.plan_id, name: row.name, seq: state.seq, now, changed: await budgets.limitsOf(db, actor.workspaceId, row, applyEdits(state, edits)) };
  }

  async function grant(actor: Actor, scenarioId: string, row: store.RequestRow, reason: string): Promise<void> {
    const { row: scenario, state } = await scenarios.open(actor.workspaceId, scenarioId);
    const now = await budgets.limitsOf(db, actor.workspaceId, scenario, state);
    // As much as it takes with what was done since; what does not fit any more is granted as it was asked for.
    const then = await (async () => (row.edits === null ? now : await budgets.limitsOf(db, actor.workspaceId, scenario, applyEdits(state, row.edits))))().catch((error: unknown) => {
      if (error instanceof AppError) return now;
      throw error;
    });
    const wanted = row.wanted.map(({ what, used }) => ({ what, used: Math.max(used, then.find((limit) => limit.what === what)?.used ?? 0) }));
    await db.transaction().execute(async (trx) => {
      if (!(await store.decide(trx, row.id, actor.id, reason, wideningFor(now, wanted), state.seq))) throw new AppError('budget.decided');
      await announce(trx, { workspaceId: actor.workspaceId, planId: scenario.plan_id, kind: 'scenario', subject: scenarioId, body: { budget: true } });
    });
    if (row.edits === null) return;
    const by = (await namesOf(db, [row.actor]))(row.actor);
    try {
      // Under the request's own name it is written once, whatever happens between here and the note of it.
      const { appended } = await scenarios.append({ ...actor, id: row.actor, name: by }, scenarioId, row.base_seq, row.edits, row.cause ?? undefined, row.id);
      await store.settle(db, row.id, { applied: appended.at(-1)?.seq ?? state.seq });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await store.settle(db, row.id, { fault: error.message });
    }
  }

  return {
    list: async (actor, scenarioId) => told(await store.listRequests(db, actor.workspaceId, { scenarioId })),
    openOf: async (workspaceId, planId) => told((await store.listRequests(db, workspaceId, { planId })).filter(({ state }) => state === 'open')),
    async ask(actor, scenarioId, { baseSeq, edits = null, cause, to, reason, approver }) {
      if (edits !== null && to !== undefined) throw new AppError('request.invalid', { where: 'body.to', expected: 'edits without `to`, or `to` without edits', found: 'to', repair: 'A change says by itself how much it takes.' });
      const { planId, name, seq, now, changed } = await withChange(actor, scenarioId, edits);
      if (baseSeq > seq) throw new AppError('scenario.ahead', { where: 'body.baseSeq', found: String(baseSeq), expected: `a seq up to ${seq}` });
      const unknown = to?.findIndex(({ what }) => !now.some((limit) => limit.what === what)) ?? -1;
      if (unknown >= 0) throw new AppError('request.invalid', { where: `body.to.${unknown}.what`, expected: now.map(({ what }) => what).join(', ') || 'none', found: to![unknown].what });
      const wanted = changed.map(({ what, unit, used, share, granted }) => ({ what, unit, used: to === undefined ? used : (to.find((limit) => limit.what === what)?.share ?? used), allowed: share + granted }));
      if (!wanted.some(({ used, allowed }) => used > allowed)) throw new AppError('budget.within', { found: String(Math.max(0, ...wanted.map(({ used }) => used))) });
      const able = await budgets.approvers(db, actor.workspaceId, planId);
      const asked = able.find(({ id }) => id === approver);
      if (asked === undefined) throw new AppError('request.invalid', { where: 'body.approver', expected: 'the id of somebody who may approve', found: approver, repair: able.length === 0 ? 'Nobody of your organisation may approve.' : `They are ${able.map((one2) => one2.name).join(', ')}.` });
      const id = await store.insertRequest(db, { workspaceId: actor.workspaceId, scenarioId, baseSeq, edits, cause: cause ?? null, wanted, reason, approver, actor: actor.id });
      if (approver === actor.userId && can(actor, 'scenario.approve', { kind: 'scenario' })) await grant(actor, scenarioId, await found(actor, scenarioId, id), reason);
      else if (asked.email !== null) {
        const plan = await db.selectFrom('plans').select('name').where('id', '=', planId).executeTakeFirst();
        await tell(asked.email, { plan: plan?.name ?? '', scenario: name, by: actor.name, reason });
      }
      return one(actor, scenarioId, id);
    },
    async decide(actor, scenarioId, requestId, { grant: granted, reason }) {
      const row = await found(actor, scenarioId, requestId);
      if (row.state !== 'open') throw new AppError('budget.decided', { found: row.state });
      if (!can(actor, 'scenario.approve', { kind: 'scenario' })) throw refusal(actor, 'scenario.approve');
      if (granted) await grant(actor, scenarioId, row, reason);
      else if (!(await store.decide(db, row.id, actor.id, reason, null, row.base_seq))) throw new AppError('budget.decided');
      return one(actor, scenarioId, requestId);
    },
  };
}

function unitsOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, edit) => sum + (edit.type === 'assign' ? edit.patch.units.length : 0), 0);
}
