import fc from 'fast-check';
import { cellArea, cellToChildren, cellToLatLng, cellToParent, getPentagons, getRes0Cells, getResolution, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, test } from 'vitest';
import { fromCells } from './fromCells.ts';
import type { UnitGraph } from './unitGraph.ts';

/** Neighbours of every unit as h3-js sees them, by walking every finest cell: `v -> number of finest sides`. */
function byHand(cells: readonly string[]): Map<string, Map<string, number>> {
  const finest = Math.max(...cells.map(getResolution));
  const owner = new Map<string, string>();
  for (const cell of cells) for (const child of cellToChildren(cell, finest)) owner.set(child, cell);
  const rows = new Map<string, Map<string, number>>(cells.map((cell) => [cell, new Map()]));
  for (const [child, cell] of owner) {
    for (const beside of gridDisk(child, 1)) {
      const other = owner.get(beside);
      if (other === undefined || other === cell) continue;
      const row = rows.get(cell)!;
      row.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  return rows;
}

function rowsOf(graph: UnitGraph): Map<string, string[]> {
  return new Map(graph.ids.map((id, u) => [id, [...graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])].map((v) => graph.ids[v])]));
}

function expectAsByHand(cells: readonly string[]): void {
  const graph = fromCells(cells);
  const expected = byHand([...new Set(cells)]);
  expect([...rowsOf(graph)]).toEqual([...expected].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, row]) => [id, [...row.keys()].sort()]));
  const finest = Math.max(...cells.map(getResolution));
  for (let u = 0; u < graph.ids.length; u++) {
    for (let i = graph.offsets[u]; i < graph.offsets[u + 1]; i++) {
      const v = graph.neighbors[i];
      const sides = expected.get(graph.ids[u])!.get(graph.ids[v])!;
      const sideOf = (w: number): number => Math.sqrt((2e6 * graph.areaKm2[w]) / 7 ** (finest - getResolution(graph.ids[w])) / (3 * Math.sqrt(3)));
      expect(graph.borderM[i] / (0.5 * sides * (sideOf(u) + sideOf(v)))).toBeCloseTo(1, 5);
    }
  }
}

const places = fc.tuple(fc.double({ min: -85, max: 85, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }));

describe('one resolution', () => {
  test('neighbours are those of gridDisk around random places', () => {
    fc.assert(
      fc.property(places, fc.nat(15), fc.integer({ min: 1, max: 6 }), ([lat, lng], resolution, rings) => {
        expectAsByHand(gridDisk(latLngToCell(lat, lng, resolution), rings));
      }),
      { numRuns: 150 },
    );
  });

  test('with holes, in any order and with repeats', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 12 }), fc.infiniteStream(fc.nat(3)), ([lat, lng], resolution, dice) => {
        const cells = gridDisk(latLngToCell(lat, lng, resolution), 5).filter(() => dice.next().value! > 0);
        if (cells.length === 0) return;
        expectAsByHand([...cells.reverse(), cells[0]]);
      }),
      { numRuns: 50 },
    );
  });

  test('around every pentagon', () => {
    for (const resolution of [0, 1, 2, 5, 6, 9]) for (const cell of getPentagons(resolution)) expectAsByHand(gridDisk(cell, 4));
  });

  test('across the antimeridian and at the poles', () => {
    for (const [lat, lng] of [[52, 180], [-17, -179.999], [90, 0], [-90, 0]]) for (const resolution of [1, 4, 7]) expectAsByHand(gridDisk(latLngToCell(lat, lng, resolution), 6));
  });

  test('of the whole globe', () => {
    expectAsByHand(getRes0Cells());
    expectAsByHand(getRes0Cells().flatMap((cell) => cellToChildren(cell, 2)));
  });
});

/** Splits cells at random: each is replaced by its children with the given chance, level by level. */
function split(cells: readonly string[], finest: number, dice: () => number): string[] {
  return cells.flatMap((cell) => (getResolution(cell) < finest && dice() === 0 ? split(cellToChildren(cell, getResolution(cell) + 1), finest, dice) : [cell]));
}

describe('mixed resolutions', () => {
  test('neighbours and the sides they share are those of the finest cells', () => {
    fc.assert(
      fc.property(places, fc.nat(6), fc.infiniteStream(fc.nat(2)), ([lat, lng], resolution, stream) => {
        const dice = (): number => stream.next().value!;
        const cells = split(gridDisk(latLngToCell(lat, lng, resolution), 2), resolution + 3, dice);
        expectAsByHand(cells.filter((_, i) => i % 17 !== 5));
      }),
      { numRuns: 30 },
    );
  });

  test('around pentagons', () => {
    let turn = 0;
    for (const cell of getPentagons(2)) expectAsByHand(split(gridDisk(cell, 1), 5, () => turn++ % 2));
  });
});

test('centres are rounded, areas positive and close to those of h3-js', () => {
  fc.assert(
    // The areas of h3-js themselves go wrong by percents below a square metre.
    fc.property(places, fc.nat(12), ([lat, lng], resolution) => {
      const id = latLngToCell(lat, lng, resolution);
      const graph = fromCells([id]);
      const [y, x] = cellToLatLng(id);
      expect(Math.abs(graph.lngLat[0] - x)).toBeLessThan(1e-7);
      expect(Math.abs(graph.lngLat[1] - y)).toBeLessThan(1e-7);
      expect(Math.round(graph.lngLat[0] * 1e7) / 1e7).toBe(graph.lngLat[0]);
      expect(Math.abs(graph.areaKm2[0] / cellArea(id, 'km2') - 1)).toBeLessThan(1e-3);
    }),
    { numRuns: 500 },
  );
});

test('a cell inside another and a text that is no cell are named', () => {
  const cell = latLngToCell(40, -100, 5);
  expect(() => fromCells([cell, cellToParent(cell, 3)])).toThrow(/lies in cell/);
  const pentagon = getPentagons(3)[0];
  const missing = pentagon.slice(0, 4) + (BigInt(`0x${pentagon}`) | (1n << 36n)).toString(16).slice(4);
  for (const text of ['', 'ZIP 12345', cell.toUpperCase(), `${cell}0`, '8f2830828052d25f', cell.replace('85', '86'), '85ffffffffffff', missing]) {
    expect(() => fromCells([cell, text]), text).toThrow(/no H3 cell/);
  }
});

test('no cells make an empty graph', () => {
  const graph = fromCells([]);
  expect(graph.ids).toEqual([]);
  expect([...graph.offsets]).toEqual([0]);
});
