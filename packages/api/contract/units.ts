import { z } from 'zod';
import { Id } from './ids.ts';

/** The units of a plan: graph, measures and accounts. Never changes under its id, so everything below it may be cached for ever. */
export const Units = z
  .object({
    id: Id,
    /** Hash of ids and borders; an assignment means nothing without it. */
    fingerprint: z.string(),
    units: z.number().int(),
    borders: z.number().int(),
    accounts: z.number().int(),
    /** Boundary layer whose areas the units are: their outlines are at `/units/:unitsId/shapes`. Null: H3 cells. */
  layer: z.string().nullable().default(null),
  /** Coarsest and finest H3 resolution; 0 and 0 where the units are areas. */
    resolution: z.tuple([z.number().int(), z.number().int()]),
    region: z.string(),
    measures: z.array(z.object({ key: z.string(), unit: z.enum(['currency', 'count', 'hours', 'km2']), total: z.number() })),
    /** Borders over water, as unit ids. */
    links: z.array(z.object({ from: z.string(), to: z.string(), km: z.number(), reason: z.enum(['island', 'given']) })),
    notes: z.array(z.string()),
    /** West, south, east, north, degrees. */
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  })
  .meta({ id: 'Units' });
export type Units = z.infer<typeof Units>;

export const AccountQuery = z.object({
  /** Part of an id or name. */
  q: z.string().max(200).optional(),
  /** Accounts of one unit, by its index. */
  unit: z.coerce.number().int().min(0).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const AccountRow = z.object({
  /** Position in the packed accounts. */
  index: z.number().int(),
  id: z.string(),
  name: z.string(),
  /** Index of its unit in the graph. */
  unit: z.number().int(),
  lng: z.number(),
  lat: z.number(),
  /** One number per measure, in the order of the units' measures. */
  values: z.array(z.number()),
  /** Today's territory, as the file names it. */
  current: z.string().nullable(),
  /** Placed by a neighbouring postal code. */
  approximate: z.boolean(),
});
export type AccountRow = z.infer<typeof AccountRow>;
export const AccountPage = z.object({ total: z.number().int(), accounts: z.array(AccountRow) }).meta({ id: 'AccountPage' });
