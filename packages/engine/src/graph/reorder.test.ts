import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromEdges } from './fromEdges.ts';
import { reorder } from './reorder.ts';

const ring = (n: number) => fromEdges({ ids: Array.from({ length: n }, (_, i) => `u${i}`), lngLat: Float64Array.from({ length: 2 * n }, (_, i) => i / 10), areaKm2: new Float64Array(n).fill(2), pairs: Uint32Array.from(Array.from({ length: n }, (_, i) => [i, (i + 1) % n]).flat()), borderM: Float32Array.from({ length: n }, (_, i) => i + 1) }).graph;
const borders = ({ ids, offsets, neighbors, borderM }: ReturnType<typeof ring>) => ids.flatMap((id, u) => Array.from(neighbors.subarray(offsets[u], offsets[u + 1]), (v, i) => `${id} ${ids[v]} ${borderM[offsets[u] + i]}`)).sort();

describe('reorder', () => {
  it('keeps every unit, its place and its borders, in any order', () => {
    fc.assert(fc.property(fc.integer({ min: 3, max: 12 }).chain((n) => fc.tuple(fc.constant(n), fc.shuffledSubarray(Array.from({ length: n }, (_, i) => i), { minLength: n, maxLength: n }))), ([n, order]) => {
      const graph = ring(n);
      const other = reorder(graph, Uint32Array.from(order));
      expect(other.ids).toEqual(order.map((u) => graph.ids[u]));
      expect(Array.from(other.lngLat.subarray(0, 2))).toEqual(Array.from(graph.lngLat.subarray(2 * order[0], 2 * order[0] + 2)));
      expect(borders(other)).toEqual(borders(graph));
    }));
  });

  it('refuses an order that leaves a unit out', () => {
    expect(() => reorder(ring(4), Uint32Array.from([0, 1, 2, 2]))).toThrow('each of the 4 units once');
  });
});
