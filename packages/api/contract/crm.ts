import { z } from 'zod';
import { Crm, FieldMap } from './crmMaps.ts';
import { Id, Moment } from './ids.ts';

const Who = z.object({ id: z.string(), name: z.string() });
const Day = z.iso.date();
const Secret = z.string().min(1).max(4000).optional();

/**
 * What lets the server in. `stored`: kept sealed, and never told again; which of them are needed depends on the system.
 * `environment`: the administrator has put them into the environment of the server under this name.
 */
export const CrmCredentials = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stored'), clientId: Secret, clientSecret: Secret, refreshToken: Secret, accessToken: Secret, tenant: Secret }),
  z.object({ kind: z.literal('environment'), name: z.string().regex(/^[A-Z][A-Z0-9]{0,39}$/) }),
]);
export type CrmCredentials = z.infer<typeof CrmCredentials>;

export const CreateConnection = z
  .object({ name: z.string().trim().min(1).max(120), crm: Crm.exclude(['veeva']), /** Of the organisation's own address, e.g. `https://example.my.salesforce.com`. */ address: z.url().max(300), credentials: CrmCredentials })
  .meta({ id: 'CreateConnection' });
export type CreateConnection = z.infer<typeof CreateConnection>;

/** A way into a customer system. What lets the server in is not told. */
export const CrmConnection = z
  .object({ id: Id, name: z.string(), crm: Crm, address: z.string(), credentials: z.enum(['stored', 'environment']), actor: Who, createdAt: Moment })
  .meta({ id: 'CrmConnection' });
export type CrmConnection = z.infer<typeof CrmConnection>;
/** `push`: whether this server writes to customer systems; `hosts`: where it may; `sealed`: whether it can keep credentials. */
export const ConnectionList = z.object({ connections: z.array(CrmConnection), push: z.boolean(), hosts: z.array(z.string()), sealed: z.boolean() }).meta({ id: 'ConnectionList' });
export const ConnectionParams = z.object({ connectionId: Id });
/** `organisation`: as the system calls whom the credentials belong to. */
export const ConnectionTried = z.object({ organisation: z.string() });

/** By the clock, UTC: a dry run of what is in force that day, or what it would write is written, too, where nothing stops it. */
export const PublishSchedule = z.object({
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** 0 = Sunday. */
  weekdays: z.array(z.number().int().min(0).max(6)).min(1).max(7).default([0, 1, 2, 3, 4, 5, 6]),
  mode: z.enum(['check', 'publish']),
  vacant: z.array(z.string().max(120)).max(5000).default([]),
});
export type PublishSchedule = z.infer<typeof PublishSchedule>;
/** `unchanged`: there was nothing to write. `started`: a publication tells the rest. */
export const PublishRun = z.object({ at: Moment, outcome: z.enum(['started', 'unchanged', 'failed']), code: z.string().nullable(), detail: z.string().nullable() });
export type PublishRun = z.infer<typeof PublishRun>;

/** A field map of a plan: where it is published to, and how it is said there. Without a connection it makes files only. */
export const SaveTarget = z.object({ name: z.string().trim().min(1).max(120), connectionId: Id.nullable().default(null), map: FieldMap, schedule: PublishSchedule.nullable().default(null) }).meta({ id: 'SaveTarget' });
export type SaveTarget = z.infer<typeof SaveTarget>;
export const PublishTarget = z.object({ id: Id, planId: Id, name: z.string(), connectionId: Id.nullable(), map: FieldMap, schedule: PublishSchedule.nullable(), nextAt: Moment.nullable(), lastRun: PublishRun.nullable(), actor: Who, savedAt: Moment }).meta({ id: 'PublishTarget' });
export type PublishTarget = z.infer<typeof PublishTarget>;
export const TargetList = z.object({ targets: z.array(PublishTarget) });
export const TargetParams = z.object({ planId: Id, targetId: Id });

/** Tables that rows as they stand now can be given of. */
const PresentTable = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/);

export const CheckPublication = z
  .object({
    targetId: Id,
    /** An approved revision; left out: what is in force on the day. */
    revisionId: Id.optional(),
    /** First day on which it counts: people and exceptions are those of this day. Left out: today. */
    from: Day.optional(),
    /** Positions that are published although nobody owns them. */
    vacant: z.array(z.string().max(120)).max(5000).default([]),
    /** Exports of the system's tables as they stand now, each with the columns' own names. With a connection they are asked for instead. */
    present: z.array(z.object({ table: PresentTable, datasetId: Id })).max(12).default([]),
  })
  .meta({ id: 'CheckPublication' });
export type CheckPublication = z.infer<typeof CheckPublication>;

/** The state of the plan that a publication says. */
export const PlanStampOut = z.object({ planId: Id, plan: z.string(), scenario: z.string(), revisionId: Id, revision: z.string(), seq: z.number().int(), hash: z.string(), from: Day });

export const PublicationState = z.enum(['checking', 'checked', 'running', 'done', 'partial', 'failed', 'stale', 'rolled_back']);
export type PublicationState = z.infer<typeof PublicationState>;
/** `rows` will be written, or were; `held`: nothing was deleted any more, since a row had been refused. */
export const PublicationStep = z.object({ name: z.string(), table: z.string(), operation: z.enum(['insert', 'update', 'upsert', 'delete']), rows: z.number().int(), done: z.number().int(), refused: z.number().int(), tries: z.number().int(), held: z.boolean() });
export type PublicationStep = z.infer<typeof PublicationStep>;
export const PublicationProblem = z.object({ code: z.string(), subject: z.string(), detail: z.string(), stops: z.boolean() });

/**
 * One time that a plan is brought to a customer system: checked (a dry run: what differs now), confirmed (written, batch by
 * batch), and, where somebody wants it, rolled back by a publication of its own.
 */
export const Publication = z
  .object({
    id: Id,
    planId: Id,
    targetId: Id,
    target: z.string(),
    crm: Crm,
    kind: z.enum(['publish', 'rollback']),
    /** The publication that a rollback takes back. */
    ofId: Id.nullable(),
    /** Whether it is written to the system, or is files alone. */
    live: z.boolean(),
    state: PublicationState,
    stamp: PlanStampOut,
    vacant: z.array(z.string()),
    steps: z.array(PublicationStep),
    /** How many there are of each code; the first thousand are told, in a list a few of each. */
    problemCounts: z.record(z.string(), z.number().int()),
    problems: z.array(PublicationProblem),
    /** Rows that were refused, the first thousand; in a list a few. */
    refused: z.array(z.object({ step: z.string(), subject: z.string(), code: z.string(), message: z.string() })),
    /** Rows in which the system differed afterwards; null = not looked yet. */
    differs: z.number().int().nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    jobId: Id.nullable(),
    actor: Who,
    createdAt: Moment,
    confirmedBy: Who.nullable(),
    endedAt: Moment.nullable(),
    /** Whether it can be taken back now. */
    canRollBack: z.boolean(),
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof Publication>;
export const PublicationList = z.object({ publications: z.array(Publication) });
export const PublicationParams = z.object({ publicationId: Id });
export const PublicationRowQuery = z.object({ step: z.string().max(100), offset: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(100) });
/** Rows of a step: what is to be, what was; `error` of a refused one. */
export const PublicationRows = z
  .object({ total: z.number().int(), columns: z.array(z.string()), rows: z.array(z.object({ id: z.string().nullable(), values: z.record(z.string(), z.string()), before: z.record(z.string(), z.string()).nullable(), outcome: z.enum(['planned', 'done', 'refused']), error: z.string().nullable() })) })
  .meta({ id: 'PublicationRows' });
export type PublicationRows = z.infer<typeof PublicationRows>;
