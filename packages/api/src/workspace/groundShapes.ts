import { readFile } from 'node:fs/promises';
import { basemapFiles, type BasemapFiles } from '@hexalign/data';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';

/** A part of a shipped file: whole shapes, lines between two shapes, lines with one shape on their side only, or points as they are. */
interface Part {
  readonly file: keyof BasemapFiles;
  readonly object: string;
  readonly as: 'shapes' | 'between' | 'rim' | 'points';
}

const PARTS = {
  water: { file: 'world', object: 'water', as: 'shapes' },
  lakes: { file: 'world', object: 'lakes', as: 'shapes' },
  coast: { file: 'world', object: 'land', as: 'rim' },
  'country-lines': { file: 'world', object: 'borders', as: 'shapes' },
  'state-lines': { file: 'states', object: 'regions', as: 'between' },
  'county-lines': { file: 'counties', object: 'counties', as: 'between' },
  places: { file: 'labels', object: '', as: 'points' },
} satisfies Record<string, Part>;

/** What the ground under a plan is drawn of. */
export type GroundLayer = keyof typeof PARTS;

/** A layer of the ground from the shipped files, every line once. Places have `name`, `kind`, `rank` and `minZoom`. */
export async function groundShapes(layer: GroundLayer): Promise<FeatureCollection> {
  const { file, object, as } = PARTS[layer];
  const content: unknown = JSON.parse(await readFile(basemapFiles()[file], 'utf8'));
  if (as === 'points') return content as FeatureCollection;
  const topology = content as Topology;
  const geometry = topology.objects[object] as GeometryObject;
  return { type: 'FeatureCollection', features: as === 'shapes' ? shapes(topology, geometry) : [lines(topology, geometry, as === 'between')] };
}

function shapes(topology: Topology, geometry: GeometryObject): Feature[] {
  const shape = feature(topology, geometry as GeometryCollection) as Feature | FeatureCollection;
  return shape.type === 'FeatureCollection' ? shape.features : [shape];
}

function lines(topology: Topology, geometry: GeometryObject, between: boolean): Feature<Geometry> {
  return { type: 'Feature', properties: {}, geometry: mesh(topology, geometry, (a, b) => (a !== b) === between) };
}
