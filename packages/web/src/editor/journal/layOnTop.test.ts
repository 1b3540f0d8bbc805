import fc from 'fast-check';
import type { Edit, Territory } from '@hexalign/api/contract';
import { describe, expect, it } from 'vitest';
import { inverse, listsAfter, type Lists } from '../changes.ts';
import { layOnTop, type Ground, type Laid } from './layOnTop.ts';
import type { Line } from './Line.ts';
import { editsOfMine, onlyPlaces, placesOf, withoutPlaces, type Present } from './places.ts';

const N = 8;
const NOBODY = 0xffff;
const territory = (slot: number): Territory => ({ id: `T0${slot + 1}`, name: `T0${slot + 1}`, colour: null, person: null, parent: null, level: 0 });

/** A small scenario that edits are made on. */
class Scenario implements Ground, Present {
  slots = new Uint16Array(N);
  lists: Lists = { territories: [0, 1, 2].map(territory), locks: new Set(), goals: [], holds: new Map(), named: new Map() };
  frozen = false;
  held = (): boolean => false;
  mayMove = (u: number, to: number): boolean => !this.lists.locks.has(this.slots[u]) && !this.lists.locks.has(to) && (to === NOBODY || (this.lists.territories[to] ?? null) !== null);
  apply = (edit: Edit): void => {
    if (edit.type === 'assign') edit.patch.units.forEach((u, i) => (this.slots[u] = edit.patch.to[i]));
    else this.lists = { ...this.lists, ...listsAfter(this.lists, edit) };
  };

  /** Units to a slot, as a person would make it now; null when it changes nothing. */
  paint(units: readonly number[], to: number): Edit | null {
    const moved = units.filter((u) => this.slots[u] !== to && this.mayMove(u, to));
    if (moved.length === 0) return null;
    const edit: Edit = { type: 'assign', by: 'brush', patch: { units: moved, from: moved.map((u) => this.slots[u]), to: moved.map(() => to) } };
    this.apply(edit);
    return edit;
  }

  copy(): Scenario {
    const other = new Scenario();
    other.slots = this.slots.slice();
    other.lists = this.lists;
    return other;
  }
}

let count = 0;
const lineOf = (...edits: Edit[]): Line => ({ id: `line ${count++}`, seq: 0, at: 0, edits, into: [0, 1, 2].map((slot) => [slot, territory(slot)]) });
const always = (): boolean => true;

const units = fc.uniqueArray(fc.nat(N - 1), { minLength: 1, maxLength: 4 });
const strokes = fc.array(fc.tuple(units, fc.constantFrom(0, 1, 2, NOBODY)), { maxLength: 6 });

/** Mine and theirs drawn from one beginning, and mine laid on theirs. */
function apart(mine: [number[], number][], theirs: [number[], number][]): { base: Scenario; me: Scenario; they: Scenario; lines: Line[]; after: Scenario; laid: Laid } {
  const base = new Scenario();
  base.slots.set([0, 0, 1, 1, 2, 2, NOBODY, 0]);
  const [me, they] = [base.copy(), base.copy()];
  const lines = mine.flatMap(([cells, to]) => me.paint(cells, to) ?? []).map((edit) => lineOf(edit));
  for (const [cells, to] of theirs) they.paint(cells, to);
  const after = they.copy();
  return { base, me, they, lines, after, laid: layOnTop(lines, after, always) };
}

describe('gestures laid on what others changed meanwhile', () => {
  it('are made where nobody else was, leave theirs where others were, and keep mine for a decision there', () => {
    fc.assert(fc.property(strokes, strokes, (mine, theirs) => {
      const { base, me, they, lines, after, laid } = apart(mine, theirs);
      const places = placesOf(laid.unsettled, after);
      const waiting = new Map(places.flatMap((place) => place.units.map((u) => [u, place])));
      const touched = new Set(lines.flatMap(({ edits }) => edits.flatMap((edit) => (edit.type === 'assign' ? edit.patch.units : []))));
      for (let u = 0; u < N; u++) {
        const [was, my, their] = [base.slots[u], me.slots[u], they.slots[u]];
        const way = lines.flatMap(({ edits }) => edits.flatMap((edit) => (edit.type === 'assign' ? edit.patch.units.flatMap((one, i) => (one === u ? [edit.patch.to[i]] : [])) : [])));
        // Whoever alone changed a unit has it, and whatever both made the same stands. Where both differ, theirs stands and mine
        // waits, unless mine had been the same as theirs on its way: then I went on from there.
        if (!touched.has(u)) expect(after.slots[u]).toBe(their);
        else if (their === was) expect(after.slots[u]).toBe(my);
        else if (my !== their && my !== was && !way.includes(their)) {
          expect(after.slots[u]).toBe(their);
          expect(waiting.get(u)).toMatchObject({ mine: my, theirs: their, base: was });
        }
        // Mine is never gone: it is there, or it waits.
        if (touched.has(u) && my !== was) expect(after.slots[u] === my || waiting.get(u)?.mine === my).toBe(true);
      }
    }));
  });

  it('keep their order and fit one after the other on the state of the server', () => {
    fc.assert(fc.property(strokes, strokes, (mine, theirs) => {
      const { they, lines, after, laid } = apart(mine, theirs);
      const order = laid.kept.map(({ id }) => lines.findIndex((line) => line.id === id));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      const server = they.copy();
      for (const edit of laid.kept.flatMap(({ edits }) => edits)) {
        if (edit.type === 'assign') edit.patch.units.forEach((u, i) => expect(server.slots[u]).toBe(edit.patch.from[i]));
        server.apply(edit);
      }
      expect(server.slots).toEqual(after.slots);
    }));
  });

  it('change nothing when they are laid again after they were made', () => {
    fc.assert(fc.property(strokes, (mine) => {
      const { me, lines } = apart(mine, []);
      const last = lines.at(-1);
      if (!last) return;
      // The server has them all: of each unit the last one counts, and that is there.
      const again = layOnTop([last], me.copy(), always);
      expect([again.kept, again.unsettled]).toEqual([[], []]);
    }));
  });

  it('lose nothing when they are laid in two steps, and can be taken back whole', () => {
    fc.assert(fc.property(strokes, strokes, strokes, (mine, theirs, more) => {
      const { base, me, after, laid } = apart(mine, theirs);
      const second = after.copy();
      for (const edit of laid.kept.flatMap(({ edits }) => edits).toReversed()) second.apply(inverse(edit));
      for (const [cells, to] of more) second.paint(cells, to);
      const twice = layOnTop(laid.kept, second, always);
      const places = placesOf([...laid.unsettled, ...twice.unsettled], second);
      const waiting = new Map(places.flatMap(({ units: at, mine: my }) => at.map((u) => [u, my])));
      const touched = [...laid.kept, ...laid.unsettled].flatMap(({ edits }) => edits.flatMap((edit) => (edit.type === 'assign' ? edit.patch.units : [])));
      for (const u of touched) if (me.slots[u] !== base.slots[u]) expect(second.slots[u] === me.slots[u] || waiting.get(u) === me.slots[u]).toBe(true);
    }));
  });

  it('make all of mine when every place is decided for it, in one step that fits, and nothing waits then', () => {
    fc.assert(fc.property(strokes, strokes, (mine, theirs) => {
      const { me, they, after, laid } = apart(mine, theirs);
      const places = placesOf(laid.unsettled, after);
      const edits = editsOfMine(places, laid.unsettled, after, false);
      for (const edit of edits) {
        if (edit.type === 'assign') edit.patch.units.forEach((u, i) => expect(after.slots[u]).toBe(edit.patch.from[i]));
        after.apply(edit);
      }
      for (const { units: at } of places) for (const u of at) expect(after.slots[u]).toBe(me.slots[u]);
      expect(placesOf(laid.unsettled, after)).toEqual([]);
      expect(onlyPlaces(laid.unsettled, []).close).toEqual(laid.unsettled.map(({ id }) => id));
      const { open, close } = withoutPlaces(laid.unsettled, places);
      const left = laid.unsettled.filter(({ id }) => !close.includes(id)).map((one) => open.find(({ id }) => id === one.id) ?? one);
      expect(placesOf(left, they)).toEqual([]);
    }));
  });

  it('go on top of what somebody did at the same moment, unless they have waited', () => {
    const ground = new Scenario();
    const line = lineOf(ground.copy().paint([1, 2], 1)!);
    ground.paint([2], 2);
    expect(layOnTop([line], ground.copy(), () => false)).toMatchObject({ met: 1, unsettled: [], kept: [{ edits: [{ patch: { units: [1, 2], from: [0, 2], to: [1, 1] } }] }] });
    expect(layOnTop([line], ground.copy(), always)).toMatchObject({ met: 0, kept: [{ id: line.id, edits: [{ patch: { units: [1] } }] }], unsettled: [{ edits: [{ patch: { units: [2], from: [0], to: [1] } }] }] });
  });

  it('wait for a decision where a lock, a hold or a removal of others is in the way, patient or not', () => {
    const ground = new Scenario();
    const lines = [lineOf(ground.copy().paint([1], 1)!), lineOf(ground.copy().paint([2], 2)!), lineOf(ground.copy().paint([N - 1], 2)!)];
    ground.apply({ type: 'lock', slot: 1, from: false, to: true });
    ground.apply({ type: 'territory', slot: 2, from: territory(2), to: null });
    for (const patient of [true, false]) {
      const after = ground.copy();
      const { kept, unsettled } = layOnTop(lines, after, () => patient);
      expect(kept).toEqual([]);
      expect(placesOf(unsettled, after).map(({ units: at, reason, fits }) => [at, reason, fits])).toEqual([[[1], 'locked', false], [[2, N - 1], 'removed', true]]);
      // Mine of a removed territory brings it back; in a copy a lock is no hindrance either.
      const places = placesOf(unsettled, after);
      expect(editsOfMine(places.filter(({ fits }) => fits), unsettled, after, false).map(({ type }) => type)).toEqual(['territory', 'assign']);
      expect(editsOfMine(places, unsettled, after, true).map(({ type }) => type)).toEqual(['lock', 'territory', 'assign']);
    }
  });

  it('give a new territory the next free slot and id when others made one meanwhile, and everything after follows it', () => {
    const ground = new Scenario();
    const fresh = { ...territory(3), name: 'Mine' };
    const lines = [
      lineOf({ type: 'territory', slot: 3, from: null, to: fresh }, { type: 'assign', by: 'whatif', patch: { units: [1, 2], from: [0, 0], to: [3, 3] } }),
      lineOf({ type: 'assign', by: 'brush', patch: { units: [2, 3], from: [3, 0], to: [0, 3] } }),
      lineOf({ type: 'lock', slot: 3, from: false, to: true }),
    ];
    ground.apply({ type: 'territory', slot: 3, from: null, to: { ...territory(3), name: 'Theirs' } });
    const { kept, unsettled } = layOnTop(lines, ground, always);
    expect(unsettled).toEqual([]);
    expect(kept.map(({ edits }) => edits.length)).toEqual([2, 1, 1]);
    expect(ground.lists.territories.map((one) => one && [one.id, one.name])).toEqual([['T01', 'T01'], ['T02', 'T02'], ['T03', 'T03'], ['T04', 'Theirs'], ['T05', 'Mine']]);
    expect(Array.from(ground.slots.subarray(0, 4))).toEqual([0, 4, 0, 4]);
    expect([...ground.lists.locks]).toEqual([4]);
  });

  it('keep a name and a lock for a decision where others gave another, and make the same only once', () => {
    const ground = new Scenario();
    const rename = (name: string): Edit => ({ type: 'territory', slot: 1, from: territory(1), to: { ...territory(1), name } });
    const lock: Edit = { type: 'lock', slot: 2, from: false, to: true };
    ground.apply(rename('Theirs'));
    ground.apply(lock);
    const { kept, unsettled } = layOnTop([lineOf(rename('Mine'), lock)], ground, always);
    expect(kept).toEqual([]);
    const [place, ...others] = placesOf(unsettled, ground);
    expect(others).toEqual([]);
    expect(place).toMatchObject({ place: 'territory 1', mine: { name: 'Mine' }, theirs: { name: 'Theirs' }, base: { name: 'T02' }, fits: true });
    expect(editsOfMine([place], unsettled, ground, false)).toEqual([{ type: 'territory', slot: 1, from: { ...territory(1), name: 'Theirs' }, to: { ...territory(1), name: 'Mine' } }]);
  });

  it('do not remove a territory that others gave ground to', () => {
    const ground = new Scenario();
    const before = ground.copy();
    before.paint([0, 1, 2, 3, 4, 5, 6, 7], 0);
    const remove: Edit = { type: 'territory', slot: 2, from: territory(2), to: null };
    ground.paint([5], 2);
    const { unsettled } = layOnTop([lineOf(remove)], ground, always);
    expect(placesOf(unsettled, ground)).toMatchObject([{ place: 'territory 2', reason: 'needed', fits: false }]);
    expect(ground.lists.territories[2]).not.toBeNull();
  });
});
