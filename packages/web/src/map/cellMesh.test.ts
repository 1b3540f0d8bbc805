import { fromCells } from '@hexalign/engine';
import { cellToBoundary, cellToChildren, getPentagons, gridDisk, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { cellMesh, CORNERS, FULL } from './cellMesh.ts';
import { mercatorX, mercatorY } from './mercator.ts';

/** Corners of a drawn hexagon in Mercator units. */
function drawn(mesh: ReturnType<typeof cellMesh>, i: number): [number, number][] {
  const [x, y, reach] = mesh.places.subarray(3 * i, 3 * i + 3);
  return Array.from({ length: 6 }, (_, c) => [0, 1].map((axis) => mesh.origin[axis] + [x, y][axis] + (mesh.corners[CORNERS * i + 2 * c + axis] / FULL) * reach) as [number, number]);
}

test.each([
  ['plain ground', gridDisk(latLngToCell(39.1, -98.3, 6), 5)],
  ['over an edge of the icosahedron', gridDisk(latLngToCell(47, 10.5, 5), 5)],
  ['beside the date line', gridDisk(latLngToCell(52.1, 179.99, 5), 4)],
  ['round a pentagon', gridDisk(getPentagons(5)[1], 3)],
])('hexagons are drawn where H3 has them: %s', (_, cells) => {
  const graph = fromCells(cells);
  const mesh = cellMesh(graph);
  expect(mesh.drawn).toBe(cells.length);
  for (let i = 0; i < mesh.drawn; i++) {
    const boundary = cellToBoundary(graph.ids[mesh.owners[i]]).map(([lat, lng]) => [mercatorX(lng), mercatorY(lat)]);
    const near = ([x, y]: readonly number[], [p, q]: readonly number[]): number => Math.hypot(Math.min(Math.abs(x - p), 1 - Math.abs(x - p)), y - q);
    for (const corner of drawn(mesh, i)) expect(Math.min(...boundary.map((other) => near(corner, other)))).toBeLessThan(mesh.places[3 * i + 2] / 1000);
  }
});

test('cells of two sizes are drawn twice along the seam, enlarged ones underneath', () => {
  const disk = gridDisk(latLngToCell(39.1, -98.3, 4), 1);
  const graph = fromCells([...disk.slice(1), ...cellToChildren(disk[0], 5)]);
  const mesh = cellMesh(graph);
  expect(mesh.drawn).toBeGreaterThan(graph.ids.length);
  const size = (i: number): number => Math.hypot(drawn(mesh, i)[0][0] - drawn(mesh, i)[3][0], drawn(mesh, i)[0][1] - drawn(mesh, i)[3][1]);
  const under = mesh.owners[0];
  const over = [...mesh.owners].lastIndexOf(under);
  expect(over).toBeGreaterThan(0);
  expect(size(0) / size(over)).toBeCloseTo(1.2, 2);
});
