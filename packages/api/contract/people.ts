import { z } from 'zod';
import { Id } from './ids.ts';

const Day = z.iso.date();
const Key = z.string().min(1).max(120);
export const CoverRole = z.enum(['owner', 'overlay', 'backup']);

/** Who covers a territory, from a day on and up to and with another (null = until further notice). */
export const Cover = z
  .object({ territory: Key, person: Key, /** Of the person; null when the register does not know one. */ name: z.string().nullable(), role: CoverRole, from: Day, to: Day.nullable() })
  .meta({ id: 'Cover' });
export type Cover = z.infer<typeof Cover>;

/** `on`: a day; left out = everything that was ever planned and still stands. */
export const CoverQuery = z.object({ on: Day.optional() });
/** On a day `vacant` names the territories that nobody owns then; without a day it is empty. */
export const CoverList = z.object({ covers: z.array(Cover), vacant: z.array(z.string()) }).meta({ id: 'CoverList' });

/**
 * Puts people on positions, all at once or none. An owner takes the place of whoever owned the territory on those days; person null
 * leaves it vacant. Overlays and backups stand beside others; person null ends them.
 */
export const SetCovers = z
  .object({ covers: z.array(z.object({ territory: Key, person: Key.nullable(), role: CoverRole.default('owner'), from: Day, to: Day.nullable().default(null) })).min(1).max(5000) })
  .meta({ id: 'SetCovers' });
export type SetCovers = z.infer<typeof SetCovers>;

export const ProposeCovers = z
  .object({
    scenarioId: Id,
    /** People who are there on this day, and covers of this day to compare with. */
    on: Day,
    /** Measure that the capacity of people is told in; null = capacity does not count. */
    workload: z.string().max(200).nullable().default(null),
    /** What is kept of present accounts: by number, or by a measure. */
    keep: z.string().max(200).nullable().default(null),
    /** Kilometres that keeping an average book, and a misfit of all of the capacity, are worth. */
    keepKm: z.number().min(0).max(100_000).default(200),
    fitKm: z.number().min(0).max(100_000).default(200),
    fixed: z.array(z.object({ territory: Key, person: Key })).max(5000).default([]),
    forbidden: z.array(z.object({ territory: Key, person: Key })).max(5000).default([]),
  })
  .meta({ id: 'ProposeCovers' });
export type ProposeCovers = z.infer<typeof ProposeCovers>;

/** Why somebody is proposed: the way from home, what is kept of present accounts, work over capacity (1 = a perfect fit). */
const Reasons = z.object({ km: z.number().nullable(), kept: z.number(), used: z.number().nullable() });
const CoverTotals = z.object({ covers: z.number().int(), km: z.number(), kept: z.number() });
/** To be looked at, and then set by `POST /plans/:planId/covers` as it is or changed. Nothing is recorded. */
export const CoverProposal = z
  .object({
    covers: z.array(z.object({ territory: z.string(), territoryName: z.string(), person: z.string(), name: z.string().nullable(), fixed: z.boolean(), today: z.string().nullable(), ...Reasons.shape })),
    vacant: z.array(z.string()),
    spare: z.array(z.object({ person: z.string(), name: z.string().nullable() })),
    total: CoverTotals,
    /** The same of today's owners; null when there are none. */
    today: CoverTotals.nullable(),
  })
  .meta({ id: 'CoverProposal' });
export type CoverProposal = z.infer<typeof CoverProposal>;
