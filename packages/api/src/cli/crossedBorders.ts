import { readFile } from 'node:fs/promises';
import type { UnitGraph } from '@hexalign/engine';
import { InputError } from '../datasets/inputError.ts';
import { openFault } from './openFault.ts';

/** Lines in degrees: x0, y0, x1, y1 each. */
type Segments = Float64Array;

/** Reads lines that no territory may cross from a GeoJSON file: rivers, ranges, or the outlines of areas. @throws InputError `barrier.*` */
export async function readLines(path: string): Promise<Segments> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw openFault(error, path, '--barrier', 'a GeoJSON file');
  });
  let root: unknown;
  try {
    root = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    throw new InputError({ code: 'barrier.not_geojson', where: `--barrier ${path}`, expected: 'GeoJSON', found: `text that is no JSON (${(error as Error).message})`, repair: 'Save the lines as GeoJSON (RFC 7946).' });
  }
  const segments: number[] = [];
  collect(root, segments, path);
  if (segments.length === 0) throw new InputError({ code: 'barrier.no_line', where: `--barrier ${path}`, expected: 'lines, or areas whose outlines count', found: 'none', repair: 'Export the river or the border as LineString, MultiLineString, Polygon or MultiPolygon.' });
  return Float64Array.from(segments);
}

function collect(node: unknown, into: number[], path: string): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, features, geometry, geometries, coordinates } = node as Record<string, unknown>;
  for (const list of [features, geometries]) if (Array.isArray(list)) for (const part of list) collect(part, into, path);
  if (geometry !== undefined) collect(geometry, into, path);
  const depth = type === 'LineString' ? 0 : type === 'MultiLineString' || type === 'Polygon' ? 1 : type === 'MultiPolygon' ? 2 : -1;
  if (depth < 0 || !Array.isArray(coordinates)) return;
  const walk = (part: unknown, level: number): void => {
    if (level > 0 && Array.isArray(part)) for (const one of part) walk(one, level - 1);
    else if (Array.isArray(part)) addLine(part, into, path);
  };
  walk(coordinates, depth);
}

function addLine(line: readonly unknown[], into: number[], path: string): void {
  for (let i = 0; i + 1 < line.length; i++) {
    const ends = [line[i], line[i + 1]].flatMap((position) => (Array.isArray(position) ? (position as unknown[]).slice(0, 2) : []));
    if (ends.length !== 4 || ends.some((value) => typeof value !== 'number') || !ends.every((value, j) => Math.abs(value as number) <= (j % 2 === 0 ? 360 : 90))) {
      throw new InputError({ code: 'barrier.not_degrees', where: `--barrier ${path}`, expected: 'positions [longitude, latitude] in degrees', found: JSON.stringify([line[i], line[i + 1]])?.slice(0, 80) ?? 'nothing', repair: 'Reproject it to WGS 84 (EPSG:4326), longitude first.' });
    }
    into.push(...(ends as number[]));
  }
}

/**
 * Neighbours between whose centres a line runs. A pair over the antimeridian is looked at on both sides of it.
 *
 * @returns pairs of units, the smaller first, ascending
 */
export function crossedBorders(graph: Pick<UnitGraph, 'offsets' | 'neighbors' | 'lngLat'>, lines: Segments): [number, number][] {
  const index = new SegmentGrid(lines);
  const crossed: [number, number][] = [];
  const n = graph.offsets.length - 1;
  for (let u = 0; u < n; u++) {
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) {
      const v = graph.neighbors[e];
      if (v <= u) continue;
      const [x0, y0, x1, y1] = [graph.lngLat[2 * u], graph.lngLat[2 * u + 1], graph.lngLat[2 * v], graph.lngLat[2 * v + 1]];
      const turn = x1 - x0 > 180 ? -360 : x1 - x0 < -180 ? 360 : 0;
      if (index.crosses(x0, y0, x1 + turn, y1) || (turn !== 0 && index.crosses(x0 - turn, y0, x1, y1))) crossed.push([u, v]);
    }
  }
  return crossed;
}

/** Segments by boxes of a quarter of a degree. */
class SegmentGrid {
  private static readonly SIZE = 0.25;
  private readonly lines: Segments;
  private readonly boxes = new Map<number, number[]>();

  constructor(lines: Segments) {
    this.lines = lines;
    for (let i = 0; i < lines.length; i += 4) {
      this.each(lines[i], lines[i + 1], lines[i + 2], lines[i + 3], (key) => {
        const list = this.boxes.get(key);
        if (list) list.push(i);
        else this.boxes.set(key, [i]);
        return false;
      });
    }
  }

  crosses(x0: number, y0: number, x1: number, y1: number): boolean {
    return this.each(x0, y0, x1, y1, (key) => (this.boxes.get(key) ?? []).some((i) => meet(x0, y0, x1, y1, this.lines[i], this.lines[i + 1], this.lines[i + 2], this.lines[i + 3])));
  }

  /** Boxes about a segment, until one says enough. */
  private each(x0: number, y0: number, x1: number, y1: number, visit: (key: number) => boolean): boolean {
    const { SIZE } = SegmentGrid;
    const [west, east] = [Math.floor(Math.min(x0, x1) / SIZE), Math.floor(Math.max(x0, x1) / SIZE)];
    const [south, north] = [Math.floor(Math.min(y0, y1) / SIZE), Math.floor(Math.max(y0, y1) / SIZE)];
    for (let column = west; column <= east; column++) for (let row = south; row <= north; row++) if (visit((column + 2000) * 10_000 + row + 1000)) return true;
    return false;
  }
}

/** Whether two segments cross. What lies on a line is to one side of it, so that a line through a place, or a bend of it, counts once. */
function meet(ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number): boolean {
  const left = (px: number, py: number, qx: number, qy: number, x: number, y: number): boolean => (qx - px) * (y - py) - (qy - py) * (x - px) >= 0;
  return left(ax, ay, bx, by, cx, cy) !== left(ax, ay, bx, by, dx, dy) && left(cx, cy, dx, dy, ax, ay) !== left(cx, cy, dx, dy, bx, by);
}
