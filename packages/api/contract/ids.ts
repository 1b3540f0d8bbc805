import { z } from 'zod';

/** Id of a row, made by the server. */
export const Id = z.uuid();
/** A moment, ISO 8601 in UTC. */
export const Moment = z.iso.datetime();

export const PlanParams = z.object({ planId: Id });
export const DatasetParams = z.object({ datasetId: Id });
export const CheckParams = z.object({ datasetId: Id, checkId: Id });
export const UnitsParams = z.object({ unitsId: Id });
export const ScenarioParams = z.object({ scenarioId: Id });
export const JobParams = z.object({ jobId: Id });
export const PointParams = z.object({ jobId: Id, point: z.coerce.number().int().min(0).max(100) });

/** Ground of a plan: a code such as `us`, `us-lower48`, `us-ca`, `de`, several joined by `+`; null for the states or countries that hold the accounts. */
export const Region = z.string().max(1000).regex(/^[A-Za-z0-9+-]+$/).nullable();
