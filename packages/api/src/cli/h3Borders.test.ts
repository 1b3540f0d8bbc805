import { fromCells } from '@hexalign/engine';
import fc from 'fast-check';
import { cellToChildren, cellToParent, getResolution, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { h3Borders } from './h3Borders.ts';

describe('h3Borders', () => {
  it('agrees with the engine on mixed resolutions, wherever on the globe', () => {
    const place = fc.record({ lat: fc.double({ min: -85, max: 85, noNaN: true }), lng: fc.double({ min: -180, max: 180, noNaN: true }), split: fc.array(fc.nat(1000), { maxLength: 12 }) });
    fc.assert(
      fc.property(place, ({ lat, lng, split }) => {
        const cells = new Set(gridDisk(latLngToCell(lat, lng, 3), 2));
        for (const pick of split) {
          const list = [...cells].sort();
          const cell = list[pick % list.length];
          if (getResolution(cell) >= 6) continue;
          cells.delete(cell);
          for (const child of cellToChildren(cell, getResolution(cell) + 1)) cells.add(child);
        }
        const graph = fromCells(cells);
        const borders = h3Borders(graph.ids);
        graph.ids.forEach((_, u) => expect(borders[u]).toEqual([...graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])]));
      }),
      { numRuns: 40 },
    );
  });

  it('knows that a coarse cell touches the fine ones beside it', () => {
    const [centre, ...ring] = gridDisk('8428e17ffffffff', 1);
    const ids = [...cellToChildren(centre, 5), ...ring].sort();
    const borders = h3Borders(ids);
    ring.forEach((cell) => expect(borders[ids.indexOf(cell)].some((v) => cellToParent(ids[v], 4) === centre)).toBe(true));
  });
});
