import { unzipSync } from 'fflate';
import type { FeatureCollection } from 'geojson';
import { combine, parseDbf, parseShp } from 'shpjs';

/** Bytes that a zipped Shapefile unpacks to at most; more is no boundary file. */
const MOST_UNPACKED = 200 * 1024 * 1024;
const PARTS = /\.(shp|dbf|prj|cpg)$/i;

/**
 * The Shapefiles of a zip, in degrees: those with a projection are brought into longitude and latitude.
 *
 * @throws when it is no zip, holds no Shapefile, or unpacks to more than 200 MB
 */
export function readShapefile(zip: Uint8Array): FeatureCollection[] {
  let unpacked = 0;
  const files = unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      if (!PARTS.test(name) || name.startsWith('__MACOSX/')) return false;
      unpacked += originalSize;
      if (unpacked > MOST_UNPACKED) throw new Error('too large');
      return true;
    },
  });
  const byName = new Map(Object.entries(files).map(([name, bytes]) => [name.toLowerCase(), bytes]));
  const text = (name: string): string | undefined => {
    const bytes = byName.get(name);
    return bytes && new TextDecoder().decode(bytes);
  };
  const shapes = [...byName.keys()].filter((name) => name.endsWith('.shp')).sort();
  if (shapes.length === 0) throw new Error('no Shapefile');
  return shapes.map((name) => {
    const base = name.slice(0, -4);
    const geometries = parseShp(exact(byName.get(name) as Uint8Array), text(`${base}.prj`));
    const table = byName.get(`${base}.dbf`);
    const rows = table ? parseDbf(exact(table), (text(`${base}.cpg`) ?? '') as never) : geometries.map(() => ({}));
    return combine([geometries, rows]);
  });
}

/** The KML of a KMZ, which is a zip of it; null where there is none. */
export function kmlInside(zip: Uint8Array): string | null {
  let first: string | null = null;
  const files = unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      if (first !== null || !/\.kml$/i.test(name) || name.startsWith('__MACOSX/')) return false;
      if (originalSize > MOST_UNPACKED) throw new Error('too large');
      first = name;
      return true;
    },
  });
  return first === null ? null : new TextDecoder().decode(files[first]).replace(/^\uFEFF/, '');
}

/** The bytes in a buffer of their own: the reader looks at the whole buffer. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}
