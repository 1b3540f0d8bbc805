import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from './constraint.ts';
import { apportion } from './apportion.ts';
import { UNASSIGNED, type Problem } from './problem.ts';
import { isBroken, validate } from './validate.ts';

/** A row of n units of weight 1, about 5.6 km apart, and k territories. */
function row(n: number, k: number, change: Partial<Problem> = {}): Problem {
  const { graph } = fromEdges({
    ids: Array.from({ length: n }, (_, i) => `u${i + 10}`), lngLat: Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? (i / 2) * 0.05 : 0)),
    areaKm2: new Float64Array(n).fill(30), pairs: Uint32Array.from({ length: 2 * (n - 1) }, (_, i) => (i + 1) >> 1),
  });
  return {
    graph, k, measures: [{ key: 'sales', unit: 'currency', values: new Float64Array(n).fill(1) }],
    goals: [{ measure: 'sales', share: new Float64Array(k).fill(1 / k), tolerance: 0.1, weight: 1 }], constraints: [],
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 }, ...change,
  };
}

const asked = (n: number, k: number, constraints: Constraint[], change: Partial<Problem> = {}): Problem => row(n, k, { constraints, ...change });
const codes = (problem: Problem): string[] => validate(problem).map((v) => v.code);
const held = (slot: number, ...units: number[]): Constraint => ({ type: 'hold', units: Uint32Array.from(units), slot });
const together = (n: number, ...units: number[]): Constraint => ({ type: 'keepTogether', group: Uint32Array.from({ length: n }, (_, u) => (units.includes(u) ? 7 : 0)) });
const barrier = (...pairs: number[]): Constraint => ({ type: 'barrier', pairs: Uint32Array.from(pairs) });
const link = (...pairs: number[]): Constraint => ({ type: 'link', pairs: Uint32Array.from(pairs) });
const bounds = (slot: number, min: number, max: number, measure = 'sales'): Constraint => ({ type: 'capacity', measure, slot, min, max });
const budget = (max: number, more: { measure?: string | null; from?: number } = {}): Constraint => ({ type: 'budget', measure: null, max, ...more });
const lock = (slot: number): Constraint => ({ type: 'lock', slot });
const home = (slot: number, lng: number, more: { reachKm?: number; centreKm?: number } = {}): Constraint => ({ type: 'home', slot, lng, lat: 0, ...more });
/** Today's plan of a row: k runs of equal length. */
const today = (n: number, k: number): Uint16Array => Uint16Array.from({ length: n }, (_, u) => Math.floor((u * k) / n));

test('has nothing to say about a sound problem', () => {
  expect(validate(row(10, 5))).toEqual([]);
});

describe('input that no plan can be made of', () => {
  const values = (...list: number[]): Partial<Problem> => ({ measures: [{ key: 'sales', unit: 'count', values: Float64Array.from(list) }] });
  const { graph } = row(3, 1);
  const goal = row(3, 1).goals[0];
  test.each<[string, unknown, string]>([
    ['no problem at all', null, 'problem.missing'],
    ['a problem without demands', { ...row(3, 1), constraints: undefined }, 'problem.missing'],
    ['a problem without weights', { ...row(3, 1), weights: null }, 'problem.missing'],
    ['no units', { ...row(3, 1), graph: { ids: [], offsets: new Uint32Array(1), neighbors: new Uint32Array(0), borderM: new Float32Array(0), lngLat: new Float64Array(0), areaKm2: new Float64Array(0), fingerprint: '' }, ...values() }, 'graph.empty'],
    ['more territories than units', row(3, 4), 'territories.too_many'],
    ...[0, -1, 1.5, NaN, Infinity, 70_000].map((k): [string, unknown, string] => [`${k} territories`, row(3, 1, { k }), 'territories.number']),
    ['a place that is none', { ...row(3, 1), graph: { ...graph, lngLat: graph.lngLat.with(2, NaN) } }, 'graph.place'],
    ['an area of nothing', { ...row(3, 1), graph: { ...graph, areaKm2: graph.areaKm2.with(1, 0) } }, 'graph.area'],
    ['rows that do not fit', { ...row(3, 1), graph: { ...graph, offsets: Uint32Array.of(0, 1, 3, 9) } }, 'graph.border'],
    ['lists that do not fit', { ...row(3, 1), graph: { ...graph, areaKm2: new Float64Array(2) } }, 'graph.length'],
    ['a unit that borders itself', { ...row(3, 1), graph: { ...graph, neighbors: Uint32Array.of(0, 0, 2, 1) } }, 'graph.border'],
    ['a border seen from one side only', { ...row(3, 1), graph: { ...graph, neighbors: Uint32Array.of(1, 0, 2, 0) } }, 'graph.border'],
    ['a border of a unit that is not there', { ...row(3, 1), graph: { ...graph, neighbors: Uint32Array.of(1, 0, 9, 1) } }, 'graph.border'],
    ['a border that has no length', { ...row(3, 1), graph: { ...graph, borderM: Float32Array.of(1, 1, NaN, 1) } }, 'graph.border'],
    ...[NaN, -1, Infinity].map((value): [string, unknown, string] => [`a weight of ${value}`, row(3, 1, values(1, value, 1)), 'measure.value']),
    ['sums that overflow', row(3, 1, values(1e308, 1e308, 1e308)), 'measure.total'],
    ['sums that vanish', row(3, 1, values(1e-300, 0, 5e-324)), 'measure.total'],
    ['weights of another graph', row(3, 1, values(1)), 'measure.length'],
    ['two measures of one name', row(3, 1, { measures: [...row(3, 1).measures, ...row(3, 1).measures] }), 'measure.repeated'],
    ['nine measures', row(3, 1, { measures: Array.from({ length: 9 }, (_, m) => ({ key: `m${m}`, unit: 'count' as const, values: new Float64Array(3).fill(1) })), goals: [] }), 'measures.too_many'],
    ['a goal for nothing', row(3, 1, { measures: [] }), 'goal.measure'],
    ['two goals for one measure', row(3, 1, { goals: [goal, { ...goal, tolerance: 0.2 }] }), 'goal.repeated'],
    ['shares that do not sum to 1', row(3, 2, { goals: [{ ...goal, share: Float64Array.of(0.5, 0.4) }] }), 'goal.share'],
    ['a share of nothing', row(3, 2, { goals: [{ ...goal, share: Float64Array.of(1, 0) }] }), 'goal.share'],
    ['too few shares', row(3, 2, { goals: [{ ...goal, share: Float64Array.of(1) }] }), 'goal.share'],
    ['a tolerance above everything', row(3, 1, { goals: [{ ...goal, tolerance: 2 }] }), 'goal.tolerance'],
    ['a tolerance that is no number', row(3, 1, { goals: [{ ...goal, tolerance: NaN }] }), 'goal.tolerance'],
    ['a measure that counts nothing', row(3, 1, { goals: [{ ...goal, weight: 0 }] }), 'goal.weight'],
    ['a weight that is no number', row(3, 1, { weights: { balance: 1, compactness: 1, disruption: NaN, travel: 0 } }), 'weight.value'],
    ['a plan in force of another graph', row(3, 1, { baseline: new Uint16Array(2) }), 'baseline.length'],
    ['a plan in force with a territory too many', row(3, 1, { baseline: Uint16Array.of(0, 1, 0) }), 'baseline.slot'],
    ['loads that do not fit', row(3, 2, { load: new Float64Array(1) }), 'load.length'],
    ['a load below zero', row(3, 2, { load: Float64Array.of(-1, 0) }), 'load.value'],
    ['a price by nothing', row(3, 1, { priced: 'hours' }), 'budget.measure'],
    ['a demand of no known kind', asked(3, 1, [{ type: 'wish' } as unknown as Constraint]), 'constraint.type'],
    ...[3, -1, 0.5, NaN].map((unit): [string, unknown, string] => [`a demand on unit ${unit}`, asked(3, 1, [{ type: 'seed', unit, slot: 0 }]), 'constraint.unit']),
    ...[2, -1, 0.5, NaN].map((slot): [string, unknown, string] => [`a demand on territory ${slot}`, asked(3, 2, [held(slot, 0)]), 'constraint.slot']),
    ['a hold of nothing named', asked(3, 1, [{ type: 'hold', slot: 0 } as unknown as Constraint]), 'constraint.length'],
    ['a pair of one', asked(3, 1, [barrier(0, 1, 2)]), 'constraint.length'],
    ['a link from a unit to itself', asked(3, 1, [link(1, 1)]), 'constraint.unit'],
    ['groups of another graph', asked(3, 1, [together(2, 0, 1)]), 'constraint.length'],
    ['bounds of nothing', asked(3, 1, [bounds(0, 0, 5, 'hours')]), 'capacity.measure'],
    ['bounds that are no numbers', asked(3, 1, [bounds(0, NaN, 5)]), 'capacity.value'],
    ['a lock without a plan in force', asked(3, 1, [lock(0)]), 'territories.locked'],
    ['a lock on nothing', asked(4, 2, [lock(1)], { baseline: new Uint16Array(4) }), 'territories.locked'],
    ['locks that leave ground to nobody', asked(4, 2, [lock(0), lock(1)], { baseline: Uint16Array.of(0, 1, 1, UNASSIGNED) }), 'territories.locked'],
    ['locks that leave too little', asked(4, 3, [lock(0)], { baseline: Uint16Array.of(0, 0, 0, 1) }), 'territories.too_many'],
    ['a budget without a plan in force', asked(3, 1, [budget(1)]), 'budget.baseline'],
    ['a budget of nothing', asked(3, 1, [budget(1, { measure: 'hours' })], { baseline: new Uint16Array(3) }), 'budget.measure'],
    ...[-1, NaN].map((max): [string, unknown, string] => [`a budget of ${max}`, asked(3, 1, [budget(max)], { baseline: new Uint16Array(3) }), 'budget.value']),
    ['a budget of amounts that do not fit', asked(3, 1, [{ type: 'budget', measure: null, max: 1, counts: { name: 'accounts', amounts: new Float64Array(2), already: 0 } }], { baseline: new Uint16Array(3) }), 'budget.value'],
    ['a budget of no territory', asked(3, 1, [budget(1, { from: 4 })], { baseline: new Uint16Array(3) }), 'constraint.slot'],
    ['a home nowhere', asked(3, 1, [home(0, NaN)]), 'home.value'],
    ...[0, -3, NaN, Infinity, null].map((reachKm): [string, unknown, string] => [`a reach of ${reachKm} km`, asked(3, 1, [home(0, 0, { reachKm: reachKm as number })]), 'home.value']),
  ])('refuses %s', (_, problem, code) => {
    const found = validate(problem as Problem);
    expect(found.map((v) => v.code)).toContain(code);
    expect(found.every(isBroken)).toBe(true);
    for (const { message } of found) expect(message).toMatch(/^[A-Z\d"].{15,}\.$/);
  });

  test('is refused without a throw, whatever it is', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.object({ key: fc.constantFrom('graph', 'measures', 'goals', 'constraints', 'k') })), (thing) => {
      expect(validate(thing as Problem).every(isBroken)).toBe(true);
    }), { numRuns: 300 });
  });
});

describe('demands that clash', () => {
  const n = 20;
  const now = { baseline: today(n, 4) };
  const far = { baseline: Uint16Array.from({ length: n }, (_, u) => (u === 19 ? 0 : u < 5 ? 0 : u < 10 ? 1 : u < 15 ? 2 : 3)) };
  test.each<[string, Problem, string, RegExp]>([
    ['a unit held twice', asked(n, 4, [held(0, 1), held(1, 1)]), 'hold.twice', /^Unit u11 is held in two territories, T01 and T02\.$/],
    ['a unit that two territories start at', asked(n, 4, [{ type: 'seed', unit: 3, slot: 0 }, { type: 'seed', unit: 3, slot: 1 }]), 'hold.twice', /u13/],
    ['a unit held in a locked territory', asked(n, 4, [lock(0), held(0, 9)], now), 'hold.locked', /^Unit u19 is held in T01, which is locked without it\.$/],
    ['a locked unit held elsewhere', asked(n, 4, [lock(0), held(1, 0)], now), 'hold.locked', /lies in T01, which is locked/],
    ['a group held in two territories', asked(n, 4, [together(n, 1, 2), held(0, 1), held(1, 2)]), 'group.held_apart', /^Unit u12 is held in T02, but must stay with unit u11, whose group is held in T01\.$/],
    ['groups that share a unit, held apart at their ends', asked(n, 4, [together(n, 1, 2), together(n, 2, 3), held(0, 1), held(1, 3)]), 'group.held_apart', /u13/],
    ['a group half in a lock', asked(n, 4, [lock(0), together(n, 4, 5)], now), 'group.locked', /^Units u14 and u15 must stay together, but T01, which is locked, holds only one of them\.$/],
    ['a group over a barrier', asked(n, 4, [barrier(9, 10), together(n, 9, 10)]), 'group.not_connected', /no way from one to the other: link them/],
    ['a locked territory in pieces', asked(n, 4, [lock(0)], far), 'lock.torn', /^T01 is locked as it lies today, in 2 pieces/],
    ['units of one territory behind another\'s', asked(n, 4, [held(0, 1, 8), held(1, 5)]), 'hold.apart', /^Units u11 and u18 are both held in T01, but no ground connects them/],
    ['units of one territory on both sides of a barrier', asked(n, 4, [barrier(9, 10), held(0, 9, 10)]), 'hold.apart', /T01/],
    ['everything held', asked(n, 4, [held(0, ...Array.from({ length: 20 }, (_, u) => u))]), 'territory.nothing_left', /^3 territories can have no ground: everything is held elsewhere\./],
    ['everything together', asked(n, 4, [together(n, ...Array.from({ length: 20 }, (_, u) => u))]), 'territory.nothing_left', /only one unit or group is left for them/],
    ['a group too heavy', asked(n, 4, [together(n, 0, 1, 2, 3, 4, 5)]), 'group.too_heavy', /^The 6 units kept together with u10 hold 6 of sales, more than the 5\.5 that any territory may hold/],
    ['too much held', asked(n, 4, [held(0, 0, 1, 2, 3, 4, 5)]), 'hold.too_heavy', /^What is held in T01 comes to 6 of sales, more than the 5\.5 it may hold/],
    ['too much by named accounts', asked(n, 4, [], { load: Float64Array.of(30, 0, 0, 0) }), 'load.too_heavy', /^Named accounts alone bring 30 of sales to T01/],
    ['a share below any unit', asked(n, 2, [], { goals: [{ measure: 'sales', share: Float64Array.of(0.01, 0.99), tolerance: 0.1, weight: 1 }] }), 'share.too_small', /^T01 may hold at most 0\.22 of sales, 1\.1 % of all, but even the lightest unit holds 1/],
    ['a territory locked out of its band', asked(n, 4, [lock(0)], { baseline: Uint16Array.from({ length: n }, (_, u) => (u < 8 ? 0 : u < 12 ? 1 : u < 16 ? 2 : 3)) }), 'lock.outside', /^T01 is locked at 8 of sales, more than the 5\.5 its share and tolerance allow/],
    ['least above most', asked(n, 4, [bounds(0, 6, 5)]), 'capacity.empty', /^T01 must hold at least 6 and at most 5 of sales\.$/],
    ['a bound off the share', asked(n, 4, [bounds(0, 0, 2)]), 'capacity.band', /^By its share T01 should hold 5 of sales, within 10 %, but it may hold at most 2: change its share to 10 %, or the bound\.$/],
    ['bounds that leave something over', asked(n, 4, [0, 1, 2, 3].map((slot) => bounds(slot, 0, 4.8))), 'capacity.total', /^There is 20 of sales, but all territories together can hold only 19\.2/],
    ['bounds that ask for more than there is', asked(n, 4, [0, 1, 2, 3].map((slot) => bounds(slot, 5.2, 9))), 'capacity.total', /together need 20\.8/],
    ['no room to move what is held', asked(n, 4, [budget(0), held(1, 4)], now), 'budget.held', /^At least 1 unit must change hands, because unit u14 and others are held elsewhere than they lie today; the budget is 0\.$/],
    ['no room to bring a group together', asked(n, 4, [budget(1, { measure: 'sales' }), together(n, 3, 4, 5, 6)], now), 'budget.held', /^At least 2 sales must change hands/],
    ['no room for a territory without ground', asked(n, 4, [budget(0)], { goals: [], baseline: today(n, 3) }), 'budget.empty', /because T04 has no ground today/],
    ['no room to mend a torn territory', asked(n, 4, [budget(0)], { ...far, goals: [] }), 'budget.torn', /because T01 lies in pieces today/],
    ['no room for the tolerance', asked(n, 4, [budget(1)], { baseline: Uint16Array.from({ length: n }, (_, u) => (u < 8 ? 0 : u < 12 ? 1 : u < 16 ? 2 : 3)) }), 'budget.balance', /^At least 3 units must change hands, because T01 holds too much of sales today; the budget is 1\.$/],
    ['no room to leave one territory', asked(n, 4, [budget(1, { measure: 'sales', from: 0 })], { baseline: Uint16Array.from({ length: n }, (_, u) => (u < 8 ? 0 : u < 12 ? 1 : u < 16 ? 2 : 3)) }), 'budget.balance', /^At least 2\.5 sales must leave T01/],
    ['no room for ground out of reach', asked(n, 4, [budget(1), home(0, 0, { reachKm: 12 })], { ...now, goals: [] }), 'budget.reach', /^At least 2 units must change hands, because T01 has ground beyond the reach of its home today; the budget is 1\.$/],
    ['no room for accounts that lie among others', asked(n, 4, [{ type: 'budget', measure: null, max: 2, counts: { name: 'accounts', amounts: new Float64Array(n), already: 3 } }], now), 'budget.held', /^At least 3 accounts must change hands, because 3 lie in units that are mostly another territory's/],
    ['two homes', asked(n, 4, [home(0, 0.1), home(0, 0.5)]), 'home.twice', /^T01 has two homes/],
    ['a home too far from all', asked(n, 4, [home(0, 90, { reachKm: 20 })]), 'home.nothing_in_reach', /within 20 km of its home; the nearest unit, u29, lies at 9900 km\.$/],
    ['a leash too short for its home', asked(n, 4, [home(0, 90, { centreKm: 20 })]), 'home.off_the_ground', /^The home of T01 lies 9\d\d\d km or more from any ground/],
    ['a reach with too little in it', asked(n, 4, [home(0, 0, { reachKm: 6 })]), 'home.too_little', /^Within 6 km of its home T01 finds 2 of sales, 44\.4 % of the 4\.5 it needs/],
    ['a unit held out of reach', asked(n, 4, [home(0, 0, { reachKm: 40 }), held(0, 15)]), 'hold.out_of_reach', /^Unit u25 is held in T01 but lies 83 km from its home/],
    ['a unit locked out of reach', asked(n, 4, [home(0, 1, { reachKm: 40 }), lock(0)], now), 'lock.out_of_reach', /is locked in T01 but lies 111 km/],
    ['ground beyond every reach', asked(n, 2, [home(0, 0.1, { reachKm: 30 }), home(1, 0.3, { reachKm: 60 })], { goals: [] }), 'unit.out_of_reach', /^3 units, such as u27, lie beyond the reach of every home/],
    ['more parts than territories', asked(n, 2, [barrier(4, 5, 12, 13)]), 'graph.too_many_parts', /3 separate parts for 2 territories\. Join parts by links, take barriers away/],
    ['a part that no territory is left for', asked(n, 2, [barrier(9, 10), held(0, 0), held(1, 9)]), 'part.without_territory', /^The part of 10 units around u20 can belong to no territory/],
    ['a part too small', asked(n, 4, [barrier(0, 1)]), 'part.uneven', /^Unit u10 alone holds 5 % of sales: it cannot be a territory of its own at 25 % \+- 10 %\. Link it to its neighbour, take a barrier away, or give a territory the share that fits it\.$/],
    ['a part between two sizes', asked(n, 4, [barrier(6, 7)]), 'part.uneven', /holds 35 % of sales: that is no whole number of territories at 25 % \+- 10 %/],
    ['a part for which shares do not add up', asked(n, 2, [barrier(9, 10)], { goals: [{ measure: 'sales', share: Float64Array.of(0.2, 0.8), tolerance: 0.1, weight: 1 }] }), 'part.uneven', /no territories at their shares \+- 10 % come to that/],
    ['a part with the wrong one held in it', asked(n, 2, [barrier(3, 4), held(1, 0)], { goals: [{ measure: 'sales', share: Float64Array.of(0.2, 0.8), tolerance: 0.1, weight: 1 }] }), 'part.uneven', /\(T02 is held there\)/],
    ['a part cut off by a lock', asked(n, 4, [lock(1)], { baseline: Uint16Array.from({ length: n }, (_, u) => (u < 2 ? 0 : u < 7 ? 1 : u < 13 ? 2 : 3)) }), 'part.uneven', /^The part of 2 units around u10 holds 10 % of sales/],
    ['a unit too heavy', asked(10, 5, [], { measures: [{ key: 'sales', unit: 'currency', values: new Float64Array(10).fill(1).with(4, 6) }] }), 'unit.too_heavy', /^Unit u14 alone holds 200 % of a territory's target of sales: at most 2 territories at this tolerance, or divide the unit\.$/],
  ])('%s', (_, problem, code, message) => {
    const found = validate(problem);
    expect(found.some(isBroken)).toBe(false);
    expect(found.map((v) => v.code)).toContain(code);
    expect(found.find((v) => v.code === code)?.message).toMatch(message);
  });

  test('are named after the territories of the plan', () => {
    expect(validate(asked(n, 4, [held(0, 1), held(1, 1)]), { names: ['North', 'South', 'East', 'West'] })[0].message).toBe('Unit u11 is held in two territories, North and South.');
  });

  test('are none where links, room or leave to lie in pieces undo them', () => {
    expect(codes(asked(n, 4, [barrier(9, 10), link(9, 10), together(n, 9, 10)]))).toEqual([]);
    expect(codes(asked(n, 4, [together(n, 0, 4)]))).toEqual([]);
    expect(codes(asked(n, 4, [{ type: 'scattered', slot: 0 }, held(0, 1, 8), held(1, 5)]))).toEqual([]);
    expect(codes(asked(n, 4, [lock(0), link(4, 19)], { ...far, goals: [] }))).toEqual([]);
    expect(codes(asked(n, 4, [budget(1)], { ...far, goals: [] }))).toEqual([]);
    expect(codes(asked(n, 4, [{ type: 'scattered', slot: 0 }, budget(0)], { ...far, goals: [] }))).toEqual([]);
    expect(codes(asked(n, 2, [barrier(3, 4), held(0, 0)], { goals: [{ measure: 'sales', share: Float64Array.of(0.2, 0.8), tolerance: 0.1, weight: 1 }] }))).toEqual([]);
  });
});

describe('apportion', () => {
  test('gives every part one territory first and the others by weight', () => {
    expect([...apportion(10, Float64Array.of(7, 2.6, 0.1), Int32Array.of(0, 0, 0), Int32Array.of(99, 99, 99))]).toEqual([7, 2, 1]);
  });

  test('never gives a part more territories than units', () => {
    expect([...apportion(5, Float64Array.of(9, 1), Int32Array.of(0, 0), Int32Array.of(2, 9))]).toEqual([2, 3]);
  });
});
