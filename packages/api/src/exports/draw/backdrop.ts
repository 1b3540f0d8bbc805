import { readFileSync } from 'node:fs';
import { basemapFiles, cities } from '@hexalign/data';
import type { MultiLineString, Position } from 'geojson';
import { mesh } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { drawable } from './fonts.ts';
import { linePath } from './groundPath.ts';
import type { Label } from './labels.ts';
import { circleOf, type Circle, type Frame, type Projection } from './projection.ts';
import type { Item } from './scene.ts';

/** Most cities that are named. */
const CITIES = 14;

/** Lines of the world, read once. */
let lines: readonly { readonly line: readonly Position[]; readonly circle: Circle; readonly kind: 'coast' | 'country' | 'state' }[] | undefined;

/** Coasts, countries and states around a map, from the shipped data alone. */
export function backdropLines(projection: Projection, frame: Frame): Item[] {
  const paths = { coast: '', country: '', state: '' };
  for (const { line, circle, kind } of (lines ??= readLines())) if (projection.sees(circle)) paths[kind] += linePath(line, projection, frame);
  return [
    ...(paths.state === '' ? [] : [{ kind: 'path' as const, d: paths.state, stroke: '#5c6670', width: 0.5, dash: [2, 2] as [number, number] }]),
    ...(paths.country === '' ? [] : [{ kind: 'path' as const, d: paths.country, stroke: '#3f4750', width: 0.9 }]),
    ...(paths.coast === '' ? [] : [{ kind: 'path' as const, d: paths.coast, stroke: '#6b8aa5', width: 0.6 }]),
  ];
}

/** The largest cities of a map, largest first. */
export function cityLabels(projection: Projection, frame: Frame): Label[] {
  const found: Label[] = [];
  for (const { name, lngLat: [lng, lat] } of cities()) {
    if (found.length === CITIES) break;
    const place = projection.point(lng, lat);
    if (place !== null && within(place, frame)) found.push({ x: place[0], y: place[1], text: drawable(name), size: 6.5, weight: 400, fill: '#333333', dot: true });
  }
  return found;
}

function within([x, y]: readonly [number, number], frame: Frame): boolean {
  return x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
}

function readLines(): NonNullable<typeof lines> {
  const files = basemapFiles();
  const world = JSON.parse(readFileSync(files.world, 'utf8')) as Topology;
  const states = JSON.parse(readFileSync(files.states, 'utf8')) as Topology;
  // Of the states only what lies between two: coasts and countries have lines of their own.
  const of = (topology: Topology, object: string, kind: 'coast' | 'country' | 'state') => (mesh(topology, topology.objects[object] as GeometryObject, kind === 'state' ? (a, b) => a !== b : undefined) as MultiLineString).coordinates.map((line) => ({ line, kind, circle: circleOf(line) }));
  return [...of(states, 'regions', 'state'), ...of(world, 'borders', 'country'), ...of(world, 'land', 'coast'), ...of(world, 'lakes', 'coast')];
}
