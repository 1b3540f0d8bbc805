import { collide, docHash, invertEdit, squashEdits, touches, type ScenarioDoc } from '@hexalign/engine';
import type { Cause, GivenCause } from '../../contract/edits.ts';
import type { Appended, Edit, EditEntry, Scenario } from '../../contract/scenarios.ts';
import { isFrozen } from '../../contract/status.ts';
import { can, decidedInside } from '../access/can.ts';
import { linesOf } from '../access/lines.ts';
import { refusal } from '../access/refusal.ts';
import type { Db, Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs } from '../jobs/service.ts';
import type { UnitSets } from '../units/service.ts';
import { applyEdits, storedDoc, type ScenarioState } from './document.ts';
import { demandOf } from '../solving/demand.ts';
import { announce } from '../live/announce.ts';
import { today } from '../timeline/today.ts';
import { AppendQueue } from './appendQueue.ts';
import { frozen, type Gesture, type History, type Make } from './history.ts';
import { heldAccount } from './standing.ts';
import * as store from './store.ts';
import { overlapOf, undoOver } from './undoOver.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** A scenario with its document at one point of its history. */
export interface OpenScenario {
  readonly row: store.ScenarioRow;
  readonly state: ScenarioState;
}

export interface Scenarios {
  /** Writes a scenario with its first state, in the caller's transaction. Returns its id. */
  create(trx: Executor, scenario: store.NewScenario, first: ScenarioState): Promise<string>;
  /** The scenarios of some plans, oldest first. */
  ofPlans(executor: Executor, workspaceId: string, planIds: readonly string[]): Promise<store.ScenarioRow[]>;
  read(actor: Actor, scenarioId: string): Promise<Scenario>;
  patch(actor: Actor, scenarioId: string, patch: { name?: string; scratch?: boolean }): Promise<Scenario>;
  /** The document at a seq; the latest when none is given. */
  open(workspaceId: string, scenarioId: string, seq?: number): Promise<OpenScenario>;
  /** Hash of the whole document at a seq. */
  hash(actor: Actor, scenarioId: string, seq?: number): Promise<{ seq: number; hash: string }>;
  entries(actor: Actor, scenarioId: string, query: { after: number; before?: number; order: 'oldest' | 'newest'; limit: number; bodies: boolean }): Promise<{ seq: number; edits: EditEntry[] }>;
  /** `sent`: the name of the gesture; under one name it is appended once. */
  append(actor: Actor, scenarioId: string, baseSeq: number, edits: readonly Edit[], cause?: GivenCause, sent?: string): Promise<Appended>;
  undo(actor: Actor, scenarioId: string, baseSeq: number, direction: 'undo' | 'redo', over?: 'theirs' | 'mine'): Promise<Appended>;
  /** Appends in the caller's transaction an edit made from the document as it then is; null appends nothing. */
  appendFrom(trx: Executor, workspaceId: string, actorId: string, scenarioId: string, make: (doc: ScenarioDoc) => Edit[] | null, cause?: Cause): Promise<EditEntry[]>;
  /**
   * Holds scenarios against everybody else until the transaction ends. To be called by whoever changes several in one, before
   * the first change: who appends to one of them holds it while waiting for the plan's stream.
   */
  hold(trx: Executor, scenarioIds: readonly string[]): Promise<void>;
  /** @throws AppError `access.refused` where an actor may not make such a change */
  mayChange(actor: Actor, scenarioId: string, doc: ScenarioDoc, edits: readonly Edit[]): Promise<void>;
  /** @throws AppError `edit.invalid` for a hold or an exception of an account that there is not */
  checkAccounts(workspaceId: string, scenarioId: string, edits: readonly Edit[]): Promise<void>;
  /** @throws AppError `scenario.frozen` when it takes no changes */
  mustTakeChanges(scenario: Pick<store.ScenarioRow, 'name' | 'status'>): void;
  /** What a list says of it, judged anew when it has changed. */
  verdict(workspaceId: string, scenarioId: string): Promise<Verdict>;
}

interface Deps {
  readonly db: Db;
  readonly units: UnitSets;
  readonly jobs: Jobs;
  readonly history: History;
}

export function scenarios({ db, units, jobs, history }: Deps): Scenarios {
  async function open(workspaceId: string, scenarioId: string, seq?: number): Promise<OpenScenario> {
    const row = await history.find(db, workspaceId, scenarioId);
    if (seq !== undefined && seq > row.seq) throw new AppError('scenario.ahead', { found: String(seq), expected: `a seq up to ${row.seq}` });
    const state = await history.stateAt(db, workspaceId, row, seq ?? row.seq);
    if (seq === undefined) history.keep(scenarioId, state);
    return { row: { ...row, unit_set_id: state.doc.unitsId ?? row.first_unit_set_id ?? row.unit_set_id, fingerprint: state.doc.fingerprint }, state };
  }

  const queue = new AppendQueue(db, history);

  async function changeNow(actor: Actor, scenarioId: string, baseSeq: number, make: Make, sent?: string): Promise<Appended> {
    const admitted: Make = async (before, newer, heads, trx) => {
      const gesture = await make(before, newer, heads, trx);
      await mayChange(actor, scenarioId, before.doc, (gesture?.edits ?? []).map(({ edit }) => edit));
      return gesture;
    };
    const change = await queue.append({ workspaceId: actor.workspaceId, actorId: actor.id, actorName: actor.name, sent }, scenarioId, baseSeq, admitted);
    return { seq: change.state.seq, appended: [...change.again, ...change.appended], missing: change.missing, undo: change.heads.undo, redo: change.heads.redo };
  }

  async function mayChange(actor: Actor, scenarioId: string, doc: ScenarioDoc, edits: readonly Edit[]): Promise<void> {
    const lines = decidedInside(actor, 'scenario.edit') ? linesOf(doc, edits, await unitsOfAccounts(actor.workspaceId, scenarioId, edits)) : [];
    if (!can(actor, 'scenario.edit', { kind: 'scenario', lines })) throw refusal(actor, 'scenario.edit');
  }

  /** Unit of every account that edits name. */
  async function unitsOfAccounts(workspaceId: string, scenarioId: string, edits: readonly Edit[]): Promise<Map<string, number>> {
    const ids = edits.flatMap((edit) => (edit.type === 'named' ? [edit.account] : edit.type === 'hold' ? (heldAccount(edit.subject) ?? []) : []));
    if (ids.length === 0) return new Map();
    const { unit_set_id: unitsId } = await history.find(db, workspaceId, scenarioId);
    return new Map((await units.accountsById(workspaceId, unitsId, ids)).map(({ external_id, unit }) => [external_id, unit]));
  }

  /** @throws AppError `edit.invalid` for a hold or an exception of an account that there is not */
  async function checkAccounts(workspaceId: string, scenarioId: string, edits: readonly Edit[]): Promise<void> {
    const named = edits.flatMap((edit, i) => {
      if (edit.type === 'named' && edit.to !== null) return [{ id: edit.account, where: `edits.${i}.account` }];
      return edit.type === 'hold' && edit.to !== null && edit.subject.startsWith('account ') ? [{ id: edit.subject.slice('account '.length), where: `edits.${i}.subject` }] : [];
    });
    if (named.length === 0) return;
    const { unit_set_id: unitsId } = await history.find(db, workspaceId, scenarioId);
    const known = new Set((await units.accountsById(workspaceId, unitsId, named.map(({ id }) => id))).map((line) => line.external_id));
    const missing = named.find(({ id }) => !known.has(id));
    if (missing) throw new AppError('edit.invalid', { where: missing.where, expected: 'the id of an account of this plan', found: missing.id });
  }

  async function read(actor: Actor, scenarioId: string): Promise<Scenario> {
    const { row, state } = await open(actor.workspaceId, scenarioId);
    const { undo, redo } = await store.readHeads(db, scenarioId, actor.id);
    return {
      id: row.id, planId: row.plan_id, name: row.name, layer: row.layer, status: row.status, frozen: isFrozen(row.status), scratch: row.scratch,
      forkOf: row.fork_seq === null ? null : { scenarioId: row.parent_id!, seq: row.fork_seq }, origin: row.origin,
      seq: state.seq, unitsId: row.unit_set_id, fingerprint: row.fingerprint,
      ...storedDoc(state.doc),
      undo, redo, jobId: await jobs.running(db, scenarioId), updatedAt: row.updated_at.toISOString(),
    };
  }

  return {
    open, read, mayChange, checkAccounts,
    create: store.insertScenario,
    ofPlans: store.scenariosOf,
    hold: store.lockScenarios,
    async patch(actor, scenarioId, patch) {
      const row = await history.find(db, actor.workspaceId, scenarioId);
      await store.patchScenario(db, scenarioId, patch);
      if (patch.scratch !== undefined && patch.scratch !== row.scratch) await announce(db, { workspaceId: actor.workspaceId, planId: row.plan_id, kind: 'scenario', subject: scenarioId, body: { scratch: patch.scratch } });
      return read(actor, scenarioId);
    },
    async hash(actor, scenarioId, seq) {
      const { state } = await open(actor.workspaceId, scenarioId, seq);
      return { seq: state.seq, hash: docHash(state.doc) };
    },
    async entries(actor, scenarioId, query) {
      const row = await history.find(db, actor.workspaceId, scenarioId);
      return { seq: row.seq, edits: await history.entries(db, actor.workspaceId, row, query) };
    },
    async append(actor, scenarioId, baseSeq, edits, cause = { kind: 'hand' }, sent) {
      await checkAccounts(actor.workspaceId, scenarioId, edits);
      return changeNow(actor, scenarioId, baseSeq, async (state, missing) => {
        const stale = (): AppError => new AppError('scenario.stale', { value: { seq: state.seq, missing } });
        if (missing.length > 0 && collide(touches(edits), touches(missing.map(({ edit }) => edit!)))) throw stale();
        if (missing.length > 0) fits(state, edits, stale);
        mustHoldGround(state, edits);
        return { edits: squashed(state, edits).map((edit) => ({ edit, undoes: null })), cause, kind: 'change', takes: null };
      }, sent);
    },
    undo: (actor, scenarioId, baseSeq, direction, over) =>
      changeNow(actor, scenarioId, baseSeq, async (state, missing, heads, trx) => {
        const takes = heads[direction];
        if (takes === null) throw new AppError('undo.nothing', { detail: direction === 'undo' ? 'There is nothing of yours to undo.' : 'There is nothing to redo.' });
        const entries = await store.readEntries(trx, actor.workspaceId, [{ scenarioId, after: 0, upTo: Infinity }], { gesture: takes, order: 'newest', bodies: true });
        const whole = entries.map(({ edit, seq }) => ({ edit: invertEdit(edit! as never) as Edit, undoes: seq }));
        const edits = over === undefined ? whole : undoOver(state, whole, over);
        fits(state, edits.map(({ edit }) => edit), ({ facts }) => new AppError('undo.collides', { ...facts, repair: 'Keep theirs, restore yours, or change the place by hand.', value: { seq: state.seq, missing, overlap: overlapOf(state.doc, whole) } }));
        return { edits, cause: { kind: direction }, kind: direction, takes };
      }),
    async appendFrom(trx, workspaceId, actorId, scenarioId, make, cause = { kind: 'hand' }) {
      const { appended } = await history.change(trx, { workspaceId, actorId }, scenarioId, null, async ({ doc }): Promise<Gesture | null> => {
        const edits = make(doc);
        return edits && { edits: edits.map((edit) => ({ edit, undoes: null })), cause, kind: 'change', takes: null };
      });
      return appended;
    },
    mustTakeChanges(row) {
      if (isFrozen(row.status)) throw frozen(row);
    },
    async verdict(workspaceId, scenarioId) {
      const row = await history.find(db, workspaceId, scenarioId);
      const known = row.verdict as Verdict | null;
      const isTrue = known !== null && known.seq === row.seq && known.until !== undefined && (known.until === null || known.until >= today());
      if (isTrue) return known;
      const opened = await open(workspaceId, scenarioId);
      const demanded = await demandOf(units, workspaceId, opened);
      const ends = demanded.standing.named.flatMap(({ exception: { expires } }) => expires ?? []).sort();
      const verdict = { ...verdictOf(opened.state, demanded.loaded.graph, demanded), until: ends[0] ?? null };
      await store.setVerdict(db, scenarioId, verdict);
      return verdict;
    },
  };
}

/** @throws what `refused` makes of the reason when edits do not fit a state */
function fits(state: ScenarioState, edits: readonly Edit[], refused: (reason: AppError) => AppError): void {
  try {
    applyEdits(state, edits);
  } catch (error) {
    throw error instanceof AppError ? refused(error) : error;
  }
}

/** @throws AppError `edit.invalid` when an account would be given to a territory above others: its measures count in none then */
function mustHoldGround(state: ScenarioState, edits: readonly Edit[]): void {
  if (!edits.some((edit) => edit.type === 'named' && edit.to !== null)) return;
  const levels = new Map(state.doc.territories.map((territory, slot) => [slot, territory?.level]));
  edits.forEach((edit, i) => {
    if (edit.type === 'territory') levels.set(edit.slot, edit.to?.level);
    if (edit.type === 'named' && edit.to !== null && (levels.get(edit.to.slot) ?? 0) > 0) throw new AppError('edit.invalid', { where: `edits.${i}.to.slot`, expected: 'a territory that holds ground, not one above others', found: String(edit.to.slot) });
  });
}

/** A gesture as the fewest edits that do the same; what does not fit is named by its place in the gesture as it was sent. */
function squashed(state: ScenarioState, edits: readonly Edit[]): Edit[] {
  if (edits.length === 1) return [...edits];
  applyEdits(state, edits);
  return squashEdits(edits as never).map((edit) => (edit.type === 'assign' ? { ...edit, patch: { units: Array.from(edit.patch.units), from: Array.from(edit.patch.from), to: Array.from(edit.patch.to) } } : edit) as Edit);
}
