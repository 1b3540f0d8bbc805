import type { ImportCode } from '../../contract/imports.ts';
import type { Locate } from '../datasets/locatePostal.ts';
import { isMissing, parseNumber } from '../datasets/parseNumber.ts';

/** Where something lies and how that is known: from the list, from its postal code, or from a code nearby. */
export interface Place {
  readonly lng: number;
  readonly lat: number;
  readonly by: 'file' | 'postal' | 'near' | 'hand';
}

interface PlaceProblem {
  readonly field: string;
  readonly code: ImportCode;
  readonly found: string;
  readonly expected: string;
}

/** A place, or none and why. Degrees that cannot be used are told of although a postal code stands in for them. */
export type PlaceRead = { readonly place: Place; readonly problems: readonly PlaceProblem[] } | { readonly problems: readonly PlaceProblem[] };

/**
 * Finds the place of a row: its degrees, else its postal code.
 *
 * @param has the fields that the list has a column for
 */
export function readPlace(cells: { readonly lng: string; readonly lat: string; readonly postal: string; readonly country: string | null }, has: ReadonlyMap<string, number>, decimal: '.' | ',', locate: Locate): PlaceRead {
  const problems: PlaceProblem[] = [];
  if (has.has('lat') && has.has('lng')) {
    const lat = degrees('lat', cells.lat, 90, 'latitude', decimal, problems);
    const lng = degrees('lng', cells.lng, 180, 'longitude', decimal, problems);
    if (lat !== null && lng !== null && (lat !== 0 || lng !== 0)) return { place: { lng, lat, by: 'file' }, problems };
    if (lat === 0 && lng === 0) problems.push({ field: 'lat', code: 'place.missing', found: '0, 0', expected: 'a place; 0, 0 lies in the Atlantic and stands for none' });
  }
  if (!isMissing(cells.postal)) {
    const found = locate(cells.postal, cells.country);
    // An empty pair of degrees with a good postal code is no problem at all.
    if (found !== null) return { place: { lng: found.lngLat[0], lat: found.lngLat[1], by: found.approximate ? 'near' : 'postal' }, problems: problems.filter(({ code }) => code !== 'place.missing') };
    problems.push({ field: 'postal', code: 'postal.unknown', found: cells.postal, expected: cells.country === null ? 'a known US ZIP code, or one of an imported postal table' : `a postal code of ${cells.country} that is known` });
  } else if (problems.length === 0) problems.push({ field: has.has('lat') ? 'lat' : 'postal', code: 'place.missing', found: cells.postal, expected: 'degrees or a postal code' });
  return { problems };
}

function degrees(field: string, cell: string, limit: number, word: string, decimal: '.' | ',', problems: PlaceProblem[]): number | null {
  const text = cell.replace(/\u00b0\s*$/, '');
  const value = isMissing(text) ? null : parseNumber(text, decimal);
  if (isMissing(text)) problems.push({ field, code: 'place.missing', found: cell, expected: `a ${word} in degrees` });
  else if (value === null) problems.push({ field, code: 'place.not_a_number', found: cell, expected: `a ${word} in decimal degrees` });
  else if (Math.abs(value) > limit) problems.push({ field, code: 'place.out_of_range', found: cell, expected: `a ${word} from -${limit} to ${limit}` });
  else return value;
  return null;
}
