import fc from 'fast-check';
import { cellToChildren, cellToLatLng, cellToParent, getResolution, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { fromCells } from '../graph/fromCells.ts';
import { fileOutline } from './fileOutline.ts';
import { outline, type Outline } from './outline.ts';

type Point = readonly [number, number];

/** A disk of cells, some of them divided, each unit in one of k territories by its direction; places anywhere in it. */
const plans = fc.record({ lat: fc.double({ min: -70, max: 70, noNaN: true }), lng: fc.double({ min: -170, max: 170, noNaN: true }), splits: fc.array(fc.nat(1000), { maxLength: 10 }), k: fc.integer({ min: 1, max: 5 }), salt: fc.nat(50), picks: fc.array(fc.nat(100_000), { maxLength: 200 }) }).map(({ lat, lng, splits, k, salt, picks }) => {
  const cells = new Set(gridDisk(latLngToCell(lat, lng, 3), 2));
  for (const pick of splits) {
    const cell = [...cells].sort()[pick % cells.size];
    if (getResolution(cell) >= 6) continue;
    cells.delete(cell);
    for (const child of cellToChildren(cell, getResolution(cell) + 1)) cells.add(child);
  }
  const graph = fromCells(cells);
  const finest = Math.max(...graph.ids.map((id) => getResolution(id)));
  const slotOf = new Map(graph.ids.map((id, u) => [id, (Math.floor(u / 7) * 31 + salt) % k]));
  const slots = Uint16Array.from(graph.ids, (id) => slotOf.get(id)!);
  const places: { at: Point; slot: number }[] = picks.map((pick) => {
    const unit = graph.ids[pick % graph.ids.length];
    // Somewhere among the finest cells that the unit holds, along its rim as a rule.
    const held = cellToChildren(unit, finest);
    const [y, x] = cellToLatLng(held[(pick * 7919) % held.length]);
    return { at: [x, y], slot: slots[graph.ids.indexOf(unit)] };
  });
  return { graph, slots, k, places };
});

const edges = (shapes: readonly Outline[]) => {
  const all = new Map<string, readonly [Point, Point]>();
  for (const { coordinates } of shapes) for (const rings of coordinates) for (const ring of rings) for (let i = 0; i + 1 < ring.length; i++) all.set([ring[i], ring[i + 1]].map(String).sort().join(' '), [ring[i], ring[i + 1]]);
  return [...all.values()];
};
const turn = (a: Point, b: Point, c: Point) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
const holds = ({ coordinates }: Outline, [x, y]: Point) => coordinates.some((rings) => rings.reduce((odd, ring) => {
  for (let i = 0; i + 1 < ring.length; i++) if (ring[i][1] > y !== ring[i + 1][1] > y && x < ring[i][0] + ((y - ring[i][1]) / (ring[i + 1][1] - ring[i][1])) * (ring[i + 1][0] - ring[i][0])) odd = !odd;
  return odd;
}, false));
const size = (shapes: readonly Outline[]) => shapes.reduce((sum, { coordinates }) => sum + coordinates.flat(2).length, 0);

describe('fileOutline', () => {
  it('keeps every place in its own territory and no other, and lets no borders cross', () => {
    fc.assert(
      fc.property(plans, ({ graph, slots, k, places }) => {
        const shapes = fileOutline(graph, slots, k, Float64Array.from(places.flatMap(({ at }) => at)))!;
        expect(size(shapes)).toBeLessThanOrEqual(size(outline(graph, slots, k)!));
        for (const { at, slot } of places) expect(shapes.flatMap((shape, t) => (holds(shape, at) ? [t] : []))).toEqual([slot]);
        const all = edges(shapes);
        const crossing = all.find(([a, b], i) => all.some(([c, d], j) => j > i && turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0));
        expect(crossing).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  it('draws the side of a coarse unit as one line beside fine ones', () => {
    const [centre, ...ring] = gridDisk(latLngToCell(40, -100, 4), 1);
    const graph = fromCells([...cellToChildren(centre, 8), ...ring]);
    const slots = Uint16Array.from(graph.ids, (id) => (getResolution(id) === 8 ? 0 : 1 + (ring.indexOf(cellToParent(id, 4)) % 2)));
    const exact = size(outline(graph, slots, 3)!);
    expect(size(fileOutline(graph, slots, 3)!)).toBeLessThan(exact / 3);
  });

  it('has nothing to say about units that are no cells', () => {
    expect(fileOutline({ ids: ['a'], lngLat: new Float64Array(2) }, new Uint16Array(1), 1)).toBeNull();
  });
});
