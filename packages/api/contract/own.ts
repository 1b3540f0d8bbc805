import { z } from 'zod';
import { Id } from './ids.ts';

/** A territory that one answers for, with its accounts: of what is in force today, else of the plan's main scenario. */
export const OwnTerritory = z
  .object({
    plan: z.object({ id: Id, name: z.string() }),
    territory: z.object({ id: z.string(), name: z.string() }),
    inForce: z.boolean(),
    /** Sums of the accounts below, in the order of their values. */
    measures: z.array(z.object({ key: z.string(), unit: z.string(), total: z.number() })),
    accounts: z.array(z.object({ id: z.string(), name: z.string(), lng: z.number(), lat: z.number(), values: z.array(z.number()) })),
  })
  .meta({ id: 'OwnTerritory' });
export type OwnTerritory = z.infer<typeof OwnTerritory>;
export const OwnTerritories = z.object({ territories: z.array(OwnTerritory) });
