import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { components } from '../graph/components.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import { kmFrom } from '../problem/placeHomes.ts';
import type { Problem } from '../problem/problem.ts';
import { isBroken, validate } from '../problem/validate.ts';
import { solve } from '../solve/solve.ts';
import { drain } from '../task/task.ts';
import { recount } from './recount.ts';
import { repairPlan } from './repairPlan.ts';
import { runSteps, type WhatIfStep } from './steps.ts';
import { layOut, openWorkbench } from './workbench.ts';

const [width, height, k] = [16, 12, 6];
const n = width * height;

function board(tolerance: number, [w, h, parts]: readonly number[] = [width, height, k], values?: readonly Float64Array[]): Problem {
  const cells = w * h;
  const pairs: number[] = [];
  for (let i = 0; i < cells; i++) {
    if (i % w > 0) pairs.push(i - 1, i);
    if (i >= w) pairs.push(i - w, i);
  }
  const { graph } = fromEdges({
    ids: Array.from({ length: cells }, (_, i) => `u${1000 + i}`),
    lngLat: Float64Array.from({ length: 2 * cells }, (_, j) => 0.1 * (j % 2 === 0 ? (j / 2) % w : Math.floor(j / 2 / w))),
    areaKm2: new Float64Array(cells).fill(100), pairs: Uint32Array.from(pairs),
  });
  const measures = (values ?? [Float64Array.from({ length: cells }, (_, i) => 20 + (i % 7))]).map((of, m) => ({ key: m === 0 ? 'revenue' : 'hours', unit: 'count' as const, values: of }));
  return { graph, k: parts, measures, constraints: [], goals: measures.map(({ key }) => ({ measure: key, share: new Float64Array(parts).fill(1 / parts), tolerance, weight: 1 })), weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
}

const problem = board(0.1);
const { slots } = drain(solve(problem, { preset: 'fast' }));
const bench = openWorkbench(problem, slots);
const repaired = (steps: readonly WhatIfStep[]) => {
  const asked = runSteps(problem, slots, steps);
  return { asked, plan: drain(repairPlan(layOut(bench, asked))) };
};

describe('what-ifs one after the other', () => {
  it('keep count of who went, who came and what everybody held', () => {
    const slot = fc.nat(k - 1);
    fc.assert(
      fc.property(fc.uniqueArray(slot, { minLength: 1, maxLength: 2 }), fc.nat(n - 1), fc.nat(n - 1), fc.boolean(), (gone, a, b, hiresFirst) => {
        fc.pre(a !== b);
        const leave: WhatIfStep = { type: 'vacate', slots: gone };
        const hires: WhatIfStep[] = [{ type: 'hire', home: a, size: 1 }, { type: 'hire', home: b, size: 0.5 }];
        const now = runSteps(problem, slots, hiresFirst ? [...hires, leave] : [leave, ...hires]);
        expect(now.problem.k).toBe(k - gone.length + 2);
        expect(now.added).toEqual([now.problem.k - 2, now.problem.k - 1]);
        expect(validate(now.problem).filter(isBroken)).toEqual([]);
        slots.forEach((was, u) => (gone.includes(was) ? expect(now.held[u]).toBeGreaterThanOrEqual(now.problem.k) : expect(now.held[u]).toBe(now.slotNow[was])));
        expect([now.start[a], now.start[b]]).toEqual(now.added);
      }),
      { numRuns: 30 },
    );
  });

  it('refuse a territory that is gone already', () => {
    expect(() => runSteps(problem, slots, [{ type: 'vacate', slots: [2] }, { type: 'split', slot: 2, part: 0.5 }])).toThrow(/no territory 2 any more/);
  });

  it('are answered by one whole plan in its bands, what moves counted from before the first', () => {
    const { asked, plan } = repaired([{ type: 'vacate', slots: [1] }, { type: 'hire', home: slots.indexOf(4), size: 1 }]);
    expect(plan.outside).toEqual([]);
    expect(components(problem.graph, plan.slots).count).toBe(asked.problem.k);
    const total = problem.measures[0].values.reduce((sum, value) => sum + value, 0);
    const moved = problem.measures[0].values.reduce((sum, value, u) => sum + (plan.slots[u] === asked.slotNow[slots[u]] ? 0 : value), 0);
    expect(plan.movedShare).toBeCloseTo(moved / total, 9);
  });
});

describe('the targets of some', () => {
  it('change, and the others share the rest as before', () => {
    const { asked, plan } = repaired([{ type: 'retarget', changes: [{ slot: 0, measure: null, share: 0.25 }] }]);
    expect(asked.problem.goals[0].share[0]).toBe(0.25);
    expect(asked.problem.goals[0].share[3]).toBeCloseTo(0.15, 12);
    expect(plan.outside).toEqual([]);
    expect(() => runSteps(problem, slots, [{ type: 'retarget', changes: [{ slot: 0, measure: null, share: 0.6 }, { slot: 1, measure: null, share: 0.5 }] }])).toThrow(/leave/);
  });
});

describe('a drive radius', () => {
  it('leaves nothing of a territory beyond it that another can have', () => {
    const far = slots.indexOf(3);
    const [lng, lat] = problem.graph.lngLat.slice(2 * far, 2 * far + 2);
    const { plan } = repaired([{ type: 'reach', homes: [{ slot: 3, lng, lat, reachKm: 30 }] }]);
    const km = kmFrom(problem.graph.lngLat, lng, lat);
    const own = Array.from(plan.slots.keys()).filter((u) => plan.slots[u] === 3);
    expect(own.length).toBeGreaterThan(0);
    expect(Math.max(...own.map((u) => km[u]))).toBeLessThanOrEqual(30);
    expect(plan.slots.every((slot) => slot < k)).toBe(true);
  });
});

describe('somebody who is hired within a budget of change', () => {
  it('takes no more than it allows', () => {
    const { values } = problem.measures[0];
    const max = 0.08 * values.reduce((sum, value) => sum + value, 0);
    const budgeted: Problem = { ...problem, baseline: slots, constraints: [{ type: 'budget', measure: 'revenue', max }] };
    const asked = runSteps(budgeted, slots, [{ type: 'hire', home: slots.indexOf(2), size: 1 }]);
    const plan = drain(repairPlan(layOut(openWorkbench(budgeted, slots), asked)));
    const moved = values.reduce((sum, value, u) => sum + (plan.slots[u] === slots[u] ? 0 : value), 0);
    expect(moved).toBeLessThanOrEqual(max * (1 + 1e-9));
    expect(moved).toBeGreaterThan(0.5 * max);
    expect(plan.slots).toContain(k);
  });
});

describe('another number of territories', () => {
  it('takes from those with least, and adds where most is', () => {
    const sums = Array.from({ length: k }, (_, t) => problem.measures[0].values.reduce((sum, value, u) => sum + (slots[u] === t ? value : 0), 0));
    expect(recount(problem, slots, k - 1)).toEqual({ gone: [sums.indexOf(Math.min(...sums))], homes: [] });
    const { gone, homes } = recount(problem, slots, k + 1);
    expect([gone, slots[homes[0]]]).toEqual([[], sums.indexOf(Math.max(...sums))]);
    const { plan, asked } = repaired([{ type: 'hire', home: homes[0], size: 1 }]);
    expect(asked.problem.k).toBe(k + 1);
    expect(new Set(plan.slots).size).toBe(k + 1);
  });

  it('leaves those alone that are locked or hold something', () => {
    const held: Problem = { ...problem, constraints: [{ type: 'hold', units: Uint32Array.of(0), slot: slots[0] }] };
    expect(recount(held, slots, k - 2).gone).not.toContain(slots[0]);
    expect(() => recount(held, slots, 0)).toThrow(/cannot be 0/);
  });
});

it('comes to an end where much of the ground weighs nothing and half of it doubles', () => {
  const [w, h] = [30, 24];
  let state = 7;
  const roll = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const revenue = Float64Array.from({ length: w * h }, () => (roll() < 0.5 ? 0 : Math.round(1000 + 9000 * roll())));
  const hours = revenue.map((value) => (value === 0 ? 0 : Math.round(10 + 90 * roll()) / 10));
  const now = board(0.1, [w, h, 8], [revenue, hours]);
  const drawn = drain(solve(now, { preset: 'fast' })).slots;
  const then = board(0.1, [w, h, 8], [revenue.map((value, u) => (u % w < 12 ? 2 * value : value)), hours]);
  const plan = drain(repairPlan(layOut(openWorkbench(then, drawn), runSteps(then, drawn, []))));
  expect(plan.outside).toEqual([]);
  expect(components(then.graph, plan.slots).count).toBe(8);
});
