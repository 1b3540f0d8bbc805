import { readFile, stat } from 'node:fs/promises';
import { basemapFiles, type BasemapFiles } from '@hexalign/data';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';

/** Metres are enough for ground under territories: a hundred thousandth of a degree. */
const DIGITS = 5;

/** A part of a shipped file: whole shapes, lines between two shapes, or lines with one shape on their side only. */
interface Part {
  readonly file: keyof BasemapFiles;
  readonly object: string;
  readonly as: 'shapes' | 'between' | 'rim';
}

const PARTS = {
  land: { file: 'world', object: 'land', as: 'shapes' },
  water: { file: 'world', object: 'water', as: 'shapes' },
  lakes: { file: 'world', object: 'lakes', as: 'shapes' },
  coast: { file: 'world', object: 'land', as: 'rim' },
  'country-lines': { file: 'world', object: 'borders', as: 'shapes' },
  'state-lines': { file: 'states', object: 'regions', as: 'between' },
  'county-lines': { file: 'counties', object: 'counties', as: 'between' },
} satisfies Record<string, Part>;

/** A layer of the basemap by name: a shipped file as it is, or a part of one as GeoJSON. */
export type BasemapLayer = keyof BasemapFiles | keyof typeof PARTS;

const made = new Map<string, Promise<Uint8Array>>();

/** Bytes of a layer, and a mark that changes with the shipped file. Parts are made once for the life of the server. */
export async function basemapLayer(layer: BasemapLayer): Promise<{ bytes: Uint8Array; etag: string }> {
  const part: Part | null = layer in PARTS ? PARTS[layer as keyof typeof PARTS] : null;
  const path = basemapFiles()[part?.file ?? (layer as keyof BasemapFiles)];
  const { size, mtimeMs } = await stat(path);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  if (part === null) return { bytes: await readFile(path), etag };
  const known = made.get(layer) ?? partOf(path, part);
  made.set(layer, known);
  known.catch(() => made.delete(layer));
  return { bytes: await known, etag };
}

async function partOf(path: string, { object, as }: Part): Promise<Uint8Array> {
  const topology = JSON.parse(await readFile(path, 'utf8')) as Topology;
  const geometry = topology.objects[object] as GeometryObject;
  const features = as === 'shapes' ? shapes(topology, geometry) : [lines(topology, geometry, as === 'between')];
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(DIGITS)) : value)));
}

function shapes(topology: Topology, geometry: GeometryObject): Feature[] {
  const shape = feature(topology, geometry as GeometryCollection) as Feature | FeatureCollection;
  return shape.type === 'FeatureCollection' ? shape.features : [shape];
}

function lines(topology: Topology, geometry: GeometryObject, between: boolean): Feature<Geometry> {
  return { type: 'Feature', properties: {}, geometry: mesh(topology, geometry, (a, b) => (a !== b) === between) };
}
