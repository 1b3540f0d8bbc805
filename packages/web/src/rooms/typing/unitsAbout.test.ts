import { fromCells } from '@hexalign/engine';
import { cellToLatLng, gridDisk, gridDistance, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { nearestUnit, unitBetween, unitsWithin, withRing } from './unitsAbout.ts';

const centre = latLngToCell(40, -90, 5);
const graph = fromCells(gridDisk(centre, 3));
const ring = graph.ids.map((id) => gridDistance(centre, id));
const [lat, lng] = cellToLatLng(centre);
const middle = graph.ids.indexOf(centre);
const upTo = (k: number): number[] => [...ring.keys()].filter((u) => ring[u] <= k);

describe('units about a place', () => {
  it('lie within so many metres of it, or nearest to it', () => {
    // Centres of this resolution lie about 15 km apart.
    expect(unitsWithin(graph, [lng, lat], 100)).toEqual([middle]);
    expect(unitsWithin(graph, [lng, lat], 19_000)).toEqual(upTo(1));
    expect(unitsWithin(graph, [lng + 40, lat], 19_000)).toEqual([]);
    expect(nearestUnit(graph, [lng + 0.01, lat])).toBe(middle);
  });

  it('take in a ring around them, and find where two territories touch', () => {
    expect(withRing(graph, [middle])).toEqual(upTo(1));
    expect(withRing(graph, upTo(2))).toEqual(upTo(3));
    const slots = Uint16Array.from(ring, (k) => (k <= 1 ? 0 : k === 2 ? 1 : 2));
    expect(ring[unitBetween(graph, slots, 1, 0)]).toBe(2);
    expect(unitBetween(graph, slots, 2, 0)).toBe(-1);
  });
});
