import type { Cause } from '../../contract/edits.ts';
import type { Edit, EditEntry } from '../../contract/scenarios.ts';
import { isFrozen } from '../../contract/status.ts';
import { namesOf } from '../auth/names.ts';
import type { Executor } from '../db/db.ts';
import { AppError } from '../http/appError.ts';
import { announce } from '../live/announce.ts';
import { applyEdits, type ScenarioState } from './document.ts';
import { today } from '../timeline/today.ts';
import { keepHeld } from './keepHeld.ts';
import * as store from './store.ts';
import { footprint, type Footprint, type Heads } from './undoStack.ts';

/** Changes to be appended together, and what they do to undo. */
export interface Gesture {
  readonly edits: readonly { readonly edit: Edit; readonly undoes: number | null }[];
  readonly cause: Cause;
  readonly kind: 'change' | 'undo' | 'redo';
  /** For `undo` and `redo`: the gesture that is taken back. */
  readonly takes: number | null;
}

/** What was appended, with the entries since the caller's base and the state afterwards. */
export interface Change {
  readonly appended: EditEntry[];
  /** What had been appended before, where the same gesture came again. */
  readonly again: EditEntry[];
  readonly missing: EditEntry[];
  readonly state: ScenarioState;
  readonly heads: Heads;
}

/** On whose behalf something is appended. */
export interface Author {
  readonly workspaceId: string;
  readonly actorId: string;
  /** Looked up when left out. */
  readonly actorName?: string;
  /** The name that they gave to what they append. */
  readonly sent?: string;
}

/** Makes a gesture from the state as it is and what came after the caller's base; null appends nothing. */
export type Make = (state: ScenarioState, missing: readonly EditEntry[], heads: Heads, trx: Executor) => Promise<Gesture | null>;

/** A scenario that is locked for appending. */
export interface Session {
  /**
   * Appends a gesture; one that was appended before under the same name is found instead, and nothing is written.
   *
   * @param baseSeq what the caller knew; null = the change is made from what is there
   * @throws AppError `scenario.ahead`, `scenario.frozen`, and what does not fit; nothing was written then, and the session goes on
   */
  append(by: Author, baseSeq: number | null, make: Make): Promise<Change>;
  /** To be called last: leaves a snapshot where one is due, and tells those who follow. */
  end(): Promise<void>;
}

/** A gesture that fits, before it is written. */
export interface Asked {
  readonly workspaceId: string;
  readonly row: store.ScenarioRow;
  readonly before: ScenarioState;
  readonly after: ScenarioState;
  readonly edits: readonly Edit[];
}

/** Refuses what a rule of the house is against, by throwing; in the transaction that would write it. */
export type Admit = (trx: Executor, asked: Asked) => Promise<void>;

/** States and entries of scenarios: the only place that reads and writes the log. */
export interface History {
  find(executor: Executor, workspaceId: string, scenarioId: string): Promise<store.ScenarioRow>;
  /** The scenario as it was after an entry; never changed in place. */
  stateAt(executor: Executor, workspaceId: string, row: store.ScenarioRow, seq: number): Promise<ScenarioState>;
  /** Entries with those before a fork. */
  entries(executor: Executor, workspaceId: string, row: store.ScenarioRow, range: Parameters<typeof store.readEntries>[3]): Promise<EditEntry[]>;
  /** Entries of a scenario's own log after one and up to another, from memory where they are there. */
  between(executor: Executor, workspaceId: string, scenarioId: string, after: number, upTo: number): Promise<EditEntry[]>;
  /** The stretches of log that lead to a scenario, its own last. */
  lineage(executor: Executor, workspaceId: string, row: store.ScenarioRow): Promise<store.Stretch[]>;
  /** Where two scenarios of one tree part: the last state that is in the log of both; null when there is none. */
  parting(executor: Executor, workspaceId: string, a: store.ScenarioRow, b: store.ScenarioRow, bSeq: number): Promise<{ row: store.ScenarioRow; seq: number } | null>;
  /** The last entry up to `upTo` by which a scenario took another one in, and the other's seq then. */
  lastMerge(executor: Executor, into: store.ScenarioRow, from: string, upTo: number): Promise<{ seq: number; merged: number } | null>;
  /**
   * Takes the scenario's lock, to append until the transaction ends.
   *
   * @param actors who is going to append
   * @throws AppError `scenario.unknown`
   */
  begin(trx: Executor, workspaceId: string, scenarioId: string, actors: readonly string[]): Promise<Session>;
  /** Appends one gesture: `begin`, `append` and `end`. */
  change(trx: Executor, by: Author, scenarioId: string, baseSeq: number | null, make: Make): Promise<Change>;
  /** To be called once a change is committed: the next reader need not read it again. */
  committed(scenarioId: string, change: Change): void;
  /** Keeps a state that was read, for the next reader. */
  keep(scenarioId: string, state: ScenarioState): void;
}

const SNAPSHOT_EVERY = 100;
/** Documents kept in memory, and entries of each. */
const KEPT = 24;
const KEPT_ENTRIES = 500;

/** @param admit asked about every gesture that anybody appends, in whatever way */
export function history(admit: Admit = async () => undefined): History {
  const latest = new Map<string, ScenarioState>();
  /** The last entries of scenarios that are being edited, without a gap. */
  const recent = new Map<string, EditEntry[]>();

  async function find(executor: Executor, workspaceId: string, scenarioId: string): Promise<store.ScenarioRow> {
    const row = await store.findScenario(executor, workspaceId, scenarioId);
    if (row === null) throw new AppError('scenario.unknown');
    return row;
  }

  function keep(scenarioId: string, state: ScenarioState): void {
    const before = latest.get(scenarioId);
    if (before !== undefined && before.seq > state.seq) return;
    latest.delete(scenarioId);
    latest.set(scenarioId, state);
    for (const oldest of latest.keys()) {
      if (latest.size <= KEPT) break;
      latest.delete(oldest);
      recent.delete(oldest);
    }
  }

  async function stateAt(executor: Executor, workspaceId: string, row: store.ScenarioRow, seq: number): Promise<ScenarioState> {
    const known = latest.get(row.id);
    if (known?.seq === seq) return known;
    if (row.fork_seq !== null && seq <= row.fork_seq) return stateAt(executor, workspaceId, await find(executor, workspaceId, row.parent_id!), seq);
    const from = known !== undefined && known.seq < seq ? known : await stored(executor, workspaceId, row, seq);
    if (from.seq === seq) return from;
    const tail = await store.readEntries(executor, workspaceId, [{ scenarioId: row.id, after: from.seq, upTo: seq }], { order: 'oldest', bodies: true });
    const state = applyEdits(from, tail.map(({ edit }) => edit!));
    // A long way from the last snapshot: the next one who comes shall not go it again.
    if (tail.length > 2 * SNAPSHOT_EVERY) await store.insertSnapshot(executor, workspaceId, row.id, state);
    return state;
  }

  async function stored(executor: Executor, workspaceId: string, row: store.ScenarioRow, seq: number): Promise<ScenarioState> {
    const own = await store.findSnapshot(executor, row.id, row.first_fingerprint ?? row.fingerprint, seq);
    if (own !== null) return own;
    if (row.fork_seq === null) throw new AppError('scenario.unknown');
    return stateAt(executor, workspaceId, await find(executor, workspaceId, row.parent_id!), row.fork_seq);
  }

  async function lineage(executor: Executor, workspaceId: string, row: store.ScenarioRow): Promise<store.Stretch[]> {
    const own = { scenarioId: row.id, after: row.fork_seq ?? 0, upTo: Infinity };
    if (row.fork_seq === null) return [own];
    const before = await lineage(executor, workspaceId, await find(executor, workspaceId, row.parent_id!));
    const until = row.fork_seq;
    return [...before.map((stretch) => ({ ...stretch, upTo: Math.min(stretch.upTo, until) })), own];
  }

  async function entries(executor: Executor, workspaceId: string, row: store.ScenarioRow, range: Parameters<typeof store.readEntries>[3]): Promise<EditEntry[]> {
    return store.readEntries(executor, workspaceId, await lineage(executor, workspaceId, row), range);
  }

  /** Entries after `baseSeq`, from memory where they are there. */
  async function since(trx: Executor, workspaceId: string, row: store.ScenarioRow, baseSeq: number | null): Promise<EditEntry[]> {
    if (baseSeq === null || baseSeq === row.seq) return [];
    const known = recent.get(row.id);
    if (known !== undefined && known.length > 0 && known[0].seq <= baseSeq + 1 && known[known.length - 1].seq === row.seq) return known.slice(baseSeq + 1 - known[0].seq);
    return entries(trx, workspaceId, row, { after: baseSeq, before: row.seq + 1, order: 'oldest', bodies: true });
  }

  async function begin(trx: Executor, workspaceId: string, scenarioId: string, actors: readonly string[]): Promise<Session> {
    const row = await store.lockScenario(trx, workspaceId, scenarioId);
    if (row === null) throw new AppError('scenario.unknown');
    const fresh: EditEntry[] = [];
    const headsOf = await store.readAllHeads(trx, scenarioId, [...new Set(actors)]);
    let now: ScenarioState | null = null;
    return {
      async append({ actorId, actorName, sent = null }, baseSeq, make) {
        const seq = row.seq + fresh.length;
        if (baseSeq !== null && baseSeq > seq) throw new AppError('scenario.ahead', { found: String(baseSeq), expected: `a baseSeq up to ${seq}`, repair: 'Load the scenario again.' });
        const again = sent === null ? [] : await store.readSent(trx, workspaceId, scenarioId, actorId, sent);
        if (isFrozen(row.status) && again.length === 0) throw frozen(row);
        const before = (now ??= await stateAt(trx, workspaceId, row, row.seq));
        const missing = baseSeq === null || baseSeq >= seq ? [] : baseSeq >= row.seq ? fresh.slice(baseSeq - row.seq) : [...(await since(trx, workspaceId, row, baseSeq)), ...fresh];
        const heads = headsOf.get(actorId) ?? store.NO_HEADS;
        if (again.length > 0) return { appended: [], again, missing: missing.filter(({ gesture }) => gesture !== again[0].gesture), state: before, heads };
        const gesture = await make(before, missing, heads, trx);
        if (gesture === null || gesture.edits.length === 0) return { appended: [], again, missing, state: before, heads };
        await keepHeld(trx, workspaceId, before.doc.unitsId ?? row.first_unit_set_id ?? row.unit_set_id, before.doc, gesture.edits.map(({ edit }) => edit), today()).catch((error: unknown) => {
          throw gesture.takes !== null && error instanceof AppError ? new AppError('undo.collides', { ...error.facts, value: { seq, missing } }) : error;
        });
        const state = applyEdits(before, gesture.edits.map(({ edit }) => edit));
        await admit(trx, { workspaceId, row, before, after: state, edits: gesture.edits.map(({ edit }) => edit) });
        const below = gesture.takes === null ? null : await store.readBelow(trx, scenarioId, gesture.takes);
        const print: Footprint = footprint(heads, seq + 1, gesture.kind, below);
        const name = actorName ?? (await namesOf(trx, [actorId]))(actorId);
        const appended = await store.appendEntries(trx, workspaceId, scenarioId, { id: actorId, name }, gesture.edits.map((entry, i) => ({ ...entry, cause: gesture.cause, seq: seq + 1 + i, gesture: seq + 1, sent: i === 0 ? sent : null })), print);
        if (state.doc.unitsId !== null && state.doc.unitsId !== before.doc.unitsId) await store.takeUnits(trx, scenarioId, state.doc.unitsId, state.doc.fingerprint);
        now = state;
        headsOf.set(actorId, print);
        fresh.push(...appended);
        return { appended, again, missing, state, heads: print };
      },
      async end() {
        if (now === null || fresh.length === 0) return;
        if (Math.floor(now.seq / SNAPSHOT_EVERY) > Math.floor(row.seq / SNAPSHOT_EVERY)) await store.insertSnapshot(trx, workspaceId, scenarioId, now);
        await announce(trx, { workspaceId, planId: row.plan_id, kind: 'edits', subject: scenarioId, body: { after: row.seq, upTo: now.seq } });
      },
    };
  }

  return {
    find, stateAt, entries, lineage, keep,
    async between(executor, workspaceId, scenarioId, after, upTo) {
      const known = recent.get(scenarioId);
      if (known !== undefined && known.length > 0 && known[0].seq <= after + 1 && known[known.length - 1].seq >= upTo) return known.slice(after + 1 - known[0].seq, upTo + 1 - known[0].seq);
      return store.readEntries(executor, workspaceId, [{ scenarioId, after, upTo }], { order: 'oldest', bodies: true });
    },
    lastMerge: (executor, into, from, upTo) => store.lastMerge(executor, into.id, from, upTo),
    async parting(executor, workspaceId, a, b, bSeq) {
      const way = (await lineage(executor, workspaceId, a)).toReversed();
      const other = new Map((await lineage(executor, workspaceId, b)).map(({ scenarioId, upTo }) => [scenarioId, Math.min(upTo, bSeq)]));
      const met = way.find(({ scenarioId }) => other.has(scenarioId));
      if (met === undefined) return null;
      const row = await find(executor, workspaceId, met.scenarioId);
      return { row, seq: Math.min(met.upTo, other.get(met.scenarioId)!, row.seq, a.id === row.id ? a.seq : Infinity) };
    },
    begin,
    async change(trx, by, scenarioId, baseSeq, make) {
      const session = await begin(trx, by.workspaceId, scenarioId, [by.actorId]);
      const change = await session.append(by, baseSeq, make);
      await session.end();
      return change;
    },
    committed(scenarioId, { appended, state }) {
      keep(scenarioId, state);
      if (appended.length === 0) return;
      const known = recent.get(scenarioId);
      const goesOn = known !== undefined && known.at(-1)?.seq === appended[0].seq - 1;
      recent.set(scenarioId, [...(goesOn ? known : []), ...appended].slice(-KEPT_ENTRIES));
    },
  };
}

/** What somebody is told who changes what is no draft, with the way out. */
export function frozen({ name, status }: Pick<store.ScenarioRow, 'name' | 'status'>): AppError {
  const back: Readonly<Record<string, string>> = { review: 'Return it to draft, or fork it.', approved: 'Reopen it, or fork it.', active: 'Fork it, change the fork, and activate that.', archived: 'Reopen it, or fork it.' };
  return new AppError('scenario.frozen', { detail: `${name} is ${status === 'review' ? 'in review' : status}.`, found: status, expected: 'draft', repair: back[status] });
}
