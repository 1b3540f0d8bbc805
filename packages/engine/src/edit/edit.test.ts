import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UNASSIGNED } from '../problem/problem.ts';
import { applyEdit } from './applyEdit.ts';
import { diffSlots, patchInto, type AssignPatch } from './assignPatch.ts';
import { invertEdit, squashEdits, type Edit } from './edit.ts';
import { copyDoc, emptyDoc, type ScenarioDoc, type Territory } from './scenario.ts';
import type { ScenarioConstraint } from './scenarioConstraint.ts';
import { collide, touches } from './touches.ts';

const n = 12;
const territory = (id: string, parent: number | null = null, level = 0): Territory => ({ id, name: `Territory ${id}`, colour: null, person: null, parent, level });

function startDoc(): ScenarioDoc {
  const doc = emptyDoc('print', n);
  for (const slot of [0, 1, 2]) applyEdit(doc, { type: 'territory', slot, from: null, to: territory(`T0${slot + 1}`) });
  return doc;
}

/** Numbers that `propose` turns into an edit which fits the document as it then is, or at times does not. */
const wishes = fc.array(fc.tuple(fc.nat(7), fc.nat(99), fc.nat(99), fc.uniqueArray(fc.nat(n - 1), { maxLength: 6 })), { maxLength: 30 });

function propose(doc: ScenarioDoc, [kind, a, b, units]: [number, number, number, number[]]): Edit {
  const slot = a % (doc.territories.length + 1);
  const place = a % 5 === 0 ? UNASSIGNED : a % Math.max(1, doc.territories.length);
  switch (kind) {
    case 0: return { type: 'assign', by: b % 2 ? 'brush' : 'lasso', patch: { units, from: units.map((u) => doc.slots[u]), to: units.map((_, i) => (i % 3 === 2 ? UNASSIGNED : place)) } };
    case 1: {
      const from = doc.territories[slot] ?? null;
      return { type: 'territory', slot, from, to: b % 4 === 0 && from ? null : territory(`N${b}`, b % 3 === 0 ? b % 4 : null, b % 5 < 3 ? 0 : b % 5) };
    }
    case 2: return { type: 'lock', slot, from: doc.locks.has(slot), to: b % 2 === 0 };
    case 3: {
      const subject = b % 2 ? `unit ${a % n}` : `account A${a % 3}`;
      return { type: 'hold', subject, from: doc.holds.get(subject) ?? null, to: b % 3 ? { reason: `because ${b}`, owner: 'me', expires: null } : null };
    }
    case 4: return { type: 'named', account: `A${b % 3}`, from: doc.named.get(`A${b % 3}`) ?? null, to: b % 4 ? { slot, reason: `because ${b}`, owner: 'me', expires: '2026-12-31' } : null };
    case 5: return { type: 'goal', measure: `m${b % 2}`, from: doc.goals.get(`m${b % 2}`) ?? null, to: a % 4 ? { measure: `m${b % 2}`, share: null, tolerance: a / 100, weight: 1 } : null };
    case 6: {
      const made: ScenarioConstraint = b % 2 ? { type: 'capacity', measure: 'm0', slot, min: null, max: b } : { type: 'keepTogether', units };
      return { type: 'constraint', id: `c${a % 2}`, from: doc.constraints.get(`c${a % 2}`) ?? null, to: b % 3 ? made : null };
    }
    default: return { type: 'weights', from: doc.weights, to: { ...doc.weights, disruption: b } };
  }
}

/** A history: those of the wishes that fitted when they were made, and the document after each. */
function history(list: [number, number, number, number[]][]): { edits: Edit[]; docs: ScenarioDoc[] } {
  const doc = startDoc();
  const edits: Edit[] = [];
  const docs = [copyDoc(doc)];
  for (const wish of list) {
    const edit = propose(doc, wish);
    try {
      applyEdit(doc, edit);
    } catch {
      expect(doc).toEqual(docs.at(-1));
      continue;
    }
    edits.push(edit);
    docs.push(copyDoc(doc));
  }
  return { edits, docs };
}

/** A territory that was taken back leaves its slot behind, which nobody else is given. */
const settled = (doc: ScenarioDoc): ScenarioDoc => {
  const copy = copyDoc(doc);
  while (copy.territories.length > 0 && copy.territories.at(-1) === null) copy.territories.pop();
  return copy;
};

const listed = (patch: AssignPatch): number[][] => [patch.units, patch.from, patch.to].map((list) => Array.from(list));

describe('laws', () => {
  test('an edit and its inverse leave the document as it was, and an edit that does not fit changes nothing', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const { edits, docs } = history(list);
        const doc = copyDoc(docs.at(-1)!);
        for (let i = edits.length - 1; i >= 0; i--) {
          applyEdit(doc, invertEdit(edits[i]));
          expect(settled(doc)).toEqual(settled(docs[i]));
        }
        expect(edits.map((edit) => invertEdit(invertEdit(edit)))).toEqual(edits);
      }),
      { numRuns: 500 },
    );
  });

  test('squashed edits do what the sequence does, and can be taken back as one', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const { edits, docs } = history(list);
        const squashed = squashEdits(edits);
        expect(squashed.length).toBeLessThanOrEqual(edits.length);
        const doc = copyDoc(docs[0]);
        for (const edit of squashed) applyEdit(doc, edit);
        expect(settled(doc)).toEqual(settled(docs.at(-1)!));
        for (const edit of squashed.toReversed()) applyEdit(doc, invertEdit(edit));
        expect(settled(doc)).toEqual(settled(docs[0]));
        expect(squashEdits(squashed)).toEqual(squashed);
      }),
      { numRuns: 500 },
    );
  });

  test('a territory that came and went keeps its slot taken for those that follow', () => {
    const edits: Edit[] = [
      { type: 'territory', slot: 3, from: null, to: territory('N0') },
      { type: 'territory', slot: 3, from: territory('N0'), to: null },
      { type: 'territory', slot: 4, from: null, to: territory('N1') },
    ];
    const doc = startDoc();
    const squashed = squashEdits(edits);
    for (const edit of squashed) applyEdit(doc, edit);
    expect(squashed).toHaveLength(2);
    expect(doc.territories.map((at) => at?.id ?? null)).toEqual(['T01', 'T02', 'T03', null, 'N1']);
  });

  test('a stroke becomes one assignment, and a stroke that comes back becomes none', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(n - 1), fc.nat(2))), (moves) => {
        const before = startDoc();
        const doc = copyDoc(before);
        const edits = moves.map(([u, to]): Edit => {
          const edit: Edit = { type: 'assign', by: 'brush', patch: { units: [u], from: [doc.slots[u]], to: [to] } };
          applyEdit(doc, edit);
          return edit;
        });
        const squashed = squashEdits(edits);
        expect(squashed.length).toBe(moves.length > 0 ? 1 : 0);
        for (const edit of squashed) if (edit.type === 'assign') expect(listed(edit.patch)).toEqual(listed(diffSlots(before.slots, doc.slots)));
        expect(squashEdits([...edits, ...edits.toReversed().map(invertEdit)])).toEqual([]);
      }),
    );
  });

  test('edits that do not collide may be made in either order', () => {
    fc.assert(
      fc.property(wishes, fc.nat(30), (list, at) => {
        const { edits, docs } = history(list);
        const [first, second] = edits.slice(at, at + 2);
        if (!second || collide(touches([first]), touches([second]))) return;
        const doc = copyDoc(docs[at]);
        // Another order can be refused (a lock before the units have left), but where it is not, it ends the same.
        try {
          applyEdit(doc, second);
          applyEdit(doc, first);
        } catch {
          return;
        }
        expect(settled(doc)).toEqual(settled(docs[at + 2]));
      }),
      { numRuns: 500 },
    );
  });
});

test('the difference of two assignments turns one into the other', () => {
  const slots = fc.array(fc.nat(3), { minLength: n, maxLength: n }).map((list) => Uint16Array.from(list));
  fc.assert(
    fc.property(slots, slots, (before, after) => {
      const now = before.slice();
      patchInto(now, diffSlots(before, after));
      expect(now).toEqual(after);
    }),
  );
  expect(() => diffSlots(new Uint16Array(2), new Uint16Array(3))).toThrow('2 and 3 units');
});

test('what does not fit is named', () => {
  const doc = startDoc();
  applyEdit(doc, { type: 'assign', by: 'import', patch: { units: [0, 1], from: [UNASSIGNED, UNASSIGNED], to: [0, 1] } });
  applyEdit(doc, { type: 'lock', slot: 1, from: false, to: true });
  applyEdit(doc, { type: 'hold', subject: 'unit 0', from: null, to: { reason: 'key account', owner: 'me', expires: null } });
  applyEdit(doc, { type: 'named', account: 'A1', from: null, to: { slot: 2, reason: 'their house bank', owner: 'me', expires: null } });
  const assign = (units: number[], from: number[], to: number[]): Edit => ({ type: 'assign', by: 'brush', patch: { units, from, to } });
  const cases: [Edit, string, string][] = [
    [assign([2], [0], [0]), 'edit.stale', 'patch.from.0'],
    [assign([2, 99], [UNASSIGNED, 0], [0, 0]), 'edit.invalid', 'patch.units.1'],
    [assign([2, 2], [UNASSIGNED, UNASSIGNED], [0, 0]), 'edit.invalid', 'patch.units.1'],
    [assign([2], [UNASSIGNED], [7]), 'edit.invalid', 'patch.to.0'],
    [assign([2], [UNASSIGNED], []), 'edit.invalid', 'patch'],
    [assign([1], [1], [0]), 'edit.invalid', 'patch.units.0'],
    [assign([2], [UNASSIGNED], [1]), 'edit.invalid', 'patch.units.0'],
    [assign([0], [0], [2]), 'edit.invalid', 'patch.units.0'],
    [{ type: 'territory', slot: 9, from: null, to: territory('X') }, 'edit.invalid', 'slot'],
    [{ type: 'territory', slot: 0, from: null, to: territory('X') }, 'edit.stale', 'from'],
    [{ type: 'territory', slot: 0, from: territory('T01'), to: null }, 'edit.invalid', 'to'],
    [{ type: 'territory', slot: 1, from: territory('T02'), to: null }, 'edit.invalid', 'to'],
    [{ type: 'territory', slot: 2, from: territory('T03'), to: null }, 'edit.invalid', 'to'],
    [{ type: 'territory', slot: 0, from: territory('T01'), to: territory('T02') }, 'edit.invalid', 'to.id'],
    [{ type: 'territory', slot: 0, from: territory('T01'), to: territory('T01', 0) }, 'edit.invalid', 'to.parent'],
    [{ type: 'territory', slot: 0, from: territory('T01'), to: territory('T01', 5) }, 'edit.invalid', 'to.parent'],
    [{ type: 'lock', slot: 8, from: false, to: true }, 'edit.invalid', 'slot'],
    [{ type: 'lock', slot: 1, from: false, to: true }, 'edit.stale', 'from'],
    [{ type: 'hold', subject: 'nothing', from: null, to: null }, 'edit.invalid', 'subject'],
    [{ type: 'named', account: 'A2', from: null, to: { slot: 8, reason: 'r', owner: 'me', expires: null } }, 'edit.invalid', 'to.slot'],
    [{ type: 'territory', slot: 0, from: territory('T01'), to: territory('T01', 2) }, 'edit.invalid', 'to.parent'],
    [{ type: 'territory', slot: 0, from: territory('T01'), to: territory('T01', null, 1) }, 'edit.invalid', 'to.level'],
    [{ type: 'constraint', id: 'c', from: null, to: { type: 'seed', unit: n, slot: 0 } }, 'edit.invalid', 'to.units'],
    [{ type: 'constraint', id: 'c', from: null, to: { type: 'home', slot: 9, lng: 0, lat: 0, centreKm: null, reachKm: null } }, 'edit.invalid', 'to.slot'],
    [{ type: 'constraint', id: 'c', from: null, to: { type: 'barrier', pairs: [1] } }, 'edit.invalid', 'to.pairs'],
    [{ type: 'constraint', id: 'c', from: null, to: { type: 'capacity', measure: 'm', slot: 0, min: 2, max: 1 } }, 'edit.invalid', 'to.max'],
    [{ type: 'goal', measure: 'm', from: null, to: { measure: 'w', share: null, tolerance: 0.1, weight: 1 } }, 'edit.invalid', 'to.measure'],
    [{ type: 'goal', measure: 'm', from: null, to: { measure: 'm', share: null, tolerance: 2, weight: 1 } }, 'edit.invalid', 'to.tolerance'],
    [{ type: 'weights', from: { ...doc.weights, balance: 7 }, to: doc.weights }, 'edit.stale', 'from'],
  ];
  const before = copyDoc(doc);
  for (const [edit, code, where] of cases) {
    expect(() => applyEdit(doc, edit), JSON.stringify(edit)).toThrow(expect.objectContaining({ code, value: expect.objectContaining({ where }) }));
  }
  expect(doc).toEqual(before);
});

test('a hold with a last day is for whoever knows the day: the log with it replays on any', () => {
  const doc = startDoc();
  applyEdit(doc, { type: 'assign', by: 'import', patch: { units: [0], from: [UNASSIGNED], to: [0] } });
  applyEdit(doc, { type: 'hold', subject: 'unit 0', from: null, to: { reason: 'handover', owner: 'me', expires: '2026-03-31' } });
  applyEdit(doc, { type: 'assign', by: 'brush', patch: { units: [0], from: [0], to: [2] } });
  expect(doc.slots[0]).toBe(2);
});
