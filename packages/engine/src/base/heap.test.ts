import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from './heap.ts';

test('items come out by key, then by number, whatever was pushed and taken between', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.tuple(fc.nat(9), fc.nat(5)))), (steps) => {
      const heap = new Heap();
      const held: (readonly [number, number])[] = [];
      for (const step of steps) {
        if (step) {
          heap.push(step[0], step[1]);
          held.push(step);
        } else {
          held.sort(([i, a], [j, b]) => a - b || i - j);
          expect(heap.least).toBe(held[0]?.[1] ?? Infinity);
          expect(heap.pop()).toBe(held.shift()?.[0] ?? -1);
        }
        expect(heap.size).toBe(held.length);
      }
      heap.clear();
      expect(heap.pop()).toBe(-1);
    }),
  );
});
