/** The country under and over the territories: seas and neighbours, its own land, states and coast. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basemapFiles } from '@hexalign/data';
import type { GeoJSON, Position } from 'geojson';
import { feature, merge, mesh } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import { isElsewhere } from '../country/groundCells.ts';
import type { Projection } from './albers.ts';
import { COAST, FOREIGN, FOREIGN_COAST, INK, LAND, WATER } from './look.ts';
import { element, pathData, thinned, use } from './svg.ts';

/** Details smaller than this many pixels go. */
const DETAIL = 0.9;

/** Window of the map in the picture. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Country {
  /** Named shapes: `coast`, and `land` to clip by it what is drawn on the country. */
  readonly defs: string;
  /** Sea, foreign land, lakes and the country's own land. */
  readonly under: string;
  /** States and coast. */
  readonly over: string;
}

type Point = readonly [number, number];

export function drawCountry(project: Projection, frame: Frame): Country {
  const world = JSON.parse(readFileSync(basemapFiles().world, 'utf8')) as Topology;
  const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('us-atlas/states-10m.json'), 'utf8')) as Topology<{ states: GeometryCollection }>;
  const states = atlas.objects.states.geometries.filter(({ id }) => !isElsewhere(String(id).padStart(2, '0'))) as (Polygon | MultiPolygon)[];
  const clipped = (rings: readonly (readonly Position[])[]): Point[][] => rings.map((ring) => [...thinned(clipTo(frame, ring.map(([lng, lat]) => project(lng, lat))), DETAIL)]);
  const foreign = pathData(clipped(ringsOf(feature(world, world.objects.land))), true);
  const lakes = pathData(clipped(ringsOf(feature(world, world.objects.lakes))), true);
  const outline = pathData(merge(atlas, states).coordinates.flatMap((polygon) => polygon.map((ring) => thinned(ring.map(([lng, lat]) => project(lng, lat)), DETAIL))), true);
  const lines = pathData(mesh(atlas, { type: 'GeometryCollection', geometries: states }, (a, b) => a !== b).coordinates.map((line) => thinned(line.map(([lng, lat]) => project(lng, lat)), DETAIL)), false);
  return {
    defs: element('path', { id: 'coast', d: outline }) + element('clipPath', { id: 'land' }, use('coast', {})),
    under: element('rect', { ...frame, fill: WATER }) + element('path', { d: foreign, fill: FOREIGN, stroke: FOREIGN_COAST, 'stroke-width': 0.8 })
      + element('path', { d: lakes, fill: WATER, stroke: FOREIGN_COAST, 'stroke-width': 0.8 }) + use('coast', { fill: LAND }),
    over: element('path', { d: lines, fill: 'none', stroke: INK, 'stroke-opacity': 0.3, 'stroke-width': 0.7, 'stroke-dasharray': '3 2.5' })
      + use('coast', { fill: 'none', stroke: COAST, 'stroke-width': 0.9 }),
  };
}

/** Outer rings of whatever lies about North America. */
function ringsOf(shape: GeoJSON): Position[][] {
  const polygons = shape.type === 'FeatureCollection' ? shape.features.map(({ geometry }) => geometry) : shape.type === 'Feature' ? [shape.geometry] : [];
  return polygons.flatMap((one) => (one.type === 'Polygon' ? [one.coordinates] : one.type === 'MultiPolygon' ? one.coordinates : []))
    .map(([outer]) => outer)
    .filter((ring) => ring.some(([lng, lat]) => lng > -150 && lng < -45 && lat > 10 && lat < 62))
    // Far from the country the cone turns inside out: points there are moved to where they are outside the frame anyway.
    .map((ring) => ring.map(([lng, lat]) => [Math.min(-20, Math.max(-170, lng)), Math.min(80, Math.max(-10, lat))]));
}

/** A ring cut at the sides of a frame (Sutherland and Hodgman 1974). */
function clipTo({ x, y, width, height }: Frame, ring: readonly Point[]): Point[] {
  const sides: [inside: (p: Point) => boolean, at: (a: Point, b: Point) => Point][] = [
    [(p) => p[0] >= x, (a, b) => [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])]],
    [(p) => p[0] <= x + width, (a, b) => [x + width, a[1] + ((b[1] - a[1]) * (x + width - a[0])) / (b[0] - a[0])]],
    [(p) => p[1] >= y, (a, b) => [a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]), y]],
    [(p) => p[1] <= y + height, (a, b) => [a[0] + ((b[0] - a[0]) * (y + height - a[1])) / (b[1] - a[1]), y + height]],
  ];
  let points: readonly Point[] = ring;
  for (const [inside, at] of sides) {
    const kept: Point[] = [];
    points.forEach((p, i) => {
      const before = points[(i + points.length - 1) % points.length];
      if (inside(p) !== inside(before)) kept.push(at(before, p));
      if (inside(p)) kept.push(p);
    });
    points = kept;
  }
  return [...points];
}
