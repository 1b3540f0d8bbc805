import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit, Territory } from '../../contract/scenarios.ts';
import { applyEdits, invertEdit, type ScenarioDoc } from './document.ts';
import { collide, touchedBy } from './touches.ts';

const UNITS = 12;
const territory = (id: string): Territory => ({ id, name: id, colour: null, person: null, parent: null, level: 0 });
const start: ScenarioDoc = {
  seq: 0, territories: [territory('T01'), territory('T02'), territory('T03')], locks: [],
  goals: [{ measure: 'Revenue', share: null, tolerance: 0.1, weight: 1 }], slots: new Uint16Array(UNITS).fill(0xffff),
};

/** An edit that fits a document, from three numbers. */
function fitting(doc: ScenarioDoc, kind: number, a: number, b: number): Edit {
  if (kind === 0) {
    const open = doc.territories.flatMap((t, slot) => (t !== null && !doc.locks.includes(slot) ? [slot] : []));
    const units = Array.from({ length: UNITS }, (_, u) => u).filter((u) => (a >> u) % 2 === 1 && !doc.locks.includes(doc.slots[u]));
    return { type: 'assign', by: 'brush', patch: { units, from: units.map((u) => doc.slots[u]), to: units.map((u) => (u === b % UNITS || open.length === 0 ? 0xffff : open[(b + u) % open.length])) } };
  }
  if (kind === 1) {
    const slot = a % (doc.territories.length + 1);
    const from = doc.territories[slot] ?? null;
    const gone = from !== null && b % 2 === 0 && !doc.slots.includes(slot) && !doc.locks.includes(slot);
    return { type: 'territory', slot, from, to: gone ? null : { ...territory(`N${slot}`), name: `name ${b}`, colour: b % 9 } };
  }
  if (kind === 2) {
    const slot = doc.territories.findIndex((t) => t !== null);
    return { type: 'lock', slot, from: doc.locks.includes(slot), to: !doc.locks.includes(slot) };
  }
  const [goal] = doc.goals;
  return { type: 'goal', measure: 'Revenue', from: goal, to: { ...goal, tolerance: (b % 100) / 100 } };
}

const steps = fc.array(fc.tuple(fc.nat(3), fc.nat(4095), fc.nat(50)), { maxLength: 20 });

/** Documents along a chain of edits, and the edits. */
function chain(choices: readonly (readonly [number, number, number])[]): { docs: ScenarioDoc[]; edits: Edit[] } {
  const docs = [start];
  const edits: Edit[] = [];
  for (const [kind, a, b] of choices) {
    const doc = docs[docs.length - 1];
    if (kind === 2 && doc.territories.every((t) => t === null)) continue;
    const edit = fitting(doc, kind, a, b);
    edits.push(edit);
    docs.push(applyEdits(doc, [edit]));
  }
  return { docs, edits };
}

const content = ({ territories, locks, goals, slots }: ScenarioDoc): unknown => ({ territories: territories.filter((t, slot) => t !== null || slot < start.territories.length), locks, goals, slots });

describe('edits of a scenario', () => {
  it('applied and taken back leave the document as it was', () => {
    fc.assert(
      fc.property(steps, (choices) => {
        const { docs, edits } = chain(choices);
        const last = docs[docs.length - 1];
        const back = applyEdits(last, edits.map(invertEdit).reverse());
        expect(content(back)).toEqual(content(start));
        expect(back.seq).toBe(2 * edits.length);
      }),
    );
  });

  it('one by one or all at once come to the same, and never change the document they were made on', () => {
    fc.assert(
      fc.property(steps, (choices) => {
        const { docs, edits } = chain(choices);
        const copy = structuredClone(start);
        expect(applyEdits(start, edits)).toEqual(docs[docs.length - 1]);
        expect(start).toEqual(copy);
      }),
    );
  });

  it('of different places may be made in either order', () => {
    fc.assert(
      fc.property(fc.nat(4095), fc.nat(4095), fc.nat(50), (a, b, c) => {
        const one = fitting(start, 0, a, c);
        const other = fitting(start, 0, b & ~a, c + 1);
        expect(collide(touchedBy([one]), touchedBy([other]))).toBe(false);
        expect(applyEdits(start, [one, other])).toEqual(applyEdits(start, [other, one]));
      }),
    );
  });

  it('collide on a unit, a territory or a goal, and on nothing else', () => {
    const paint = (u: number): Edit => ({ type: 'assign', by: 'brush', patch: { units: [u], from: [0], to: [1] } });
    const rename = (slot: number): Edit => ({ type: 'territory', slot, from: null, to: null });
    const lock = (slot: number): Edit => ({ type: 'lock', slot, from: false, to: true });
    expect(collide(touchedBy([paint(1), paint(2)]), touchedBy([paint(2)]))).toBe(true);
    expect(collide(touchedBy([rename(1)]), touchedBy([rename(1)]))).toBe(true);
    expect(collide(touchedBy([rename(1)]), touchedBy([lock(1)]))).toBe(false);
    expect(collide(touchedBy([paint(1)]), touchedBy([rename(1)]))).toBe(false);
  });
});
