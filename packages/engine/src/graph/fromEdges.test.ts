import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EngineError } from '../base/errors.ts';
import { fromEdges } from './fromEdges.ts';

/** Graphs as others might give them: ids in any order, any set of pairs. */
const specs = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 12 }).chain((ids) =>
  fc.record({
    ids: fc.constant(ids),
    keys: fc.uniqueArray(
      fc.tuple(fc.nat(ids.length - 1), fc.nat(ids.length - 1)).filter(([u, v]) => u < v),
      { selector: ([u, v]) => u * 100 + v },
    ),
    places: fc.array(fc.tuple(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -90, max: 90 })), { minLength: ids.length, maxLength: ids.length }),
  }),
);

function build(ids: readonly string[], pairs: readonly (readonly number[])[], places: readonly (readonly number[])[]) {
  return fromEdges({
    ids,
    lngLat: Float64Array.from(places.flat()),
    areaKm2: Float64Array.from(ids, (_, i) => 1 + i),
    pairs: Uint32Array.from(pairs.flat()),
    borderM: Float32Array.from(pairs, (_, i) => 10 * i),
  });
}

test('units are sorted, rows ascend, every border stands twice with its length, and nothing is lost', () => {
  fc.assert(
    fc.property(specs, ({ ids, keys, places }) => {
      const { graph, order } = build(ids, keys, places);
      expect(graph.ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
      expect(graph.neighbors.length).toBe(2 * keys.length);
      for (let u = 0; u < ids.length; u++) {
        expect(graph.ids[u]).toBe(ids[order[u]]);
        expect(graph.areaKm2[u]).toBe(1 + order[u]);
        expect([graph.lngLat[2 * u], graph.lngLat[2 * u + 1]]).toEqual(places[order[u]]);
        const row = graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1]);
        expect([...row]).toEqual([...row].sort((a, b) => a - b));
        row.forEach((v, i) => {
          const back = keys.findIndex((key) => key.includes(order[u]) && key.includes(order[v]));
          expect(graph.borderM[graph.offsets[u] + i]).toBe(10 * back);
        });
      }
    }),
  );
});

test('the order of the input does not matter', () => {
  fc.assert(
    fc.property(specs, ({ ids, keys, places }) => {
      const last = ids.length - 1;
      const mirrored = fromEdges({
        ids: [...ids].reverse(),
        lngLat: Float64Array.from([...places].reverse().flat()),
        areaKm2: Float64Array.from(ids, (_, i) => 1 + last - i),
        pairs: Uint32Array.from([...keys].reverse().flatMap(([u, v]) => [last - v, last - u])),
        borderM: Float32Array.from(keys, (_, i) => 10 * (keys.length - 1 - i)),
      }).graph;
      expect({ ...mirrored }).toEqual({ ...build(ids, keys, places).graph });
    }),
  );
});

test('the fingerprint changes with ids and with borders', () => {
  const places = [[0, 0], [1, 1], [2, 2]];
  const print = (ids: string[], pairs: number[][]) => build(ids, pairs, places).graph.fingerprint;
  const prints = [print(['a', 'b', 'c'], []), print(['a', 'b', 'd'], []), print(['a', 'b', 'c'], [[0, 1]]), print(['a', 'b', 'c'], [[0, 2]])];
  expect(new Set(prints).size).toBe(4);
  expect(print(['b', 'a', 'c'], [])).toBe(prints[0]);
});

test('bad input is named', () => {
  const good = { ids: ['a', 'b'], lngLat: Float64Array.of(0, 0, 1, 1), areaKm2: Float64Array.of(1, 1), pairs: Uint32Array.of(0, 1) };
  const cases: [object, string][] = [
    [{ ids: ['a', 'a'] }, 'graph.id_repeated'],
    [{ lngLat: Float64Array.of(0, 0, 1) }, 'graph.length'],
    [{ lngLat: Float64Array.of(0, 0, 1, 91) }, 'graph.coordinate'],
    [{ lngLat: Float64Array.of(0, 0, NaN, 1) }, 'graph.coordinate'],
    [{ areaKm2: Float64Array.of(1, 0) }, 'graph.area'],
    [{ pairs: Uint32Array.of(0, 2) }, 'graph.border'],
    [{ pairs: Uint32Array.of(1, 1) }, 'graph.border'],
    [{ pairs: Uint32Array.of(0) }, 'graph.length'],
    [{ pairs: Uint32Array.of(0, 1, 1, 0) }, 'graph.pair_repeated'],
    [{ borderM: Float32Array.of(-1) }, 'graph.border'],
  ];
  for (const [change, code] of cases) {
    let caught: unknown;
    try {
      fromEdges({ ...good, ...change });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(EngineError);
    expect((caught as EngineError).code).toBe(code);
  }
});
