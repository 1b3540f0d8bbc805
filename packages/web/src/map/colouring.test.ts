import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourTerritories, likeness } from './colouring.ts';
import { slotNeighbours, type SlotNeighbours } from './slotNeighbours.ts';

/** A random graph of k territories with at most `most` neighbours each. */
const neighbourhoods = fc
  .record({ k: fc.integer({ min: 1, max: 60 }), pairs: fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 200 }) })
  .map(({ k, pairs }): SlotNeighbours => {
    const near = Array.from({ length: k }, () => new Map<number, number>());
    for (const [a, b] of pairs) {
      const s = a % k;
      const t = b % k;
      if (s === t) continue;
      near[s].set(t, 1);
      near[t].set(s, 1);
    }
    return { near, far: near.map(() => new Set<number>()) };
  });

describe('colouring of territories', () => {
  it('never gives two that touch the same colour', () => {
    fc.assert(fc.property(neighbourhoods, (neighbours) => {
      const colours = colourTerritories(neighbours, []);
      neighbours.near.forEach((around, s) => around.forEach((_, t) => expect(colours[s]).not.toBe(colours[t])));
    }));
  });

  it('keeps every colour when nothing new touches', () => {
    fc.assert(fc.property(neighbourhoods, (neighbours) => {
      const colours = colourTerritories(neighbours, []);
      expect(colourTerritories(neighbours, colours)).toEqual(colours);
    }));
  });

  it('changes one colour only when two alike come to touch', () => {
    const apart: SlotNeighbours = { near: [new Map(), new Map(), new Map()], far: [new Set(), new Set(), new Set()] };
    const met: SlotNeighbours = { near: [new Map([[2, 1]]), new Map(), new Map([[0, 1]])], far: apart.far };
    expect(colourTerritories(apart, [4, 5, 4])).toEqual([4, 5, 4]);
    const after = colourTerritories(met, [4, 5, 4]);
    expect(after.slice(0, 2)).toEqual([4, 5]);
    expect(after[2]).not.toBe(4);
    expect(colourTerritories(met, [4, 5, 4], new Set([2]))[2]).toBe(4);
  });

  it('says of two colours whether they are the same or alike', () => {
    expect([likeness(4, 4), likeness(4, 58), likeness(4, 13), likeness(2, 1), likeness(6, 16), likeness(0, 5)]).toEqual(['same', 'same', 'alike', 'alike', 'alike', null]);
  });

  it('takes patterns only after nine hues', () => {
    const clique = (k: number): SlotNeighbours => ({
      near: Array.from({ length: k }, (_, s) => new Map(Array.from({ length: k }, (__, t) => [t, 1] as const).filter(([t]) => t !== s))),
      far: Array.from({ length: k }, () => new Set<number>()),
    });
    expect(Math.max(...colourTerritories(clique(9), []))).toBeLessThan(9);
    expect(Math.max(...colourTerritories(clique(10), []))).toBeGreaterThanOrEqual(9);
  });

  it('reads neighbours and near neighbours off the unit graph', () => {
    // A row of five units: A A B B C
    const offsets = new Uint32Array([0, 1, 3, 5, 7, 8]);
    const neighbors = new Uint32Array([1, 0, 2, 1, 3, 2, 4, 3]);
    const { near, far } = slotNeighbours(offsets, neighbors, new Uint16Array([0, 0, 1, 2, 0xffff]), 3);
    expect([...near[0].keys()]).toEqual([1]);
    expect([...near[2].keys()]).toEqual([1]);
    expect([...far[0]]).toEqual([2]);
  });
});
