import { isFrozen, type Appended, type Edit, type EditEntry, type ScenarioStatus } from '@hexalign/api/contract';
import { ApiError } from '../server/ApiError.ts';
import { inverse, putOnTop } from './changes.ts';
import type { OpenDocument } from './OpenDocument.ts';
import { SaveQueue } from './SaveQueue.ts';
import type { ScenarioServer } from './ScenarioServer.ts';

/** What the history asks of the gestures above it. */
export interface Gestures {
  readonly busy: boolean;
  /** Resolves when no gesture is under way. */
  still(): Promise<void>;
  cancel(): void;
}

/** Waits between tries to read units that the history asks for. */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;

/** The way between the open document and the server's history: saving, undo, and what others did meanwhile. */
export class History {
  private readonly doc: OpenDocument;
  private readonly server: ScenarioServer;
  private readonly gestures: Gestures;
  private readonly queue: SaveQueue;
  private syncing: Promise<void> = Promise.resolve();
  /** An undo that the server has not answered yet. */
  private undoing: Promise<void> | null = null;

  constructor(doc: OpenDocument, server: ScenarioServer, gestures: Gestures) {
    this.doc = doc;
    this.server = server;
    this.gestures = gestures;
    this.queue = new SaveQueue(server, {
      seq: () => doc.state.seq,
      prepare: (entries) => this.prepare(entries),
      saved: (answer) => this.take(answer, answer.missing),
      rebase: (pending, missing, seq) => this.rebase(pending, missing, seq),
      refused: (pending, error) => this.refuse(pending, error),
      state: (save) => doc.set({ save }),
    });
  }

  /** Sends edits that are made already; they are undone in one step. */
  push(edits: readonly Edit[]): void {
    this.queue.push([...edits]);
  }

  retry(): void {
    this.queue.retry();
  }

  /** Somebody took a step with the scenario. */
  setStatus(status: ScenarioStatus): void {
    if (status === this.doc.state.status) return;
    if (isFrozen(status)) this.gestures.cancel();
    this.doc.set({ status });
  }

  /** Asks how the scenario stands: its status, and what can be undone. */
  async refresh(): Promise<void> {
    const { status, ...heads } = await this.server.heads();
    this.doc.set(heads);
    this.setStatus(status);
  }

  undo(direction: 'undo' | 'redo'): Promise<void> {
    const asked = this.undoNow(direction).finally(() => {
      if (this.undoing === asked) this.undoing = null;
    });
    this.undoing = asked;
    return asked;
  }

  /** Brings in what others, or a design that ended, added to the history. */
  sync(): Promise<void> {
    this.syncing = this.syncing.catch(() => undefined).then(() => this.catchUp());
    return this.syncing;
  }

  /** Entries of the history as the server tells of them; what is missing in between is asked for. */
  receive(entries: readonly EditEntry[]): void {
    const { seq } = this.doc.state;
    const fresh = entries.filter((entry) => entry.seq > seq);
    if (fresh.length === 0) return;
    const whole = fresh[0].seq === seq + 1 && fresh.every(({ edit }) => edit !== null && edit.type !== 'measures');
    if (whole && this.settled) {
      this.applyEntries(fresh);
      this.doc.set({ seq: fresh[fresh.length - 1].seq });
    } else void this.sync().catch(() => undefined);
  }

  /** Nothing of one's own is on its way or in the making. */
  private get settled(): boolean {
    return this.queue.empty && !this.gestures.busy && !this.undoing;
  }

  private async undoNow(direction: 'undo' | 'redo'): Promise<void> {
    const { doc } = this;
    if (!(await this.queue.settle())) return;
    if ((direction === 'undo' ? doc.state.undo : doc.state.redo) === null) {
      doc.notify({ kind: 'nothing', direction });
      return;
    }
    doc.set({ save: { kind: 'saving' } });
    try {
      const answer = await this.server.undo(doc.state.seq, direction);
      const entries = [...answer.missing, ...answer.appended];
      await this.prepare(entries);
      this.take(answer, entries);
      doc.set({ save: { kind: 'saved', at: Date.now() } });
      const { summary } = answer.appended.find(({ summary: { units } }) => units > 0) ?? answer.appended[answer.appended.length - 1];
      doc.notify({ kind: direction === 'undo' ? 'undid' : 'redid', units: summary.units, from: summary.from, to: summary.to });
    } catch (error) {
      const network = !(error instanceof ApiError) || error.code === 'network';
      doc.set({ save: network ? { kind: 'waiting' } : { kind: 'saved', at: Date.now() } });
      if (error instanceof ApiError && error.code === 'undo.nothing') doc.notify({ kind: 'nothing', direction });
      else if (error instanceof ApiError && error.code === 'undo.collides') {
        doc.notify({ kind: 'collides' });
        void this.sync().catch(() => undefined);
      } else doc.notify({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** What others did goes on top of a state that stands still: after the stroke, the undo and the saving under way. */
  private async catchUp(): Promise<void> {
    for (;;) {
      if (this.gestures.busy) await this.gestures.still();
      if (this.undoing) await this.undoing;
      if (!(await this.queue.settle())) return;
      const base = this.doc.state.seq;
      const entries = await this.server.after(base);
      const heads = entries.length > 0 ? await this.server.heads() : {};
      await this.prepare(entries);
      if (!this.settled || this.doc.state.seq !== base) continue;
      if (entries.length === 0) return;
      this.applyEntries(entries);
      this.doc.set({ seq: entries[entries.length - 1].seq, ...heads });
      return;
    }
  }

  private take(answer: Appended, entries: readonly EditEntry[]): void {
    this.applyEntries(entries);
    this.doc.set({ seq: answer.seq, undo: answer.undo, redo: answer.redo });
  }

  private applyEntries(entries: readonly EditEntry[]): void {
    const edits = entries.flatMap(({ edit }) => edit ?? []);
    if (edits.length === 0) return;
    const before = this.doc.slots.length;
    for (const edit of edits) this.doc.apply(edit);
    this.doc.paint(null);
    this.doc.setAll();
    this.tellGrown(entries, before);
  }

  /** Reads the units that entries bring, and waits for the end of a gesture that is under way: the ground does not change under a stroke. */
  private async prepare(entries: readonly EditEntry[]): Promise<void> {
    const wanted = new Set(entries.flatMap(({ edit }) => (edit?.type === 'measures' && !this.doc.has(edit.to.unitsId) ? [edit.to.unitsId] : [])));
    for (const unitsId of wanted) {
      for (let wait = FIRST_WAIT_MS; !this.doc.has(unitsId); wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
        const units = await this.server.units(unitsId).catch(() => null);
        if (units) this.doc.prepare(units);
        else await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    if (wanted.size > 0 && this.gestures.busy) await this.gestures.still();
  }

  private tellGrown(entries: readonly EditEntry[], before: number): void {
    const last = entries.findLast(({ edit }) => edit?.type === 'measures');
    if (last) this.doc.notify({ kind: 'grown', newUnits: Math.max(0, this.doc.slots.length - before), file: last.cause.kind === 'import' ? last.cause.filename : null });
  }

  private rebase(pending: readonly Edit[][], missing: readonly EditEntry[], seq: number): Edit[][] {
    const { doc } = this;
    const before = doc.slots.length;
    for (const edit of pending.flat().toReversed()) doc.apply(inverse(edit));
    for (const { edit } of missing) if (edit) doc.apply(edit);
    const { kept, met, lost } = putOnTop(pending, {
      slots: doc.slots, territory: (slot) => doc.state.territories[slot] ?? null, mayMove: (u, to) => doc.mayMove(doc.slots[u], to) && doc.refusalOf(u, to) === null, apply: (edit) => doc.apply(edit),
    });
    doc.paint(null);
    doc.setAll({ seq });
    this.tellGrown(missing, before);
    if (met + lost > 0 || !missing.some(({ edit }) => edit?.type === 'measures')) doc.notify({ kind: 'merged', met, lost });
    return kept;
  }

  private refuse(pending: readonly Edit[], error: unknown): void {
    const { doc } = this;
    for (const edit of pending.toReversed()) doc.apply(inverse(edit));
    doc.paint(null);
    doc.setAll();
    if (error instanceof ApiError && error.code === 'scenario.frozen') {
      doc.notify({ kind: 'frozen', kept: pending });
      void this.refresh().catch(() => undefined);
    } else doc.notify({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
    void this.sync().catch(() => undefined);
  }
}
