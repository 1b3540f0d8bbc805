import { cellToBoundary, cellToChildren, cellToLatLng, getPentagons, gridDisk, latLngToCell, cellToParent, getResolution } from 'h3-js';
import { fromCells } from '@hexalign/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellIndex } from './cellIndex.ts';
import { cellMesh, CORNERS } from './cellMesh.ts';
import { fromMercator, mercatorX, mercatorY } from './mercator.ts';
import { indexesOf, ownersOf, PIECE, pieces, verticesOf } from './meshPieces.ts';
import { NearUnits } from './nearUnits.ts';

/** A coarse disk with one cell divided twice: three resolutions side by side. */
function mixed(): string[] {
  const coarse = gridDisk(latLngToCell(40, -90, 4), 2);
  const middle = coarse[0];
  const children = cellToChildren(middle, 5);
  return [...coarse.slice(1), ...children.slice(1), ...cellToChildren(children[0], 6)].sort();
}

describe('finding the unit under a point', () => {
  it('walks up the parents of the finest cell, so every point of a unit finds it', () => {
    const ids = mixed();
    const index = new CellIndex(ids);
    fc.assert(fc.property(fc.double({ min: 39, max: 41, noNaN: true }), fc.double({ min: -91, max: -89, noNaN: true }), (lat, lng) => {
      const unit = index.at(lng, lat);
      const finest = latLngToCell(lat, lng, 6);
      const holder = [6, 5, 4].map((resolution) => (resolution === 6 ? finest : cellToParent(finest, resolution))).find((cell) => ids.includes(cell));
      expect(unit).toBe(holder === undefined ? -1 : ids.indexOf(holder));
    }));
  });

  it('has nothing where the plan has no ground', () => {
    expect(new CellIndex(mixed()).at(10, 50)).toBe(-1);
    expect(new CellIndex([]).at(10, 50)).toBe(-1);
  });

  it('knows where each of many cells stands, and none that is not there', () => {
    const ids = gridDisk(latLngToCell(40, -90, 6), 40);
    const index = new CellIndex(ids);
    ids.forEach((id, u) => expect(index.of(id)).toBe(u));
    for (const id of gridDisk(latLngToCell(10, 50, 6), 10)) expect(index.of(id)).toBe(-1);
  });
});

describe('hexagons for the graphics card', () => {
  it('draws every unit as it is, finer ones over coarser ones, and units at a change of size underneath as well', () => {
    const graph = fromCells(mixed());
    const n = graph.ids.length;
    const mesh = cellMesh(graph);
    const top = Array.from(mesh.owners.slice(mesh.drawn - n));
    expect(top.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, u) => u));
    const sizes = top.map((u) => getResolution(graph.ids[u]));
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    const below = new Set(mesh.owners.slice(0, mesh.drawn - n));
    for (let u = 0; u < n; u++) {
      const around = Array.from(graph.neighbors.slice(graph.offsets[u], graph.offsets[u + 1]), (v) => getResolution(graph.ids[v]));
      expect(below.has(u)).toBe(around.some((resolution) => resolution !== getResolution(graph.ids[u])));
    }
    expect(mesh.corners).toHaveLength(mesh.drawn * CORNERS);
  });

  it('comes piece by piece, every hexagon once and where it lies', () => {
    const graph = fromCells(gridDisk(latLngToCell(40, -90, 6), 60));
    const mesh = cellMesh(graph);
    const [vertices, owners] = [[...pieces(mesh, verticesOf)], [...pieces(mesh, ownersOf)]];
    expect(vertices.map(({ first, vertices: made }) => [first, made.length / 14])).toEqual([[0, PIECE], [PIECE, graph.ids.length - PIECE]]);
    expect(owners.flatMap(({ vertices: made }) => [...made].filter((_, i) => i % 7 === 0))).toEqual([...mesh.owners]);
    // 65,535 would begin a new strip.
    expect(indexesOf(PIECE).reduce((most, index) => Math.max(most, index), 0)).toBeLessThan(65_535);
    for (const { first, vertices: made } of vertices) {
      for (let h = 0; h < made.length / 14; h += 97) {
        const [lat, lng] = cellToLatLng(graph.ids[mesh.owners[first + h]]);
        expect(made[14 * h] + mesh.origin[0]).toBeCloseTo(mercatorX(lng), 7);
        expect(made[14 * h + 1] + mesh.origin[1]).toBeCloseTo(mercatorY(lat), 7);
        const boundary = cellToBoundary(graph.ids[mesh.owners[first + h]]);
        for (let c = 0; c < 6; c++) {
          const [x, y] = [made[14 * h + 2 + 2 * c] + mesh.origin[0], made[14 * h + 3 + 2 * c] + mesh.origin[1]];
          expect(Math.min(...boundary.map(([cornerLat, cornerLng]) => Math.hypot(x - mercatorX(cornerLng), y - mercatorY(cornerLat))))).toBeLessThan(1e-7);
        }
      }
    }
  });

  it('gives six corners round the centre to pentagons and to cells over an edge of the icosahedron too', () => {
    const ids = [...getPentagons(3).slice(0, 3), ...gridDisk(getPentagons(3)[4], 6)].sort();
    const mesh = cellMesh(fromCells(ids));
    for (let h = 0; h < mesh.drawn; h++) {
      const [left, top, ...rest] = verticesOf(mesh, h, 1);
      const corners = Array.from({ length: 6 }, (_, c) => [rest[2 * c] - left, rest[2 * c + 1] - top]);
      const radii = corners.map(([x, y]) => Math.hypot(x, y));
      expect(Math.max(...radii) / Math.min(...radii)).toBeLessThan(3);
      // The area is that of a whole hexagon, not of one with a piece missing.
      const area = Math.abs(corners.reduce((sum, [x, y], c) => sum + x * corners[(c + 1) % 6][1] - corners[(c + 1) % 6][0] * y, 0)) / 2;
      expect(area / Math.max(...radii) ** 2).toBeGreaterThan(1);
    }
  });
});

describe('brush and lasso reach', () => {
  const ids = gridDisk(latLngToCell(40, -90, 5), 6);
  const mesh = cellMesh(fromCells(ids));
  const { centres } = mesh;
  const near = new NearUnits(mesh);

  it('takes every unit whose centre the brush passes over', () => {
    const [ax, ay, bx, by] = [centres[0] - 0.001, centres[1], centres[0] + 0.001, centres[1] + 0.0004];
    const radius = 0.0003;
    const found = new Set(near.along(ax, ay, bx, by, radius));
    for (let u = 0; u < ids.length; u++) {
      const t = Math.max(0, Math.min(1, ((centres[2 * u] - ax) * (bx - ax) + (centres[2 * u + 1] - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
      const away = Math.hypot(centres[2 * u] - ax - t * (bx - ax), centres[2 * u + 1] - ay - t * (by - ay));
      if (away < radius * 0.9) expect(found.has(u)).toBe(true);
      if (away > radius) expect(found.has(u)).toBe(false);
    }
  });

  it('takes the units inside a ring and no others', () => {
    const ring = [centres[0] - 0.0012, centres[1] - 0.0008, centres[0] + 0.0012, centres[1] - 0.0008, centres[0], centres[1] + 0.0016];
    const found = new Set(near.inside(ring));
    expect(found.size).toBeGreaterThan(3);
    ids.forEach((_, u) => expect(found.has(u)).toBe(inTriangle(ring, centres[2 * u], centres[2 * u + 1])));
    expect(near.inside([0, 0, 1, 1])).toEqual([]);
    // A hand that goes on beyond where it began takes what lies there all the same; rings of a file that lie in each other leave it out.
    expect(new Set(near.inside([...ring, ...ring]))).toEqual(found);
    expect(near.insideAll([ring, ring])).toEqual([]);
  });
});

/** On the same side of all three edges. */
function inTriangle([ax, ay, bx, by, cx, cy]: number[], x: number, y: number): boolean {
  const sides = [(bx - ax) * (y - ay) - (by - ay) * (x - ax), (cx - bx) * (y - by) - (cy - by) * (x - bx), (ax - cx) * (y - cy) - (ay - cy) * (x - cx)];
  return sides.every((side) => side > 0) || sides.every((side) => side < 0);
}

it('projects there and back', () => {
  fc.assert(fc.property(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }), (lng, lat) => {
    const back = fromMercator(mercatorX(lng), mercatorY(lat));
    expect(back[0]).toBeCloseTo(lng, 9);
    expect(back[1]).toBeCloseTo(lat, 9);
  }));
});
