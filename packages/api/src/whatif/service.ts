import type { GivenCause } from '../../contract/edits.ts';
import { SolveRequest } from '../../contract/solving.ts';
import type { TakeAsked, WhatIfAsked, WhatIfProposal, WhatIfTaken } from '../../contract/whatif.ts';
import { mayEver } from '../access/can.ts';
import { refusal } from '../access/refusal.ts';
import { passed } from '../budgets/limits.ts';
import type { Budgets } from '../budgets/service.ts';
import type { Db } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { People } from '../people/service.ts';
import { applyEdits } from '../scenarios/document.ts';
import type { Revisions } from '../scenarios/revisions.ts';
import type { OpenScenario, Scenarios } from '../scenarios/service.ts';
import { heldAccount, standingOn } from '../scenarios/standing.ts';
import { askedDemand } from '../solving/askedDemand.ts';
import { compact } from '../solving/demand.ts';
import type { PlanJudged } from '../solving/planJudged.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import { today } from '../timeline/today.ts';
import { withTowns } from '../units/nearTown.ts';
import type { UnitSets } from '../units/service.ts';
import { assumedMeasures } from './assumed.ts';
import { gestureOf } from './gesture.ts';
import { playbookSteps } from './playbookSteps.ts';
import { proposalOf } from './proposal.ts';
import { askedText, causeOf, type Known } from './sentences.ts';
import { segmentsOf } from './segments.ts';
import { sidesOf } from './sides.ts';

/** What could happen to a plan: asked, looked at, and taken. */
export interface WhatIfs {
  /** What would come of it; changes nothing. */
  propose(actor: Actor, scenarioId: string, asked: WhatIfAsked): Promise<WhatIfProposal>;
  take(actor: Actor, scenarioId: string, asked: TakeAsked): Promise<WhatIfTaken>;
  /** The same as `propose`, with what the history will say of it. */
  answer(actor: Actor, scenarioId: string, asked: WhatIfAsked, abandon?: AbortSignal): Promise<Answered>;
  /** Opens what was proposed as a branch of the state it was proposed for; beyond the change budget as a scratch scenario. */
  open(actor: Actor, scenarioId: string, what: Answered & { name: string; evenWithoutOwner: boolean }): Promise<WhatIfTaken>;
}

/** What comes of a what-if, and what the history will say of it. */
export interface Answered {
  readonly proposal: WhatIfProposal;
  readonly cause: GivenCause;
}

interface Deps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly revisions: Revisions;
  readonly budgets: Budgets;
  readonly timeline: TimelineRoom;
  readonly people: Pick<People, 'covers'>;
  readonly units: UnitSets;
  readonly pool: EnginePool;
}

/** Judgements of states that were asked about lately. */
const KEPT = 16;

export function whatIfs({ db, scenarios, revisions, budgets, timeline, people, units, pool }: Deps): WhatIfs {
  // Whoever asks one thing of a state asks others of it.
  const judged = new Map<string, Promise<PlanJudged>>();
  function judgedOnce(key: string | null, judge: () => Promise<PlanJudged>): Promise<PlanJudged> {
    if (key === null) return judge();
    const known = judged.get(key) ?? judge();
    judged.delete(key);
    judged.set(key, known);
    known.catch(() => judged.delete(key));
    for (const oldest of judged.keys()) {
      if (judged.size <= KEPT) break;
      judged.delete(oldest);
    }
    return known;
  }

  /** Who owns what on a day, for playbooks that speak of people. */
  async function knownOf(actor: Actor, { row, state: { doc } }: OpenScenario, { playbooks, day }: Pick<WhatIfAsked, 'playbooks' | 'day'>): Promise<Known> {
    const ownedBy = new Map<string, number[]>();
    const names = new Map<string, string>();
    if (playbooks.some((playbook) => playbook.kind === 'leave' && playbook.people.length > 0)) {
      // Whose position it is would be answered.
      if (actor.veil !== undefined) throw new AppError('people.hidden', { where: 'body.playbooks', repair: 'Name the territories instead.' });
      const { covers } = await people.covers(actor, row.plan_id, day ?? today());
      for (const { territory, person, name, role } of covers) {
        const slot = doc.territories.findIndex((one) => one?.id === territory);
        if (role !== 'owner' || slot < 0) continue;
        ownedBy.set(person, [...(ownedBy.get(person) ?? []), slot]);
        names.set(person, name ?? person);
      }
    }
    return { doc, ownedBy, nameOf: (person) => names.get(person) ?? person };
  }

  async function made(actor: Actor, open: OpenScenario, asked: WhatIfAsked, abandon?: AbortSignal): Promise<Answered> {
    const { workspaceId } = actor;
    const { row, state } = open;
    const { doc } = state;
    const [known, scenario, accounts] = await Promise.all([
      knownOf(actor, open, asked),
      askedDemand(units, workspaceId, open, SolveRequest.parse({ ...(asked.budget ? { budget: asked.budget } : {}), ...(actor.veil === undefined ? {} : { peopleBlind: true }) })),
      units.places(workspaceId, row.unit_set_id),
    ]);
    const { loaded, standing, live, slots, accountsOf } = scenario;
    if (live.length === 0) throw new AppError('solve.impossible', { detail: 'There is no territory to change.', repair: 'Add territories first.' });
    const assumption = await assumedMeasures(asked.playbooks, { measures: loaded.measures, accounts, lngLat: loaded.graph.lngLat, slots: doc.slots, segmentsOf: () => segmentsOf(db, workspaceId, row.plan_id, () => units.allAccounts(workspaceId, row.unit_set_id)) });
    const ground = assumption ?? { measures: loaded.measures, accounts };
    const counted = { shared: loaded.shared, measures: ground.measures };
    const stands = { ...standing, accounts: standing.accounts && ground.accounts };
    const now = compact(doc, counted, stands);
    const { measures, load } = now.demand;
    const demand = { ...scenario.demand, measures, ...(load ? { load } : {}), ...(asked.tolerance === undefined ? {} : { tolerance: measures.map(() => asked.tolerance!) }) };
    const question = playbookSteps(asked.playbooks, { doc, live, slots, graph: loaded.graph, accountsOf, unitAt: loaded.unitAt, ownedBy: known.ownedBy });
    const answer = await pool.run('whatIf', { demand, slots, question }, { abandon });
    const nameOf = (message: string, of: readonly number[], territories: OpenScenario['state']['doc']['territories']): string => message.replace(/\b[Tt]erritor(?:y|ies) (\d+)(?: and (\d+))?/g, (plain, a: string, b?: string) => [a, b].flatMap((number) => (number === undefined ? [] : [territories[of[Number(number)]]?.name ?? plain])).join(' and '));
    if ('fault' in answer) throw new AppError('whatif.invalid', { where: 'body.playbooks', detail: withTowns([nameOf(answer.fault.message, live, doc.territories)], loaded.graph)[0] });
    const heldAccounts = [...doc.holds.keys()].flatMap((subject) => heldAccount(subject) ?? []);
    const unitOf = new Map((heldAccounts.length === 0 ? [] : await units.accountsById(workspaceId, row.unit_set_id, heldAccounts)).map(({ external_id, unit }) => [external_id, unit]));
    const gesture = gestureOf({ doc, live, answer, question, playbooks: asked.playbooks, keys: measures.map(({ key }) => key), tolerance: asked.tolerance, unitOf });
    const after = applyEdits(state, gesture.edits).doc;
    const standsAfter = { ...(await standingOn(units, workspaceId, row.unit_set_id, after, today())) };
    const then = compact(after, counted, { ...standsAfter, accounts: standsAfter.accounts && ground.accounts });
    const judge = ({ demand: of, slots: at, live: who }: typeof now, territories: typeof after.territories): Promise<PlanJudged> => pool.run('judge', { demand: of, slots: at, links: loaded.units.links, names: who.map((slot) => territories[slot]!.name) });
    const was = await judgedOnce(assumption === null ? `${row.id} ${state.seq} ${today()}` : null, () => judge(now, doc.territories));
    const is = await judge(then, after.territories);
    const sides = (of: typeof doc, compacted: typeof now, standingThere: typeof standing) => sidesOf({ doc: of, compact: compacted, standing: standingThere, accounts, graph: loaded.graph });
    return {
      cause: causeOf(asked, known),
      proposal: proposalOf({
        baseSeq: state.seq, asked: askedText(asked.playbooks, known), gesture, measures: ground.measures, assumed: assumption !== null,
        before: { doc, sides: sides(doc, now, stands), judged: was }, after: { doc: after, sides: sides(after, then, standsAfter), judged: is },
        outside: withTowns(answer.outside.map((message) => nameOf(message, gesture.liveNow, after.territories)), loaded.graph),
      }),
    };
  }

  async function opened(actor: Actor, { row, state }: OpenScenario, { proposal, cause }: Answered, name: string): Promise<WhatIfTaken> {
    const scratch = passed(await budgets.limitsOf(db, actor.workspaceId, row, applyEdits(state, proposal.edits))).length > 0;
    const { id } = await revisions.fork(actor, row.id, { name, seq: state.seq, ...(scratch ? { scratch } : {}) });
    await scenarios.append(actor, id, state.seq, proposal.edits, cause);
    return { scenario: await scenarios.read(actor, id), scenarioId: id, activation: null };
  }

  return {
    answer: async (actor, scenarioId, asked, abandon) => made(actor, await scenarios.open(actor.workspaceId, scenarioId, asked.seq), asked, abandon),
    async open(actor, scenarioId, { proposal, cause, name, evenWithoutOwner }) {
      mustBeTaken(proposal, evenWithoutOwner);
      return opened(actor, await scenarios.open(actor.workspaceId, scenarioId, proposal.baseSeq), { proposal, cause }, name);
    },
    propose: async (actor, scenarioId, asked) => (await made(actor, await scenarios.open(actor.workspaceId, scenarioId, asked.seq), asked)).proposal,
    async take(actor, scenarioId, asked) {
      const { into, baseSeq } = asked;
      if ((into === 'schedule') !== (asked.from !== undefined)) throw new AppError('request.invalid', { where: 'body.from', expected: into === 'schedule' ? 'the first day in force' : 'no day without `schedule`', found: asked.from ?? 'none' });
      if (into === 'schedule') for (const action of ['scenario.approve', 'timeline.write'] as const) if (!mayEver(actor, action)) throw refusal(actor, action);
      const open = await scenarios.open(actor.workspaceId, scenarioId, baseSeq);
      if (into === 'here') scenarios.mustTakeChanges(open.row);
      const { proposal, cause } = await made(actor, open, asked);
      if (proposal.assignmentHash !== asked.assignmentHash) throw new AppError('whatif.outdated', { expected: proposal.assignmentHash, found: asked.assignmentHash, repair: 'Ask again and look at what comes of it.' });
      mustBeTaken(proposal, asked.evenWithoutOwner);
      const name = asked.name ?? proposal.asked.join('; ').slice(0, 120);
      if (into === 'branch') return opened(actor, open, { proposal, cause }, name);
      // What goes beyond the change budget may be looked at in a branch, not brought into force.
      if (into === 'schedule') await budgets.mustFit(db, actor.workspaceId, open.row, applyEdits(open.state, proposal.edits));
      const at = into === 'here' ? scenarioId : (await revisions.fork(actor, scenarioId, { name, seq: baseSeq })).id;
      await scenarios.append(actor, at, baseSeq, proposal.edits, cause);
      if (asked.from === undefined) return { scenario: await scenarios.read(actor, at), scenarioId: at, activation: null };
      const note = proposal.asked.join('; ').slice(0, 1000);
      await revisions.step(actor, at, { action: 'submit', note });
      await revisions.step(actor, at, { action: 'approve', note });
      const { activations } = await timeline.activate(actor, open.row.plan_id, { scenarioId: at, from: asked.from, note });
      return { scenario: await scenarios.read(actor, at), scenarioId: at, activation: activations.find((one) => one.scenarioId === at && one.withdrawn === null) ?? null };
    },
  };
}

/** @throws AppError `whatif.unowned`, `whatif.invalid` */
function mustBeTaken({ withoutOwner, edits }: WhatIfProposal, evenWithoutOwner: boolean): void {
  const { accounts } = withoutOwner;
  if (accounts > 0 && !evenWithoutOwner) throw new AppError('whatif.unowned', { expected: '0 accounts without owner', found: `${accounts} accounts`, repair: 'Give them to somebody first, or say that it shall be so.', value: withoutOwner });
  if (edits.length === 0) throw new AppError('whatif.invalid', { where: 'body.playbooks', expected: 'something that changes', found: 'nothing does', repair: 'The plan is as it should be.' });
}
