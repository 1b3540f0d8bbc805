import { invertEdit, UNASSIGNED } from '@hexalign/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit, Territory } from '../../contract/scenarios.ts';
import { AppError } from '../http/appError.ts';
import { applyEdits, firstState, storedDoc, type ScenarioState } from './document.ts';

const territory = (id: string): Territory => ({ id, name: id, colour: null, person: null, parent: null, level: 0 });
const goal = { measure: 'Revenue', share: null, tolerance: 0.1, weight: 1 };
const start = firstState('f', new Uint16Array(8).fill(UNASSIGNED), { territories: [territory('T01'), territory('T02')], locks: [], goals: [goal] });

const paint = (state: ScenarioState, units: readonly number[], to: number): Edit => ({ type: 'assign', by: 'brush', patch: { units: [...units], from: units.map((u) => state.doc.slots[u]), to: units.map(() => to) } });
const strokes = fc.array(fc.tuple(fc.uniqueArray(fc.nat(7), { minLength: 1 }), fc.constantFrom(0, 1, UNASSIGNED)), { minLength: 1, maxLength: 8 });

describe('states of a scenario', () => {
  it('are never changed by what is made of them, and come back by the inverses', () => {
    fc.assert(
      fc.property(strokes, (steps) => {
        const states = [start];
        const edits: Edit[] = [];
        for (const [units, to] of steps) {
          const last = states[states.length - 1];
          edits.push(paint(last, units, to));
          states.push(applyEdits(last, [edits[edits.length - 1]]));
        }
        expect(start.doc.slots.every((slot) => slot === UNASSIGNED)).toBe(true);
        expect(applyEdits(start, edits)).toEqual(states[states.length - 1]);
        const back = applyEdits(states[states.length - 1], edits.map((edit) => invertEdit(edit) as Edit).reverse());
        expect(back.doc).toEqual(start.doc);
        expect(back.seq).toBe(2 * edits.length);
      }),
    );
  });

  it('are the same after they were stored', () => {
    const edits: Edit[] = [paint(start, [1, 2], 1), { type: 'lock', slot: 1, from: false, to: true }, { type: 'goal', measure: 'Revenue', from: goal, to: { ...goal, share: [0.25, 0.75] } }];
    edits.push(
      { type: 'hold', subject: 'unit 3', from: null, to: { reason: 'a depot', owner: 'You', expires: '2026-12-31' } },
      { type: 'named', account: 'A-17', from: null, to: { slot: 1, reason: 'their house bank', owner: 'You', expires: null } },
      { type: 'constraint', id: 'river', from: null, to: { type: 'barrier', pairs: [1, 2] } },
      { type: 'weights', from: start.doc.weights, to: { ...start.doc.weights, disruption: 2 } },
    );
    const state = applyEdits(start, edits);
    expect([...state.since]).toEqual([0, 1, 1, 0, 0, 0, 0, 0]);
    const stored = JSON.parse(JSON.stringify(storedDoc(state.doc))) as ReturnType<typeof storedDoc>;
    expect(firstState('f', Uint16Array.from(state.doc.slots), stored, state.seq, state.since)).toEqual(state);
  });

  it.each<[string, Edit, object]>([
    ['a state that is not there', { type: 'assign', by: 'brush', patch: { units: [0], from: [1], to: [0] } }, { where: 'edits.1.patch.from.0' }],
    ['a measure nobody knows', { type: 'goal', measure: 'Hours', from: null, to: { ...goal, measure: 'Hours' } }, { where: 'edits.1.measure', expected: 'one of Revenue' }],
    ['a goal taken away', { type: 'goal', measure: 'Revenue', from: goal, to: null }, { where: 'edits.1.to' }],
    ['shares that do not sum to 1', { type: 'goal', measure: 'Revenue', from: goal, to: { ...goal, share: [0.5, 0.6] } }, { where: 'edits.1.to.share' }],
    ['a bound on a measure nobody knows', { type: 'constraint', id: 'c', from: null, to: { type: 'capacity', measure: 'Hours', slot: 0, min: null, max: 1 } }, { where: 'edits.1.to.measure' }],
    ['a territory gone that has units', { type: 'territory', slot: 1, from: territory('T02'), to: null }, { where: 'edits.1.to', repair: 'Move its units to others first.' }],
    ['a slot left out', { type: 'territory', slot: 3, from: null, to: territory('T04') }, { where: 'edits.1.slot' }],
  ])('refuse %s, naming the edit', (_, edit, facts) => {
    const before = structuredClone(start.doc.slots);
    const refusal = (): unknown => applyEdits(start, [paint(start, [7], 1), edit]);
    expect(refusal).toThrow(AppError);
    try {
      refusal();
    } catch (error) {
      expect((error as AppError).facts).toMatchObject(facts);
    }
    expect(start.doc.slots).toEqual(before);
  });
});
