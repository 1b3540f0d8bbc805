import { fromCells } from '@hexalign/engine';
import { gridDisk } from 'h3-js';
import { expect, test } from 'vitest';
import { albers } from './albers.ts';
import { coloursOf } from './colours.ts';
import { contiguityPicture } from './contiguityPicture.ts';
import { frontierPicture } from './frontierPicture.ts';
import { pressurePicture } from './pressurePicture.ts';
import { rasterise } from './raster.ts';
import { pathData, thinned } from './svg.ts';
import { drawTerritories } from './territories.ts';

test('path data go in steps of a tenth and leave out points that do not move', () => {
  expect(pathData([[[1, 2], [1.04, 2.01], [3.5, 1.5], [3, 1.5]]], true)).toBe('M1 2l2.5-.5-.5 0z');
  expect(pathData([[], [[1, 1]], [[0, 0], [1, 0]]], false)).toBe('M0 0l1 0');
});

test('a thinned line keeps its ends', () => {
  expect(thinned([[0, 0], [0.1, 0], [2, 0], [2.1, 0]], 1)).toEqual([[0, 0], [2, 0], [2.1, 0]]);
});

test('the projection keeps areas: a degree square in the north is as large as its share of the globe', () => {
  const project = albers(1000, 0, 0);
  const area = (lng: number, lat: number): number => {
    const ring = [[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01]].map(([a, b]) => project(lng + a, lat + b));
    return Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % 4][1] - y * ring[(i + 1) % 4][0], 0)) / 2;
  };
  expect(area(-120, 48) / area(-80, 27)).toBeCloseTo(Math.cos((48.005 * Math.PI) / 180) / Math.cos((27.005 * Math.PI) / 180), 5);
});

/** A disc of cells in three sectors by position. */
function disc() {
  const graph = fromCells(gridDisk('8528347bfffffff', 6));
  const slots = Uint16Array.from(graph.ids, (_, u) => (graph.lngLat[2 * u] < graph.lngLat[0] ? 0 : graph.lngLat[2 * u + 1] < graph.lngLat[1] ? 1 : 2));
  return { graph, slots };
}

test('territories that touch have different colours', () => {
  const { graph, slots } = disc();
  expect(new Set(coloursOf(graph, slots, 3)).size).toBe(3);
});

test('territories are drawn with a fill each and one line for every common border', () => {
  const { graph, slots } = disc();
  const svg = drawTerritories(graph, slots, 3, coloursOf(graph, slots, 3), albers(1000, 500, 300), { id: 'b', resolution: 5, detailM: 0, border: 1 });
  expect(svg.match(/fill-opacity/g)).toHaveLength(3);
  expect(svg.match(/<use href="#b"/g)).toHaveLength(2);
});

test('pictures are the same every time and turn into PNG', () => {
  const plans = [{ deviation: 0.05, compactness: 0.8 }];
  const frontier = frontierPicture({ title: 'A < B', line: 'two', own: [{ name: 'ours', points: [{ tolerance: 0.05, plans }] }], peers: [{ name: 'theirs', note: 'others', plans }] });
  expect(frontier).toContain('A &lt; B');
  expect(contiguityPicture()).toBe(contiguityPicture());
  for (const svg of [frontier, contiguityPicture(), pressurePicture()]) expect(rasterise(svg, 200).subarray(1, 4).toString()).toBe('PNG');
});
