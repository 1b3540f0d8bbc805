import { regionIndex } from '../units/regionIndex.ts';
import type { PlaceData } from '../units/placeData.ts';
import type { Actor } from '../http/actor.ts';

/** Where somebody may look: everywhere, or at places within some regions. */
export interface PlaceScope {
  /** True for those who are not confined. */
  readonly everywhere: boolean;
  /** Whether a place may be shown; what has none lies nowhere. */
  readonly has: (place: { readonly lng: number; readonly lat: number } | null | undefined) => boolean;
}

const EVERYWHERE: PlaceScope = { everywhere: true, has: () => true };

/** Places within the regions that an actor is confined to; made once for each list of regions. */
export function placeScopes(places: Pick<PlaceData, 'region'>): (actor: Pick<Actor, 'regions'>) => PlaceScope {
  const known = new Map<string, PlaceScope>();
  return ({ regions }) => {
    if (regions === null) return EVERYWHERE;
    const key = [...regions].sort().join('+');
    let scope = known.get(key);
    if (scope === undefined) {
      const grounds = regions.flatMap((code) => {
        const found = places.region(code);
        return found === null ? [] : [regionIndex(found.geometry)];
      });
      scope = { everywhere: false, has: (place) => place !== null && place !== undefined && grounds.some((ground) => ground.has(place.lng, place.lat)) };
      known.set(key, scope);
    }
    return scope;
  };
}
