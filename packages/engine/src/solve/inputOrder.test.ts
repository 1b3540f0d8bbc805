import fc from 'fast-check';
import { expect, test } from 'vitest';
import { random } from '../base/random.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from '../problem/constraint.ts';
import type { Problem } from '../problem/problem.ts';
import { drain } from '../task/task.ts';
import { solve } from './solve.ts';

const WIDTH = 14;
const HEIGHT = 11;
const N = WIDTH * HEIGHT;
const K = 5;

/** An uneven grid, every number of which belongs to a unit by its name. */
const dice = random(5);
const part = (): number => dice.below(1_000_000) / 1_000_000;
const names = Array.from({ length: N }, (_, i) => `u${(i * 7919) % 1009}`);
const places = names.map((_, i) => [(i % WIDTH) * 0.1 + 0.03 * part(), Math.floor(i / WIDTH) * 0.1 + 0.03 * part()]);
const areas = names.map(() => 80 + 80 * part());
const columns = [names.map(() => 100 * part()), names.map(() => dice.below(50)), names.map(() => dice.below(9))];
const borders: [number, number, number][] = [];
for (let i = 0; i < N; i++) {
  if (i % WIDTH > 0) borders.push([i - 1, i, 9000 + 2000 * part()]);
  if (i >= WIDTH) borders.push([i - WIDTH, i, 9000 + 2000 * part()]);
}

/** Demands by names of units; today's territories are strips. */
const demands: readonly ((at: (i: number) => number, all: (of: (i: number) => number) => number[]) => Constraint)[] = [
  (at) => ({ type: 'hold', units: Uint32Array.from([90, 91].map(at)), slot: 1 }),
  (at) => ({ type: 'seed', unit: at(3), slot: 2 }),
  (at) => ({ type: 'barrier', pairs: Uint32Array.from([20, 21, 34, 35].map(at)) }),
  (at) => ({ type: 'link', pairs: Uint32Array.from([0, N - 1].map(at)) }),
  (_, all) => ({ type: 'keepTogether', group: Uint32Array.from(all((i) => (i === 60 || i === 63 ? 1 : 0))) }),
  () => ({ type: 'home', slot: 0, lng: 1.1, lat: 0.8, centreKm: 60, reachKm: 90 }),
  () => ({ type: 'capacity', measure: 'm2', slot: 3, min: 0, max: 140 }),
  (at) => ({ type: 'link', pairs: Uint32Array.from([N - 1, 40, N - 1, 7].map(at)) }),
];

function plan(order: readonly number[], lines: readonly number[], turned: boolean, measures: readonly number[], asked: readonly number[], today: boolean, balanced: number): Map<string, number> {
  const place = new Int32Array(N);
  order.forEach((from, to) => (place[from] = to));
  const { graph, order: sorted } = fromEdges({
    ids: order.map((i) => names[i]), lngLat: Float64Array.from(order.flatMap((i) => places[i])), areaKm2: Float64Array.from(order, (i) => areas[i]),
    pairs: Uint32Array.from(lines.flatMap((e) => (turned ? [place[borders[e][1]], place[borders[e][0]]] : [place[borders[e][0]], place[borders[e][1]]]))), borderM: Float32Array.from(lines, (e) => borders[e][2]),
  });
  const original = Array.from(sorted, (position) => order[position]);
  const unitOf = new Map(original.map((i, u) => [i, u]));
  const problem: Problem = {
    graph, k: K, measures: measures.map((m) => ({ key: `m${m}`, unit: 'count', values: Float64Array.from(original, (i) => columns[m][i]) })),
    // Weights that no two sums of are the same in another order.
    goals: measures.filter((m) => m < balanced).map((m) => ({ measure: `m${m}`, share: new Float64Array(K).fill(1 / K), tolerance: 0.05 + 0.1 * m, weight: 1 / (3 + m) })),
    constraints: asked.map((d) => demands[d]((i) => unitOf.get(i) as number, (of) => original.map(of))),
    ...(today ? { baseline: Uint16Array.from(original, (i) => Math.floor(((i % WIDTH) * K) / WIDTH)) } : {}),
    weights: { balance: 1, compactness: 1, disruption: today ? 0.3 : 0, travel: 0 },
  };
  const { slots } = drain(solve(problem, { preset: 'fast', seed: 3 }));
  return new Map(original.map((i, u) => [names[i], slots[u]]));
}

const all = (n: number): number[] => [...Array(n).keys()];
const shuffled = (n: number): fc.Arbitrary<number[]> => fc.shuffledSubarray(all(n), { minLength: n, maxLength: n });

test('no order of units, borders, measures or demands shows in a plan, whatever is demanded', () => {
  const asked = fc.subarray(all(demands.length)).chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length })));
  fc.assert(fc.property(shuffled(N), shuffled(borders.length), fc.boolean(), fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }), asked, fc.boolean(), fc.integer({ min: 1, max: 3 }), (order, lines, turned, measures, [some, mixed], today, balanced) => {
    const first = plan(all(N), all(borders.length), false, [0, 1, 2], some, today, balanced);
    const second = plan(order, lines, turned, measures, mixed, today, balanced);
    for (const [name, slot] of first) expect(second.get(name)).toBe(slot);
  }), { numRuns: process.env.HEXALIGN_LONG ? 200 : 12 });
});
