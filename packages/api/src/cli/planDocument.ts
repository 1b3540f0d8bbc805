import { z } from 'zod';
import { Mapping } from '../../contract/datasets.ts';
import { Workload } from '../datasets/workload.ts';
import { PlanDemands, PlanException, PlanHold } from '../solving/planDemands.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.number().int().min(0);

/** `plan.json` as it must be; unknown keys are refused, because nobody checks them. */
export const PlanDocument = z.strictObject({
  format: z.literal('hexalign-plan'),
  version: z.literal(1),
  engineVersion: z.string(),
  seed: z.number().int().min(0).max(0xffffffff),
  preset: z.enum(['fast', 'balanced', 'thorough']),
  stopped: z.enum(['interrupted', 'time-limit', 'no-gain']).nullable(),
  tolerance: z.number().min(0).max(1),
  region: z.string().nullable(),
  layer: z.string().min(1).optional(),
  resolution: z.tuple([z.number().int().min(0).max(15), z.number().int().min(0).max(15)]).nullable(),
  measures: z.array(z.strictObject({ name: z.string().min(1), column: z.string(), unit: z.enum(['currency', 'count', 'hours', 'km2']), total: z.number().positive() })).min(1),
  territories: z.array(z.strictObject({ id: z.string().min(1), name: z.string().min(1), shares: z.record(z.string(), z.number().positive()) })).min(1),
  links: z.array(z.strictObject({ from: z.string(), to: z.string(), km: z.number().min(0), reason: z.enum(['island', 'given']) })),
  holds: z.array(PlanHold),
  locks: z.array(z.string().min(1)),
  exceptions: z.array(PlanException).min(1).optional(),
  demands: PlanDemands.optional(),
  reading: z.strictObject({ mapping: Mapping, decimal: z.enum(['.', ',']), counts: z.strictObject({ rows: Count, accepted: Count, rejected: Count, filtered: Count }), workload: Workload.optional() }).nullable(),
  files: z.record(z.string(), Hash),
  inputHash: Hash,
  assignmentHash: Hash,
});
export type PlanDocument = z.infer<typeof PlanDocument>;
