import { collide, invertEdit, touches, type ScenarioDoc } from '@hexalign/engine';
import { can } from '../access/can.ts';
import { linesOf } from '../access/lines.ts';
import { refusal } from '../access/refusal.ts';
import type { Appended, Edit, EditEntry, Scenario } from '../../contract/scenarios.ts';
import type { Db, Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs } from '../jobs/service.ts';
import type { UnitSets } from '../units/service.ts';
import { applyEdits, storedDoc, type ScenarioState } from './document.ts';
import * as store from './store.ts';
import { undoable, type LogLine, type Undoable } from './undoable.ts';
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
  /** The document at a seq; the latest when none is given. */
  open(workspaceId: string, scenarioId: string, seq?: number): Promise<OpenScenario>;
  entries(actor: Actor, scenarioId: string, query: { after: number; before?: number; order: 'oldest' | 'newest'; limit: number; bodies: boolean }): Promise<{ seq: number; edits: EditEntry[] }>;
  append(actor: Actor, scenarioId: string, baseSeq: number, edits: readonly Edit[]): Promise<Appended>;
  undo(actor: Actor, scenarioId: string, baseSeq: number, direction: 'undo' | 'redo'): Promise<Appended>;
  /** Appends in the caller's transaction an edit made from the document as it then is; null appends nothing. */
  appendFrom(trx: Executor, workspaceId: string, actorId: string, scenarioId: string, make: (doc: ScenarioDoc) => Edit[] | null): Promise<EditEntry[]>;
  /** What a list says of it, judged anew when it has changed. */
  verdict(workspaceId: string, scenarioId: string): Promise<Verdict>;
}

const SNAPSHOT_EVERY = 100;
const KEPT = 12;
const KEPT_LINES = 200;

export function scenarios({ db, units, jobs }: { readonly db: Db; readonly units: UnitSets; readonly jobs: Jobs }): Scenarios {
  /** Latest known document of each scenario; never changed in place, so that everybody may hold on to one. */
  const latest = new Map<string, ScenarioState>();

  /** Own lines of the log of those who were here lately: a log only grows, so that just its end is read. */
  const lines = new Map<string, readonly LogLine[]>();

  async function undoState(executor: Executor, scenarioId: string, actor: Actor): Promise<Undoable> {
    const key = `${scenarioId} ${actor.id}`;
    const known = lines.get(key) ?? [];
    const fresh = await store.readLines(executor, scenarioId, actor.id, known.at(-1)?.seq ?? 0);
    const all = fresh.length === 0 ? known : [...known, ...fresh];
    // What a transaction sees of its own may yet be taken back: only what is committed is kept.
    if (executor === db) {
      lines.delete(key);
      lines.set(key, all);
      for (const oldest of lines.keys()) {
        if (lines.size <= KEPT_LINES) break;
        lines.delete(oldest);
      }
    }
    return undoable(all);
  }

  function keep(scenarioId: string, state: ScenarioState): void {
    const before = latest.get(scenarioId);
    if (before !== undefined && before.seq > state.seq) return;
    latest.delete(scenarioId);
    latest.set(scenarioId, state);
    for (const oldest of latest.keys()) {
      if (latest.size <= KEPT) break;
      latest.delete(oldest);
    }
  }

  async function stateAt(executor: Executor, workspaceId: string, { id: scenarioId, fingerprint }: store.ScenarioRow, seq: number): Promise<ScenarioState> {
    const known = latest.get(scenarioId);
    const from = known !== undefined && known.seq <= seq ? known : await store.findSnapshot(executor, scenarioId, fingerprint, seq);
    if (from === null) throw new AppError('scenario.unknown');
    if (from.seq === seq) return from;
    const tail = await store.readEntries(executor, workspaceId, scenarioId, { after: from.seq, upTo: seq, order: 'oldest', bodies: true });
    return applyEdits(from, tail.map(({ edit }) => edit!));
  }

  async function find(executor: Executor, workspaceId: string, scenarioId: string): Promise<store.ScenarioRow> {
    const row = await store.findScenario(executor, workspaceId, scenarioId);
    if (row === null) throw new AppError('scenario.unknown');
    return row;
  }

  async function open(workspaceId: string, scenarioId: string, seq?: number): Promise<OpenScenario> {
    const row = await find(db, workspaceId, scenarioId);
    if (seq !== undefined && seq > row.seq) throw new AppError('scenario.ahead', { found: String(seq), expected: `a seq up to ${row.seq}` });
    const state = await stateAt(db, workspaceId, row, seq ?? row.seq);
    if (seq === undefined) keep(scenarioId, state);
    return { row, state };
  }

  /** Appends under the scenario's lock: `make` is given the document as it is and what came after `baseSeq`. */
  async function change(
    trx: Executor, workspaceId: string, actorId: string, scenarioId: string, baseSeq: number | null,
    make: (state: ScenarioState, missing: readonly EditEntry[], trx: Executor) => Promise<readonly { edit: Edit; undoes: number | null }[]>,
  ): Promise<{ appended: EditEntry[]; missing: EditEntry[]; state: ScenarioState }> {
    const row = await store.lockScenario(trx, workspaceId, scenarioId);
    if (row === null) throw new AppError('scenario.unknown');
    if (baseSeq !== null && baseSeq > row.seq) throw new AppError('scenario.ahead', { found: String(baseSeq), expected: `a baseSeq up to ${row.seq}`, repair: 'Load the scenario again.' });
    const before = await stateAt(trx, workspaceId, row, row.seq);
    const missing = baseSeq === null || baseSeq === row.seq ? [] : await store.readEntries(trx, workspaceId, scenarioId, { after: baseSeq, order: 'oldest', bodies: true });
    const made = await make(before, missing, trx);
    if (made.length === 0) return { appended: [], missing, state: before };
    const state = applyEdits(before, made.map(({ edit }) => edit));
    const gesture = row.seq + 1;
    const appended = await store.appendEntries(trx, workspaceId, scenarioId, actorId, made.map((entry, i) => ({ ...entry, seq: gesture + i, gesture })));
    if (Math.floor(state.seq / SNAPSHOT_EVERY) > Math.floor(before.seq / SNAPSHOT_EVERY)) await store.insertSnapshot(trx, workspaceId, scenarioId, state);
    return { appended, missing, state };
  }

  async function changeNow(actor: Actor, scenarioId: string, baseSeq: number, make: Parameters<typeof change>[5]): Promise<Appended> {
    const admitted: typeof make = async (before, newer, trx) => {
      const made = await make(before, newer, trx);
      if (!can(actor, 'scenario.edit', { kind: 'scenario', lines: linesOf(before.doc, made.map(({ edit }) => edit)) })) throw refusal(actor, 'scenario.edit');
      return made;
    };
    const { appended, missing, state } = await db.transaction().execute((trx) => change(trx, actor.workspaceId, actor.id, scenarioId, baseSeq, admitted));
    keep(scenarioId, state);
    return { seq: state.seq, appended, missing, ...(await undoState(db, scenarioId, actor)) };
  }

  return {
    open,
    create: store.insertScenario,
    ofPlans: store.scenariosOf,
    async read(actor, scenarioId) {
      const { row, state } = await open(actor.workspaceId, scenarioId);
      return {
        id: row.id, planId: row.plan_id, name: row.name, layer: row.layer, status: row.status, seq: state.seq, unitsId: row.unit_set_id, fingerprint: row.fingerprint,
        ...storedDoc(state.doc),
        ...(await undoState(db, scenarioId, actor)),
        jobId: await jobs.running(db, scenarioId), updatedAt: row.updated_at.toISOString(),
      };
    },
    async entries(actor, scenarioId, query) {
      const { seq } = await find(db, actor.workspaceId, scenarioId);
      return { seq, edits: await store.readEntries(db, actor.workspaceId, scenarioId, query) };
    },
    append: (actor, scenarioId, baseSeq, edits) =>
      changeNow(actor, scenarioId, baseSeq, async ({ seq }, missing) => {
        if (missing.length > 0 && collide(touches(edits), touches(missing.map(({ edit }) => edit!)))) throw new AppError('scenario.stale', { value: { seq, missing } });
        return edits.map((edit) => ({ edit, undoes: null }));
      }),
    undo: (actor, scenarioId, baseSeq, direction) =>
      changeNow(actor, scenarioId, baseSeq, async (state, missing, trx) => {
        const gesture = (await undoState(trx, scenarioId, actor))[direction];
        if (gesture === null) throw new AppError('undo.nothing', { detail: direction === 'undo' ? 'There is nothing of yours to undo.' : 'There is nothing to redo.' });
        const entries = await store.readEntries(trx, actor.workspaceId, scenarioId, { after: 0, gesture, order: 'newest', bodies: true });
        const inverse = entries.map(({ edit, seq }) => ({ edit: invertEdit(edit!) as Edit, undoes: seq }));
        try {
          applyEdits(state, inverse.map(({ edit }) => edit));
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          throw new AppError('undo.collides', { ...error.facts, repair: 'Change the place by hand, or undo the later change first.', value: { seq: state.seq, missing } });
        }
        return inverse;
      }),
    async appendFrom(trx, workspaceId, actorId, scenarioId, make) {
      const { appended } = await change(trx, workspaceId, actorId, scenarioId, null, async (state) => (make(state.doc) ?? []).map((edit) => ({ edit, undoes: null })));
      return appended;
    },
    async verdict(workspaceId, scenarioId) {
      const row = await find(db, workspaceId, scenarioId);
      const known = row.verdict as Verdict | null;
      if (known !== null && known.seq === row.seq) return known;
      const { state } = await open(workspaceId, scenarioId);
      const { graph, measures } = await units.load(workspaceId, row.unit_set_id);
      const verdict = verdictOf(state, graph, measures);
      await store.setVerdict(db, scenarioId, verdict);
      return verdict;
    },
  };
}
