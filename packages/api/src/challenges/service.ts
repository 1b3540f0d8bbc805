import type { AskChallenge, Challenge, Challenged, DecideChallenge, OwnChanges } from '../../contract/challenges.ts';
import type { AccountChange, AccountChanges, Consequence } from '../../contract/changes.ts';
import { can, decidedInside } from '../access/can.ts';
import { linesOf } from '../access/lines.ts';
import { refusal } from '../access/refusal.ts';
import type { Action } from '../access/table.ts';
import { namesOf } from '../auth/names.ts';
import type { Changes } from '../changes/service.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Plans } from '../plans/service.ts';
import type { Scenarios } from '../scenarios/service.ts';
import * as store from './store.ts';

/** Objections to changes: whoever loses or gains an account may object, and sees before what leaving it would do. */
export interface Challenges {
  list(actor: Actor, scenarioId: string): Promise<Challenge[]>;
  ask(actor: Actor, scenarioId: string, asked: AskChallenge): Promise<Challenged>;
  decide(actor: Actor, scenarioId: string, challengeId: string, decision: DecideChallenge): Promise<Challenge>;
  /** Changes that touch the actor's branch. */
  own(actor: Actor): Promise<OwnChanges['changes']>;
}

interface Deps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly plans: Plans;
  readonly changes: Changes;
}

type Territories = AccountChanges['territories'];

/** What is shown to whoever answers for a branch. */
const SHOWN = ['review', 'approved'];
const MOST = 5000;

export function challenges({ db, scenarios, plans, changes }: Deps): Challenges {
  async function told(rows: readonly store.ChallengeRow[]): Promise<Challenge[]> {
    const nameOf = await namesOf(db, rows.flatMap(({ actor, decided_by }) => [actor, ...(decided_by === null ? [] : [decided_by])]));
    return rows.map((row) => ({
      id: row.id, scenarioId: row.scenario_id, account: { id: row.account, name: row.name }, reason: row.reason, by: { id: row.actor, name: nameOf(row.actor) }, at: row.at.toISOString(), state: row.state, consequence: row.consequence,
      decision: row.decided_by === null ? null : { by: { id: row.decided_by, name: nameOf(row.decided_by) }, at: row.decided_at!.toISOString(), reason: row.answer ?? '' },
    }));
  }

  /** Whether a territory lies where an actor may do something. */
  async function reachOf(actor: Actor, action: Action, scenarioId: string, territories: Territories): Promise<(index: number) => boolean> {
    const { state: { doc } } = await scenarios.open(actor.workspaceId, scenarioId);
    return (index) => {
      const slot = territories[index]?.slotAfter ?? null;
      return slot !== null && can(actor, action, { kind: 'scenario', lines: linesOf(doc, [{ type: 'lock', slot, from: false, to: true }]) });
    };
  }

  const all = (actor: Actor, scenarioId: string): Promise<AccountChanges> => changes.list(actor, scenarioId, { by: 'territory', offset: 0, limit: Number.MAX_SAFE_INTEGER });

  /** A consequence as a rep may see it: nothing of anybody else's territory. */
  function ofBranch(consequence: Consequence, mine: (name: string | null) => boolean): Consequence {
    return {
      ...consequence, territories: consequence.territories.filter(({ name }) => mine(name)),
      accounts: consequence.accounts.map((one) => ({ ...one, from: mine(one.from) ? one.from : null, to: mine(one.to) ? one.to : null })),
    };
  }

  async function namesWithin(actor: Actor, scenarioId: string): Promise<(name: string | null) => boolean> {
    const { state: { doc } } = await scenarios.open(actor.workspaceId, scenarioId);
    const names = new Set(doc.territories.flatMap((territory, slot) => (territory !== null && linesOf(doc, [{ type: 'lock', slot, from: false, to: true }])[0].includes(actor.branch ?? '') ? [territory.name] : [])));
    return (name) => name !== null && names.has(name);
  }

  return {
    list: async (actor, scenarioId) => told(await store.listChallenges(db, actor.workspaceId, [scenarioId])),
    async ask(actor, scenarioId, { account, reason, dryRun }) {
      // What is still being drawn is none of a rep's business.
      if (actor.role === 'rep' && !SHOWN.includes((await scenarios.open(actor.workspaceId, scenarioId)).row.status)) throw new AppError('changes.moved', { where: 'body.account', found: account });
      const { changes: rows, territories } = await all(actor, scenarioId);
      const row = rows.find((one) => one.account.id === account);
      const inside = decidedInside(actor, 'challenge.write');
      const may = inside ? await reachOf(actor, 'challenge.write', scenarioId, territories) : () => true;
      // What is none of a branch's business is answered like what does not change.
      if (row === undefined || !(may(row.from) || may(row.to))) throw new AppError('changes.moved', { where: 'body.account', expected: inside ? 'an account that your territories lose or gain' : 'an account that changes hands', found: account });
      const whole = await changes.costOf(actor, scenarioId, [account], reason);
      const consequence = actor.role === 'rep' ? ofBranch(whole, await namesWithin(actor, scenarioId)) : whole;
      if (dryRun) return { challenge: null, consequence };
      const made = await store.insertChallenge(db, { workspaceId: actor.workspaceId, scenarioId, account, name: row.account.name, reason, consequence: whole, actor: actor.id });
      if (made === null) throw new AppError('challenge.open', { found: account });
      await changes.note(actor, scenarioId, row, territories, 'challenge', reason);
      const [challenge] = await told([made]);
      return { challenge: { ...challenge, consequence }, consequence };
    },
    async decide(actor, scenarioId, challengeId, { accept, reason }) {
      const row = await store.findChallenge(db, actor.workspaceId, scenarioId, challengeId);
      if (row === null) throw new AppError('challenge.unknown');
      if (row.state !== 'open') throw new AppError('challenge.decided', { found: row.state });
      if (!can(actor, 'challenge.decide', { kind: 'scenario' })) throw refusal(actor, 'challenge.decide');
      const found = await all(actor, scenarioId);
      const change = found.changes.find((one) => one.account.id === row.account);
      // It may be back already: then there is nothing left to be done but to say so.
      if (accept && change !== undefined) await changes.keep(actor, scenarioId, { accounts: [row.account], reason, dryRun: false });
      if (!(await store.decideChallenge(db, row.id, actor.id, accept, reason))) throw new AppError('challenge.decided');
      if (!accept && change !== undefined) await changes.note(actor, scenarioId, change, found.territories, 'accept', reason);
      return (await told([(await store.findChallenge(db, actor.workspaceId, scenarioId, challengeId))!]))[0];
    },
    async own(actor) {
      if (actor.branch === null) return [];
      const found: OwnChanges['changes'] = [];
      for (const plan of await plans.list(actor, 'active')) {
        for (const { id, name, status } of await scenarios.ofPlans(db, actor.workspaceId, [plan.id])) {
          if (!SHOWN.includes(status)) continue;
          const listed = await all(actor, id).catch((error: unknown) => {
            // Nothing is in force yet: nobody loses anything.
            if (error instanceof AppError && error.code === 'changes.base') return null;
            throw error;
          });
          if (listed === null) continue;
          const mine = await reachOf({ ...actor, role: 'rep' }, 'challenge.write', id, listed.territories);
          const open = new Map((await told(await store.listChallenges(db, actor.workspaceId, [id]))).reverse().map((challenge) => [challenge.account.id, challenge]));
          const within = await namesWithin(actor, id);
          const territory = (index: number): { id: string; name: string } | null => (index >= 0 && mine(index) ? { id: listed.territories[index].id, name: listed.territories[index].name } : null);
          const touching = listed.changes.filter(({ from, to }: AccountChange) => mine(from) || mine(to)).slice(0, MOST - found.length);
          for (const { account, from, to, values } of touching) {
            const challenge = open.get(account.id) ?? null;
            found.push({
              plan: { id: plan.id, name: plan.name }, scenario: { id, name, status }, effective: listed.effective, account, from: territory(from), to: territory(to),
              measures: listed.measures.map(({ key, unit }, m) => ({ key, unit, value: values[m] })), challenge: challenge && { ...challenge, consequence: ofBranch(challenge.consequence, within) },
            });
          }
        }
      }
      return found;
    },
  };
}
