import { sql } from 'kysely';
import type { Db } from '../db/db.ts';
import { AppError } from '../http/appError.ts';
import { postalPlaces } from '../register/store.ts';
import { areaCollection, type UnitArea } from '../units/areaUnits.ts';
import type { PlaceData } from '../units/placeData.ts';
import type { LoadedUnits } from '../units/service.ts';
import type { PostalPlaces } from './gis/postalRows.ts';

/** Where the postal codes of an organisation lie. */
export interface PostalSource {
  /**
   * @param layer a boundary layer whose areas are postal codes; null = the organisation's own table of codes, and the ZIP codes that are shipped
   * @throws AppError `plan.layer` when there is no such layer
   */
  places(workspaceId: string, loaded: Pick<LoadedUnits, 'units' | 'areas'>, layer: string | null): Promise<PostalPlaces>;
}

export function postalSource({ db, places }: { readonly db: Db; readonly places: Pick<PlaceData, 'zips'> }): PostalSource {
  return {
    async places(workspaceId, { units, areas }, layer) {
      if (layer !== null && layer === units.layer && areas !== null) return { kind: 'areas', areas };
      if (layer !== null) {
        const { rows } = await sql<UnitArea>`select key as id, body -> 'geometry' as geometry from register where workspace_id = ${workspaceId} and kind = 'areas' and scope = ${layer} and until is null and body -> 'geometry' is not null`.execute(db);
        if (rows.length === 0) throw new AppError('plan.layer', { where: 'query.layer', found: layer, expected: 'the name of an imported boundary layer' });
        return { kind: 'areas', areas: areaCollection(rows) };
      }
      const own = await postalPlaces(db, workspaceId);
      const known = new Set(own.map(({ postal, country }) => `${country ?? ''}\n${postal}`));
      const zips = Array.from('0123456789').flatMap((digit) => places.zips(digit, Infinity)).filter(({ zip }) => !known.has(`US\n${zip}`));
      return {
        kind: 'points',
        codes: [...own.map(({ postal }) => postal), ...zips.map(({ zip }) => zip)],
        countries: [...own.map(({ country }) => country ?? ''), ...zips.map(() => 'US')],
        lngLat: Float64Array.from([...own.flatMap(({ lng, lat }) => [lng, lat]), ...zips.flatMap(({ lngLat }) => lngLat)]),
      };
    },
  };
}
