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
