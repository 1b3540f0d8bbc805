import type { Comparison } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import { describe, expect, it } from 'vitest';
import { boundsOf, diffOf } from './diff.ts';
import { readSide, writeSide } from './sides.ts';

const none = { units: 0, accounts: 0, sums: [], tenureDays: null };
const territory = (id: string, slotBefore: number | null, slotAfter: number | null): Comparison['territories'][number] => ({ id, name: id, slotBefore, slotAfter, before: none, after: none, gained: none, lost: none });

describe('the difference of two states', () => {
  it('knows a territory by what it is, not by its slot', () => {
    const diff = diffOf(Uint16Array.of(0, 0, 1, 1), Uint16Array.of(5, 5, 1, 5), [territory('N', 0, 5), territory('S', 1, 1)]);
    expect([...diff.before, ...diff.after]).toEqual([0, 0, 1, 1, 0, 0, 1, 0]);
    expect([diff.moved, diff.flows]).toEqual([[3], [{ from: 1, to: 0, units: [3] }]]);
  });

  it('counts ground that nobody has, and territories that one side lacks', () => {
    const diff = diffOf(Uint16Array.of(UNASSIGNED, 0, 0), Uint16Array.of(0, 1, 1), [territory('N', 0, 0), territory('New', null, 1)]);
    expect(diff.flows).toEqual([{ from: 0, to: 1, units: [1, 2] }, { from: UNASSIGNED, to: 0, units: [0] }]);
  });

  it('finds where units lie, with a little room', () => {
    expect(boundsOf([1, 2], Float64Array.of(0, 0, -90, 40, -80, 45)).map((edge) => Math.round(edge * 10) / 10)).toEqual([-90.1, 39.9, -79.9, 45.1]);
  });
});

describe('sides in the address', () => {
  it('reads what it writes and refuses anything else', () => {
    const scenarioId = '0199a1b2-0000-7000-8000-000000000001';
    for (const side of [{ scenarioId, seq: null }, { scenarioId, seq: 12 }]) expect(readSide(writeSide(side))).toEqual(side);
    for (const text of [null, '', 'x', `${scenarioId}@`, `${scenarioId}@-1`]) expect(readSide(text)).toBeNull();
  });
});
