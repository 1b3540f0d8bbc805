import { cellToChildren, cellToParent, gridDisk, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellPatches } from '../../test/fixtures/cellPatch.ts';
import { fromCells } from '../graph/fromCells.ts';
import { components } from '../graph/components.ts';
import { verifyCells } from './verifyCells.ts';

const kansas = latLngToCell(38.5, -98.3, 5);

describe('verifyCells', () => {
  it('finds nothing wrong with a whole territory of mixed resolution', () => {
    const cells = gridDisk(kansas, 2).flatMap((cell, i) => (i % 3 === 0 ? cellToChildren(cell, 7) : [cell]));
    expect(verifyCells(cells, new Uint16Array(cells.length), 1)).toEqual({ pieces: Uint32Array.of(1), violations: [] });
  });

  it('lets links join, and only those', () => {
    const far = latLngToCell(38.5, -80, 5);
    const cells = [kansas, far];
    expect(verifyCells(cells, Uint16Array.of(0, 0), 1).violations).toMatchObject([{ code: 'territory.not_contiguous', slot: 0, value: 2 }]);
    expect(verifyCells(cells, Uint16Array.of(0, 0), 1, [{ from: kansas, to: far }]).violations).toEqual([]);
    expect(verifyCells(cells, Uint16Array.of(0, 0), 1, [{ from: kansas, to: 'x' }]).violations.map((v) => v.code)).toEqual(['link.unknown', 'territory.not_contiguous']);
    expect(verifyCells(cells, Uint16Array.of(0, 1), 2, [{ from: kansas, to: far }]).violations).toEqual([]);
  });

  it('refuses ground that is no ground: unknown cells, the same twice, one inside another, territories that do not exist', () => {
    const codes = (ids: string[], slots = new Uint16Array(ids.length)): string[] => verifyCells(ids, slots, 1).violations.map((v) => v.code);
    expect(codes([kansas, '06001'])).toEqual(['cell.invalid']);
    expect(codes([kansas, kansas])).toEqual(['cell.repeated']);
    expect(codes([cellToParent(kansas, 3), kansas])).toEqual(['cell.overlap']);
    expect(codes([kansas], Uint16Array.of(4))).toEqual(['slots.range', 'territory.empty']);
  });

  it('counts the pieces that the ground really has, cell by cell at the finest resolution', () => {
    fc.assert(
      fc.property(cellPatches(), ({ cells, slots, k, finest }) => {
        // Colour the finest cells of each territory by plain flooding.
        const slotOf = new Map(cells.flatMap((cell, u) => cellToChildren(cell, finest).map((child) => [child, slots[u]] as const)));
        const expected = new Uint32Array(k);
        const seen = new Set<string>();
        for (const [start, slot] of slotOf) {
          if (seen.has(start)) continue;
          expected[slot]++;
          const open = [start];
          seen.add(start);
          for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
            for (const near of gridDisk(cell, 1)) {
              if (seen.has(near) || slotOf.get(near) !== slot) continue;
              seen.add(near);
              open.push(near);
            }
          }
        }
        expect(verifyCells(cells, slots, k).pieces).toEqual(expected);
      }),
      { numRuns: 80 },
    );
  });

  it('agrees with the graph built from the same cells', () => {
    fc.assert(
      fc.property(cellPatches(), ({ cells, slots, k }) => {
        const graph = fromCells(cells);
        const unitOf = new Map(cells.map((cell, u) => [cell, u]));
        const own = Uint16Array.from(graph.ids, (id) => slots[unitOf.get(id)!]);
        const { first } = components(graph, own);
        const pieces = new Uint32Array(k);
        for (const u of first) pieces[own[u]]++;
        expect(verifyCells(cells, slots, k).pieces).toEqual(pieces);
      }),
      { numRuns: 80 },
    );
  });
});
