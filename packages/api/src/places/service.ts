import { sql } from 'kysely';
import type { FoundPlaces } from '../../contract/places.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import type { People } from '../people/service.ts';
import { today } from '../timeline/today.ts';
import { folded, searchCities } from '../units/findCity.ts';
import type { PlaceScope } from '../register/withinScope.ts';
import type { PlaceData } from '../units/placeData.ts';

/** Finds places and people by what somebody types. */
export interface Places {
  search(actor: Actor, planId: string, text: string, limit: number): Promise<FoundPlaces>;
}

/** @param data the shipped places */
export function places({ db, data, people, scopeOf }: { readonly db: Db; readonly data: PlaceData; readonly people: Pick<People, 'covers'>; readonly scopeOf: (actor: Actor) => PlaceScope }): Places {
  /** The organisation's own codes first: they are the ones its lists use. */
  async function postal(workspaceId: string, text: string, limit: number): Promise<FoundPlaces['postal']> {
    const code = text.toUpperCase().replace(/[\s-]/g, '');
    if (code === '' || !/\d/.test(code)) return [];
    const pattern = `%|${code.replace(/[\\%_]/g, '\\$&')}%`;
    const { rows } = await sql<{ key: string; lng: number; lat: number }>`
      select key, (body -> 'place' ->> 'lng')::float8 as lng, (body -> 'place' ->> 'lat')::float8 as lat from register
      where workspace_id = ${workspaceId} and kind = 'postal' and scope = '' and until is null and key like ${pattern} order by length(key), key collate "C" limit ${limit}`.execute(db);
    const own = rows.map(({ key, lng, lat }) => ({ country: key.slice(0, key.indexOf('|')), code: key.slice(key.indexOf('|') + 1), lng, lat }));
    const known = new Set(own.filter(({ country }) => country === '' || country === 'US').map((one) => one.code));
    const shipped = data.zips(code, limit).filter(({ zip }) => !known.has(zip)).map(({ zip, lngLat: [lng, lat] }) => ({ code: zip, country: 'US', lng, lat }));
    return [...own, ...shipped].slice(0, limit);
  }

  async function persons(actor: Actor, planId: string, text: string, limit: number): Promise<FoundPlaces['people']> {
    const wanted = folded(text);
    const { covers } = await people.covers(actor, planId, today());
    const within = scopeOf(actor);
    const { rows } = await sql<{ key: string; name: string | null; place: { lng: number; lat: number } | null }>`select key, body ->> 'name' as name, body -> 'place' as place from register where workspace_id = ${actor.workspaceId} and kind = 'people' and scope = '' and until is null order by key collate "C"`.execute(db);
    const rank = (name: string): number => (name.startsWith(wanted) ? 0 : name.includes(` ${wanted}`) ? 1 : name.includes(wanted) ? 2 : 3);
    // Who covers a territory of the plan is told with it; the others are for those who may see where they live.
    const covering = new Set(covers.map(({ person }) => person));
    return rows
      .filter(({ key, place }) => within.has(place) || covering.has(key))
      .map((row) => ({ ...row, rank: Math.min(rank(folded(row.name ?? '')), rank(folded(row.key))) }))
      .filter((row) => row.rank < 3)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, limit)
      .map(({ key, name }) => ({ key, name, territories: covers.filter(({ person }) => person === key).map(({ territory }) => territory) }));
  }

  return {
    async search(actor, planId, text, limit) {
      return {
        postal: await postal(actor.workspaceId, text, limit),
        cities: searchCities(text, limit).map(({ label, lngLat: [lng, lat] }) => ({ label, lng, lat })),
        people: actor.veil === undefined ? await persons(actor, planId, text, limit) : [],
      };
    },
  };
}
