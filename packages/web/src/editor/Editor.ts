import { isFrozen, type Appended, type Edit, type EditEntry, type ScenarioStatus } from '@hexalign/api/contract';
import { UNASSIGNED, type Measure, type UnitGraph } from '@hexalign/engine';
import { ApiError } from '../server/ApiError.ts';
import { inverse, listsAfter, putOnTop, type AssignEdit } from './changes.ts';
import type { EditorState, Notice, StrokeView } from './EditorState.ts';
import { figureAt, type Figure } from './figures.ts';
import { Ledger } from './Ledger.ts';
import type { OpenScenario } from './OpenScenario.ts';
import { SaveQueue } from './SaveQueue.ts';
import type { ScenarioServer } from './ScenarioServer.ts';
import { Stroke } from './Stroke.ts';

/**
 * The open document. Arrays live here, outside React; screens subscribe to the small immutable `state`, the map reads
 * `slots` and repaints what `onPaint` names. Every committed change is an edit, sent to the server at once.
 */
export class Editor {
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  readonly slots: Uint16Array;
  /** Whoever looks may change nothing: every gesture is refused with a notice. */
  readonly readOnly: boolean;
  /** A design that was running when the scenario was read. */
  readonly runningJob: string | null;
  state: EditorState;
  private ledger: Ledger;
  private readonly queue: SaveQueue;
  private readonly server: ScenarioServer;
  private readonly accountsPerUnit: Uint32Array;
  private stroke: Stroke | null = null;
  private frame: number | null = null;
  private strokeBefore = new Map<number, Figure>();
  private syncing: Promise<void> = Promise.resolve();
  /** An undo that the server has not answered yet. */
  private undoing: Promise<void> | null = null;
  private readonly whenStill = new Set<() => void>();
  private readonly listeners = new Set<() => void>();
  private readonly painters = new Set<(units: ArrayLike<number> | null) => void>();
  private readonly noticed = new Set<(notice: Notice) => void>();

  constructor(open: OpenScenario, server: ScenarioServer) {
    const { scenario, graph, measures, slots } = open;
    this.graph = graph;
    this.measures = measures;
    this.slots = slots;
    this.server = server;
    this.accountsPerUnit = open.accountsPerUnit;
    this.readOnly = open.readOnly ?? false;
    this.runningJob = scenario.jobId;
    this.ledger = new Ledger(measures, slots, scenario.territories.length, open.accountsPerUnit, graph.areaKm2);
    this.state = {
      seq: scenario.seq, status: scenario.status, territories: scenario.territories, locks: new Set(scenario.locks), goals: scenario.goals, figures: [], unassigned: undefined as unknown as Figure,
      stroke: null, save: { kind: 'saved', at: Date.parse(scenario.updatedAt) }, undo: scenario.undo, redo: scenario.redo, revision: 0,
    };
    this.state = { ...this.state, ...this.allFigures() };
    this.queue = new SaveQueue(server, {
      seq: () => this.state.seq,
      saved: (answer) => this.take(answer, answer.missing),
      rebase: (pending, missing, seq) => this.rebase(pending, missing, seq),
      refused: (pending, error) => this.refuse(pending, error),
      state: (save) => this.set({ save }),
    });
  }

  subscribe = (listener: () => void): (() => void) => add(this.listeners, listener);
  /** Told which units changed their territory, or null for all of them. */
  onPaint = (listener: (units: ArrayLike<number> | null) => void): (() => void) => add(this.painters, listener);
  onNotice = (listener: (notice: Notice) => void): (() => void) => add(this.noticed, listener);

  /** A scenario that is no draft takes no changes. */
  get frozen(): boolean {
    return isFrozen(this.state.status);
  }

  /** Somebody took a step with the scenario. */
  setStatus(status: ScenarioStatus): void {
    if (status === this.state.status) return;
    if (isFrozen(status)) this.cancel();
    this.set({ status });
  }

  /** Asks how the scenario stands: its status, and what can be undone. */
  async refresh(): Promise<void> {
    const { status, ...heads } = await this.server.heads();
    this.set(heads);
    this.setStatus(status);
  }

  /** A unit may leave its territory and enter `to`. */
  mayMove(from: number, to: number): boolean {
    if (from === to || this.state.locks.has(from) || this.state.locks.has(to)) return false;
    return to === UNASSIGNED || Boolean(this.state.territories[to]);
  }

  /** Accounts that one unit holds. */
  accountsAt(u: number): number {
    return this.ledger.accountsAt(u);
  }

  /** Total of a measure over all ground; an edit never changes it. */
  totalOf(at: number): number {
    return this.ledger.totals[at];
  }

  // -- gestures ---------------------------------------------------------------------------------------------------

  /** Begins a gesture that moves units to `to`. A locked receiver is refused, and so is a scenario that is no draft. */
  begin(to: number, by: 'brush' | 'lasso'): boolean {
    if (this.stroke) this.cancel();
    if (this.refuseFrozen()) return false;
    if (this.state.locks.has(to)) {
      this.notify({ kind: 'locked', slot: to });
      return false;
    }
    this.stroke = new Stroke(to, by);
    this.strokeBefore = new Map([[to, this.figureOf(to)]]);
    this.set({ stroke: this.strokeView(null) });
    return true;
  }

  /** Adds units to the gesture: map, tallies and bars follow at once, nothing is saved yet. */
  extend(units: Iterable<number>): void {
    const { stroke } = this;
    if (!stroke) return;
    const moved: number[] = [];
    const touched = new Set<number>([stroke.to]);
    let refused: number | null = this.state.stroke?.refused ?? null;
    for (const u of units) {
      const from = this.slots[u];
      if (from === stroke.to || stroke.has(u)) continue;
      if (!this.mayMove(from, stroke.to)) {
        refused = from;
        continue;
      }
      if (!this.strokeBefore.has(from)) this.strokeBefore.set(from, this.figureOf(from));
      stroke.add(u, from, this.ledger.accountsAt(u));
      this.place(u, stroke.to);
      touched.add(from);
      moved.push(u);
    }
    if (moved.length === 0 && refused === (this.state.stroke?.refused ?? null)) return;
    this.paint(moved);
    this.set({ ...this.figuresOf(touched), stroke: this.strokeView(refused) });
  }

  /** Ends the gesture: it becomes one edit and is sent to the server. */
  commit(): void {
    const edit = this.stroke?.toEdit() ?? null;
    const met = this.state.stroke?.refused ?? null;
    this.stroke = null;
    this.set({ stroke: null, revision: this.state.revision + (edit ? 1 : 0) });
    if (edit) {
      this.queue.push(edit);
      this.notify({ kind: 'moved', units: edit.patch.units.length, from: distinct(edit.patch.from), to: distinct(edit.patch.to) });
    } else if (met !== null) this.notify({ kind: 'locked', slot: met });
    this.still();
  }

  /** Drops the gesture without a trace. */
  cancel(): void {
    const { stroke } = this;
    if (!stroke) return;
    const touched = new Set<number>([stroke.to]);
    const units: number[] = [];
    for (const [u, from] of stroke.entries()) {
      this.place(u, from);
      touched.add(from);
      units.push(u);
    }
    this.stroke = null;
    this.paint(units);
    this.set({ ...this.figuresOf(touched), stroke: null });
    this.still();
  }

  /** Units of the gesture so far. */
  strokeUnits(): number[] {
    return this.stroke ? Array.from(this.stroke.entries(), ([u]) => u) : [];
  }

  /** Moves units in one step: a lasso, or "move to" in the table. */
  move(units: Iterable<number>, to: number, by: 'brush' | 'lasso' = 'lasso'): void {
    if (!this.begin(to, by)) return;
    this.extend(units);
    this.commit();
  }

  /** Any other edit: rename, lock, goal. */
  run(edit: Exclude<Edit, AssignEdit>): void {
    if (this.refuseFrozen()) return;
    this.apply(edit);
    this.set({ ...this.allFigures(), revision: this.state.revision + 1 });
    this.queue.push(edit);
  }

  // -- history ----------------------------------------------------------------------------------------------------

  /** Takes back the last change, or the last undo; the server keeps the history, so this works after a reload too. */
  undo(direction: 'undo' | 'redo'): Promise<void> {
    this.cancel();
    if (this.refuseFrozen()) return Promise.resolve();
    const asked = this.undoNow(direction).finally(() => {
      if (this.undoing === asked) this.undoing = null;
    });
    this.undoing = asked;
    return asked;
  }

  private async undoNow(direction: 'undo' | 'redo'): Promise<void> {
    if (!(await this.queue.settle())) return;
    if ((direction === 'undo' ? this.state.undo : this.state.redo) === null) {
      this.notify({ kind: 'nothing', direction });
      return;
    }
    this.set({ save: { kind: 'saving' } });
    try {
      const answer = await this.server.undo(this.state.seq, direction);
      this.take(answer, [...answer.missing, ...answer.appended]);
      this.set({ save: { kind: 'saved', at: Date.now() } });
      const { summary } = answer.appended[answer.appended.length - 1];
      this.notify({ kind: direction === 'undo' ? 'undid' : 'redid', units: summary.units, from: summary.from, to: summary.to });
    } catch (error) {
      const network = !(error instanceof ApiError) || error.code === 'network';
      this.set({ save: network ? { kind: 'waiting' } : { kind: 'saved', at: Date.now() } });
      if (error instanceof ApiError && error.code === 'undo.nothing') this.notify({ kind: 'nothing', direction });
      else if (error instanceof ApiError && error.code === 'undo.collides') {
        this.notify({ kind: 'collides' });
        void this.sync().catch(() => undefined);
      } else this.notify({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Brings in what others, or a design that ended, added to the history. */
  sync(): Promise<void> {
    this.syncing = this.syncing.catch(() => undefined).then(() => this.catchUp());
    return this.syncing;
  }

  /** Entries of the history as the server tells of them; what is missing in between is asked for. */
  receive(entries: readonly EditEntry[]): void {
    const fresh = entries.filter(({ seq }) => seq > this.state.seq);
    if (fresh.length === 0) return;
    const whole = fresh[0].seq === this.state.seq + 1 && fresh.every(({ edit }) => edit !== null);
    if (whole && this.settled) {
      this.applyEntries(fresh);
      this.set({ seq: fresh[fresh.length - 1].seq });
    } else void this.sync().catch(() => undefined);
  }

  retry(): void {
    this.queue.retry();
  }

  // -- inside -----------------------------------------------------------------------------------------------------

  /** Nothing of one's own is on its way or in the making. */
  private get settled(): boolean {
    return this.queue.empty && !this.stroke && !this.undoing;
  }

  /** What others did goes on top of a state that stands still: after the stroke, the undo and the saving under way. */
  private async catchUp(): Promise<void> {
    for (;;) {
      if (this.stroke) await new Promise<void>((resolve) => this.whenStill.add(resolve));
      if (this.undoing) await this.undoing;
      if (!(await this.queue.settle())) return;
      const base = this.state.seq;
      const entries = await this.server.after(base);
      const heads = entries.length > 0 ? await this.server.heads() : {};
      if (!this.settled || this.state.seq !== base) continue;
      if (entries.length === 0) return;
      this.applyEntries(entries);
      this.set({ seq: entries[entries.length - 1].seq, ...heads });
      return;
    }
  }

  private still(): void {
    for (const resume of this.whenStill) resume();
    this.whenStill.clear();
  }

  /** Says once that nothing can be changed here, if so: by this person, or of a scenario that is no draft. */
  private refuseFrozen(): boolean {
    if (this.readOnly) this.notify({ kind: 'readOnly' });
    else if (this.frozen) this.notify({ kind: 'frozen', kept: [] });
    return this.readOnly || this.frozen;
  }

  private take(answer: Appended, entries: readonly EditEntry[]): void {
    this.applyEntries(entries);
    this.set({ seq: answer.seq, undo: answer.undo, redo: answer.redo });
  }

  private applyEntries(entries: readonly EditEntry[]): void {
    const edits = entries.flatMap(({ edit }) => edit ?? []);
    if (edits.length === 0) return;
    for (const edit of edits) this.apply(edit);
    this.paint(null);
    this.set({ ...this.allFigures(), revision: this.state.revision + 1 });
  }

  private rebase(pending: Edit[], missing: readonly EditEntry[], seq: number): Edit[] {
    for (const edit of pending.toReversed()) this.apply(inverse(edit));
    for (const { edit } of missing) if (edit) this.apply(edit);
    const { kept, met, lost } = putOnTop(pending, {
      slots: this.slots, territory: (slot) => this.state.territories[slot] ?? null, mayMove: (from, to) => this.mayMove(from, to), apply: (edit) => this.apply(edit),
    });
    this.paint(null);
    this.set({ ...this.allFigures(), seq, revision: this.state.revision + 1 });
    this.notify({ kind: 'merged', met, lost });
    return kept;
  }

  private refuse(pending: Edit[], error: unknown): void {
    for (const edit of pending.toReversed()) this.apply(inverse(edit));
    this.paint(null);
    this.set({ ...this.allFigures(), revision: this.state.revision + 1 });
    if (error instanceof ApiError && error.code === 'scenario.frozen') {
      this.notify({ kind: 'frozen', kept: pending });
      void this.refresh().catch(() => undefined);
    } else this.notify({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
    void this.sync().catch(() => undefined);
  }

  private apply(edit: Edit): void {
    if (edit.type === 'assign') edit.patch.units.forEach((u, i) => this.place(u, edit.patch.to[i]));
    else this.state = { ...this.state, ...listsAfter(this.state, edit) };
    // A territory more: everything is counted anew, with a row for it.
    if (this.state.territories.length > this.ledger.k) this.ledger = new Ledger(this.measures, this.slots, this.state.territories.length, this.accountsPerUnit, this.graph.areaKm2);
  }

  private place(u: number, to: number): void {
    this.ledger.move(u, this.slots[u], to);
    this.slots[u] = to;
  }

  private figureOf(slot: number): Figure {
    return figureAt(this.ledger, this.measures, this.state, slot);
  }

  private figuresOf(slots: Iterable<number>): Pick<EditorState, 'figures' | 'unassigned'> {
    const figures = [...this.state.figures];
    let { unassigned } = this.state;
    for (const slot of slots) {
      if (this.ledger.row(slot) === this.ledger.k) unassigned = this.figureOf(UNASSIGNED);
      else figures[slot] = this.figureOf(slot);
    }
    return { figures, unassigned };
  }

  private allFigures(): Pick<EditorState, 'figures' | 'unassigned'> {
    return { figures: this.state.territories.map((_, slot) => this.figureOf(slot)), unassigned: this.figureOf(UNASSIGNED) };
  }

  private strokeView(refused: number | null): StrokeView | null {
    const { stroke } = this;
    if (!stroke) return null;
    const given = stroke.given();
    const donors = [...given.keys()].sort((a, b) => (given.get(b)?.units ?? 0) - (given.get(a)?.units ?? 0));
    return { to: stroke.to, units: stroke.size, accounts: stroke.accounts, before: this.strokeBefore, donors, given, refused };
  }

  private set(change: Partial<EditorState>): void {
    this.state = { ...this.state, ...change };
    // A pointer tells more often than the screen can show: during a gesture, screens hear once per frame.
    if (this.stroke && typeof requestAnimationFrame === 'function') this.frame ??= requestAnimationFrame(() => this.tell());
    else this.tell();
  }

  private tell(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    for (const listener of this.listeners) listener();
  }

  private paint(units: ArrayLike<number> | null): void {
    for (const painter of this.painters) painter(units);
  }

  private notify(notice: Notice): void {
    for (const listener of this.noticed) listener(notice);
  }
}

function add<T>(set: Set<T>, item: T): () => void {
  set.add(item);
  return () => void set.delete(item);
}

function distinct(slots: readonly number[]): number[] {
  return [...new Set(slots)];
}

