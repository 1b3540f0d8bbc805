import { z } from 'zod';
import { Mapping } from './datasets.ts';
import { Id, Moment, Region } from './ids.ts';
import { Job } from './jobs.ts';

/** `building` until its units exist, `failed` when they cannot be made (its job says why). */
export const PlanStatus = z.enum(['building', 'ready', 'failed']);

export const PlanSummary = z
  .object({
    id: Id,
    name: z.string(),
    status: PlanStatus,
    /** Made up by the product itself, and labelled so wherever it is shown. */
    demo: z.boolean(),
    archived: z.boolean(),
    deletedAt: Moment.nullable(),
    /** People are hidden from everybody who looks at it. */
    peopleBlind: z.boolean(),
    territories: z.number().int(),
    accounts: z.number().int(),
    /** Main scenario: what opens first. Null while building. */
    scenarioId: Id.nullable(),
    /** Verdict over the main scenario: null when there is nothing to judge yet. */
    feasible: z.boolean().nullable(),
    worstDeviation: z.number().nullable(),
    unassignedUnits: z.number().int(),
    createdAt: Moment,
    updatedAt: Moment,
  })
  .meta({ id: 'PlanSummary' });
export type PlanSummary = z.infer<typeof PlanSummary>;

export const PlanList = z.object({ plans: z.array(PlanSummary) });
export const PlanQuery = z.object({ state: z.enum(['active', 'archived', 'deleted']).default('active') });

export const CreatePlan = z
  .object({
    name: z.string().trim().min(1).max(120),
    datasetId: Id,
    mapping: Mapping,
    /** How many territories; null only with a column of today's territories, whose number it then is. */
    territories: z.number().int().min(1).max(2000).nullable(),
    /** Largest |deviation| allowed, 0-1. */
    tolerance: z.number().min(0).max(1),
    region: Region,
    /** `today`: begin with the territories that the mapping's `current` column names; else empty. */
    start: z.enum(['empty', 'today']),
    /** Boundary layer of the register whose areas are to be the units; null = H3 cells. Accounts in none of its areas are put into the plan's inbox. */
  layer: z.string().trim().min(1).max(120).nullable().default(null),
  /** Coarsest and finest H3 resolution; null = chosen by the region and the number of territories. */
    resolution: z.tuple([z.number().int().min(0).max(10), z.number().int().min(0).max(10)]).nullable().default(null),
  })
  .meta({ id: 'CreatePlan' });
export type CreatePlan = z.input<typeof CreatePlan>;

export const ScenarioSummary = z.object({ id: Id, name: z.string(), layer: z.string(), status: z.string(), seq: z.number().int(), updatedAt: Moment });

/** Per measure, what limits a plan before anything is drawn. */
export const PlanFact = z.object({
  measure: z.string(),
  unit: z.string(),
  total: z.number(),
  /** total / territories. */
  target: z.number(),
  heaviestAccount: z.object({ id: z.string(), name: z.string(), value: z.number() }).nullable(),
  heaviestUnit: z.object({ unit: z.string(), lng: z.number(), lat: z.number(), value: z.number() }).nullable(),
  /** More territories than this cannot keep the tolerance, since the heaviest unit would outweigh one. */
  atMostTerritories: z.number().int(),
});

export type PlanFact = z.infer<typeof PlanFact>;

export const Plan = PlanSummary.extend({
  datasetId: Id.nullable(),
  filename: z.string().nullable(),
  mapping: Mapping,
  region: z.string().nullable(),
  tolerance: z.number(),
  unitsId: Id.nullable(),
  rows: z.object({ accepted: z.number().int(), rejected: z.number().int(), filtered: z.number().int() }),
  facts: z.array(PlanFact),
  /** What was decided for the planner, one sentence each (islands linked, resolution raised ...). */
  notes: z.array(z.string()),
  scenarios: z.array(ScenarioSummary),
  /** The job that builds the plan, or its last one. */
  job: Job.nullable(),
}).meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;

export const PlanStarted = z.object({ plan: Plan, job: Job });
export const PatchPlan = z.object({ name: z.string().trim().min(1).max(120).optional(), archived: z.boolean().optional() });
export const DuplicatePlan = z.object({ name: z.string().trim().min(1).max(120).optional() });
