import fc from 'fast-check';
import { gridDisk, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import type { Measure } from '../measure/measure.ts';
import { components } from './components.ts';
import { arcKm } from './distance.ts';
import { fromCells } from './fromCells.ts';
import { link } from './link.ts';
import { proposeLinks } from './proposeLinks.ts';
import type { Link, UnitGraph } from './unitGraph.ts';

const count = (values: Float64Array): Measure => ({ key: 'accounts', unit: 'count', values });
const joined = (graph: UnitGraph, links: readonly Link[]): UnitGraph =>
  link(graph, Uint32Array.from(links.flatMap(({ from, to }) => [graph.ids.indexOf(from), graph.ids.indexOf(to)])));

function km(graph: UnitGraph, u: number, v: number): number {
  const rad = Math.PI / 180;
  const [x1, y1, x2, y2] = [graph.lngLat[2 * u], graph.lngLat[2 * u + 1], graph.lngLat[2 * v], graph.lngLat[2 * v + 1]].map((degrees) => degrees * rad);
  const h = Math.sin((y2 - y1) / 2) ** 2 + Math.cos(y1) * Math.cos(y2) * Math.sin((x2 - x1) / 2) ** 2;
  return 2 * 6371.007180918475 * Math.asin(Math.sqrt(h));
}

const archipelago = fc.record({
  places: fc.array(fc.tuple(fc.double({ min: -30, max: 30, noNaN: true }), fc.double({ min: 170, max: 190, noNaN: true }), fc.nat(3)), { minLength: 1, maxLength: 8 }),
  weights: fc.infiniteStream(fc.nat(100)),
  k: fc.integer({ min: 1, max: 12 }),
  tolerance: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
});

test('every part stands alone in the end, its territories add up to k, and no link is idle', () => {
  fc.assert(
    fc.property(archipelago, ({ places, weights, k, tolerance }) => {
      const graph = fromCells(places.flatMap(([lat, lng, size]) => gridDisk(latLngToCell(lat, lng, 4), size)));
      const values = Float64Array.from(graph.ids, () => 1 + weights.next().value!);
      const before = components(graph);
      const links = proposeLinks(graph, [count(values)], k, tolerance);
      const parts = components(joined(graph, links));
      expect(parts.count).toBe(before.count - links.length);
      const total = values.reduce((sum, value) => sum + value, 0);
      const sums = new Float64Array(parts.count);
      values.forEach((value, u) => (sums[parts.partOf[u]] += value));
      if (parts.count > 1) {
        const whole = [...sums].map((sum) => Math.round((k * sum) / total));
        expect(whole.reduce((sum, j) => sum + j, 0)).toBe(k);
        whole.forEach((j, part) => expect(Math.abs((k * sums[part]) / total / j - 1)).toBeLessThanOrEqual(tolerance + 1e-9));
      }
      if (before.count === 2 && links.length === 1) {
        let shortest = Infinity;
        for (let u = 0; u < graph.ids.length; u++) {
          for (let v = 0; v < u; v++) if (before.partOf[u] !== before.partOf[v]) shortest = Math.min(shortest, km(graph, u, v));
        }
        expect(Math.abs(links[0].km - shortest)).toBeLessThan(0.051);
        expect(Math.abs(km(graph, graph.ids.indexOf(links[0].from), graph.ids.indexOf(links[0].to)) - shortest)).toBeLessThan(0.001);
      }
    }),
  );
});

test('an island that is worth whole territories in every measure keeps to itself', () => {
  const mainland = gridDisk(latLngToCell(40, -100, 5), 4);
  const island = gridDisk(latLngToCell(21, -157, 5), 1);
  const graph = fromCells([...mainland, ...island]);
  const onIsland = new Set(island);
  const weighing = (share: number): Float64Array => Float64Array.from(graph.ids, (id) => (onIsland.has(id) ? share / island.length : (1 - share) / mainland.length));
  expect(proposeLinks(graph, [count(weighing(0.2))], 10, 0.05)).toEqual([]);
  expect(proposeLinks(graph, [count(weighing(0.206))], 10, 0.05)).toEqual([]);
  expect(proposeLinks(graph, [count(weighing(0.15))], 10, 0.05)).toHaveLength(1);
  expect(proposeLinks(graph, [count(weighing(0.02))], 10, 0.05)).toHaveLength(1);
  expect(proposeLinks(graph, [count(weighing(0.2)), count(weighing(0.1))], 10, 0.05)).toHaveLength(1);
  expect(proposeLinks(graph, [count(weighing(0)), count(weighing(0))], 10, 0.05)).toMatchObject([{ reason: 'island' }]);
});

test('a connected graph needs no link', () => {
  expect(proposeLinks(fromCells(gridDisk(latLngToCell(40, -100, 5), 2)), [], 3, 0.1)).toEqual([]);
});

test('arcKm is the length of the arc', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: Math.PI - 0.01, noNaN: true }), (angle) => {
      expect(Math.abs(arcKm((2 * Math.sin(angle / 2)) ** 2) - 6371.007180918475 * angle)).toBeLessThan(1e-5);
    }),
  );
});
