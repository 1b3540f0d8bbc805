import { fromPolygons } from '@hexalign/engine';
import type { MultiPolygon, Polygon } from 'geojson';
import { sql } from 'kysely';
import type { Owner } from '../../contract/ownership.ts';
import { usZip } from '../datasets/locatePostal.ts';
import type { Executor } from '../db/db.ts';
import type { PlaceData } from '../units/placeData.ts';

/** A place that a postal code can mean. */
export interface PostalMeaning {
  readonly place: Owner['place'];
  readonly code: string;
  /** As the table has it, upper case; null where nothing says so, as with areas of a layer. */
  readonly country: string | null;
  /** Boundary layer of an area; null for a code of a table. */
  readonly layer: string | null;
}

/** Names of the United States in tables and in questions. */
const US: ReadonlySet<string> = new Set(['US', 'USA', 'U.S.', 'U.S.A.', 'UNITED STATES', 'UNITED STATES OF AMERICA']);

/**
 * What a postal code can mean: codes of the organisation's own tables and areas of its layers, of any country; then the US ZIP code
 * that ships with the product, unless the own tables know that code of the US.
 *
 * @param country only meanings of this one, and those of no known country; null = of any
 */
export async function postalMeanings(db: Executor, places: Pick<PlaceData, 'zip'>, workspaceId: string, text: string, country: string | null): Promise<PostalMeaning[]> {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replace(/\.0+$/, '');
  // A spreadsheet drops leading zeros: try the longer forms.
  const forms = /^\d{1,5}$/.test(code) ? Array.from({ length: 7 - code.length }, (_, more) => code.padStart(code.length + more, '0')) : [code];
  const wanted = country?.trim().toUpperCase() || null;
  const sameCountry = (one: string): boolean => wanted === null || one === '' || one === wanted || (US.has(one) && US.has(wanted));
  const { rows: table } = await sql<{ key: string; lng: number; lat: number }>`
    select key, (body -> 'place' ->> 'lng')::float8 as lng, (body -> 'place' ->> 'lat')::float8 as lat from register
    where workspace_id = ${workspaceId} and kind = 'postal' and until is null and split_part(key, '|', 2) = any(${forms}::text[]) and body -> 'place' is not null
    order by length(key), key collate "C" limit 200`.execute(db);
  const codes = table.map(({ key, lng, lat }) => ({ country: key.slice(0, key.indexOf('|')), code: key.slice(key.indexOf('|') + 1), lng, lat })).filter((one) => sameCountry(one.country));
  const exact = codes.filter((one) => one.code === code);
  const own = (exact.length > 0 ? exact : codes).map((one): PostalMeaning => ({ place: placed(labelOf(one.code, one.country), one.lng, one.lat, false), code: one.code, country: one.country || null, layer: null }));

  const { rows: areas } = await sql<{ key: string; scope: string; geometry: Polygon | MultiPolygon }>`
    select key, scope, body -> 'geometry' as geometry from register
    where workspace_id = ${workspaceId} and kind = 'areas' and until is null and key = any(${[...new Set([text.trim(), ...forms])]}::text[]) and body -> 'geometry' is not null
    order by scope collate "C", key collate "C" limit 20`.execute(db);
  const ofLayers = areas.map(({ key, scope, geometry }): PostalMeaning => {
    const { lngLat: [lng, lat] } = fromPolygons({ type: 'FeatureCollection', features: [{ type: 'Feature', id: key, properties: { id: key }, geometry }] }, 'id');
    return { place: placed(`${key} (${scope})`, lng, lat, false), code: key, country: null, layer: scope };
  });

  const known = [...own, ...ofLayers];
  const zip = (wanted !== null && !US.has(wanted)) || own.some((one) => one.country === null || US.has(one.country)) ? null : usZip(text);
  const shipped = zip === null ? null : places.zip(zip);
  // What is only guessed from its neighbours is no meaning beside one that is known.
  if (shipped === null || (shipped.approximate && known.length > 0)) return known;
  return [...known, { place: placed(zip!, shipped.lngLat[0], shipped.lngLat[1], shipped.approximate), code: zip!, country: 'US', layer: null }];
}

function placed(label: string, lng: number, lat: number, approximate: boolean): Owner['place'] {
  return { label, lng, lat, approximate };
}

function labelOf(code: string, country: string): string {
  return country === '' ? code : `${code} (${country})`;
}
