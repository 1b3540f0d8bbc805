import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from '../problem/constraint.ts';
import { prepare } from '../problem/prepare.ts';
import type { Problem } from '../problem/problem.ts';
import { bisect } from './bisect.ts';
import { dice } from './dice.ts';
import { isTied, matchParts } from './matchParts.ts';
import { repair } from './repair.ts';

const RUNS = process.env.HEXALIGN_LONG === '1' ? 1000 : 60;
const WIDTH = 14;
const HEIGHT = 9;
const N = WIDTH * HEIGHT;
const K = 6;

const pairs: number[] = [];
for (let i = 0; i < N; i++) {
  if (i % WIDTH > 0) pairs.push(i - 1, i);
  if (i >= WIDTH) pairs.push(i - WIDTH, i);
}
const { graph } = fromEdges({
  ids: Array.from({ length: N }, (_, i) => String(1000 + i)), lngLat: Float64Array.from({ length: 2 * N }, (_, j) => (j % 2 === 0 ? ((j >> 1) % WIDTH) * 0.1 : Math.floor((j >> 1) / WIDTH) * 0.1)),
  areaKm2: new Float64Array(N).fill(123), pairs: Uint32Array.from(pairs),
});

function problemOf(constraints: Constraint[], share = new Float64Array(K).fill(1 / K)): Problem {
  return {
    graph, k: K, constraints, measures: [{ key: 'sales', unit: 'currency', values: new Float64Array(N).fill(1) }],
    goals: [{ measure: 'sales', share, tolerance: 0.1, weight: 1 }], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}

/** Which units lie together, whatever the territory is called. */
const together = (owner: Int32Array): number[] => Array.from(owner, (t) => owner.indexOf(t));

describe('matchParts', () => {
  test('gives each tied territory a part of its own, and lets held units have a way to it', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(N - 1), { minLength: 1, maxLength: 8 }), fc.array(fc.nat(K - 1), { minLength: 8, maxLength: 8 }), fc.nat(1000), (units, slots, seed) => {
      const ground = prepare(problemOf(units.map((unit, j) => ({ type: 'hold', units: Uint32Array.of(unit), slot: slots[j] }))));
      const owner = bisect(ground, ground.level, dice(seed + 1));
      const before = owner.slice();
      expect(isTied(ground, ground.level)).toBe(true);
      matchParts(ground, ground.level, owner);
      expect(new Set(owner).size).toBeGreaterThanOrEqual(1);
      // A unit whose territory has another part may have no way past units held by others; `repair` then does what can be done.
      units.forEach((unit, j) => {
        if (owner[unit] !== slots[j]) expect(units.length).toBeGreaterThan(1);
      });
      repair(ground, ground.level, owner);
      units.forEach((unit, j) => expect(owner[unit]).toBe(slots[j]));
      expect(before.length).toBe(owner.length);
    }), { numRuns: RUNS });
  });

  test('only renames where every held unit lies in a part of its own', () => {
    fc.assert(fc.property(fc.nat(1000), fc.shuffledSubarray(Array.from({ length: K }, (_, t) => t), { minLength: 1 }), (seed, slots) => {
      const free = prepare(problemOf([]));
      const owner = bisect(free, free.level, dice(seed + 1));
      const constraints = slots.map((slot, p): Constraint => ({ type: 'hold', units: Uint32Array.of(owner.indexOf(p)), slot }));
      const ground = prepare(problemOf(constraints));
      const named = owner.slice();
      matchParts(ground, ground.level, named);
      expect(together(named)).toEqual(together(owner));
      slots.forEach((slot, p) => expect(named[owner.indexOf(p)]).toBe(slot));
    }), { numRuns: RUNS });
  });

  test('gives a territory with a home the part around it, but none cut for another target', () => {
    const home: Constraint = { type: 'home', slot: 4, lng: 0.05, lat: 0.05 };
    const even = prepare(problemOf([home]));
    const owner = bisect(even, even.level, dice(3));
    matchParts(even, even.level, owner);
    expect(owner[0]).toBe(4);
    const uneven = prepare(problemOf([home], Float64Array.of(0.1, 0.1, 0.1, 0.1, 0.5, 0.1)));
    const sized = bisect(uneven, uneven.level, dice(3));
    const large = sized.filter((t) => t === 4).length;
    matchParts(uneven, uneven.level, sized);
    expect(sized.filter((t) => t === 4).length).toBe(large);
  });
});
