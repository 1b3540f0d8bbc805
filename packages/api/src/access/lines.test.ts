import { describe, expect, it } from 'vitest';
import type { Edit, Territory } from '../../contract/scenarios.ts';
import { workingFor } from '../http/actor.ts';
import { can } from './can.ts';
import { linesOf } from './lines.ts';

const territory = (id: string, parent: number | null, level = 0): Territory => ({ id, name: id, colour: null, person: null, parent, level });
/** North over a and b, South over c. */
const territories = [territory('North', null, 1), territory('South', null, 1), territory('a', 0), territory('b', 0), territory('c', 1), null];
const north = { ...workingFor('m', 'w'), role: 'manager' as const, branch: 'North' };
const may = (edit: Edit): boolean => can(north, 'scenario.edit', { kind: 'scenario', lines: linesOf({ territories }, [edit]) });
const assign = (from: number[], to: number[]): Edit => ({ type: 'assign', patch: { units: from.map((_, i) => i), from, to }, by: 'brush' });

describe('who answers for a branch', () => {
  it('may move ground within it, and neither out of it nor into it', () => {
    expect([may(assign([2, 2], [3, 3])), may(assign([2], [4])), may(assign([4], [2])), may(assign([0xffff], [2]))]).toEqual([true, false, false, false]);
  });

  it('may rename and add territories below, and not re-parent them to others nor make branches', () => {
    expect(may({ type: 'territory', slot: 2, from: territories[2], to: { ...territory('a', 0), name: 'A' } })).toBe(true);
    expect(may({ type: 'territory', slot: 6, from: null, to: territory('d', 0) })).toBe(true);
    expect(may({ type: 'territory', slot: 3, from: territories[3], to: null })).toBe(true);
    expect(may({ type: 'territory', slot: 2, from: territories[2], to: territory('a', 1) })).toBe(false);
    expect(may({ type: 'territory', slot: 6, from: null, to: territory('North', null, 1) })).toBe(false);
    expect(may({ type: 'territory', slot: 4, from: territories[4], to: territory('c', 0) })).toBe(false);
  });

  it('may lock what lies below', () => {
    expect(may({ type: 'lock', slot: 3, from: false, to: true })).toBe(true);
    expect(may({ type: 'lock', slot: 4, from: false, to: true })).toBe(false);
  });

  it('may hold ground and accounts that lie below, and make exceptions between territories below', () => {
    const slots = Uint16Array.of(2, 4, 0xffff);
    const doc = { territories, slots };
    const unitOf = new Map([['A1', 0], ['A2', 1]]);
    const allowed = (edit: Edit): boolean => can(north, 'scenario.edit', { kind: 'scenario', lines: linesOf(doc, [edit], unitOf) });
    const why = { reason: 'r', owner: 'o', expires: null };
    const hold = (subject: string): Edit => ({ type: 'hold', subject, from: null, to: why });
    expect(['unit 0', 'unit 1', 'unit 2', 'unit 99', 'account A1', 'account A2', 'account nobody'].map((subject) => allowed(hold(subject)))).toEqual([true, false, false, false, true, false, false]);
    const named = (account: string, slot: number, before?: number): Edit => ({ type: 'named', account, from: before === undefined ? null : { slot: before, ...why }, to: { slot, ...why } });
    expect([named('A1', 3), named('A1', 4), named('A2', 3), named('nobody', 3), named('A1', 3, 4)].map(allowed)).toEqual([true, false, false, false, false]);
  });

  it('may share what the branch has among those below, and touch nothing of what others have, nor the plan\'s own tolerance', () => {
    const goal = (share: number[] | null, more: object = {}) => ({ measure: 'revenue', share, tolerance: 0.1, weight: 1, ...more });
    const set = (from: number[] | null, to: number[] | null, more: object = {}): Edit => ({ type: 'goal', measure: 'revenue', from: goal(from), to: goal(to, more) });
    const third = 1 / 3;
    // Shares of North, South, a, b, c and one that is gone; only a, b and c hold ground.
    expect(may(set(null, [0.1, 0.1, 0.4 * 0.8, 0.8 * (2 * third - 0.4), 0.8 * third, 1e-12]))).toBe(true);
    expect(may(set(null, [0.1, 0.1, 0.3, 0.25, 0.25, 1e-12]))).toBe(false);
    expect(may(set(null, null, { tolerance: 0.2 }))).toBe(false);
    expect(may(set(null, null, { weight: 2 }))).toBe(false);
    expect(may({ type: 'goal', measure: 'revenue', from: null, to: null })).toBe(false);
    expect(may({ type: 'weights', from: { balance: 1, compactness: 1, disruption: 0, travel: 0 }, to: { balance: 1, compactness: 2, disruption: 0, travel: 0 } })).toBe(false);
  });
});
