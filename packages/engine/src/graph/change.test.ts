import fc from 'fast-check';
import { gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, test } from 'vitest';
import { components } from './components.ts';
import { contract } from './contract.ts';
import { cut } from './cut.ts';
import { fromCells } from './fromCells.ts';
import { fromEdges } from './fromEdges.ts';
import { areNeighbors, link } from './link.ts';
import { packGraph, unpackGraph } from './pack.ts';
import type { UnitGraph } from './unitGraph.ts';

const patch = fromCells(gridDisk(latLngToCell(46, 8, 6), 4));
const n = patch.ids.length;
const groups = fc.array(fc.nat(9), { minLength: n, maxLength: n });
const pairLists = fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)).filter(([u, v]) => u !== v), { maxLength: 30 });

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const bordersOf = (graph: UnitGraph): Map<string, number> => {
  const borders = new Map<string, number>();
  for (let u = 0; u < graph.ids.length; u++) {
    for (let i = graph.offsets[u]; i < graph.offsets[u + 1]; i++) borders.set(`${graph.ids[u]} ${graph.ids[graph.neighbors[i]]}`, graph.borderM[i]);
  }
  return borders;
};

describe('contract', () => {
  test('keeps totals, and borders are the sums between the groups', () => {
    fc.assert(
      fc.property(groups, (group) => {
        const { graph, groupOf } = contract(patch, group);
        expect(graph.ids.length).toBe(new Set(group).size);
        expect([...graph.ids]).toEqual([...graph.ids].sort());
        expect(sum(graph.areaKm2)).toBeCloseTo(sum(patch.areaKm2), 6);
        const expected = new Map<string, number>();
        for (let u = 0; u < n; u++) {
          expect(group[u] === group[0]).toBe(groupOf[u] === groupOf[0]);
          for (let i = patch.offsets[u]; i < patch.offsets[u + 1]; i++) {
            const [a, b] = [groupOf[u], groupOf[patch.neighbors[i]]];
            if (a !== b) expected.set(`${graph.ids[a]} ${graph.ids[b]}`, (expected.get(`${graph.ids[a]} ${graph.ids[b]}`) ?? 0) + patch.borderM[i]);
          }
        }
        const found = bordersOf(graph);
        expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
        for (const [pair, metres] of found) expect(metres / expected.get(pair)!).toBeCloseTo(1, 5);
      }),
    );
  });

  test('puts a group at one of its own members, and a group of one changes nothing', () => {
    fc.assert(
      fc.property(groups, (group) => {
        const { graph, groupOf } = contract(patch, group);
        for (let g = 0; g < graph.ids.length; g++) {
          const place = [graph.lngLat[2 * g], graph.lngLat[2 * g + 1]];
          expect([...groupOf.keys()].some((u) => groupOf[u] === g && patch.lngLat[2 * u] === place[0] && patch.lngLat[2 * u + 1] === place[1])).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
    const same = contract(patch, Uint32Array.from(patch.ids.keys()));
    expect({ ...same.graph }).toEqual({ ...patch });
  });
});

describe('cut and link', () => {
  test('cut takes exactly the given borders away', () => {
    fc.assert(
      fc.property(pairLists, (pairs) => {
        const found = bordersOf(cut(patch, Uint32Array.from(pairs.flat())));
        const expected = bordersOf(patch);
        for (const [u, v] of pairs) {
          expected.delete(`${patch.ids[u]} ${patch.ids[v]}`);
          expected.delete(`${patch.ids[v]} ${patch.ids[u]}`);
        }
        expect([...found].sort()).toEqual([...expected].sort());
      }),
    );
  });

  test('link adds the missing ones with no length, and cutting them gives the graph back', () => {
    fc.assert(
      fc.property(pairLists, (pairs) => {
        const fresh = pairs.filter(([u, v]) => !areNeighbors(patch, u, v));
        const linked = link(patch, Uint32Array.from(pairs.flat()));
        for (const [u, v] of pairs) expect(areNeighbors(linked, u, v) && areNeighbors(linked, v, u)).toBe(true);
        for (const [u, v] of fresh) expect(bordersOf(linked).get(`${patch.ids[u]} ${patch.ids[v]}`)).toBe(0);
        expect({ ...cut(linked, Uint32Array.from(fresh.flat())) }).toEqual({ ...patch });
      }),
    );
  });

  test('a link joins two islands', () => {
    const islands = fromCells([...gridDisk(latLngToCell(21, -157, 5), 1), ...gridDisk(latLngToCell(20, -155, 5), 1)]);
    const { count, first } = components(islands);
    expect(count).toBe(2);
    expect(components(link(islands, first)).count).toBe(1);
  });

  test('a unit that is not there is named', () => {
    expect(() => link(patch, Uint32Array.of(0, n))).toThrow('Link 0');
    expect(() => link(patch, Uint32Array.of(3, 3))).toThrow('Link 0');
    expect(() => cut(patch, Uint32Array.of(n, 0))).toThrow('Barrier 0');
  });
});

describe('pack', () => {
  test('unpacks to the same graph, whatever the ids', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 5 }), { minLength: 1, maxLength: 9 }), fc.boolean(), (ids, shared) => {
        const size = ids.length;
        const { graph } = fromEdges({
          ids,
          lngLat: Float64Array.from({ length: 2 * size }, (_, i) => i / 7),
          areaKm2: Float64Array.from(ids, (_, i) => i + 0.5),
          pairs: Uint32Array.from(ids.slice(1).flatMap((_, i) => [i, i + 1])),
        });
        const buffer = shared ? packGraph(graph, true) : packGraph(graph);
        expect(buffer instanceof ArrayBuffer).toBe(!shared);
        expect({ ...unpackGraph(buffer) }).toEqual({ ...graph });
      }),
    );
    expect({ ...unpackGraph(packGraph(patch)) }).toEqual({ ...patch });
    expect(unpackGraph(packGraph(fromCells([]))).ids).toEqual([]);
  });

  test('anything else is refused', () => {
    const buffer = packGraph(patch);
    const other = buffer.slice(0);
    new Uint32Array(other, 0, 2)[1] = 99;
    for (const wrong of [new ArrayBuffer(0), new ArrayBuffer(64), buffer.slice(0, buffer.byteLength - 1), other]) expect(() => unpackGraph(wrong)).toThrow('no unit graph');
  });
});
