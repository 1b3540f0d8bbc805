import { cutAtDateLine } from './cutAtDateLine.ts';
import type { Feature, FeatureCollection, GeoJsonObject, Geometry, Position } from 'geojson';

/** A boundary out of a file: its name, where it has one, and its rings in degrees, longitude and latitude in turn, none across the date line. */
export interface Boundary {
  readonly name: string | null;
  readonly rings: readonly (readonly number[])[];
}

export type BoundaryFault = 'empty' | 'kind' | 'broken' | 'none' | 'degrees' | 'large';

/** A file that no boundary can be taken from; the code says why. */
export class BoundaryError extends Error {
  readonly code: BoundaryFault;

  constructor(code: BoundaryFault) {
    super(code);
    this.code = code;
  }
}

const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Reads the areas of a GeoJSON, KML, KMZ or zipped Shapefile in the page; nothing is sent anywhere.
 *
 * @throws BoundaryError
 */
export async function readBoundaries(file: File): Promise<Boundary[]> {
  if (file.size > MOST_BYTES) throw new BoundaryError('large');
  if (file.size === 0) throw new BoundaryError('empty');
  let read: GeoJsonObject | readonly GeoJsonObject[];
  try {
    read = await parse(file);
  } catch (error) {
    throw error instanceof BoundaryError ? error : new BoundaryError('broken');
  }
  const found = (Array.isArray(read) ? read : [read]).flatMap((one: GeoJsonObject) => boundariesOf(one));
  if (found.length === 0) throw new BoundaryError('none');
  if (found.some(({ rings }) => rings.some((ring) => ring.some((value, i) => !(Math.abs(value) <= (i % 2 === 0 ? 360 : 90)))))) throw new BoundaryError('degrees');
  return found.map(({ name, rings }) => ({ name, rings: rings.flatMap(cutAtDateLine) }));
}

async function parse(file: File): Promise<GeoJsonObject | readonly GeoJsonObject[]> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const zip = new Uint8Array(await file.arrayBuffer());
    const { kmlInside, readShapefile } = await import('./readShapefile.ts');
    const inside = kmlInside(zip);
    return inside === null ? readShapefile(zip) : readKml(inside);
  }
  const text = (await file.text()).replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('{')) return JSON.parse(text) as GeoJsonObject;
  if (!text.startsWith('<')) throw new BoundaryError('kind');
  return readKml(text);
}

async function readKml(text: string): Promise<FeatureCollection> {
  const page = new DOMParser().parseFromString(text, 'text/xml');
  if (page.querySelector('parsererror')) throw new BoundaryError('broken');
  if (page.documentElement.localName !== 'kml') throw new BoundaryError('kind');
  const { kml } = await import('@tmcw/togeojson');
  return kml(page) as FeatureCollection;
}

/** Areas of any GeoJSON object, one boundary per feature. */
export function boundariesOf(object: GeoJsonObject): Boundary[] {
  if (object.type === 'FeatureCollection') return ((object as FeatureCollection).features ?? []).flatMap((feature) => boundariesOf(feature));
  if (object.type === 'Feature') {
    const { geometry, properties } = object as Feature;
    const rings = geometry ? ringsOf(geometry) : [];
    return rings.length > 0 ? [{ name: nameOf(properties ?? {}), rings }] : [];
  }
  const rings = ringsOf(object as Geometry);
  return rings.length > 0 ? [{ name: null, rings }] : [];
}

function ringsOf(geometry: Geometry): number[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates.map(flat);
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flatMap((polygon) => polygon.map(flat));
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(ringsOf) : [];
}

/** A ring without the point that repeats the first. */
function flat(ring: Position[]): number[] {
  const last = ring[ring.length - 1];
  const closed = ring.length > 1 && last[0] === ring[0][0] && last[1] === ring[0][1];
  return (closed ? ring.slice(0, -1) : ring).flatMap(([lng, lat]) => [Number(lng), Number(lat)]);
}

/** The property that reads like a name. */
function nameOf(properties: Readonly<Record<string, unknown>>): string | null {
  const wanted = ['name', 'title', 'label', 'territory', 'id'];
  for (const key of wanted) {
    const found = Object.entries(properties).find(([name, value]) => name.toLowerCase() === key && (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '');
    if (found) return String(found[1]).trim().slice(0, 120);
  }
  return null;
}
