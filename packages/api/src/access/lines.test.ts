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

  it('may lock what lies below, and not set goals, which are everybody\'s', () => {
    expect(may({ type: 'lock', slot: 3, from: false, to: true })).toBe(true);
    expect(may({ type: 'lock', slot: 4, from: false, to: true })).toBe(false);
    expect(may({ type: 'goal', measure: 'revenue', from: null, to: null })).toBe(false);
  });
});
