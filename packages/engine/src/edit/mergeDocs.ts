import { EngineError } from '../base/errors.ts';
import { same } from '../base/same.ts';
import { UNASSIGNED } from '../problem/problem.ts';
import { mergeTerritories } from './mergeTerritories.ts';
import { renumberDoc, slotsInto } from './renumberDoc.ts';
import { copyDoc, type ScenarioDoc, type Territory } from './scenario.ts';
import { slotsOf } from './scenarioConstraint.ts';

/** A place that two documents changed in two ways since they parted. Slots are those of the merged document. */
export interface MergeConflict {
  /** `units`, or a field as edits name it: `territory 3`, `lock 3`, `hold unit 17`, `named A-17`, `goal Revenue`, `constraint c1`, `weights`. */
  readonly place: string;
  /** Of `units` that were, are and would be in the same three slots. */
  readonly units: readonly number[];
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** `both` changed it; or one changed what the other locked, held or removed. */
  readonly reason: 'both' | 'locked' | 'held' | 'removed';
}

export type Take = 'mine' | 'theirs';

export interface Merged {
  readonly doc: ScenarioDoc;
  /** What was not chosen; the document has mine there. */
  readonly conflicts: readonly MergeConflict[];
  /** What could not be taken as it was, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Brings what `theirs` changed since `base` into `mine`: place by place, so that what only one side touched is taken,
 * and what both changed in two ways is a conflict that somebody chooses about. Territories that `theirs` added get
 * slots of their own.
 *
 * @param base what both grew from; its slots mean the same in all three
 * @param choose for a place (`unit 17` or a field), which side; null = nobody has chosen
 * @throws EngineError `merge.ground` for documents of different ground
 */
export function mergeDocs(base: ScenarioDoc, mine: ScenarioDoc, theirs: ScenarioDoc, choose: (place: string) => Take | null): Merged {
  for (const other of [mine, theirs]) {
    if (other.fingerprint !== base.fingerprint || other.slots.length !== base.slots.length) throw new EngineError('merge.ground', 'The documents are of different ground.', [base.fingerprint, other.fingerprint]);
  }
  const renumbered = renumberDoc(theirs, slotsInto(base, mine, theirs));
  const merge = new Merge(base, mine, renumbered, choose);
  merge.territories();
  merge.units();
  merge.locks();
  merge.maps();
  merge.clearRemoved();
  return { doc: merge.doc, conflicts: merge.conflicts, notes: merge.notes };
}

class Merge {
  readonly doc: ScenarioDoc;
  readonly conflicts: MergeConflict[] = [];
  notes: readonly string[] = [];
  private readonly base: ScenarioDoc;
  private readonly mine: ScenarioDoc;
  private readonly theirs: ScenarioDoc;
  private readonly choose: (place: string) => Take | null;

  constructor(base: ScenarioDoc, mine: ScenarioDoc, theirs: ScenarioDoc, choose: (place: string) => Take | null) {
    this.base = base;
    this.mine = mine;
    this.theirs = theirs;
    this.choose = choose;
    this.doc = copyDoc(mine);
  }

  territories(): void {
    const count = Math.max(this.mine.territories.length, this.theirs.territories.length);
    const wanted = Array.from({ length: count }, (_, slot): { kept: Territory | null } => {
      const [base, mine, theirs] = [this.base, this.mine, this.theirs].map((doc) => doc.territories[slot] ?? null);
      // A territory of mine alone is no removal of theirs.
      if (slot >= this.base.territories.length && theirs === null) return { kept: mine };
      return this.removal(slot, base, mine, theirs) ?? { kept: this.three(`territory ${slot}`, base, mine, theirs) };
    });
    const { territories, notes } = mergeTerritories(wanted.map(({ kept }) => kept), this.mine.territories);
    this.doc.territories.splice(0, count, ...territories);
    this.notes = notes;
  }

  units(): void {
    const groups = new Map<string, { units: number[]; slots: readonly [number, number, number]; reason: MergeConflict['reason'] }>();
    for (let u = 0; u < this.doc.slots.length; u++) {
      const slots = [this.base.slots[u], this.mine.slots[u], this.theirs.slots[u]] as const;
      const [was, mine, theirs] = slots;
      if (mine === theirs) continue;
      const reason = mine !== was && theirs !== was ? 'both' : this.guarded(u, slots);
      const side = reason === null ? (mine === was ? 'theirs' : 'mine') : this.choose(`unit ${u}`);
      if (side === 'theirs') this.doc.slots[u] = theirs;
      if (side !== null || reason === null) continue;
      const key = `${reason} ${slots.join(' ')}`;
      const group = groups.get(key);
      if (group) group.units.push(u);
      else groups.set(key, { units: [u], slots, reason });
    }
    for (const { units, slots: [base, mine, theirs], reason } of groups.values()) this.conflicts.push({ place: 'units', units, base, mine, theirs, reason });
  }

  locks(): void {
    for (const slot of new Set([...this.base.locks, ...this.mine.locks, ...this.theirs.locks])) {
      const locked = this.three(`lock ${slot}`, this.base.locks.has(slot), this.mine.locks.has(slot), this.theirs.locks.has(slot));
      if (locked) this.doc.locks.add(slot);
      else this.doc.locks.delete(slot);
    }
  }

  maps(): void {
    this.map('hold', 'holds');
    this.map('named', 'named');
    this.map('goal', 'goals');
    this.map('constraint', 'constraints');
    this.doc.weights = this.three('weights', this.base.weights, this.mine.weights, this.theirs.weights);
  }

  /** What stood on a territory that is gone for good goes with it. */
  clearRemoved(): void {
    const gone = (slot: number): boolean => (this.doc.territories[slot] ?? null) === null;
    for (let u = 0; u < this.doc.slots.length; u++) if (this.doc.slots[u] !== UNASSIGNED && this.doc.territories[this.doc.slots[u]]?.level !== 0) this.doc.slots[u] = UNASSIGNED;
    for (const slot of this.doc.locks) if (gone(slot)) this.doc.locks.delete(slot);
    for (const [account, { slot }] of this.doc.named) if (gone(slot)) this.doc.named.delete(account);
    for (const [id, constraint] of this.doc.constraints) if (slotsOf(constraint).some(gone)) this.doc.constraints.delete(id);
  }

  private map(name: string, key: 'holds' | 'named' | 'goals' | 'constraints'): void {
    const [base, mine, theirs] = [this.base, this.mine, this.theirs].map((doc) => doc[key] as Map<string, unknown>);
    const into = this.doc[key] as Map<string, unknown>;
    for (const at of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
      const value = this.three(`${name} ${at}`, base.get(at) ?? null, mine.get(at) ?? null, theirs.get(at) ?? null);
      if (value === null) into.delete(at);
      else into.set(at, value);
    }
  }

  /** Of a place: what only one side changed, or what was chosen. */
  private three<T>(place: string, base: T, mine: T, theirs: T): T {
    if (same(mine, theirs) || same(base, theirs)) return mine;
    if (same(base, mine)) return theirs;
    const side = this.choose(place);
    if (side === null) this.conflicts.push({ place, units: [], base, mine, theirs, reason: 'both' });
    return side === 'theirs' ? theirs : mine;
  }

  /** What becomes of a territory that one side removed and the other, which left it as it was, put something on; null for any other. */
  private removal(slot: number, base: Territory | null, mine: Territory | null, theirs: Territory | null): { kept: Territory | null } | null {
    if (base === null || (mine === null) === (theirs === null) || !same(base, mine ?? theirs)) return null;
    if (!this.usedAnew(slot, mine === null ? this.theirs : this.mine)) return null;
    const side = this.choose(`territory ${slot}`);
    if (side === null) this.conflicts.push({ place: `territory ${slot}`, units: [], base, mine, theirs, reason: 'removed' });
    return { kept: side === 'theirs' ? theirs : mine };
  }

  /** Whether one side put something on a territory that stood there before. */
  private usedAnew(slot: number, user: ScenarioDoc): boolean {
    const { base } = this;
    if (user.slots.some((at, u) => at === slot && base.slots[u] !== slot)) return true;
    if (user.territories.some((other, at) => other?.parent === slot && base.territories[at]?.parent !== slot)) return true;
    if ([...user.named].some(([account, named]) => named.slot === slot && base.named.get(account)?.slot !== slot)) return true;
    return [...user.constraints].some(([id, constraint]) => slotsOf(constraint).includes(slot) && !base.constraints.has(id));
  }

  /** Whether one side moved a unit that the other closed since they parted. */
  private guarded(u: number, [was, mine, theirs]: readonly [number, number, number]): 'locked' | 'held' | null {
    const keeper = mine === was ? this.mine : this.theirs;
    const slots = [mine, theirs];
    if (slots.some((slot) => keeper.locks.has(slot) && !this.base.locks.has(slot))) return 'locked';
    const held = `unit ${u}`;
    return keeper.holds.has(held) && !this.base.holds.has(held) ? 'held' : null;
  }
}
