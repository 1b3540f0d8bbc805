import { isFrozen, type Appended, type Edit, type EditEntry, type GivenCause, type ScenarioStatus } from '@hexalign/api/contract';
import { ApiError } from '../server/ApiError.ts';
import type { Over } from './EditorState.ts';
import { inverse } from './changes.ts';
import type { Journal } from './journal/Journal.ts';
import { layOnTop, type Ground, type Laid } from './journal/layOnTop.ts';
import type { Line, Unsettled } from './journal/Line.ts';
import { newId } from './journal/newId.ts';
import { editsOfMine, onlyPlaces, placesOf, withoutPlaces, type Place, type Present, type Shrunk } from './journal/places.ts';
import type { OpenDocument } from './OpenDocument.ts';
import { SaveQueue } from './SaveQueue.ts';
import type { ScenarioServer, Side } from './ScenarioServer.ts';

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

/** The way between the open document and the server's history: saving, undo, what others did meanwhile, and what waits on this computer. */
export class History {
  private readonly doc: OpenDocument;
  private readonly server: ScenarioServer;
  private readonly gestures: Gestures;
  private readonly queue: SaveQueue;
  private readonly journal: Journal;
  private readonly deaf: () => void;
  private syncing: Promise<void> = Promise.resolve();
  /** An undo that the server has not answered yet. */
  private undoing: Promise<void> | null = null;
  /** Gestures that wait and are undone by others that wait. */
  private readonly spent = new Set<string>();
  /** Gestures that were taken back while they waited, the last one last; until something else is done. */
  private undone: Line[] = [];

  constructor(doc: OpenDocument, server: ScenarioServer, journal: Journal, gestures: Gestures) {
    this.doc = doc;
    this.server = server;
    this.journal = journal;
    this.gestures = gestures;
    this.queue = new SaveQueue(server, journal, {
      seq: () => doc.state.seq,
      prepare: (entries) => this.prepare(entries),
      saved: (answer, sent, rest) => this.saved(answer, sent, rest),
      stale: (pending, missing, seq) => this.relay([], pending, missing, seq, true),
      refused: (first, rest, error) => this.refuse(first, rest, error),
      unsettled: ({ unsettled }) => this.setUnsettled([...doc.state.unsettled, ...unsettled]),
      state: (save) => doc.set({ save }),
    });
    this.deaf = journal.onOther(() => {
      void this.readUnsettled().catch(() => undefined);
      void this.recover().catch(() => undefined);
    });
  }

  /** Sends edits that are made already; they are undone in one step. */
  push(edits: readonly Edit[], cause?: GivenCause): void {
    this.undone = [];
    this.queue.push([this.lineOf(edits, cause)]);
  }

  /** Whatever was done here is on the server, or on the disk of this computer. */
  get kept(): boolean {
    return this.queue.kept;
  }

  /**
   * Brings back what pages that are gone had not sent, in its order, on top of what is there now. Each gesture once: what
   * the server has already is left out, and of several pages one takes it.
   */
  async recover(): Promise<void> {
    if (this.gestures.busy) await this.gestures.still();
    const lines = await this.journal.adopt((left) => this.server.sentAfter(Math.min(...left.map(({ seq }) => seq))));
    if (this.gestures.busy) await this.gestures.still();
    if (lines.length === 0) return;
    const laid: Laid = this.doc.frozen ? { kept: [], unsettled: lines.map((line) => ({ ...line, id: newId() })), met: 0 } : layOnTop(lines, this.ground(), () => true);
    this.doc.paint(null);
    this.doc.setAll();
    const whole = new Set(laid.kept.map(({ id }) => id));
    this.queue.keep({ drop: lines.flatMap(({ id }) => (whole.has(id) ? [] : [id])), open: laid.unsettled });
    if (laid.unsettled.length > 0) this.setUnsettled([...this.doc.state.unsettled, ...laid.unsettled]);
    this.queue.push(laid.kept, true);
    if (this.doc.state.unsettled.length > 0) this.doc.notify({ kind: 'unsettled' });
    else this.doc.notify({ kind: 'broughtBack', gestures: lines.length });
  }

  /** Reads what waits for a decision, from earlier visits and other pages. */
  async readUnsettled(): Promise<void> {
    this.setUnsettled(await this.journal.unsettled());
  }

  /** Places to decide, beside what is there now. */
  places(): Place[] {
    return placesOf(this.doc.state.unsettled, this.present());
  }

  /** Edits that make one's own side of some places in a state: in a copy also what is locked or held here. */
  editsOfMine(places: readonly Place[], present: Present, free: boolean): Edit[] {
    return editsOfMine(places, this.doc.state.unsettled, present, free);
  }

  /** The places are decided; edits that carry this out were made before. */
  settle(places: readonly Place[]): readonly Unsettled[] {
    const { unsettled } = this.doc.state;
    this.shrink(withoutPlaces(unsettled, places));
    return unsettled;
  }

  /** Takes a decision back: what waited waits again. */
  unsettle(unsettled: readonly Unsettled[]): void {
    this.queue.keep({ open: unsettled });
    this.setUnsettled(unsettled);
  }

  present(): Present {
    const { doc } = this;
    return { slots: doc.slots, lists: doc.state, frozen: doc.frozen, held: (u) => doc.refusalOf(u, -1)?.kind === 'held' };
  }

  /** Leaves the scenario: what is not sent stays in the journal. */
  close(): void {
    this.deaf();
    void this.queue.close();
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

  undo(direction: 'undo' | 'redo', over?: Side): Promise<void> {
    // One after the other: the next one must know what is left to undo.
    const asked = (this.undoing ?? Promise.resolve()).then(() => this.undoNow(direction, over)).finally(() => {
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

  /**
   * Entries of the history as the server tells of them; what is missing in between is asked for.
   *
   * @returns those that were made elsewhere and stand here now, while what can be undone was left as it is
   */
  receive(entries: readonly EditEntry[]): readonly EditEntry[] {
    const { seq } = this.doc.state;
    const fresh = entries.filter((entry) => entry.seq > seq);
    if (fresh.length === 0) return fresh;
    const whole = fresh[0].seq === seq + 1 && fresh.every(({ edit }) => edit !== null && edit.type !== 'measures');
    if (whole && this.settled) {
      this.applyEntries(fresh);
      this.doc.set({ seq: fresh[fresh.length - 1].seq });
      return fresh;
    }
    void this.sync().catch(() => undefined);
    return [];
  }

  /** Nothing of one's own is on its way or in the making. */
  private get settled(): boolean {
    return this.queue.empty && !this.gestures.busy && !this.undoing;
  }

  private async undoNow(direction: 'undo' | 'redo', over: Side | undefined): Promise<void> {
    const { doc } = this;
    if (!(await this.queue.settle())) return this.undoWaiting(direction);
    if ((direction === 'undo' ? doc.state.undo : doc.state.redo) === null) {
      doc.notify({ kind: 'nothing', direction });
      return;
    }
    doc.set({ save: { kind: 'saving' } });
    try {
      const answer = await this.server.undo(doc.state.seq, direction, over);
      const entries = [...answer.missing, ...answer.appended];
      await this.prepare(entries);
      this.take(answer, entries);
      doc.set({ save: { kind: 'saved', at: Date.now() } });
      const { summary } = answer.appended.find(({ summary: { units } }) => units > 0) ?? answer.appended[answer.appended.length - 1];
      doc.notify({ kind: direction === 'undo' ? 'undid' : 'redid', units: summary.units, from: summary.from, to: summary.to });
    } catch (error) {
      doc.set({ save: { kind: 'saved', at: Date.now() } });
      if (error instanceof ApiError && error.code === 'undo.nothing') doc.notify({ kind: 'nothing', direction });
      else if (error instanceof ApiError && error.code === 'undo.collides' && over === undefined) {
        const { units = [], to = [] } = (error.problem?.value as { overlap?: { units: number[]; to: number[] } } | undefined)?.overlap ?? {};
        doc.notify({ kind: 'collides', direction, units, to });
        void this.sync().catch(() => undefined);
      } else doc.notify({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Without the server: the last gesture that waits is taken back, or, where the server may have it, undone by one more; and made again. */
  private undoWaiting(direction: 'undo' | 'redo'): void {
    const { doc, queue } = this;
    const line = direction === 'undo' ? queue.lastOf((id) => !this.spent.has(id)) : this.undone.pop();
    if (!line) return doc.notify({ kind: 'nothing', direction });
    const edits = direction === 'undo' ? line.edits.map(inverse).toReversed() : line.edits;
    for (const edit of edits) doc.apply(edit);
    doc.paint(null);
    doc.setAll();
    const once = this.lineOf(edits, direction === 'redo' ? line.cause : undefined);
    if (direction === 'redo') queue.push([once]);
    else {
      this.undone.push(line);
      if (!queue.takeBack(line)) {
        this.spent.add(line.id).add(once.id);
        queue.push([once]);
      }
    }
    const moves = line.edits.flatMap((edit) => (edit.type === 'assign' ? [edit.patch] : []));
    const [from, to] = [moves.flatMap((patch) => patch.from), moves.flatMap((patch) => patch.to)].map((slots) => [...new Set(slots)]);
    const units = moves.reduce((sum, patch) => sum + patch.units.length, 0);
    doc.notify(direction === 'undo' ? { kind: 'undid', units, from: to, to: from } : { kind: 'redid', units, from, to });
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

  /** The plain answer moves the state on; one that brings more, or that ends a wait, has everything laid anew in the order of the server. */
  private saved(answer: Appended, sent: Line, rest: readonly Line[]): Laid {
    if (answer.missing.length === 0 && !this.queue.patient(sent)) {
      this.take(answer, []);
      return { kept: [...rest], unsettled: [], met: 0 };
    }
    const { seq } = this.doc.state;
    const entries = [...answer.missing, ...answer.appended].filter((entry) => entry.seq > seq).toSorted((a, b) => a.seq - b.seq);
    const laid = this.relay([sent], rest, entries, answer.seq, false);
    this.doc.set({ undo: answer.undo, redo: answer.redo });
    return laid;
  }

  /** Takes gestures back, applies what the server has, and lays those that still wait on top. `done`: gestures that the entries hold. */
  private relay(done: readonly Line[], waiting: readonly Line[], entries: readonly EditEntry[], seq: number, tell: boolean): Laid {
    const { doc } = this;
    const before = doc.slots.length;
    this.takeBack([...done, ...waiting]);
    for (const { edit } of entries) if (edit) doc.apply(edit);
    const laid = layOnTop(waiting, this.ground(), this.queue.patient);
    doc.paint(null);
    doc.setAll({ seq });
    this.tellGrown(entries, before);
    if (laid.unsettled.length > 0) doc.notify({ kind: 'unsettled' });
    else if (tell && (laid.met > 0 || (!waiting.some(this.queue.patient) && !entries.some(({ edit }) => edit?.type === 'measures')))) doc.notify({ kind: 'merged', met: laid.met });
    return laid;
  }

  private refuse(first: Line, rest: readonly Line[], error: ApiError): Laid {
    const { doc } = this;
    const all = [first, ...rest];
    this.takeBack(all);
    const frozen = error.code === 'scenario.frozen';
    const apart = (line: Line): Unsettled => ({ ...line, id: newId(), ...(frozen ? {} : { refused: error.message }) });
    const laid: Laid = frozen ? { kept: [], unsettled: all.map(apart), met: 0 } : layOnTop(rest, this.ground(), this.queue.patient);
    const waits = !frozen && this.queue.patient(first);
    doc.paint(null);
    doc.setAll();
    if (frozen) {
      doc.notify({ kind: 'frozen', kept: all.length });
      void this.refresh().catch(() => undefined);
    } else if (waits) doc.notify({ kind: 'unsettled' });
    else if (error.code === 'budget.exceeded') doc.notify({ kind: 'overBudget', edits: first.edits, cause: first.cause, baseSeq: doc.state.seq, over: (error.problem?.value as { over?: Over[] } | undefined)?.over ?? [] });
    else doc.notify({ kind: 'refused', message: error.message });
    void this.sync().catch(() => undefined);
    return waits ? { ...laid, unsettled: [apart(first), ...laid.unsettled] } : laid;
  }

  private takeBack(lines: readonly Line[]): void {
    this.undone = [];
    for (const edit of lines.flatMap(({ edits }) => edits).toReversed()) {
      this.doc.apply(inverse(edit));
      // A territory that was never there for others leaves no empty slot behind either.
      if (edit.type === 'territory' && edit.from === null) this.doc.dropSlot(edit.slot);
    }
  }

  private ground(): Ground {
    const { doc } = this;
    return {
      get slots() { return doc.slots; },
      get lists() { return doc.state; },
      mayMove: (u, to) => doc.mayMove(doc.slots[u], to) && doc.refusalOf(u, to) === null,
      apply: (edit) => doc.apply(edit),
    };
  }

  private setUnsettled(unsettled: readonly Unsettled[]): void {
    this.doc.set({ unsettled });
    // What is no place any more waits for nothing.
    this.shrink(onlyPlaces(unsettled, this.places()));
  }

  private shrink({ open, close }: Shrunk): void {
    if (open.length + close.length === 0) return;
    const changed = new Map(open.map((one) => [one.id, one]));
    const closed = new Set(close);
    this.queue.keep({ open, close });
    this.doc.set({ unsettled: this.doc.state.unsettled.flatMap((one) => (closed.has(one.id) ? [] : [changed.get(one.id) ?? one])) });
  }

  private lineOf(edits: readonly Edit[], cause?: GivenCause): Line {
    const { seq, territories } = this.doc.state;
    const slots = new Set(edits.flatMap((edit) => (edit.type === 'assign' ? edit.patch.to : [])));
    const into = [...slots].flatMap((slot) => (territories[slot] ? [[slot, territories[slot]] as const] : []));
    return { id: newId(), seq, at: Date.now(), edits: [...edits], ...(cause ? { cause } : {}), into };
  }
}
