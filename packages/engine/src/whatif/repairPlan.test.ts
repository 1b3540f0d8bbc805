import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disruptionBound } from '../certify/disruptionBound.ts';
import { components } from '../graph/components.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from '../problem/constraint.ts';
import type { Problem } from '../problem/problem.ts';
import { judge } from '../solve/judge.ts';
import { solve } from '../solve/solve.ts';
import { drain } from '../task/task.ts';
import { drag } from './drag.ts';
import { hire } from './hire.ts';
import { intoBands } from './intoBands.ts';
import { lock } from './lock.ts';
import { repairPlan, type RepairedPlan } from './repairPlan.ts';
import { reweigh } from './reweigh.ts';
import { split } from './split.ts';
import { vacate } from './vacate.ts';
import { inPlace, type WhatIf } from './whatIf.ts';
import { layOut, openWorkbench } from './workbench.ts';

const [width, height, k] = [24, 20, 8];
const n = width * height;
const runs = { numRuns: process.env.HEXALIGN_LONG ? 1000 : 40 };

function boardOf(tolerance: number, constraints: Constraint[] = []): Problem {
  const pairs: number[] = [];
  for (let i = 0; i < n; i++) {
    if (i % width > 0) pairs.push(i - 1, i);
    if (i >= width) pairs.push(i - width, i);
  }
  const { graph } = fromEdges({
    ids: Array.from({ length: n }, (_, i) => `u${1000 + i}`),
    lngLat: Float64Array.from({ length: 2 * n }, (_, j) => 0.1 * (j % 2 === 0 ? (j / 2) % width : Math.floor(j / 2 / width))),
    areaKm2: new Float64Array(n).fill(100), pairs: Uint32Array.from(pairs),
  });
  const share = new Float64Array(k).fill(1 / k);
  const measures = [
    { key: 'revenue', unit: 'currency' as const, values: Float64Array.from({ length: n }, (_, i) => 20 + (i % 7) + (i % 3)) },
    { key: 'visits', unit: 'count' as const, values: Float64Array.from({ length: n }, (_, i) => 10 + (i % 5)) },
  ];
  return { graph, k, measures, constraints, goals: measures.map(({ key }) => ({ measure: key, share, tolerance, weight: 1 })), weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
}

const problem = boardOf(0.06);
const { slots } = drain(solve({ ...problem, goals: problem.goals.map((goal) => ({ ...goal, tolerance: 0.045 })) }, { preset: 'fast' }));
const bench = openWorkbench(problem, slots);

/** What every repaired plan keeps, whatever was asked. */
function expectSound({ problem: next, held }: WhatIf, plan: RepairedPlan): void {
  const found = components(next.graph, plan.slots);
  expect([...found.first].map((u) => plan.slots[u]).sort((a, b) => a - b)).toEqual([...Array(next.k).keys()]);
  for (const c of next.constraints) {
    if (c.type === 'hold') for (const u of c.units) expect(plan.slots[u]).toBe(c.slot);
    if (c.type === 'seed') expect(plan.slots[c.unit]).toBe(c.slot);
    if (c.type === 'lock') plan.slots.forEach((t, u) => expect(t === c.slot).toBe(next.baseline![u] === c.slot));
  }
  const { values } = next.measures[0];
  let moved = 0;
  plan.slots.forEach((t, u) => (moved += t === held[u] ? 0 : values[u]));
  expect(plan.moved).toBeCloseTo(moved, 6);
  const outside = judge(next, plan.slots).violations.map(({ slot, measure }) => `${slot} ${measure}`);
  expect(plan.outside.map(({ slot, measure }) => `${slot} ${measure}`).sort()).toEqual(outside.sort());
  const bound = disruptionBound(next, held, { steps: 100 })!;
  if (plan.outside.length === 0) expect(plan.moved).toBeGreaterThanOrEqual(bound.least * (1 - 1e-9));
}

const unit = fc.nat(n - 1);
const slot = fc.nat(k - 1);
const asked = fc.oneof(
  fc.array(fc.tuple(unit, fc.nat(60)), { minLength: 1, maxLength: 40 }).map((list) => reweigh(problem, slots, [{ measure: 'revenue', units: list.map(([u]) => u), values: list.map(([, v]) => v) }])),
  slot.map((t) => vacate(problem, slots, t)),
  unit.map((u) => hire(problem, slots, u)),
  slot.map((t) => split(problem, slots, t)),
  fc.tuple(fc.uniqueArray(unit, { minLength: 1, maxLength: 6 }), slot).map(([list, t]) => drag(problem, slots, list, t)),
  fc.uniqueArray(slot, { minLength: 1, maxLength: 3 }).map((list) => lock(problem, slots, list)),
);

describe('repairPlan', () => {
  test('keeps territories whole, holds and locks, counts what moved, and moves no less than the bound', () => {
    fc.assert(fc.property(asked, (what) => expectSound(what, drain(repairPlan(layOut(bench, what))))), runs);
  });

  test('gives the same plan again, and the same from a bench that was opened anew', () => {
    fc.assert(
      fc.property(asked, (what) => {
        const plan = drain(repairPlan(layOut(bench, what)));
        expect(drain(repairPlan(layOut(bench, what))).slots).toEqual(plan.slots);
        expect(drain(repairPlan(layOut(openWorkbench(problem, slots), what))).slots).toEqual(plan.slots);
      }),
      { numRuns: 10 },
    );
  });

  test('leaves a plan in its bands as it is', () => {
    fc.assert(
      fc.property(asked, (what) => {
        const plan = drain(repairPlan(layOut(bench, what)));
        if (plan.outside.length > 0) return;
        const again = drain(repairPlan(openWorkbench(what.problem, plan.slots)));
        expect(again.slots).toEqual(plan.slots);
        expect(again.moved).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  test('meets the bands after a leaver and a newcomer where there is room', () => {
    for (let t = 0; t < k; t++) expect(drain(repairPlan(layOut(bench, vacate(problem, slots, t)))).outside).toEqual([]);
    for (const home of [5, 100, 250, 400]) expect(drain(repairPlan(layOut(bench, hire(problem, slots, home)))).outside).toEqual([]);
  });

  test('puts right what whole ground cannot: the nearest plan, and the reason in words', () => {
    const heavy = reweigh(problem, slots, [{ measure: 'revenue', units: [40], values: [4000] }]);
    const plan = drain(repairPlan(layOut(bench, heavy)));
    expectSound(heavy, plan);
    expect(plan.outside.map(({ message }) => message).join(' ')).toMatch(/its unit u1040 alone is \d+\.\d % of the target and cannot be divided/);
    const locked = lock(problem, slots, [...Array(k).keys()].filter((t) => t !== slots[40]));
    const alone = reweigh(locked.problem, slots, [{ measure: 'revenue', units: [40], values: [900] }]);
    const stuck = drain(repairPlan(layOut(layOut(bench, locked), alone)));
    expect(stuck.slots).toEqual(slots);
    expect(stuck.outside.length).toBeGreaterThan(0);
  });

  test('ends when it is asked to, with whole territories', () => {
    const what = vacate(problem, slots, 3);
    const task = repairPlan(layOut(bench, what));
    task.next();
    let step = task.next(true);
    while (!step.done) step = task.next(true);
    expect(step.value.interrupted).toBe(true);
    expect(components(problem.graph, step.value.slots).count).toBe(k - 1);
  });

  test('a plan in pieces is joined first', () => {
    const torn = slots.slice();
    torn[slots.indexOf(0)] = 5;
    const what = inPlace(problem, torn, slots);
    expect(components(problem.graph, drain(repairPlan(layOut(bench, what))).slots).count).toBe(k);
  });

  test('so is one that a hand tore before anything was asked', () => {
    fc.assert(fc.property(fc.nat(height - 1), slot, (row, to) => {
      const torn = slots.map((t, u) => (Math.floor(u / width) === row ? to : t));
      fc.pre(new Set(torn).size === k);
      const own = openWorkbench(problem, torn);
      expectSound(inPlace(problem, torn, torn), drain(repairPlan(own)));
      const renamed = torn.map((t) => (t === 0 ? 1 : t === 1 ? 0 : t));
      expectSound(inPlace(problem, renamed, torn), drain(repairPlan(layOut(own, inPlace(problem, renamed, torn)))));
    }), runs);
  });
});

describe('intoBands', () => {
  // Nearer than whole units allow: some repairs get stuck.
  const tight = boardOf(0.0025);
  const start = drain(solve(tight, { preset: 'fast' })).slots;
  const tightBench = openWorkbench(tight, start);

  test('goes on where a repair gets stuck, and gets nearer; never comes out further off, and keeps what a repair keeps', () => {
    let [stuck, nearer] = [0, 0];
    for (let t = 0; t < k; t += 2) {
      const what = vacate(tight, start, t);
      const [once, whole] = [drain(repairPlan(layOut(tightBench, what))), drain(intoBands(tightBench, what))];
      expectSound(what, whole);
      expect(whole.outside.length).toBeLessThanOrEqual(once.outside.length);
      if (once.outside.length === 0) {
        expect(whole.slots).toEqual(once.slots);
        continue;
      }
      stuck++;
      if (whole.outside.length < once.outside.length || whole.worstDeviation < once.worstDeviation) nearer++;
    }
    expect(stuck).toBeGreaterThan(0);
    expect(nearer).toBeGreaterThan(0);
  });

  test('keeps budgets of change while it tries', () => {
    const max = 90;
    const budgeted: Problem = { ...tight, baseline: start, constraints: [{ type: 'budget', measure: null, max }] };
    const budgetedBench = openWorkbench(budgeted, start);
    for (const gone of [0, 3, 5]) {
      const what = vacate(budgeted, start, gone);
      const { slots: now } = drain(intoBands(budgetedBench, what));
      expect(now.reduce((moved, t, u) => moved + (what.problem.baseline![u] < what.problem.k && t !== what.problem.baseline![u] ? 1 : 0), 0)).toBeLessThanOrEqual(max);
    }
  });
});
