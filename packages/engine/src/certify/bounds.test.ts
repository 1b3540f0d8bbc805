import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { project } from '../graph/project.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Problem } from '../problem/problem.ts';
import { drain } from '../task/task.ts';
import type { Constraint } from '../problem/constraint.ts';
import { inertiaBound, recheckBound, withBound } from './bounds.ts';
import { certify } from './certify.ts';
import type { InertiaBound } from './inertiaBound.ts';

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

const tolerancesOf = ({ bands }: InertiaBound): number[] => bands.map(({ tolerance }) => tolerance);

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
        expect(bound.inertia).toBeCloseTo(judge(problem, [...slots], centres, tolerancesOf(bound)).cost, 6);
        for (let code = 0; code < k ** n; code++) {
          const plan = Array.from({ length: n }, (_, u) => Math.floor(code / k ** u) % k);
          const { cost, inside } = judge(problem, plan, centres, tolerancesOf(bound));
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
        const low = (total / 2) * (1 - bound.bands[0].tolerance);
        const high = (total / 2) * (1 + bound.bands[0].tolerance);
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

  it('is below the cost of every plan that keeps what is demanded, with shares, bounds, load, holds, locks and one to eight measures', () => {
    const demanded = fc.record({
      units: fc.array(fc.record({ x: fc.nat(100), y: fc.nat(100), weights: fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }) }), { minLength: 4, maxLength: 7 }),
      q: fc.integer({ min: 1, max: 8 }),
      k: fc.integer({ min: 2, max: 3 }),
      shares: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }),
      load: fc.array(fc.nat(5), { minLength: 24, maxLength: 24 }),
      tolerance: fc.double({ min: 0.05, max: 0.8, noNaN: true }),
      pick: fc.nat(),
      least: fc.nat(10), room: fc.nat(20),
      hold: fc.boolean(), lock: fc.boolean(),
    });
    fc.assert(
      fc.property(demanded, ({ units, q, k, shares, load, tolerance, pick, least, room, hold, lock }) => {
        const n = units.length;
        const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].slice(0, q);
        const { graph, order } = fromEdges({ ids: units.map((_, i) => `u${i}`), lngLat: Float64Array.from(units.flatMap(({ x, y }) => [x / 100, y / 100])), areaKm2: new Float64Array(n).fill(100), pairs: new Uint32Array(0) });
        const measures = keys.map((key, m) => ({ key, unit: 'count' as const, values: Float64Array.from(order, (i) => units[i].weights[m] + (m === 0 ? 1 : 0)) }));
        const all = shares.slice(0, k).reduce((sum, one) => sum + one, 0);
        const share = Float64Array.from(shares.slice(0, k), (one) => one / all);
        const slots = Uint16Array.from(units, (_, u) => (u + (pick >> u)) % k);
        fc.pre(new Set(slots).size === k);
        const constraints: Constraint[] = [{ type: 'capacity', measure: 'a', slot: 0, min: least, max: least + room }];
        if (hold) constraints.push({ type: 'hold', units: Uint32Array.of(0), slot: slots[0] });
        if (lock) constraints.push({ type: 'lock', slot: 1 });
        const carried = Float64Array.from({ length: k * q }, (_, j) => load[j]);
        const problem: Problem = { graph, measures, k, goals: keys.map((measure) => ({ measure, share, tolerance, weight: 1 })), constraints, baseline: slots, load: carried, weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
        const bound = drain(inertiaBound(problem, slots))!;
        const centres = centresOf(problem, slots);
        const sumsOf = (plan: ArrayLike<number>): number[][] => measures.map(({ values }, m) => Array.from({ length: k }, (_, slot) => carried[slot * q + m] + values.reduce((sum, v, u) => sum + (plan[u] === slot ? v : 0), 0)));
        const own = sumsOf(slots);
        for (let code = 0; code < k ** n; code++) {
          const plan = Array.from({ length: n }, (_, u) => Math.floor(code / k ** u) % k);
          const sums = sumsOf(plan);
          const inBands = bound.bands.every(({ measure, tolerance: half }) => {
            const m = keys.indexOf(measure);
            const total = sums[m].reduce((sum, one) => sum + one, 0);
            return sums[m].every((sum, slot) => Math.abs(sum - share[slot] * total) <= share[slot] * total * half * (1 - 1e-9));
          });
          const inBounds = sums[0][0] >= Math.min(least, own[0][0]) && sums[0][0] <= Math.max(least + room, own[0][0]);
          const kept = (!hold || plan[0] === slots[0]) && (!lock || plan.every((slot, u) => (slot === 1) === (slots[u] === 1)));
          if (inBands && inBounds && kept) expect(judge({ ...problem, k }, plan, centres, keys.map(() => Infinity)).cost).toBeGreaterThanOrEqual(bound.lowerBound * (1 - 1e-12));
        }
        expect(bound.lowerBound).toBeLessThanOrEqual(bound.inertia);
      }),
      { numRuns: process.env.HEXALIGN_LONG ? 1000 : 40 },
    );
  });

  it('comes out the same from its multipliers alone, and is a lower one with others', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 8, maxLength: 60 }), fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 }), (units, shift) => {
        const problem = scattered(units, 2, 0.1);
        const slots = Uint16Array.from(units, (_, u) => u % 2);
        const bound = drain(inertiaBound(problem, slots))!;
        expect(drain(recheckBound(problem, slots, bound.bands))).toEqual(bound);
        const bent = bound.bands.map(({ measure, multipliers }, m) => ({ measure, multipliers: multipliers.map((value, slot) => value + shift[2 * m + slot]) }));
        expect(drain(recheckBound(problem, slots, bent))!.lowerBound).toBeLessThanOrEqual(bound.inertia);
        expect(drain(recheckBound(problem, slots, bound.bands.slice(1)))).toBeNull();
        expect(drain(recheckBound(problem, slots, bound.bands.map((band) => ({ ...band, multipliers: [NaN, 1] }))))).toBeNull();
      }),
      { numRuns: 30 },
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

  it('comes close by merged units alone, and a little closer on all of them', () => {
    const units = Array.from({ length: 6400 }, (_, i) => ({ x: (i % 80) * 1.25, y: Math.floor(i / 80) * 1.25, a: 1 + (i % 3), b: 1 + ((i * 7) % 3) }));
    const problem = scattered(units, 4, 0.1);
    const slots = Uint16Array.from({ length: 6400 }, (_, i) => (i % 80 < 40 ? 0 : 1) + (i < 3200 ? 0 : 2));
    const [merged, whole] = [0, 40].map((steps) => drain(inertiaBound(problem, slots, { steps }))!);
    expect(merged.lowerBound).toBeLessThanOrEqual(merged.inertia);
    expect(whole.lowerBound).toBeGreaterThanOrEqual(merged.lowerBound * (1 - 1e-6));
    expect(merged.lowerBound).toBeGreaterThan(0.97 * whole.lowerBound);
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
