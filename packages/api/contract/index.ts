/** The door for everybody who talks to the server: the endpoint table, its schemas and the packed forms. No Node import. */
export { endpoint, pathOf, type BodyOf, type Endpoint, type ParamsOf, type QueryOf, type ResultOf } from './endpoint.ts';
export { Alert, AlertList, Drifted, ProposedRepair } from './alerts.ts';
export { endpoints, type EndpointName } from './endpoints.ts';
export { Region } from './ids.ts';
export { Cause, GivenCause, Hold, HoldSubject, Named, ScenarioConstraint, Weights } from './edits.ts';
export { errors, Problem, type ErrorCode } from './errors.ts';
export { Check, CheckRequest, Dataset, Mapping, MeasureColumn, MeasureFacts, PlaceColumns, RowCode, RowFilter, RowProblem, UploadQuery } from './datasets.ts';
export { CancelRequest, Job, JobProgress, JobState, type JobEvent } from './jobs.ts';
export { CreatePlan, DuplicatePlan, PatchPlan, Plan, PlanFact, PlanList, PlanQuery, PlanStarted, PlanStatus, PlanSummary, ScenarioSummary } from './plans.ts';
export { AppendEdits, Appended, AssignPatch, CertificateResult, Edit, EditBy, EditEntry, EditList, EditQuery, GoalDoc, Scenario, SeqQuery, Territory, UndoRequest } from './scenarios.ts';
export { Role } from './roles.ts';
export { CreateRevision, ForkScenario, PatchScenario, Revision, RevisionList, StateHash } from './revisions.ts';
export { ApproveRequest, isFrozen, ScenarioStatus, Signature, SignatureList, StatusAction, StatusRequest, transitions } from './status.ts';
export { SolveRequest } from './solving.ts';
export { AccountPage, AccountQuery, AccountRow, Units } from './units.ts';
export { ExportQuery } from './exports.ts';
export { PatchWorkspace, Regions, Sources, Workspace } from './workspace.ts';
export { packAccounts, packMeasures, packSlots, unpackAccounts, unpackMeasures, unpackSlots, WireError, type PackedAccounts } from './wire.ts';
