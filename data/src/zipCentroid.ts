import { readFileSync } from 'node:fs';
import { dataPath } from './dataPath.ts';

/** Where a ZIP code lies. */
export interface ZipCentroid {
  /** The code as it should have been written: five digits. */
  zip: string;
  /** `[lng, lat]`, degrees. */
  lngLat: [number, number];
  /** True when the code itself is unknown and its neighbours answered for it. */
  approximate: boolean;
}

interface ZipTable {
  /** Ascending, as numbers. */
  zips: Uint32Array;
  /** `[lng, lat]` per code. */
  lngLat: Float64Array;
}

let table: ZipTable | undefined;

/**
 * The centroid of a US ZIP code. A ZIP code without an area of its own (a post office box, one building, a new code) gets the
 * middle between its nearest known neighbours, below and above, with the same first three digits, marked `approximate`;
 * without any such neighbour, and for text that is no ZIP code, null. Source: US Census Gazetteer 2021.
 */
export function zipCentroid(text: string): ZipCentroid | null {
  const zip = restoreZip(text);
  if (zip === null) return null;
  const { zips, lngLat } = (table ??= readTable());
  const at = firstNotBelow(zips, Number(zip));
  if (zips[at] === Number(zip)) return { zip, lngLat: [lngLat[2 * at], lngLat[2 * at + 1]], approximate: false };
  const sectional = Math.floor(Number(zip) / 100);
  const neighbours = [at - 1, at].filter((i) => Math.floor(zips[i] / 100) === sectional);
  if (neighbours.length === 0) return null;
  return { zip, lngLat: middle(neighbours.map((i) => [lngLat[2 * i], lngLat[2 * i + 1]])), approximate: true };
}

/** US ZIP codes that begin with up to five digits, ascending, at most `limit`. Source: US Census Gazetteer 2021. */
export function zipsBeginning(digits: string, limit: number): { zip: string; lngLat: [number, number] }[] {
  if (!/^\d{1,5}$/.test(digits)) return [];
  const { zips, lngLat } = (table ??= readTable());
  const found: { zip: string; lngLat: [number, number] }[] = [];
  for (let at = firstNotBelow(zips, Number(digits.padEnd(5, '0'))); at < zips.length && found.length < limit; at++) {
    const zip = String(zips[at]).padStart(5, '0');
    if (!zip.startsWith(digits)) break;
    found.push({ zip, lngLat: [lngLat[2 * at], lngLat[2 * at + 1]] });
  }
  return found;
}

/**
 * Five digits from what a file has in a ZIP column: ZIP+4 loses its last part, a number loses `.0`, and leading zeros that a
 * spreadsheet dropped come back (`501` is `00501`, `21341234` is `02134-1234`). Null for anything else.
 */
export function restoreZip(text: string): string | null {
  const trimmed = text.trim().replace(/^'/, '').replace(/\.0+$/, '');
  if (/^\d{3,5}$/.test(trimmed)) return trimmed.padStart(5, '0');
  const parts = /^(\d{3,5})[- ](\d{1,4})?$/.exec(trimmed);
  if (parts) return parts[1].padStart(5, '0');
  return /^\d{7,9}$/.test(trimmed) ? trimmed.padStart(9, '0').slice(0, 5) : null;
}

/** Mean of one or two places; across 180 degrees the short way round. */
function middle(places: [number, number][]): [number, number] {
  const [a, b = a] = places;
  const east = b[0] - a[0] > 180 ? b[0] - 360 : a[0] - b[0] > 180 ? b[0] + 360 : b[0];
  const lng = (a[0] + east) / 2;
  return [lng < -180 ? lng + 360 : lng > 180 ? lng - 360 : lng, (a[1] + b[1]) / 2];
}

function firstNotBelow(zips: Uint32Array, zip: number): number {
  let [low, high] = [0, zips.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if (zips[half] < zip) low = half + 1;
    else high = half;
  }
  return low;
}

function readTable(): ZipTable {
  const rows = readFileSync(dataPath('places/us-zips.csv'), 'utf8').trimEnd().split('\n').slice(1);
  const zips = new Uint32Array(rows.length);
  const lngLat = new Float64Array(2 * rows.length);
  rows.forEach((row, i) => {
    const [zip, lat, lng] = row.split(',').map(Number);
    zips[i] = zip;
    lngLat[2 * i] = lng;
    lngLat[2 * i + 1] = lat;
  });
  return { zips, lngLat };
}
