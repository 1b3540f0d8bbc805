import { z } from 'zod';
import { Id } from './ids.ts';

export const Workspace = z
  .object({
    id: Id,
    name: z.string(),
    /** People are hidden from everybody in it. */
    peopleBlind: z.boolean(),
    /** Version of the product. */
    version: z.string(),
    actor: z.object({ id: z.string(), name: z.string() }),
    /** `waiting` and `building` on a first start, `failed` with the plan's job saying why, `removed` once somebody deleted it. */
    demo: z.object({ state: z.enum(['waiting', 'building', 'ready', 'failed', 'removed']), planId: Id.nullable() }),
    /** Largest file that can be uploaded. */
    maxUploadBytes: z.number().int(),
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof Workspace>;

export const PatchWorkspace = z.object({ name: z.string().trim().min(1).max(120).optional(), peopleBlind: z.boolean().optional() });

/**
 * TopoJSON: `world` (objects land, water, lakes, borders), `states` (object regions), `counties` (object counties, large, for close looks).
 * GeoJSON: `labels` (points).
 */
export const BasemapParams = z.object({ layer: z.enum(['world', 'states', 'counties', 'labels']) });

/** The finest tiles of the ground; one step of their grid is 19 metres at the equator, finer than the shipped lines. */
export const FINEST_TILE = 9;

const TilePart = z.coerce.number().int().min(0);

/** A square of the Web Mercator world: 2^z of them from west to east, and from north to south. */
export const TileParams = z.object({ z: TilePart.max(FINEST_TILE), x: TilePart, y: TilePart }).refine(({ z: zoom, x, y }) => Math.max(x, y) < 2 ** zoom, { error: 'x and y of a tile are below 2^z', path: ['x'] });

/** `accounts`: the demo company; `prospects`: a messy file of the same company, as a customer would send it. */
export const SampleParams = z.object({ name: z.enum(['accounts', 'prospects']) });

/** Where shipped data comes from, for the corner of the map. */
export const Sources = z.object({ attribution: z.string(), sources: z.array(z.object({ name: z.string(), licence: z.string(), url: z.string().nullable(), use: z.string() })) }).meta({ id: 'Sources' });

/** Every code that a plan's region may be made of. */
export const Regions = z.object({ regions: z.array(z.object({ code: z.string(), name: z.string() })) }).meta({ id: 'Regions' });
