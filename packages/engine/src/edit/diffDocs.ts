import { EngineError } from '../base/errors.ts';
import { same } from '../base/same.ts';
import { applyEdit } from './applyEdit.ts';
import { diffSlots } from './assignPatch.ts';
import type { Edit, EditBy } from './edit.ts';
import { copyDoc, type ScenarioDoc, type Territory } from './scenario.ts';

/**
 * Edits that turn one document into another of the same ground, in an order in which each fits: territories come before
 * the units that enter them and go after the units have left, and what is locked or held is open meanwhile.
 *
 * @param after every slot of `before` keeps its place in it; it may have more
 * @param by what the assignment is put down to
 * @throws EngineError `diff.ground` for documents of different ground, `diff.slots` when `after` has fewer slots
 */
export function diffDocs(before: ScenarioDoc, after: ScenarioDoc, by: EditBy): Edit[] {
  if (before.fingerprint !== after.fingerprint || before.slots.length !== after.slots.length) throw new EngineError('diff.ground', 'The documents are of different ground.', [before.fingerprint, after.fingerprint]);
  if (after.territories.length < before.territories.length) throw new EngineError('diff.slots', `The second document has ${after.territories.length} slots, expected at least ${before.territories.length}.`, after.territories.length);
  const way = new Way(before);
  const patch = diffSlots(before.slots, after.slots);
  way.open(patch);
  for (let slot = 0; slot < after.territories.length; slot++) {
    if (slot >= before.territories.length || (before.territories[slot] === null && after.territories[slot] !== null)) way.add(slot, after.territories[slot]);
  }
  way.settleTerritories(after);
  way.map('named', before.named, after.named);
  way.map('constraint', before.constraints, after.constraints);
  if (patch.units.length > 0) way.push({ type: 'assign', patch, by });
  way.settleTerritories(after);
  way.removeTerritories(after);
  way.map('goal', before.goals, after.goals);
  if (!same(before.weights, after.weights)) way.push({ type: 'weights', from: before.weights, to: after.weights });
  way.close(after);
  return way.edits;
}

/** The way from one document to another: every edit is made as it is found. */
class Way {
  readonly edits: Edit[] = [];
  private readonly doc: ScenarioDoc;

  constructor(before: ScenarioDoc) {
    this.doc = copyDoc(before);
  }

  push(edit: Edit): void {
    applyEdit(this.doc, edit);
    this.edits.push(edit);
  }

  /** Unlocks and lets go of what the moved units, or territories that go, need open. */
  open({ units, from, to }: ReturnType<typeof diffSlots>): void {
    const touched = new Set<number>([...from, ...to]);
    for (const slot of this.doc.locks) if (touched.has(slot)) this.push({ type: 'lock', slot, from: true, to: false });
    for (const u of this.doc.holds.size === 0 ? [] : units) {
      const hold = this.doc.holds.get(`unit ${u}`);
      if (hold) this.push({ type: 'hold', subject: `unit ${u}`, from: hold, to: null });
    }
  }

  /** A new territory, for the time being at the top and under an id of its own; one that came and went uses its slot up. */
  add(slot: number, to: Territory | null): void {
    const first: Territory = { ...(to ?? { name: '-', colour: null, person: null, level: 0 }), id: this.freeId(slot), parent: null };
    this.push({ type: 'territory', slot, from: null, to: first });
  }

  /** Brings territories to what they are to be, as far as that goes before the units have moved. */
  settleTerritories(after: ScenarioDoc): void {
    const pending = (): number[] => after.territories.flatMap((to, slot) => (to !== null && this.doc.territories[slot] !== null && !same(this.doc.territories[slot], to) ? [slot] : []));
    const round = (make: (now: Territory, to: Territory, slot: number) => Territory): boolean => {
      let moved = false;
      for (const slot of pending()) {
        const now = this.doc.territories[slot]!;
        const to = make(now, after.territories[slot]!, slot);
        if (!same(now, to)) moved = this.tries({ type: 'territory', slot, from: now, to }) || moved;
      }
      return moved;
    };
    const straight = (): void => {
      while (round((_, to) => to));
    };
    straight();
    if (pending().length === 0) return;
    // Names that change places and trees turned upside down: let go of both, then build up again.
    round((now) => ({ ...now, parent: null }));
    round((now, to, slot) => (now.id === to.id ? now : { ...now, id: this.freeId(slot) }));
    after.territories.forEach((to, slot) => {
      const now = this.doc.territories[slot];
      if (to === null && now !== null && after.territories.some((other) => other?.id === now.id)) this.push({ type: 'territory', slot, from: now, to: { ...now, id: this.freeId(slot) } });
    });
    straight();
  }

  removeTerritories(after: ScenarioDoc): void {
    const gone = (slot: number): boolean => after.territories[slot] === null && this.doc.territories[slot] !== null;
    for (const slot of this.doc.locks) if (gone(slot)) this.push({ type: 'lock', slot, from: true, to: false });
    const left = new Set([...this.doc.territories.keys()].filter(gone));
    while (left.size > 0) {
      const before = left.size;
      for (const slot of left) if (this.tries({ type: 'territory', slot, from: this.doc.territories[slot], to: null })) left.delete(slot);
      if (left.size === before) throw new EngineError('diff.territory', `Territory ${this.doc.territories[[...left][0]]?.name} cannot go: something still stands on it.`, [...left]);
    }
    const open = after.territories.findIndex((to, slot) => !same(to, this.doc.territories[slot]));
    if (open >= 0) throw new EngineError('diff.territory', `Territory ${after.territories[open]?.name} does not fit where it stands.`, open);
  }

  map(type: 'named' | 'constraint' | 'goal' | 'hold', before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): void {
    const key = { named: 'account', constraint: 'id', goal: 'measure', hold: 'subject' }[type];
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [from, to] = [before.get(name) ?? null, after.get(name) ?? null];
      if (!same(from, to)) this.push({ type, [key]: name, from, to } as unknown as Edit);
    }
  }

  close(after: ScenarioDoc): void {
    this.map('hold', new Map(this.doc.holds), after.holds);
    for (const slot of new Set([...this.doc.locks, ...after.locks])) {
      if (this.doc.locks.has(slot) !== after.locks.has(slot)) this.push({ type: 'lock', slot, from: !after.locks.has(slot), to: after.locks.has(slot) });
    }
  }

  private tries(edit: Edit): boolean {
    try {
      this.push(edit);
      return true;
    } catch (error) {
      if (error instanceof EngineError) return false;
      throw error;
    }
  }

  private freeId(slot: number): string {
    let id = `${slot}`;
    while (this.doc.territories.some((other) => other?.id === id)) id += '-';
    return id;
  }
}
