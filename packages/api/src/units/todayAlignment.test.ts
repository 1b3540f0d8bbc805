import { fromEdges, UNASSIGNED } from '@hexalign/engine';
import { describe, expect, it } from 'vitest';
import { todayAlignment } from './todayAlignment.ts';

/** A street of seven units, and one unit apart. */
const { graph } = fromEdges({
  ids: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'z'], lngLat: Float64Array.from({ length: 16 }, (_, i) => i / 10), areaKm2: new Float64Array(8).fill(1),
  pairs: Uint32Array.from([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]),
});

describe('todayAlignment', () => {
  it('gives a unit to the heavier territory and empty ground to the nearest', () => {
    const slots = todayAlignment(graph, Uint32Array.of(0, 0, 0, 6), Int32Array.of(1, 0, 0, 2), Float64Array.of(5, 2, 2, 1));
    expect(Array.from(slots)).toEqual([1, 1, 1, 1, 2, 2, 2, UNASSIGNED]);
  });

  it('lets accounts without a territory decide nothing, and the lower slot win a tie', () => {
    const slots = todayAlignment(graph, Uint32Array.of(0, 1, 1, 7), Int32Array.of(-1, 3, 2, -1), Float64Array.of(9, 1, 1, 1));
    expect(Array.from(slots)).toEqual([2, 2, 2, 2, 2, 2, 2, UNASSIGNED]);
  });
});
