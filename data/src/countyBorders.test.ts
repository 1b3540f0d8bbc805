import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { areNeighbors, components, fromPolygons, type UnitGraph } from '@hexalign/engine';
import { feature, neighbors } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { expect, test } from 'vitest';

/** The counties of the United States as the Census Bureau draws them, against what is known of their borders. */
const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('us-atlas/counties-10m.json'), 'utf8')) as Topology<{ counties: GeometryCollection; states: GeometryCollection }>;

function around(graph: UnitGraph, id: string): string[] {
  const u = graph.ids.indexOf(id);
  return [...graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])].map((v) => graph.ids[v]);
}

test('counties have the neighbours that their shared arcs give them, and no others', () => {
  const graph = fromPolygons(atlas, 'id', { object: 'counties' });
  const { geometries } = atlas.objects.counties;
  const known = new Set<string>();
  // One county is drawn as two features.
  neighbors(geometries).forEach((list, i) => list.forEach((j) => geometries[i].id !== geometries[j].id && known.add([String(geometries[i].id), String(geometries[j].id)].sort().join(' '))));
  const found = new Set(graph.ids.flatMap((id) => around(graph, id).filter((other) => other > id).map((other) => `${id} ${other}`)));
  expect(found).toEqual(known);
  expect([graph.ids.length, known.size]).toEqual([3231, 8944]);
  expect(fromPolygons(feature(atlas, atlas.objects.counties), 'id').fingerprint).toBe(graph.fingerprint);
  // San Juan County, Utah, has more neighbours than most; three others meet it at corners alone, New Mexico's at the Four Corners.
  expect(around(graph, '49037')).toEqual(['04001', '04005', '04017', '08033', '08083', '08085', '08113', '49017', '49019', '49025', '49055']);
  // Los Angeles, and a city that lies in one county as an island.
  expect(around(graph, '06037')).toEqual(['06029', '06059', '06071', '06111']);
  expect(around(graph, '51600')).toEqual(['51059']);
});

test('states border by land as they do: 48 in one piece, four at one corner', () => {
  const graph = fromPolygons(atlas, 'id', { object: 'states' });
  const lower = graph.ids.filter((id) => Number(id) <= 56 && id !== '02' && id !== '15');
  expect(lower).toHaveLength(49);
  for (const id of lower) for (const other of around(graph, id)) expect(areNeighbors(graph, graph.ids.indexOf(other), graph.ids.indexOf(id))).toBe(true);
  // Missouri and Tennessee have eight neighbours each, Maine has one; Utah and New Mexico, Arizona and Colorado only meet.
  expect([around(graph, '29').length, around(graph, '47').length, around(graph, '23')]).toEqual([8, 8, ['33']]);
  expect(around(graph, '49')).not.toContain('35');
  expect(around(graph, '04')).not.toContain('08');
  expect(components(graph).count).toBe(graph.ids.length - lower.length + 1);
});
