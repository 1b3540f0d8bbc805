import { fromPolygons } from '@hexalign/engine';
import type { MultiPolygon, Polygon } from 'geojson';
import type { ImportCode } from '../../contract/imports.ts';
import { isMissing, parseNumber } from '../datasets/parseNumber.ts';
import type { Field } from './fields.ts';

/** A value, null for an empty cell, or what is wrong with it. */
export type CellRead = { readonly value: unknown } | { readonly code: ImportCode; readonly expected: string };

const LONGEST = 2000;
const LARGEST = 1e12;
const MOST_IN_LIST = 100;
/** Ten square metres. */
const LEAST_KM2 = 1e-5;

/** Reads one cell by what its field holds; degrees are read by `readPlace`. */
export function readCell({ type, holds }: Field, text: string, decimal: '.' | ','): CellRead {
  const cell = text.trim();
  if (cell === '' || (type !== 'text' && type !== 'list' && isMissing(cell))) return { value: null };
  if (type !== 'geometry' && cell.length > LONGEST) return { code: 'field.too_long', expected: `at most ${LONGEST} characters` };
  switch (type) {
    case 'number': return readAmount(cell, decimal, holds);
    case 'day': {
      const day = readDay(cell);
      return day === null ? { code: 'field.not_a_day', expected: `${holds}` } : { value: day };
    }
    case 'list': return { value: [...new Set(cell.split(/[;|]/).map((part) => part.trim()).filter((part) => part !== ''))].slice(0, MOST_IN_LIST) };
    case 'role': {
      const role = cell.toLowerCase();
      return ['owner', 'overlay', 'backup'].includes(role) ? { value: role } : { code: 'field.not_allowed', expected: holds };
    }
    case 'geometry': return readOutline(cell);
    default: return { value: cell };
  }
}

/** A number from 0 to a million millions, so that sums of a million of them stay exact. */
export function readAmount(cell: string, decimal: '.' | ',', holds: string): CellRead {
  const value = parseNumber(cell, decimal);
  if (value === null) return { code: 'field.not_a_number', expected: holds };
  if (value < 0) return { code: 'field.negative', expected: `a number >= 0: ${holds}` };
  return value > LARGEST ? { code: 'field.too_large', expected: `a number up to ${LARGEST}` } : { value };
}

/**
 * A day as `2026-03-31`, from that form, `31.3.2026`, `2026/3/31`, or a slashed form whose month cannot be mistaken.
 *
 * @returns null for anything else, also for days that no calendar has
 */
export function readDay(text: string): string | null {
  const cell = text.trim().replace(/[T ]\d{2}:\d{2}.*$/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(cell);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  if (dotted) return dayOf(dotted[3], dotted[2], dotted[1]);
  if (!slashed) return null;
  const [, a, b, year] = slashed;
  if (Number(a) > 12) return dayOf(year, b, a);
  return Number(b) > 12 || a === b ? dayOf(year, a, b) : null;
}

function dayOf(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** An outline with its middle and its ground, as the engine would see it alone. */
function readOutline(cell: string): CellRead {
  const expected = 'a polygon as GeoJSON, in degrees';
  let geometry: Polygon | MultiPolygon;
  try {
    geometry = JSON.parse(cell) as typeof geometry;
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return { code: 'geometry.unusable', expected };
    const graph = fromPolygons({ type: 'FeatureCollection', features: [{ type: 'Feature', id: 'area', properties: {}, geometry }] }, 'id');
    // What crosses itself, or has all its corners on one line, encloses next to nothing.
    if (graph.areaKm2[0] < LEAST_KM2) return { code: 'geometry.unusable', expected: 'an outline that encloses ground and does not cross itself' };
    return { value: { geometry, place: { lng: graph.lngLat[0], lat: graph.lngLat[1] }, areaKm2: graph.areaKm2[0] } };
  } catch (error) {
    return { code: 'geometry.unusable', expected: error instanceof SyntaxError ? expected : (error as Error).message };
  }
}
