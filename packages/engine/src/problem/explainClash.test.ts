import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from './constraint.ts';
import { withDemands } from './demands.ts';
import { explainClash } from './explainClash.ts';
import type { Problem } from './problem.ts';
import { validate } from './validate.ts';

const RUNS = process.env.HEXALIGN_LONG ? 1000 : 100;

function row(n: number, k: number, constraints: Constraint[], change: Partial<Problem> = {}): Problem {
  const { graph } = fromEdges({
    ids: Array.from({ length: n }, (_, i) => `u${i + 10}`), lngLat: Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? i * 0.05 : 0)),
    areaKm2: new Float64Array(n).fill(1), pairs: Uint32Array.from({ length: 2 * (n - 1) }, (_, i) => (i + 1) >> 1),
  });
  return {
    graph, k, constraints, measures: [{ key: 'sales', unit: 'currency', values: new Float64Array(n).fill(1) }],
    goals: [{ measure: 'sales', share: new Float64Array(k).fill(1 / k), tolerance: 0.1, weight: 1 }],
    baseline: Uint16Array.from({ length: n }, (_, u) => Math.floor((u * k) / n)),
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 }, ...change,
  };
}

describe('explainClash', () => {
  test('has nothing to explain about a sound problem', () => {
    expect(explainClash(row(20, 4, [{ type: 'hold', units: Uint32Array.of(0, 1, 2), slot: 0 }]))).toBeNull();
  });

  test('finds the two holds among many that clash, and says which to release', () => {
    const values = new Float64Array(20).fill(1);
    const problem = row(20, 4, [
      { type: 'hold', units: Uint32Array.of(0, 1, 2, 3), slot: 0 }, { type: 'hold', units: Uint32Array.of(3, 6, 7), slot: 1 }, { type: 'seed', unit: 18, slot: 3 },
    ], { measures: [{ key: 'sales', unit: 'currency', values }] });
    const clash = explainClash(problem);
    expect(clash?.demands).toHaveLength(2);
    expect(clash?.violations.map(({ code }) => code)).toEqual(['hold.twice']);
    expect(clash?.advice).toMatch(/^Let unit u13 leave T0[12]\.$/);
  });

  test('would rather release a light unit than unlock a territory', () => {
    const clash = explainClash(row(20, 4, [{ type: 'lock', slot: 2 }, { type: 'hold', units: Uint32Array.of(11), slot: 0 }]));
    expect(clash?.demands).toHaveLength(2);
    expect(clash?.advice).toBe('Let unit u21 leave T01.');
  });

  test('names the tolerance that a heavy unit needs', () => {
    const values = new Float64Array(20).fill(1);
    values[7] = 7;
    const clash = explainClash(row(20, 4, [], { measures: [{ key: 'sales', unit: 'currency', values }], goals: [{ measure: 'sales', share: new Float64Array(4).fill(0.25), tolerance: 0.05, weight: 1 }] }));
    expect(clash?.advice).toBe('Allow 7.7 % in sales, or divide unit u17 (finer cells there).');
  });

  test('says how far a number would have to give', () => {
    const advice = (...constraints: Constraint[]): string | undefined => explainClash(row(20, 4, constraints))?.advice;
    expect(advice({ type: 'home', slot: 0, lng: 0, lat: 0, reachKm: 6 })).toBe('Give T01 a reach of at least 45 km from its home.');
    expect(advice({ type: 'capacity', measure: 'sales', slot: 1, min: 0, max: 2 })).toBe('Let T02 hold up to 4.5 of sales, or give it a smaller share.');
    expect(explainClash(row(20, 4, [{ type: 'capacity', measure: 'sales', slot: 1, min: 0, max: 2 }]))?.milder).toEqual({ kind: 'constraint', constraint: { type: 'capacity', measure: 'sales', slot: 1, min: 0, max: 4.5 } });
    expect(advice({ type: 'capacity', measure: 'sales', slot: 1, min: 8, max: 20 })).toBe('Let T02 hold as little as 5.5 of sales, or give it a larger share.');
    expect(advice({ type: 'budget', measure: null, max: 0 }, { type: 'hold', units: Uint32Array.of(4, 9), slot: 3 })).toBe('Let unit u14 leave T04.');
    const today = Uint16Array.from({ length: 20 }, (_, u) => (u < 8 ? 0 : u < 12 ? 1 : u < 16 ? 2 : 3));
    expect(explainClash(row(20, 4, [{ type: 'budget', measure: null, max: 1 }], { baseline: today }))?.advice).toBe('Let 3 units change hands.');
    expect(explainClash(row(20, 4, [{ type: 'budget', measure: 'sales', max: 1 }], { baseline: today }), { names: ['North', 'B', 'C', 'D'] })?.violations[0].message).toBe('At least 2.5 sales must change hands, because North holds too much of sales today; the budget is 1.');
  });

  test('would rather link a part than allow anything', () => {
    const alone = row(20, 4, []);
    const { graph } = fromEdges({ ids: alone.graph.ids, lngLat: alone.graph.lngLat, areaKm2: alone.graph.areaKm2, pairs: Uint32Array.from({ length: 36 }, (_, i) => (i + 3) >> 1) });
    const clash = explainClash({ ...alone, graph });
    expect(clash?.violations.map(({ message }) => message)[0]).toBe('Unit u10 alone holds 5 % of sales: it cannot be a territory of its own at 25 % +- 10 %. Link it to its neighbour, or give a territory the share that fits it.');
    expect(clash?.advice).toBe('Link the part around unit u10 to its neighbour, or give a territory the share that fits it.');
  });

  test('finds sets of which every part is fine, and whose cheapest demand helps', () => {
    const demand = fc.oneof(
      fc.record({ type: fc.constant('hold' as const), units: fc.uniqueArray(fc.nat(19), { minLength: 1, maxLength: 4 }).map((units) => Uint32Array.from(units)), slot: fc.nat(3) }),
      fc.record({ type: fc.constant('lock' as const), slot: fc.nat(3) }),
      fc.record({ type: fc.constant('seed' as const), unit: fc.nat(19), slot: fc.nat(3) }),
      fc.record({ type: fc.constant('keepTogether' as const), group: fc.array(fc.nat(2), { minLength: 20, maxLength: 20 }).map((group) => Uint32Array.from(group)) }),
      fc.record({ type: fc.constant('capacity' as const), measure: fc.constant('sales'), slot: fc.nat(3), min: fc.nat(8), max: fc.nat(8) }),
    );
    fc.assert(
      fc.property(fc.array(demand, { minLength: 1, maxLength: 6 }), (constraints) => {
        const problem = row(20, 4, constraints);
        const clash = explainClash(problem);
        if (clash === null) return;
        const codes = new Set(validate(problem).map(({ code }) => code));
        const proven = (demands: typeof clash.demands): boolean => validate(withDemands(problem, demands)).some(({ code }) => codes.has(code));
        expect(proven(clash.demands)).toBe(true);
        for (const one of clash.demands) expect(proven(clash.demands.filter((other) => other !== one))).toBe(false);
        expect(clash.demands).toContain(clash.cheapest);
        // What the advice puts in the place of the cheapest is no clash any more.
        expect(proven([...clash.demands.filter((other) => other !== clash.cheapest), ...(clash.milder === null ? [] : [clash.milder])])).toBe(false);
        expect(clash.advice.length).toBeGreaterThan(10);
      }),
      { numRuns: RUNS },
    );
  });
});
