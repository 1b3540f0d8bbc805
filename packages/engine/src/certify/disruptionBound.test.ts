import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from '../problem/constraint.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';
import { disruptionBound } from './disruptionBound.ts';

const n = 7;
const runs = { numRuns: process.env.HEXALIGN_LONG ? 1000 : 120 };

/** Seven units in a row with a few borders more, held by three territories, one of which may be gone. */
const cases = fc.record({
  more: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 4 }),
  held: fc.array(fc.constantFrom(0, 1, 2, UNASSIGNED), { minLength: n, maxLength: n }),
  k: fc.constantFrom(2, 3),
  columns: fc.array(fc.array(fc.nat(9), { minLength: n, maxLength: n }), { minLength: 1, maxLength: 2 }),
  tolerance: fc.constantFrom(0, 0.1, 0.3, 0.6),
  hold: fc.option(fc.record({ unit: fc.nat(n - 1), slot: fc.nat(1) })),
  counted: fc.nat(1),
});

function problemOf({ more, k, columns, tolerance, hold }: { more: [number, number][]; k: number; columns: number[][]; tolerance: number; hold: { unit: number; slot: number } | null }): Problem {
  const pairs = [...Array.from({ length: n - 1 }, (_, i) => [i, i + 1]), ...more.filter(([a, b]) => Math.abs(a - b) > 1)];
  const { graph } = fromEdges({
    ids: Array.from({ length: n }, (_, i) => `u${i}`),
    lngLat: Float64Array.from({ length: 2 * n }, (_, i) => i * 0.01),
    areaKm2: new Float64Array(n).fill(1),
    pairs: Uint32Array.from([...new Map(pairs.map(([a, b]) => [`${Math.min(a, b)}-${Math.max(a, b)}`, [a, b]])).values()].flat()),
  });
  const constraints: Constraint[] = hold === null ? [] : [{ type: 'hold', units: Uint32Array.of(hold.unit), slot: hold.slot }];
  const measures = columns.map((values, m) => ({ key: `m${m}`, unit: 'count' as const, values: Float64Array.from(values) }));
  const share = new Float64Array(k).fill(1 / k);
  return { graph, k, measures, goals: measures.map(({ key }) => ({ measure: key, share, tolerance, weight: 1 })), constraints, weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
}

/** Least moved over every assignment in the bands, and over those between neighbours; Infinity when there is none. */
function bruteForce(problem: Problem, held: number[], counted: number): { least: number; between: number } {
  const { k, graph, measures, goals } = problem;
  const touch = new Set<string>();
  const has = new Set(held);
  for (let u = 0; u < n; u++) for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) touch.add(`${held[u]} ${held[graph.neighbors[e]]}`);
  // One that holds nothing yet touches the holder of its first held unit and those beside; without one it touches all.
  for (let t = 0; t < k; t++) {
    const start = problem.constraints.find((c) => c.type === 'hold' && c.slot === t);
    if (has.has(t)) continue;
    for (const h of has) {
      const home = start?.type === 'hold' ? held[start.units[0]] : h;
      if (h === home || touch.has(`${home} ${h}`)) touch.add(`${h} ${t}`);
    }
  }
  // Ground of nobody that no territory touches may go anywhere.
  const lost = [...has].filter((h) => h >= k && ![...Array(k).keys()].some((t) => touch.has(`${h} ${t}`)));
  let least = Infinity;
  let between = Infinity;
  const plan = new Array<number>(n).fill(0);
  for (let code = 0; code < k ** n; code++) {
    for (let u = 0, rest = code; u < n; u++, rest = Math.floor(rest / k)) plan[u] = rest % k;
    const inBands = goals.every(({ share, tolerance }, m) => {
      const total = measures[m].values.reduce((a, b) => a + b, 0);
      const sums = new Array<number>(k).fill(0);
      plan.forEach((t, u) => (sums[t] += measures[m].values[u]));
      return total === 0 || sums.every((sum, t) => Math.abs(sum - share[t] * total) <= tolerance * share[t] * total + 1e-12);
    });
    const holds = problem.constraints.every((c) => c.type !== 'hold' || [...c.units].every((u) => plan[u] === c.slot));
    if (!inBands || !holds) continue;
    let moved = 0;
    let allowed = true;
    const settled = new Set(problem.constraints.flatMap((c) => (c.type === 'hold' ? [...c.units] : [])));
    for (let u = 0; u < n; u++) {
      if (plan[u] === held[u]) continue;
      if (held[u] !== UNASSIGNED) moved += measures[counted].values[u];
      if (!settled.has(u) && !lost.includes(held[u]) && !touch.has(`${held[u]} ${plan[u]}`)) allowed = false;
    }
    least = Math.min(least, moved);
    if (allowed) between = Math.min(between, moved);
  }
  return { least, between };
}

test('no assignment in the bands moves less, divided or torn as it may be', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const problem = problemOf(given);
      const counted = Math.min(given.counted, given.columns.length - 1);
      const bound = disruptionBound(problem, Uint16Array.from(given.held), { measure: `m${counted}` });
      if (bound === null) return;
      const { least, between } = bruteForce(problem, given.held, counted);
      expect(bound.least).toBeLessThanOrEqual(least + 1e-9);
      expect(bound.leastBetweenNeighbors).toBeLessThanOrEqual(between + 1e-9);
      expect(bound.leastBetweenNeighbors).toBeGreaterThanOrEqual(bound.least);
    }),
    runs,
  );
});

/** Units of weight 1 in a row. */
function row(k: number, tolerance: number, units: number): Problem {
  const { graph } = fromEdges({
    ids: Array.from({ length: units }, (_, i) => `u${100 + i}`),
    lngLat: Float64Array.from({ length: 2 * units }, (_, i) => (i % 2 === 0 ? i * 0.01 : 0)),
    areaKm2: new Float64Array(units).fill(1),
    pairs: Uint32Array.from(Array.from({ length: units - 1 }, (_, i) => [i, i + 1]).flat()),
  });
  return {
    graph, k, measures: [{ key: 'revenue', unit: 'currency', values: new Float64Array(units).fill(1) }], constraints: [],
    goals: [{ measure: 'revenue', share: new Float64Array(k).fill(1 / k), tolerance, weight: 1 }], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}

test('surplus that has to pass from hand to hand counts every time, and once when anybody may take it', () => {
  // 40 units, four territories of 20, 10, 5 and 5: the last two lack 5 each, the second passes 10 on.
  const held = Uint16Array.from({ length: 40 }, (_, u) => (u < 20 ? 0 : u < 30 ? 1 : u < 35 ? 2 : 3));
  const bound = disruptionBound(row(4, 0, 40), held)!;
  expect(bound.least).toBeCloseTo(10, 1);
  expect(bound.leastBetweenNeighbors).toBeCloseTo(25, 1);
  expect(bound.covered).toBeCloseTo(40, 9);
});

test('a plan in its bands need not move; what its territory leaves behind all moves; a newcomer is filled from around its start', () => {
  const even = Uint16Array.from({ length: 40 }, (_, u) => Math.floor(u / 10));
  expect(disruptionBound(row(4, 0, 40), even)).toMatchObject({ least: 0, leastBetweenNeighbors: 0 });
  // The fourth is gone: its 10 units go to the third, which passes 20 / 3 on, half of it further.
  const gone = disruptionBound(row(3, 0, 40), even)!;
  expect(gone.least).toBeCloseTo(10, 1);
  expect(gone.leastBetweenNeighbors).toBeCloseTo(10 + 20 / 3 + 10 / 3, 1);
  // A fifth starts in the first, touched by the second, and wants 8: together they need 4 from the others.
  const problem = { ...row(5, 0, 40), constraints: [{ type: 'seed' as const, unit: 0, slot: 4 }] };
  const hired = disruptionBound(problem, even)!;
  expect(hired.least).toBeCloseTo(8, 1);
  expect(hired.leastBetweenNeighbors).toBeCloseTo(8 + 4 + 2, 1);
});

test('nothing balanced has no bound, and a measure that is not there is named', () => {
  const problem = row(4, 0, 40);
  const held = new Uint16Array(40);
  expect(disruptionBound({ ...problem, goals: [] }, held)).toBeNull();
  expect(() => disruptionBound(problem, held, { measure: 'sales' })).toThrow('"sales"');
  expect(() => disruptionBound(problem, new Uint16Array(3))).toThrow('3 slots for 40 units');
});
