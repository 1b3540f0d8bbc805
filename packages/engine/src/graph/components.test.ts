import fc from 'fast-check';
import { expect, test } from 'vitest';
import { components } from './components.ts';
import { fromEdges } from './fromEdges.ts';

const n = 10;
const ids = Array.from({ length: n }, (_, i) => `u${i}`);
const pairLists = fc.uniqueArray(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)).filter(([u, v]) => u < v), { selector: ([u, v]) => u * n + v });
const graphOf = (pairs: [number, number][]) =>
  fromEdges({ ids, lngLat: new Float64Array(2 * n), areaKm2: new Float64Array(n).fill(1), pairs: Uint32Array.from(pairs.flat()) }).graph;

/** Joins by relabelling until nothing changes. */
function slow(pairs: [number, number][], slots: readonly number[]): number[] {
  const label = ids.map((_, i) => i);
  for (let round = 0; round < n; round++) {
    for (const [u, v] of pairs) if (slots[u] === slots[v]) label[u] = label[v] = Math.min(label[u], label[v]);
  }
  return label;
}

test('parts are those of a plain relabelling, numbered by their smallest unit', () => {
  fc.assert(
    fc.property(pairLists, fc.array(fc.nat(2), { minLength: n, maxLength: n }), fc.boolean(), (pairs, slots, bySlot) => {
      const found = components(graphOf(pairs), bySlot ? Uint16Array.from(slots) : undefined);
      const label = slow(pairs, bySlot ? slots : slots.map(() => 0));
      expect([...found.first]).toEqual([...new Set(label)].sort((a, b) => a - b));
      expect([...found.partOf].map((part) => found.first[part])).toEqual(label);
      expect(found.count).toBe(found.first.length);
      found.sizes.forEach((size, part) => expect(size).toBe([...found.partOf].filter((p) => p === part).length));
    }),
  );
});
