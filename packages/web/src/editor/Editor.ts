import type { Edit, EditEntry, GivenCause, ScenarioStatus } from '@hexalign/api/contract';
import type { Measure, UnitGraph } from '@hexalign/engine';
import { assignEdit } from './assignEdit.ts';
import type { AssignEdit } from './changes.ts';
import type { EditorState, Notice, StrokeView } from './EditorState.ts';
import type { Figure } from './figures.ts';
import type { Moves } from './ground/moves.ts';
import { History } from './History.ts';
import { memoryJournal, type Journal } from './journal/Journal.ts';
import type { Unsettled } from './journal/Line.ts';
import type { Place, Present } from './journal/places.ts';
import type { Load } from './Load.ts';
import { OpenDocument } from './OpenDocument.ts';
import type { OpenScenario } from './OpenScenario.ts';
import { sameRefusal, type Refusal } from './Refusal.ts';
import type { ScenarioServer, Side } from './ScenarioServer.ts';
import { Stroke } from './Stroke.ts';

/** How a gesture was made, as the history tells it. */
export type GestureBy = 'brush' | 'lasso' | 'whatif';

/**
 * The open scenario as screens and tools see it. Arrays live in the document, outside React; screens subscribe to the
 * small immutable `state`, the map reads `slots` and repaints what `onPaint` names. Every committed gesture becomes
 * edits that are sent to the server at once and undone in one step.
 */
export class Editor {
  /** Whoever looks may change nothing: every gesture is refused with a notice. */
  readonly readOnly: boolean;
  /** A design that was running when the scenario was read. */
  readonly runningJob: string | null;
  private readonly doc: OpenDocument;
  private readonly history: History;
  private stroke: Stroke | null = null;
  private strokeBefore = new Map<number, Figure>();
  private readonly whenStill = new Set<() => void>();

  constructor(open: OpenScenario, server: ScenarioServer, journal: Journal = memoryJournal()) {
    this.doc = new OpenDocument(open);
    this.readOnly = open.readOnly ?? false;
    this.runningJob = open.scenario.jobId;
    const busy = (): boolean => this.stroke !== null;
    this.history = new History(this.doc, server, journal, {
      get busy() { return busy(); },
      still: () => new Promise((resolve) => this.whenStill.add(resolve)),
      cancel: () => this.cancel(),
    });
  }

  get graph(): UnitGraph { return this.doc.graph; }
  get measures(): readonly Measure[] { return this.doc.measures; }
  get slots(): Uint16Array { return this.doc.slots; }
  get state(): EditorState { return this.doc.state; }
  /** A scenario that is no draft takes no changes. */
  get frozen(): boolean { return this.doc.frozen; }

  subscribe = (listener: () => void): (() => void) => this.doc.subscribe(listener);
  /** Told which units changed their territory, or null for all of them. */
  onPaint = (listener: (units: ArrayLike<number> | null) => void): (() => void) => this.doc.onPaint(listener);
  onNotice = (listener: (notice: Notice) => void): (() => void) => this.doc.onNotice(listener);

  /** Units may leave a territory and enter `to`. */
  mayMove(from: number, to: number): boolean { return this.doc.mayMove(from, to); }
  /** Why a unit may not go to `to`; null when it may. */
  refusalOf(u: number, to: number): Refusal | null { return this.doc.refusalOf(u, to); }
  /** Accounts that one unit holds. */
  accountsAt(u: number): number { return this.doc.accountsAt(u); }
  /** Total of a measure over all ground; an edit never changes it. */
  totalOf(at: number): number { return this.doc.totalOf(at); }
  /** Sum of a measure over a slot or over unassigned ground, up to the last unit of a gesture. */
  sumOf(slot: number, at: number): number { return this.doc.sumOf(slot, at); }
  /** Accounts apart from their ground count where they belong from now on. */
  setLoads(loads: readonly Load[]): void { this.doc.setLoads(loads); }
  /** What is shown of a slot, counted to the last unit of a gesture. */
  figureOf(slot: number): Figure { return this.doc.figureOf(slot); }

  // -- gestures ---------------------------------------------------------------------------------------------------

  /** Begins a gesture that moves units to `to`. A locked receiver is refused, and so is a scenario that is no draft. */
  begin(to: number, by: GestureBy): boolean {
    if (this.stroke) this.cancel();
    if (this.refuseFrozen()) return false;
    if (this.state.locks.has(to)) {
      this.doc.notify({ kind: 'met', refusal: { kind: 'locked', slot: to } });
      return false;
    }
    this.stroke = new Stroke(to, by);
    this.doc.hurried = true;
    this.strokeBefore = new Map([[to, this.doc.figureOf(to)]]);
    this.doc.set({ stroke: this.strokeView(null) });
    return true;
  }

  /**
   * Adds units to the gesture: map, tallies and bars follow at once, nothing is saved yet.
   *
   * @param met what an option of the tool left out of these units, told where nothing else is
   */
  extend(units: Iterable<number>, met: Refusal | null = null): void {
    const { stroke, doc } = this;
    if (!stroke) return;
    const moved: number[] = [];
    const touched = new Set<number>([stroke.to]);
    const before = this.state.stroke?.refused ?? null;
    let refused = met ?? before;
    for (const u of units) {
      const from = doc.slots[u];
      // Whatever went along already is there.
      if (from === stroke.to) continue;
      const refusal = doc.refusalOf(u, stroke.to);
      if (refusal) {
        refused = refusal;
        continue;
      }
      if (!this.strokeBefore.has(from)) this.strokeBefore.set(from, doc.figureOf(from));
      stroke.add(u, from, doc.accountsAt(u));
      doc.place(u, stroke.to);
      touched.add(from);
      moved.push(u);
    }
    if (moved.length === 0 && sameRefusal(refused, before)) return;
    // Screens ask for the frame before the map does, so that bars are through before the card that draws the map is busy.
    doc.set({ ...doc.figuresOf(touched), stroke: this.strokeView(refused) });
    doc.paint(moved);
  }

  /** Ends the gesture: it becomes one edit and is sent to the server. */
  commit(): void {
    const edit = this.stroke?.toEdit() ?? null;
    const met = this.state.stroke?.refused ?? null;
    this.endStroke();
    this.doc.set({ stroke: null, revision: this.state.revision + (edit ? 1 : 0) });
    if (edit) {
      this.history.push([edit]);
      this.tellMoved([edit]);
    } else if (met) this.doc.notify({ kind: 'met', refusal: met });
    this.still();
  }

  /** Drops the gesture without a trace. */
  cancel(): void {
    const { stroke, doc } = this;
    if (!stroke) return;
    const touched = new Set<number>([stroke.to]);
    stroke.units.forEach((u, i) => {
      doc.place(u, stroke.from(i));
      touched.add(stroke.from(i));
    });
    this.endStroke();
    doc.paint(stroke.units);
    doc.set({ ...doc.figuresOf(touched), stroke: null });
    this.still();
  }

  /** Units of the gesture so far. */
  strokeUnits(): number[] {
    return [...(this.stroke?.units ?? [])];
  }

  /** Moves units in one step: a lasso, or "move to" in the table. */
  move(units: Iterable<number>, to: number, by: GestureBy = 'lasso'): void {
    if (!this.begin(to, by)) return;
    this.extend(units);
    this.commit();
  }

  /** Units to several territories in one step; what may not go stays, and is told when nothing goes. */
  assign(moves: Moves, by: GestureBy, cause?: GivenCause): boolean {
    if (this.stroke) this.cancel();
    if (this.refuseFrozen()) return false;
    const { edit, refused } = assignEdit(this, moves, by);
    if (edit) return this.together([edit], cause);
    if (refused) this.doc.notify({ kind: 'met', refusal: refused });
    return false;
  }

  /** Any other edit: rename, lock, goal, hold. */
  run(edit: Exclude<Edit, AssignEdit>): void {
    this.together([edit]);
  }

  /** Several edits as one gesture, undone in one step. The caller has seen to it that they fit on the present state, in this order. */
  together(edits: readonly Edit[], cause?: GivenCause): boolean {
    if (this.stroke) this.cancel();
    if (edits.length === 0 || this.refuseFrozen()) return false;
    for (const edit of edits) this.doc.apply(edit);
    if (edits.some(({ type }) => type === 'assign')) this.doc.paint(null);
    this.doc.setAll();
    this.history.push(edits, cause);
    this.tellMoved(edits);
    return true;
  }

  // -- history ----------------------------------------------------------------------------------------------------

  /** Takes back the last change, or the last undo; the server keeps the history, so this works after a reload too. A gesture in the making is the last change: it is dropped, and nothing else. `over`: whose side stays where others changed the same since. */
  undo(direction: 'undo' | 'redo', over?: Side): Promise<void> {
    if (this.stroke && this.stroke.size > 0) {
      this.cancel();
      return Promise.resolve();
    }
    this.cancel();
    if (this.refuseFrozen()) return Promise.resolve();
    return this.history.undo(direction, over);
  }

  sync(): Promise<void> { return this.history.sync(); }
  receive(entries: readonly EditEntry[]): readonly EditEntry[] { return this.history.receive(entries); }
  retry(): void { this.history.retry(); }
  setStatus(status: ScenarioStatus): void { this.history.setStatus(status); }
  refresh(): Promise<void> { return this.history.refresh(); }

  // -- what waits on this computer --------------------------------------------------------------------------------

  /** Whatever was done here is on the server, or on the disk of this computer: the page may go. */
  get kept(): boolean { return this.history.kept && this.stroke === null; }
  /** Brings back what pages that are gone had not sent. */
  recover(): Promise<void> { return this.history.recover(); }
  readUnsettled(): Promise<void> { return this.history.readUnsettled(); }
  /** Places where one's own changes met those of others, and wait for a decision. */
  places(): Place[] { return this.history.places(); }
  /** One's own side of some places, as edits on a copy of this scenario. */
  editsOfMine(places: readonly Place[], copy: Present): Edit[] { return this.history.editsOfMine(places, copy, true); }

  /** Decides for one's own side: it is made in one step, which can be undone. False when nothing of it fits any more. */
  takeMine(places: readonly Place[]): boolean {
    if (this.stroke) this.cancel();
    const made = this.together(this.history.editsOfMine(places, this.history.present(), false));
    if (made) this.history.settle(places);
    return made;
  }

  /** The places are decided as they stand here. Returns what waited before, for `unsettle`. */
  settle(places: readonly Place[]): readonly Unsettled[] { return this.history.settle(places); }
  unsettle(unsettled: readonly Unsettled[]): void { this.history.unsettle(unsettled); }
  /** Leaves the scenario; what is not sent stays on this computer. */
  close(): void { this.history.close(); }

  /** Says once that nothing can be changed here, if so: by this person, or of a scenario that is no draft. */
  refuseFrozen(): boolean {
    if (this.readOnly) this.doc.notify({ kind: 'readOnly' });
    else if (this.frozen) this.doc.notify({ kind: 'frozen', kept: 0 });
    return this.readOnly || this.frozen;
  }

  // -- inside -----------------------------------------------------------------------------------------------------

  private endStroke(): void {
    this.stroke = null;
    this.doc.hurried = false;
  }

  private still(): void {
    for (const resume of this.whenStill) resume();
    this.whenStill.clear();
  }

  private tellMoved(edits: readonly Edit[]): void {
    const moves = edits.filter((edit) => edit.type === 'assign');
    const units = moves.reduce((sum, { patch }) => sum + patch.units.length, 0);
    if (units === 0) return;
    this.doc.notify({ kind: 'moved', units, from: distinct(moves.flatMap(({ patch }) => patch.from)), to: distinct(moves.flatMap(({ patch }) => patch.to)) });
  }

  private strokeView(refused: Refusal | null): StrokeView | null {
    const { stroke } = this;
    if (!stroke) return null;
    const given = stroke.given();
    const donors = [...given.keys()].sort((a, b) => (given.get(b)?.units ?? 0) - (given.get(a)?.units ?? 0));
    return { to: stroke.to, units: stroke.size, accounts: stroke.accounts, before: this.strokeBefore, donors, given, refused };
  }
}

function distinct(slots: readonly number[]): number[] {
  return [...new Set(slots)];
}
