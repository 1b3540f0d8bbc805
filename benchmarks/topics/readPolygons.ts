import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fromPolygons } from '@hexalign/engine';
import { feature, neighbors } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { timed } from '../report/clock.ts';
import type { Row } from '../report/row.ts';

/** Polygons to borders: the counties of the United States as TopoJSON and as GeoJSON. The peer finds neighbours of a topology and nothing else. */
export function readPolygons(): Row[] {
  const path = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ counties: GeometryCollection }>;
  const plain = feature(atlas, atlas.objects.counties);
  const own = timed(() => fromPolygons(atlas, 'id', { object: 'counties' }));
  const geo = timed(() => fromPolygons(plain, 'id'));
  const peer = timed(() => neighbors(atlas.objects.counties.geometries));
  const base = { topic: 'polygons to borders', size: 'counties', units: own.result.ids.length };
  const found = { borders: own.result.neighbors.length / 2, also: 'metres, areas, points inside, fingerprint' };
  return [
    { ...base, ...own.cost, way: 'fromPolygons, TopoJSON', own: true, quality: found },
    { ...base, ...geo.cost, way: 'fromPolygons, GeoJSON', own: true, quality: { ...found, borders: geo.result.neighbors.length / 2 } },
    { ...base, ...peer.cost, way: 'topojson.neighbors', own: false, quality: { borders: peer.result.reduce((sum, list) => sum + list.length, 0) / 2 } },
  ];
}
