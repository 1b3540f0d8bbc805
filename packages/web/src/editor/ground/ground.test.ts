import { fromCells, UNASSIGNED } from '@hexalign/engine';
import { cellToLatLng, gridDisk, gridDistance, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { flood } from './flood.ts';
import { looseEnds } from './looseEnds.ts';
import { onlyBetter } from './onlyBetter.ts';
import { rimTo, ringOutside } from './rings.ts';
import { sidesOfLine } from './sidesOfLine.ts';
import { withinDrive } from './withinDrive.ts';
import { untilTarget } from './untilTarget.ts';

const centre = latLngToCell(40, -90, 5);
const graph = fromCells(gridDisk(centre, 4));
const n = graph.ids.length;
const ring = Int32Array.from(graph.ids, (id) => gridDistance(centre, id));
const middle = graph.ids.indexOf(centre);
const ofRing = (k: number): number[] => [...ring.keys()].filter((u) => ring[u] === k);
const sorted = (units: Iterable<number>): number[] => [...units].sort((a, b) => a - b);

describe('fill', () => {
  it('floods to the border of what it is told, nearest first', () => {
    const found = flood(graph, middle, (u) => ring[u] <= 2);
    expect(sorted(found)).toEqual(sorted([...ofRing(0), ...ofRing(1), ...ofRing(2)]));
    expect(found.map((u) => ring[u])).toEqual(found.map((u) => ring[u]).toSorted());
    expect(flood(graph, middle, (u) => ring[u] === 1)).toEqual([]);
  });

  it('stops at the target, with or without the last unit, whichever is nearer', () => {
    const values = new Float64Array(n).fill(10);
    expect(untilTarget(graph, middle, { missing: 64, values, may: () => true })).toHaveLength(6);
    expect(untilTarget(graph, middle, { missing: 66, values, may: () => true })).toHaveLength(7);
    expect(untilTarget(graph, middle, { missing: 1e9, values, may: (u) => ring[u] <= 1 })).toHaveLength(7);
    expect(untilTarget(graph, middle, { missing: 0, values, may: () => true })).toEqual([]);
  });
});

describe('a drive', () => {
  it('reaches what lies near enough over ground that hangs together', () => {
    // Centres of this resolution lie about 15 km apart; 46 km of line are an hour on roads.
    const hour = withinDrive(graph, middle, 60);
    expect(sorted(hour).filter((u) => ring[u] <= 2)).toEqual(sorted([...ofRing(0), ...ofRing(1), ...ofRing(2)]));
    expect(hour.every((u) => ring[u] <= 3)).toBe(true);
    expect(withinDrive(graph, middle, 1)).toEqual([middle]);
    expect(withinDrive(graph, middle, 600)).toHaveLength(n);
  });
});

describe('rings', () => {
  it('widens and narrows by one ring', () => {
    const slots = Uint16Array.from(ring, (k) => (k <= 1 ? 1 : 0));
    expect(ringOutside(graph, slots, 1)).toEqual(ofRing(2));
    expect(rimTo(graph, slots, 1, () => true)).toEqual({ units: ofRing(1), to: ofRing(1).map(() => 0) });
    expect(rimTo(graph, slots, 1, () => false).units).toEqual([]);
  });
});

describe('a line', () => {
  it('parts units by the side they lie on, also beyond its ends', () => {
    const centres = graph.ids.flatMap((id) => [cellToLatLng(id)[1], cellToLatLng(id)[0]]);
    const all = [...Array(n).keys()];
    const [x, y] = [centres[2 * middle] + 1e-4, centres[2 * middle + 1]];
    const { left, right } = sidesOfLine([x, y - 0.01, x, y + 0.01], centres, all);
    expect(left.length + right.length).toBe(n);
    const west = all.filter((u) => centres[2 * u] < x);
    expect([sorted(left), sorted(right)]).toContainEqual(west);
  });
});

describe('loose ends', () => {
  it('finds an island with the neighbour that should have it, and a hole with whoever encloses it', () => {
    const slots = Uint16Array.from(ring, (k) => (k === 0 ? 1 : k <= 2 ? 0 : 1));
    expect(looseEnds(graph, slots)).toEqual([{ kind: 'hole', slot: 1, units: [middle], taker: 0 }]);
    slots[middle] = UNASSIGNED;
    expect(looseEnds(graph, slots)).toEqual([{ kind: 'hole', slot: UNASSIGNED, units: [middle], taker: 0 }]);
  });

  it('calls a piece between two others an island, and tells only what the gesture touched', () => {
    const west = Uint16Array.from(graph.ids, (id) => (cellToLatLng(id)[1] < -90 ? 0 : 1));
    const edge = [...west.keys()].find((u) => west[u] === 0 && ring[u] < 4 && graph.neighbors.slice(graph.offsets[u], graph.offsets[u + 1]).some((v) => west[v] === 1)) as number;
    const slots = west.slice();
    const far = ofRing(4).find((u) => west[u] === 1) as number;
    slots[far] = 2;
    slots[edge] = 2;
    const found = looseEnds(graph, slots, new Set([edge]));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ kind: 'island', slot: 2 });
    expect(looseEnds(graph, west)).toEqual([]);
  });
});

describe('the brush that evens out', () => {
  it('takes what brings both nearer to target, and stops when the receiver is there', () => {
    const slots = Uint16Array.from({ length: 10 }, (_, u) => (u < 2 ? 0 : 1));
    const values = [new Float64Array(10).fill(10)];
    const sums = [Float64Array.of(20), Float64Array.of(80)];
    const scales = { slots, values, standing: (slot: number) => ({ sums: sums[slot], targets: [50] }) };
    expect(onlyBetter([2, 3, 4, 5, 6], 0, scales)).toEqual([2, 3, 4]);
    expect(onlyBetter([0, 1], 1, scales)).toEqual([]);
    expect(sums[0][0]).toBe(20);
  });
});
