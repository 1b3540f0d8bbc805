import { z } from 'zod';

/** What somebody types to find a place: a postal code, a city or a person, whatever the case and accents. */
export const PlaceQuery = z.object({ q: z.string().trim().min(1).max(120), limit: z.coerce.number().int().min(1).max(50).default(8) });

const Point = { lng: z.number(), lat: z.number() };

/** Places and people of a search, best first: postal codes that begin with it, cities, and people with the territories that they cover today in the plan. */
export const FoundPlaces = z
  .object({
    postal: z.array(z.object({ code: z.string(), country: z.string(), ...Point })),
    cities: z.array(z.object({ label: z.string(), ...Point })),
    people: z.array(z.object({ key: z.string(), name: z.string().nullable(), territories: z.array(z.string()) })),
  })
  .meta({ id: 'FoundPlaces' });
export type FoundPlaces = z.infer<typeof FoundPlaces>;

/** Which boundary layer. */
export const LayerQuery = z.object({ layer: z.string().min(1).max(120) });
