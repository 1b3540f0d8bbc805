import fc from 'fast-check';
import type { Position } from 'geojson';
import { cellToBoundary } from 'h3-js';
import { expect, test } from 'vitest';
import { cellPatches } from '../../test/fixtures/cellPatch.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import { polygonBorders } from '../graph/polygonBorders.ts';
import { polygonGround } from '../graph/polygonGround.ts';
import { UNASSIGNED } from '../problem/problem.ts';
import { areaOutline, areaScreenOutline } from './areaOutline.ts';
import { layAreaSides } from './layAreaSides.ts';
import { outline, type Outline } from './outline.ts';

const box = (west: number, south: number, east: number, north: number): Position[] => [[west, south], [east, south], [east, north], [west, north], [west, south]];
/** Sides of a shape as from and to on a sphere of radius 1: degrees say little near the poles. */
const sidesOf = (shape: Outline): number[][] => shape.coordinates.flat().flatMap((ring) => ring.slice(1).map((to, i) => [...onSphere(ring[i]), ...onSphere(to)]));
const onSphere = ([lng, lat]: Position): number[] => [Math.cos(lat * RADIAN) * Math.cos(lng * RADIAN), Math.cos(lat * RADIAN) * Math.sin(lng * RADIAN), Math.sin(lat * RADIAN)];
const RADIAN = Math.PI / 180;
/** Whether every number of one is within a decimetre of the other's. */
const alike = (a: readonly number[], b: readonly number[]): boolean => a.every((x, i) => Math.abs(x - b[i]) < 0.1 / 6_371_009);
const km2 = (shape: Outline): number => polygonGround(shape.coordinates as Position[][][]).areaKm2;
const METRE = 1 / 111_195;

test('cells drawn as polygons dissolve as cells do, wherever they lie', () => {
  fc.assert(
    fc.property(cellPatches({ mixed: false }), ({ cells, k, slots }) => {
      const shapes = cells.map((cell): Position[][][] => [[cellToBoundary(cell, true)]]);
      const drawn = areaOutline(layAreaSides(shapes), slots, k);
      const known = outline({ ids: cells }, slots, k)!;
      drawn.forEach((shape, t) => {
        const [own, theirs] = [sidesOf(shape), sidesOf(known[t])];
        expect(own.filter((side) => !theirs.some((other) => alike(side, other)))).toEqual([]);
        expect(own.length).toBe(theirs.length);
      });
    }),
    { numRuns: 60 },
  );
});

/** A grid of areas whose outlines were drawn one by one: vertices of their own, corners up to `apart` metres off, wound at random. */
const sloppyGrids = fc
  .record({ wide: fc.integer({ min: 1, max: 5 }), high: fc.integer({ min: 1, max: 4 }), k: fc.integer({ min: 1, max: 4 }), apart: fc.constantFrom(0, 0, 3, 9), bits: fc.infiniteStream(fc.nat(1_000_000)) })
  .map(({ wide, high, k, apart, bits }) => {
    const draw = (below: number): number => bits.next().value % below;
    const off = (): number => (apart === 0 ? 0 : (draw(2 * apart + 1) - apart) * METRE);
    const shapes: Position[][][][] = [];
    for (let j = 0; j < high; j++) {
      for (let i = 0; i < wide; i++) {
        const corners: Position[] = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]].map(([x, y]) => [10 + x / 10 + off(), 45 + y / 10 + off()]);
        const ring = corners.flatMap((from, c): Position[] => {
          const to = corners[(c + 1) % 4];
          const stops = Array.from({ length: draw(4) }, () => 1 + draw(98)).sort((p, q) => p - q);
          return [from, ...[...new Set(stops)].map((at): Position => [from[0] + ((to[0] - from[0]) * at) / 100, from[1] + ((to[1] - from[1]) * at) / 100])];
        });
        ring.push(ring[0]);
        shapes.push([[draw(2) ? ring : ring.toReversed()]]);
      }
    }
    return { shapes, k, apart, slots: Uint16Array.from(shapes, () => draw(k)) };
  });

function holds(shape: Outline, [x, y]: readonly [number, number]): boolean {
  return shape.coordinates.some((rings) => rings.reduce((odd, ring) => ring.slice(1).reduce((inside, [x1, y1], i) => {
    const [x0, y0] = ring[i];
    return y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0) ? !inside : inside;
  }, odd), false));
}

test('areas drawn with vertices, gaps and overlaps of their own dissolve into what hangs together, and keep their ground', () => {
  fc.assert(
    fc.property(sloppyGrids, ({ shapes, k, slots, apart }) => {
      const sides = layAreaSides(shapes);
      const drawn = areaOutline(sides, slots, k);
      const graph = fromEdges({ ids: shapes.map((_, u) => String(100 + u)), lngLat: new Float64Array(2 * shapes.length), areaKm2: new Float64Array(shapes.length).fill(1), ...polygonBorders(shapes, 25) }).graph;
      const pieces = new Array<number>(k).fill(0);
      const seen = new Set<number>();
      slots.forEach((slot, start) => {
        if (seen.has(start)) return;
        pieces[slot]++;
        seen.add(start);
        const queue = [start];
        for (const u of queue) {
          for (const v of graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])) {
            if (slots[v] !== slot || seen.has(v)) continue;
            seen.add(v);
            queue.push(v);
          }
        }
      });
      drawn.forEach((shape, t) => {
        expect(shape.coordinates.length).toBe(pieces[t]);
        const own = shapes.filter((_, u) => slots[u] === t).reduce((sum, polygons) => sum + polygonGround(polygons).areaKm2, 0);
        // Each of four sides, 38 km for 87 km2, moves by at most what both drawings of it are off.
        expect(Math.abs(km2(shape) - own)).toBeLessThanOrEqual(1e-4 + (0.002 * apart * 38 * own) / 87);
        for (const ring of shape.coordinates.flat()) expect(new Set(ring.slice(1).map(String)).size).toBe(ring.length - 1);
      });
      shapes.forEach((polygons, u) => {
        const at = polygonGround(polygons).lngLat;
        drawn.forEach((shape, t) => expect(holds(shape, at)).toBe(t === slots[u]));
      });
      if (apart > 0) return;
      // Without gaps every side is another territory's, or the layer's own edge.
      const sidesOut = drawn.flatMap((shape) => shape.coordinates.flat().flatMap((ring) => ring.slice(1).map((to, i) => [String(ring[i]), String(to)])));
      const there = new Set(sidesOut.map(([a, b]) => `${a} ${b}`));
      const [wide, high] = [Math.max(...shapes.flat(3).map(([x]) => x)), Math.max(...shapes.flat(3).map(([, y]) => y))];
      const onEdge = (p: string): boolean => { const [x, y] = p.split(',').map(Number); return x === 10 || y === 45 || x >= wide - 1e-7 || y >= high - 1e-7; };
      for (const [a, b] of sidesOut) expect(there.has(`${b} ${a}`) || (onEdge(a) && onEdge(b))).toBe(true);
    }),
    { numRuns: process.env.HEXALIGN_LONG ? 1000 : 100 },
  );
});

/** Areas one beside the other in rows, each by how far its corners are off: metres east and north, from the south-west counter-clockwise. */
const grid = (wide: number, off: readonly (readonly number[])[]): Position[][][][] =>
  off.map((own, u) => {
    const [x, y] = [u % wide, Math.floor(u / wide)];
    const ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]].map(([i, j], c): Position => [10 + i / 10 + own[2 * c] * METRE, 45 + j / 10 + own[2 * c + 1] * METRE]);
    return [[[...ring, ring[0]]]];
  });
const even = [0, 0, 0, 0, 0, 0, 0, 0];

test.each([
  ['two areas with a gap all along become one', 2, [[0, 0, -4, 0, -4, 0, 0, 0], even], '00', [1]],
  ['so do two whose borders cross', 2, [[0, 0, 6, 4, 5, 5, 8, -3], [-3, 4, 0, 0, -4, 0, 0, 7]], '00', [1]],
  ['and two with ends that face each other on a slant', 1, [[3, 2, -2, -3, -2, 0, 0, 2], [0, 3, -1, 3, -2, -2, 2, -2]], '00', [1]],
  ['vertices near a border keep one order on both of its sides', 2, [[2, 2, -1, 2, 0, 1, 2, -1], [2, 1, 1, 0, -2, -1, -1, 1], [-1, 1, -1, -2, 0, -2, 0, -1], [1, 1, -1, 2, 0, 1, 1, 0]], '1011', [1, 1]],
  ['a corner that two neighbours share stands in the sides of a third towards both', 2, [even, [-3, 1, 3, 1, 1, -2, -1, 1], [-3, -3, 1, 3, 1, -2, -1, -3], [1, -1, 2, 1, -3, 0, -1, -3], [-2, 2, -1, -3, 0, -3, 1, -1], [3, 2, -3, -2, 1, -3, 0, -1]], '111010', [1, 1]],
  ['corners that overlap leave two areas two', 2, [[1, 2, 1, -2, -2, 1, 1, -2], [0, 1, 0, 2, -2, -1, 0, 1], [0, 1, -1, 2, -1, -2, -1, 0], [2, 0, 2, 2, 0, 1, 0, 0]], '1001', [2, 2]],
  ['even where both sides of the corners do', 2, [[0, 0, 0, 0, 9, 9, 0, 0], even, even, [-9, -9, 0, 0, 0, 0, 0, 0]], '1001', [2, 2]],
] as const)('%s', (_, wide, off, slots, pieces) => {
  const plan = Uint16Array.from(slots, Number);
  expect(areaOutline(layAreaSides(grid(wide, off)), plan, pieces.length).map((shape) => shape.coordinates.length)).toEqual(pieces);
});

test('what lies within a territory stays a hole of it, also where ground at its corners is drawn twice', () => {
  const off = [[1, -2, 0, 1, 2, -2, -1, 2], [1, -2, 2, 1, 1, 2, 0, -1], [1, 2, 1, 1, 1, -2, 1, -2], [2, 0, -2, 0, -2, 0, 1, 0], [2, -2, -1, -2, 2, 0, -2, 0], [-1, 1, -1, -2, 2, 0, -2, -2], [1, 2, -2, 1, 1, 1, 1, 0], [-2, 2, 0, 0, 2, 2, -1, 0], [-1, 2, -2, -1, 1, 1, 0, 1]];
  const [around, within] = areaOutline(layAreaSides(grid(3, off)), Uint16Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0), 2);
  expect([around, within].map((shape) => shape.coordinates.map((rings) => rings.length))).toEqual([[2], [1]]);
  expect(km2(around) / km2(within)).toBeCloseTo(8, 1);
});

test('a strip no wider than its neighbours may be off does not vanish', () => {
  const [west, east] = [0.1 + 2 * METRE, 0.1 + 18 * METRE];
  const left: Position[] = [[0, 0], [0.1, 0], [0.1, 0.03], [0.1, 0.07], [0.1, 0.1], [0, 0.1], [0, 0]];
  const strip: Position[] = [[west, 0], [east, 0], [east, 0.02], [east, 0.1], [west, 0.1], [west, 0.05], [west, 0]];
  const shapes = areaOutline(layAreaSides([[[left]], [[strip]], [[box(0.1 + 20 * METRE, 0, 0.2, 0.1)]]]), Uint16Array.of(0, 1, 2), 3);
  expect(shapes[1].coordinates.length).toBeGreaterThan(0);
});

test('an islet on the shore of a lake lies in the lake', () => {
  const lake: Position[] = [[1, 1], [3, 1], [3, 3], [1, 3], [1, 2], [1, 1]];
  const islet: Position[] = [[1, 2], [2, 1.5], [2, 2.5], [1, 2]];
  const [shape] = areaOutline(layAreaSides([[[box(0, 0, 4, 4), lake], [islet]]]), Uint16Array.of(0), 1);
  expect(shape.coordinates.map((rings) => rings.map((ring) => ring.length)).sort()).toEqual([[4], [5, 6]]);
});

test('holes stay, a filled one goes, and areas that touch at a corner stay two', () => {
  const ring: Position[][][] = [[box(0, 0, 3, 3), box(1, 1, 2, 2)]];
  const yolk: Position[][][] = [[box(1, 1, 2, 2)]];
  const corner: Position[][][] = [[box(3, 3, 4, 4)]];
  const sides = layAreaSides([ring, yolk, corner]);
  const [egg, apart] = [areaOutline(sides, Uint16Array.of(0, 0, 0), 1)[0], areaOutline(sides, Uint16Array.of(0, 1, 0), 2)];
  expect(egg.coordinates.map((rings) => rings.length)).toEqual([1, 1]);
  expect(apart[0].coordinates.map((rings) => rings.length).sort()).toEqual([1, 2]);
  expect(apart[1].coordinates).toHaveLength(1);
  expect(areaOutline(sides, Uint16Array.of(UNASSIGNED, 0, UNASSIGNED), 1)[0].coordinates).toEqual(apart[1].coordinates);
  expect(areaOutline(sides, Uint16Array.of(0, 0, 0), 2)[1].coordinates).toEqual([]);
});

test('for the screen shared borders are simplified together', () => {
  const wave = Array.from({ length: 200 }, (_, i): Position => [1 + (i % 2) * 0.0005, i / 200]);
  const left: Position[][][] = [[[[0, 0], ...wave, [1, 1], [0, 1], [0, 0]]]];
  const right: Position[][][] = [[[...wave, [1, 1], [2, 1], [2, 0], wave[0]]]];
  const sides = layAreaSides([left, right]);
  const exact = areaOutline(sides, Uint16Array.of(0, 1), 2);
  const [a, b] = areaScreenOutline(sides, Uint16Array.of(0, 1), 2, 500);
  expect(exact[0].coordinates[0][0].length).toBeGreaterThan(200);
  expect(a.coordinates[0][0].length + b.coordinates[0][0].length).toBeLessThan(40);
  const border = (shape: Outline): string[] => shape.coordinates[0][0].filter(([x]) => x > 0.9 && x < 1.1).map(String).sort();
  expect([...new Set(border(a))]).toEqual([...new Set(border(b))]);
});
