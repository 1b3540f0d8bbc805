import fc from 'fast-check';
import { cellToChildren, gridDisk, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { components } from '../graph/components.ts';
import { fromCells } from '../graph/fromCells.ts';
import { link } from '../graph/link.ts';
import type { Measure } from '../measure/measure.ts';
import { tally } from '../measure/tally.ts';
import { UNASSIGNED } from '../problem/problem.ts';
import { compactness } from '../shape/compactness.ts';
import { LivePlan } from './livePlan.ts';

const disk = gridDisk(latLngToCell(45, 10, 5), 3);
const mixed = fromCells(disk.flatMap((cell, i) => (i % 5 === 0 ? cellToChildren(cell, 7) : i % 3 === 0 ? cellToChildren(cell, 6) : [cell])));
const islands = fromCells([...gridDisk(latLngToCell(45, 10, 5), 2), ...gridDisk(latLngToCell(47, 12, 5), 1)]);
const linked = link(islands, components(islands).first);
const k = 3;
const slot = fc.constantFrom(0, 1, 2, UNASSIGNED);

test.each([['mixed cells', mixed, true], ['islands joined by a link', linked, false]])('on %s everything is as if counted again, after any moves', (_, graph, shaped) => {
  const n = graph.ids.length;
  const measures: Measure[] = [{ key: 'a', unit: 'count', values: Float64Array.from(graph.ids, (_id, u) => u * u) }];
  fc.assert(
    fc.property(fc.array(slot, { minLength: n, maxLength: n }), fc.array(fc.tuple(fc.nat(n - 1), slot, fc.boolean()), { maxLength: 60 }), fc.boolean(), (start, moves, sorted) => {
      // Sorted starts have few pieces, so that moves tear and join them.
      const slots = Uint16Array.from(sorted ? start.sort() : start);
      const plan = new LivePlan(graph, measures, slots, k);
      for (const [u, to, look] of moves) {
        plan.move(u, to);
        slots[u] = to;
        if (look) for (let s = 0; s < k; s++) plan.pieces(s);
      }
      expect(plan.slots).toEqual(slots);
      expect(plan.sums).toEqual(tally(measures, slots, k));
      const { first } = components(graph, slots);
      const shapes = compactness(graph, slots, k);
      for (let s = 0; s < k; s++) {
        expect(plan.pieces(s)).toBe([...first].filter((u) => slots[u] === s).length);
        expect(plan.units[s]).toBe(slots.filter((each) => each === s).length);
        expect(plan.areaKm2(s)).toBeCloseTo(shapes[s].areaKm2, 6);
        if (shaped) expect(plan.momentCompactness(s)).toBeCloseTo(shapes[s].momentCompactness, 9);
      }
    }),
    { numRuns: 150 },
  );
});

const wide = fromCells(gridDisk(latLngToCell(45, 10, 6), 45));
const east = wide.lngLat.filter((_, j) => j % 2 === 0);
const order = Array.from(east.keys()).sort((a, b) => east[a] - east[b]);

test('pieces are right however far apart a unit holds them together: snakes and dams over thousands of units, read now and then', () => {
  const n = wide.ids.length;
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 90 }), fc.array(fc.tuple(fc.nat(n - 1), slot, fc.nat(6)), { minLength: 1, maxLength: 80 }), fc.boolean(), (strips, moves, holes) => {
      const slots = new Uint16Array(n);
      // Strips from west to east, joined at one unit each; or a lattice of holes in one territory of everything.
      order.forEach((u, rank) => (slots[u] = holes ? (rank % strips === 0 ? 1 : 0) : Math.floor((rank * strips) / n) % 2));
      const plan = new LivePlan(wide, [], slots, k);
      for (const [start, to, reach] of moves) {
        // A run of units side by side in the order from west to east is a dam, or breaks one.
        for (let r = 0; r <= reach; r++) {
          const u = order[Math.min(n - 1, start + r)];
          plan.move(u, to);
          slots[u] = to;
        }
        if (reach % 2 === 0) plan.pieces(reach % k);
      }
      const { first } = components(wide, slots);
      for (let s = 0; s < k; s++) expect(plan.pieces(s)).toBe([...first].filter((u) => slots[u] === s).length);
    }),
    { numRuns: process.env.HEXALIGN_LONG ? 400 : 40 },
  );
});

