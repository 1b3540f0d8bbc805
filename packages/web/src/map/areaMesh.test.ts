import { describe, expect, it } from 'vitest';
import { areaMesh } from './areaMesh.ts';
import { areaLinesOf, areaShapesOf, keepAreaShapes } from './areaShapes.ts';
import { CellIndex } from './cellIndex.ts';
import { CORNERS, FULL } from './cellMesh.ts';
import { mercatorX, mercatorY } from './mercator.ts';

const square = (west: number, south: number, size: number): [number, number][] => [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]];
const ids = ['ring', 'hole', 'gone'];
/** A square of three degrees with another one in its middle, which is an area of its own: their border is an arc that both have. */
const topology = {
  type: 'Topology', arcs: [square(0, 0, 3), square(1, 1, 1)],
  objects: { areas: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', arcs: [[0], [~1]], properties: { id: 'ring' } }, { type: 'Polygon', arcs: [[1]], properties: { id: 'hole' } }] } },
};
keepAreaShapes(ids, new TextEncoder().encode(JSON.stringify(topology)).buffer as ArrayBuffer);
const mesh = areaMesh({ ids, lngLat: Float64Array.of(0.5, 0.5, 1.5, 1.5, 9, 9) }, areaShapesOf(ids)!);

/** Ground of what is drawn of a unit, on the Mercator square. */
function drawn(unit: number): number {
  let sum = 0;
  for (let t = 0; t < mesh.drawn; t++) {
    if (mesh.owners[t] !== unit) continue;
    const at = (c: number, axis: number): number => (mesh.corners[CORNERS * t + 2 * c + axis] / FULL) * mesh.places[3 * t + 2];
    sum += Math.abs((at(1, 0) - at(0, 0)) * (at(2, 1) - at(0, 1)) - (at(2, 0) - at(0, 0)) * (at(1, 1) - at(0, 1))) / 2;
  }
  return sum;
}

const groundOf = (west: number, south: number, size: number): number => Math.abs((mercatorX(west + size) - mercatorX(west)) * (mercatorY(south + size) - mercatorY(south)));

describe('areas as they are drawn', () => {
  it('cover their ground, without their holes, and nothing of what has no shape', () => {
    const hole = groundOf(1, 1, 1);
    expect(drawn(1) / hole).toBeCloseTo(1, 3);
    expect(drawn(0) / (groundOf(0, 0, 3) - hole)).toBeCloseTo(1, 3);
    expect(drawn(2)).toBe(0);
    expect(mesh.bounds).toEqual([0, 0, 3, 3]);
  });

  it('are found by a point, by their ids, and have each border once', () => {
    const index = new CellIndex(ids, mesh.table);
    expect([index.at(0.5, 0.5), index.at(1.5, 1.5), index.at(5, 5)]).toEqual([0, 1, -1]);
    expect(ids.map((id) => index.of(id))).toEqual([0, 1, 2]);
    expect(areaLinesOf(['else'])).toBeNull();
    expect(areaLinesOf(ids)!.features[0].geometry).toMatchObject({ type: 'MultiLineString' });
  });
});
