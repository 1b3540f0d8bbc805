import { UNASSIGNED } from '@hexalign/engine';
import { describe, expect, it } from 'vitest';
import { boundsOf, diffOf } from './diff.ts';

describe('the difference of two sides', () => {
  it('counts what moves between whom, and ground that nobody has', () => {
    const diff = diffOf(Uint16Array.of(UNASSIGNED, 0, 0, 1), Uint16Array.of(0, 1, 1, 1));
    expect([diff.moved, diff.flows]).toEqual([[0, 1, 2], [{ from: 0, to: 1, units: [1, 2] }, { from: UNASSIGNED, to: 0, units: [0] }]]);
  });

  it('finds where units lie, with a little room', () => {
    expect(boundsOf([1, 2], Float64Array.of(0, 0, -90, 40, -80, 45)).map((edge) => Math.round(edge * 10) / 10)).toEqual([-90.1, 39.9, -79.9, 45.1]);
  });
});
