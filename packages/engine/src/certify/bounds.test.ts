import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { project } from '../graph/project.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Problem } from '../problem/problem.ts';
import { drain } from '../task/task.ts';
import { inertiaBound, withBound } from './bounds.ts';
import { certify } from './certify.ts';

/** Units scattered at random within some 100 km, in a row of borders. */
function scattered(units: readonly { x: number; y: number; a: number; b: number }[], k: number, tolerance: number): Problem {
  const n = units.length;
  const { graph, order } = fromEdges({
    ids: units.map((_, i) => `u${String(i).padStart(3, '0')}`),
    lngLat: Float64Array.from(units.flatMap(({ x, y }) => [x / 100, y / 100])),
    areaKm2: new Float64Array(n).fill(100),
    pairs: Uint32Array.from({ length: 2 * (n - 1) }, (_, i) => (i >> 1) + (i & 1)),
  });
  const measures = (['a', 'b'] as const).map((key) => ({ key, unit: 'count' as const, values: Float64Array.from(order, (i) => units[i][key]) }));
  const share = new Float64Array(k).fill(1 / k);
  return { graph, measures, k, goals: measures.map(({ key }) => ({ measure: key, share, tolerance, weight: 1 })), constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
}

const unit = fc.record({ x: fc.nat(100), y: fc.nat(100), a: fc.integer({ min: 1, max: 9 }), b: fc.integer({ min: 1, max: 9 }) });

/** Cost of a plan around given centres, and whether its sums lie in the bands; computed the plain way. */
function judge({ graph, measures, k }: Problem, slots: readonly number[], centres: readonly (readonly [number, number])[], tolerances: readonly number[]): { cost: number; inside: boolean } {
  const metres = project(graph);
  let cost = 0;
  const sums = measures.map(() => new Array<number>(k).fill(0));
  slots.forEach((slot, u) => {
    cost += measures[0].values[u] * ((metres[2 * u] / 1000 - centres[slot][0]) ** 2 + (metres[2 * u + 1] / 1000 - centres[slot][1]) ** 2);
    measures.forEach(({ values }, m) => (sums[m][slot] += values[u]));
  });
  const inside = measures.every(({ values }, m) => {
    const target = values.reduce((all, v) => all + v, 0) / k;
    return sums[m].every((sum) => Math.abs(sum / target - 1) <= tolerances[m] + 1e-9);
  });
  return { cost, inside };
}

function centresOf({ graph, measures, k }: Problem, slots: Uint16Array): [number, number][] {
  const metres = project(graph);
  return Array.from({ length: k }, (_, slot) => {
    const own = [...slots.keys()].filter((u) => slots[u] === slot);
    const mass = own.reduce((all, u) => all + measures[0].values[u], 0);
    return [0, 1].map((axis) => own.reduce((all, u) => all + (measures[0].values[u] * metres[2 * u + axis]) / 1000, 0) / mass) as [number, number];
  });
}

describe('inertiaBound', () => {
  it('is below the cost of every plan in the bands, by trying them all', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 5, maxLength: 8 }), fc.integer({ min: 2, max: 3 }), fc.double({ min: 0.05, max: 0.6, noNaN: true }), fc.nat(), (units, k, tolerance, pick) => {
        const problem = scattered(units, k, tolerance);
        const n = units.length;
        const slots = Uint16Array.from(units, (_, u) => (u + (pick >> u)) % k);
        fc.pre(new Set(slots).size === k);
        const bound = drain(inertiaBound(problem, slots))!;
        const centres = centresOf(problem, slots);
        expect(bound.inertia).toBeCloseTo(judge(problem, [...slots], centres, bound.tolerances).cost, 6);
        for (let code = 0; code < k ** n; code++) {
          const plan = Array.from({ length: n }, (_, u) => Math.floor(code / k ** u) % k);
          const { cost, inside } = judge(problem, plan, centres, bound.tolerances);
          expect(inside ? cost : Infinity).toBeGreaterThanOrEqual(bound.lowerBound);
        }
        expect(bound.gap ?? 0).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 30 },
    );
  });

  it('comes within 2 % of the exact optimum of the divisible problem, where that is known: two territories, one measure', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 30, maxLength: 60 }), fc.double({ min: 0.01, max: 0.2, noNaN: true }), (units, tolerance) => {
        const whole = scattered(units, 2, tolerance);
        const problem = { ...whole, measures: whole.measures.slice(0, 1), goals: whole.goals.slice(0, 1) };
        const { values } = problem.measures[0];
        const metres = project(problem.graph);
        const slots = Uint16Array.from(values, (_, u) => (metres[2 * u] + 3 * metres[2 * u + 1] > 0 ? 1 : 0));
        fc.pre(new Set(slots).size === 2);
        const bound = drain(inertiaBound(problem, slots))!;
        const [p, q] = centresOf(problem, slots);
        const distance = (u: number, [x, y]: [number, number]): number => (metres[2 * u] / 1000 - x) ** 2 + (metres[2 * u + 1] / 1000 - y) ** 2;
        // Units go to the second territory in order of what that saves per weight, until its band is full or nothing is saved.
        const total = values.reduce((all, v) => all + v, 0);
        const low = (total / 2) * (1 - bound.tolerances[0]);
        const high = (total / 2) * (1 + bound.tolerances[0]);
        let cost = values.reduce((all, v, u) => all + v * distance(u, p), 0);
        let taken = 0;
        const gains = [...values.keys()].map((u) => ({ u, gain: distance(u, p) - distance(u, q) })).sort((a, b) => b.gain - a.gain);
        for (const { u, gain } of gains) {
          const room = (gain > 0 ? high : low) - taken;
          const part = Math.min(values[u], Math.max(room, 0));
          cost -= part * gain;
          taken += part;
        }
        expect(bound.lowerBound).toBeLessThanOrEqual(cost * (1 + 1e-9));
        expect(bound.lowerBound).toBeGreaterThan(cost * 0.98);
      }),
      { numRuns: 40 },
    );
  });

  it('gives a bound whenever it is asked to finish, and the same one every time', () => {
    const problem = scattered(Array.from({ length: 200 }, (_, i) => ({ x: (i * 37) % 100, y: (i * 61) % 97, a: 1 + (i % 7), b: 1 + (i % 5) })), 4, 0.05);
    const slots = Uint16Array.from({ length: 200 }, (_, u) => (problem.graph.lngLat[2 * u] > 0.5 ? 1 : 0) + (problem.graph.lngLat[2 * u + 1] > 0.5 ? 2 : 0));
    const whole = drain(inertiaBound(problem, slots))!;
    expect(drain(inertiaBound(problem, slots))).toEqual(whole);
    const task = inertiaBound(problem, slots);
    for (let i = 0; i < 20; i++) expect(task.next().done).toBe(false);
    let step = task.next(true);
    let pauses = 0;
    for (; !step.done; step = task.next()) pauses++;
    expect(pauses).toBeLessThan(20);
    expect(step.value!.lowerBound).toBeGreaterThanOrEqual(0);
    expect(step.value!.lowerBound).toBeLessThanOrEqual(whole.inertia);
  });

  it('has nothing to say about plans that leave ground or territories out, and is put into the certificate otherwise', () => {
    const problem = scattered([{ x: 0, y: 0, a: 1, b: 1 }, { x: 9, y: 0, a: 1, b: 1 }, { x: 50, y: 0, a: 1, b: 1 }, { x: 59, y: 0, a: 1, b: 1 }], 2, 0.05);
    expect(drain(inertiaBound(problem, Uint16Array.of(0, 0, 0, 0)))).toBeNull();
    expect(drain(inertiaBound(problem, Uint16Array.of(0, 0, 1, 0xffff)))).toBeNull();
    expect(drain(inertiaBound({ ...problem, goals: [] }, Uint16Array.of(0, 0, 1, 1)))).toBeNull();
    const slots = Uint16Array.of(0, 0, 1, 1);
    const certificate = withBound(certify(problem, slots), drain(inertiaBound(problem, slots)));
    // The best plan there is around these centres.
    expect(certificate.gap).toBeCloseTo(0, 2);
    expect(withBound(certify(problem, slots), null).gap).toBeNull();
  });
});
