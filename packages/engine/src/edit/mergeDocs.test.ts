import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UNASSIGNED } from '../problem/problem.ts';
import { applyEdit } from './applyEdit.ts';
import { diffDocs } from './diffDocs.ts';
import { docHash } from './docHash.ts';
import type { Edit } from './edit.ts';
import { mergeDocs, type Take } from './mergeDocs.ts';
import { copyDoc, emptyDoc, type ScenarioDoc, type Territory } from './scenario.ts';
import { collide, touches } from './touches.ts';

const n = 8;
const territory = (id: string, more: Partial<Territory> = {}): Territory => ({ id, name: `Territory ${id}`, colour: null, person: null, parent: null, level: 0, ...more });
const hold = (reason: string) => ({ reason, owner: 'me', expires: null });

function startDoc(): ScenarioDoc {
  const doc = emptyDoc('print', n);
  for (const slot of [0, 1, 2]) applyEdit(doc, { type: 'territory', slot, from: null, to: territory(`T0${slot + 1}`) });
  applyEdit(doc, { type: 'territory', slot: 3, from: null, to: territory('R', { level: 2 }) });
  applyEdit(doc, { type: 'assign', by: 'import', patch: { units: [0, 1, 2, 3], from: [UNASSIGNED, UNASSIGNED, UNASSIGNED, UNASSIGNED], to: [0, 0, 1, 2] } });
  return doc;
}

const wishes = fc.array(fc.tuple(fc.nat(6), fc.nat(30), fc.nat(30), fc.uniqueArray(fc.nat(n - 1), { minLength: 1, maxLength: 4 })), { maxLength: 12 });

function propose(doc: ScenarioDoc, [kind, a, b, units]: [number, number, number, number[]]): Edit {
  const slot = a % (doc.territories.length + 1);
  switch (kind) {
    case 0:
    case 1: return { type: 'assign', by: 'brush', patch: { units, from: units.map((u) => doc.slots[u]), to: units.map(() => (b % 6 === 0 ? UNASSIGNED : a % doc.territories.length)) } };
    case 2: {
      const from = doc.territories[slot] ?? null;
      return { type: 'territory', slot, from, to: b % 5 === 0 && from ? null : territory(`N${b % 7}`, { parent: b % 3 === 0 ? a % doc.territories.length : null, level: b % 3 }) };
    }
    case 3: return { type: 'lock', slot, from: doc.locks.has(slot), to: !doc.locks.has(slot) };
    case 4: return { type: 'hold', subject: `unit ${units[0]}`, from: doc.holds.get(`unit ${units[0]}`) ?? null, to: b % 3 ? hold(`because ${b}`) : null };
    case 5: return { type: 'named', account: `A${b % 3}`, from: doc.named.get(`A${b % 3}`) ?? null, to: b % 4 ? { slot, ...hold('key account') } : null };
    default: return { type: 'constraint', id: `c${a % 2}`, from: doc.constraints.get(`c${a % 2}`) ?? null, to: b % 3 ? { type: 'seed', unit: units[0], slot } : null };
  }
}

/** A document that grew from another by those wishes that fitted, and the edits that made it. */
function grown(from: ScenarioDoc, list: [number, number, number, number[]][]): { doc: ScenarioDoc; edits: Edit[] } {
  const doc = copyDoc(from);
  const edits: Edit[] = [];
  for (const wish of list) {
    const edit = propose(doc, wish);
    try {
      applyEdit(doc, edit);
      edits.push(edit);
    } catch {
      continue;
    }
  }
  return { doc, edits };
}

const nobody = (): null => null;

describe('laws of differences and merges', () => {
  test('the difference of two documents turns one into the other', () => {
    fc.assert(
      fc.property(wishes, wishes, (first, more) => {
        const before = grown(startDoc(), first).doc;
        const after = grown(before, more).doc;
        const doc = copyDoc(before);
        for (const edit of diffDocs(before, after, 'merge')) applyEdit(doc, edit);
        expect(docHash(doc)).toBe(docHash(after));
        expect(diffDocs(before, before, 'merge')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('nothing new on one side leaves the other as it is', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const base = startDoc();
        const { doc } = grown(base, list);
        const mine = mergeDocs(base, doc, base, nobody);
        const theirs = mergeDocs(base, base, doc, nobody);
        for (const merged of [mine, theirs]) {
          expect(merged.conflicts).toEqual([]);
          expect(docHash(merged.doc)).toBe(docHash(doc));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('whatever is chosen, the merge is a document that edits of mine can reach', () => {
    fc.assert(
      fc.property(wishes, wishes, wishes, fc.func(fc.constantFrom<Take | null>('mine', 'theirs', null)), (first, own, other, choose) => {
        const base = grown(startDoc(), first).doc;
        const mine = grown(base, own).doc;
        const theirs = grown(base, other).doc;
        const { doc: merged, conflicts } = mergeDocs(base, mine, theirs, choose);
        const doc = copyDoc(mine);
        for (const edit of diffDocs(mine, merged, 'merge')) applyEdit(doc, edit);
        expect(docHash(doc)).toBe(docHash(merged));
        for (const { place, units } of conflicts) for (const name of place === 'units' ? units.map((u) => `unit ${u}`) : [place]) expect(choose(name)).toBeNull();
        expect(mergeDocs(base, mine, theirs, () => 'mine').conflicts).toEqual([]);
        expect(mergeDocs(base, mine, theirs, () => 'theirs').conflicts).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('edits of different places merge into what both would have made', () => {
    fc.assert(
      fc.property(wishes, wishes, (own, other) => {
        const base = startDoc();
        const mine = grown(base, own);
        const theirs = grown(base, other);
        if (collide(touches(mine.edits), touches(theirs.edits))) return;
        const both = copyDoc(mine.doc);
        try {
          for (const edit of theirs.edits) applyEdit(both, edit);
        } catch {
          return;
        }
        const merged = mergeDocs(base, mine.doc, theirs.doc, nobody);
        const places = merged.conflicts.filter(({ reason }) => reason === 'both');
        expect(places).toEqual([]);
        if (merged.conflicts.length === 0) expect(docHash(merged.doc)).toBe(docHash(both));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a merge', () => {
  const assign = (doc: ScenarioDoc, units: number[], to: number): Edit => ({ type: 'assign', by: 'brush', patch: { units, from: units.map((u) => doc.slots[u]), to: units.map(() => to) } });
  const made = (...edits: ((doc: ScenarioDoc) => Edit)[]): ScenarioDoc => {
    const doc = startDoc();
    for (const edit of edits) applyEdit(doc, edit(doc));
    return doc;
  };

  test('keeps both sides and groups what both moved by where it would go', () => {
    const base = startDoc();
    const mine = made((doc) => assign(doc, [0, 1], 1), (doc) => assign(doc, [4], 2));
    const theirs = made((doc) => assign(doc, [0, 1], 2), (doc) => assign(doc, [5], 0));
    const open = mergeDocs(base, mine, theirs, nobody);
    expect(open.conflicts).toEqual([{ place: 'units', units: [0, 1], base: 0, mine: 1, theirs: 2, reason: 'both' }]);
    expect(Array.from(open.doc.slots.slice(0, 6))).toEqual([1, 1, 1, 2, 2, 0]);
    const chosen = mergeDocs(base, mine, theirs, (place) => (place === 'unit 0' ? 'theirs' : 'mine'));
    expect(chosen.conflicts).toEqual([]);
    expect(Array.from(chosen.doc.slots.slice(0, 2))).toEqual([2, 1]);
  });

  test('gives territories that both added slots of their own', () => {
    const base = startDoc();
    const mine = made(() => ({ type: 'territory', slot: 4, from: null, to: territory('North') }), (doc) => assign(doc, [4], 4));
    const theirs = made(() => ({ type: 'territory', slot: 4, from: null, to: territory('South') }), (doc) => assign(doc, [5], 4));
    const { doc, conflicts } = mergeDocs(base, mine, theirs, nobody);
    expect(conflicts).toEqual([]);
    expect(doc.territories.slice(4).map((at) => at?.id)).toEqual(['North', 'South']);
    expect(Array.from(doc.slots.slice(4, 6))).toEqual([4, 5]);
  });

  test('asks about ground that the other side locked, held or filled', () => {
    const base = startDoc();
    const lock: Edit = { type: 'lock', slot: 0, from: false, to: true };
    const moved = made((doc) => assign(doc, [0], 1));
    expect(mergeDocs(base, made(() => lock), moved, nobody).conflicts).toMatchObject([{ units: [0], reason: 'locked' }]);
    expect(mergeDocs(base, made(() => ({ type: 'hold', subject: 'unit 0', from: null, to: hold('x') })), moved, nobody).conflicts).toMatchObject([{ units: [0], reason: 'held' }]);
    const filled = made((doc) => assign(doc, [4], 1));
    const removed = made((doc) => assign(doc, [2], 0), (doc) => ({ type: 'territory', slot: 1, from: doc.territories[1], to: null }));
    for (const [mine, theirs] of [[filled, removed], [removed, filled]]) expect(mergeDocs(base, mine, theirs, nobody).conflicts).toMatchObject([{ place: 'territory 1', reason: 'removed' }]);
    expect(mergeDocs(base, filled, removed, () => 'theirs').doc.slots[4]).toBe(UNASSIGNED);
    expect(mergeDocs(base, filled, removed, () => 'mine').doc.territories[1]?.id).toBe('T02');
  });

  test('refuses documents of different ground', () => {
    expect(() => mergeDocs(startDoc(), startDoc(), emptyDoc('other', n), nobody)).toThrow('different ground');
    expect(() => diffDocs(startDoc(), emptyDoc('other', n), 'merge')).toThrow('different ground');
  });
});
