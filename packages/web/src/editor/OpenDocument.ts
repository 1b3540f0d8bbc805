import { isFrozen, type Edit } from '@hexalign/api/contract';
import { UNASSIGNED, type Measure, type UnitGraph } from '@hexalign/engine';
import { listsAfter } from './changes.ts';
import type { EditorState, Notice } from './EditorState.ts';
import { figureAt, type Figure } from './figures.ts';
import { Ledger } from './Ledger.ts';
import type { Load } from './Load.ts';
import type { OpenUnits } from './OpenUnits.ts';
import type { OpenScenario } from './OpenScenario.ts';
import type { Refusal } from './Refusal.ts';

/**
 * The arrays and lists of the open scenario, what is counted of them, and who wants to hear of changes. Knows no server
 * and no gesture: it makes edits and tells.
 */
export class OpenDocument {
  graph: UnitGraph;
  measures: readonly Measure[];
  slots: Uint16Array;
  state: EditorState;
  /** Screens hear once per frame: a pointer tells more often than they can show. */
  hurried = false;
  private ledger: Ledger;
  private accountsPerUnit: Uint32Array;
  private loads: readonly Load[] = [];
  /** Units that were read before an entry of the history asks for them. */
  private readonly ready = new Map<string, OpenUnits>();
  private frame: number | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly painters = new Set<(units: ArrayLike<number> | null) => void>();
  private readonly noticed = new Set<(notice: Notice) => void>();
  /** Told before there was a screen to say it. */
  private readonly unheard: Notice[] = [];

  constructor({ scenario, graph, measures, slots, accountsPerUnit }: OpenScenario) {
    this.graph = graph;
    this.measures = measures;
    this.slots = slots;
    this.accountsPerUnit = accountsPerUnit;
    this.ledger = new Ledger(measures, slots, scenario.territories.length, accountsPerUnit, graph.areaKm2);
    this.state = {
      unitsId: scenario.unitsId, seq: scenario.seq, status: scenario.status, territories: scenario.territories, locks: new Set(scenario.locks), goals: scenario.goals, holds: new Map(scenario.holds.map(({ subject, hold }) => [subject, hold])), named: new Map(scenario.named.map(({ account, named }) => [account, named])),
      figures: [], unassigned: undefined as unknown as Figure,
      stroke: null, save: { kind: 'saved', at: Date.parse(scenario.updatedAt) }, unsettled: [], undo: scenario.undo, redo: scenario.redo, revision: 0,
    };
    this.state = { ...this.state, ...this.allFigures() };
  }

  subscribe = (listener: () => void): (() => void) => add(this.listeners, listener);
  onPaint = (listener: (units: ArrayLike<number> | null) => void): (() => void) => add(this.painters, listener);
  onNotice = (listener: (notice: Notice) => void): (() => void) => {
    // All that begin to listen together hear of it, not only who is first.
    if (this.unheard.length > 0) setTimeout(() => { for (const notice of this.unheard.splice(0)) this.notify(notice); });
    return add(this.noticed, listener);
  };

  get frozen(): boolean {
    return isFrozen(this.state.status);
  }

  /** Units may leave a territory and enter `to`, locks and missing territories considered. */
  mayMove(from: number, to: number): boolean {
    if (from === to || this.state.locks.has(from) || this.state.locks.has(to)) return false;
    return to === UNASSIGNED || this.state.territories[to]?.level === 0;
  }

  /** Why a unit may not go to `to`; null when it may, or is there already. */
  refusalOf(u: number, to: number): Refusal | null {
    const from = this.slots[u];
    if (from === to) return null;
    if (this.state.locks.has(from)) return { kind: 'locked', slot: from };
    if (this.state.locks.has(to)) return { kind: 'locked', slot: to };
    const hold = this.state.holds.size > 0 ? this.state.holds.get(`unit ${u}`) : undefined;
    // Its last day is a day in UTC, as the server counts them.
    return hold !== undefined && (hold.expires === null || hold.expires >= new Date().toISOString().slice(0, 10)) ? { kind: 'held', unit: u } : null;
  }

  accountsAt(u: number): number {
    return this.ledger.accountsAt(u);
  }

  totalOf(at: number): number {
    return this.ledger.totals[at];
  }

  /** Sum of a measure over a slot, or over unassigned ground, as it stands now. */
  sumOf(slot: number, at: number): number {
    return this.ledger.sums[this.ledger.row(slot) * this.measures.length + at];
  }

  /** Accounts apart from their ground, as they are known now: everything is counted anew with them. */
  setLoads(loads: readonly Load[]): void {
    if (loads.length === 0 && this.loads.length === 0) return;
    this.loads = loads;
    this.ledger = this.counted();
    this.set(this.allFigures());
  }

  /** Makes an edit: arrays and lists follow, figures are to be set by the caller. */
  apply(edit: Edit): void {
    if (edit.type === 'assign') edit.patch.units.forEach((u, i) => this.place(u, edit.patch.to[i]));
    else if (edit.type === 'measures') this.standOn(edit.to.unitsId);
    else this.state = { ...this.state, ...listsAfter(this.state, edit) };
    // A territory more: everything is counted anew, with a row for it.
    if (this.state.territories.length > this.ledger.k) this.ledger = this.counted();
  }

  /** Takes the last slot off when nobody stands there. */
  dropSlot(slot: number): void {
    const { territories } = this.state;
    if (slot === territories.length - 1 && territories[slot] === null) this.state = { ...this.state, territories: territories.slice(0, slot) };
  }

  /** Gives units that an edit to come will ask for. */
  prepare(units: OpenUnits): void {
    this.ready.set(units.unitsId, units);
  }

  has(unitsId: string): boolean {
    return this.ready.has(unitsId);
  }

  /** Stands on other units: every position keeps its slot, new ones at the end belong to nobody. */
  private standOn(unitsId: string): void {
    const units = this.ready.get(unitsId);
    if (!units) throw new Error('units that were not read before their edit');
    const slots = new Uint16Array(units.graph.ids.length).fill(UNASSIGNED);
    slots.set(this.slots.subarray(0, slots.length));
    this.slots = slots;
    this.graph = units.graph;
    this.measures = units.measures;
    this.accountsPerUnit = units.accountsPerUnit;
    this.ledger = this.counted();
    this.state = { ...this.state, unitsId };
    this.ready.delete(unitsId);
  }

  place(u: number, to: number): void {
    this.ledger.move(u, this.slots[u], to);
    this.slots[u] = to;
  }

  figureOf(slot: number): Figure {
    return figureAt(this.ledger, this.measures, this.state, slot);
  }

  figuresOf(slots: Iterable<number>): Pick<EditorState, 'figures' | 'unassigned'> {
    const figures = [...this.state.figures];
    let { unassigned } = this.state;
    for (const slot of slots) {
      if (this.ledger.row(slot) === this.ledger.k) unassigned = this.figureOf(UNASSIGNED);
      else figures[slot] = this.figureOf(slot);
    }
    return { figures, unassigned };
  }

  allFigures(): Pick<EditorState, 'figures' | 'unassigned'> {
    return { figures: this.state.territories.map((_, slot) => this.figureOf(slot)), unassigned: this.figureOf(UNASSIGNED) };
  }

  set(change: Partial<EditorState>): void {
    this.state = { ...this.state, ...change };
    if (this.hurried && typeof requestAnimationFrame === 'function') this.frame ??= requestAnimationFrame(() => this.tell());
    else this.tell();
  }

  /** Everything may have changed: all figures anew, and one revision more. */
  setAll(change: Partial<EditorState> = {}): void {
    this.set({ ...this.allFigures(), revision: this.state.revision + 1, ...change });
  }

  paint(units: ArrayLike<number> | null): void {
    for (const painter of this.painters) painter(units);
  }

  notify(notice: Notice): void {
    if (this.noticed.size === 0) this.unheard.push(notice);
    for (const listener of this.noticed) listener(notice);
  }

  private counted(): Ledger {
    const loads = this.loads.filter(({ unit, values }) => unit < this.slots.length && values.length === this.measures.length);
    return new Ledger(this.measures, this.slots, this.state.territories.length, this.accountsPerUnit, this.graph.areaKm2, loads);
  }

  private tell(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    for (const listener of this.listeners) listener();
  }
}

function add<T>(set: Set<T>, item: T): () => void {
  set.add(item);
  return () => void set.delete(item);
}
