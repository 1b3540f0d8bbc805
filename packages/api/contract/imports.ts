import { z } from 'zod';
import { MeasureColumn, RowFilter } from './datasets.ts';
import { Id, Moment } from './ids.ts';

/** What a list can hold: each kind is kept in the register by an external id of its own. */
export const RecordKind = z.enum(['accounts', 'people', 'covers', 'owners', 'postal', 'areas']).meta({ id: 'RecordKind' });
export type RecordKind = z.infer<typeof RecordKind>;

/** Columns by the field they fill, e.g. `{ id: 'CRM ID', lat: 'Latitude' }`. Which fields a kind has: `GET /datasets/:datasetId/mapping`. */
export const ImportMapping = z
  .object({
    fields: z.record(z.string().max(40), z.string().max(1000)),
    /** For every row, where no column says otherwise, e.g. `{ country: 'DE' }`. */
    constants: z.record(z.string().max(40), z.string().max(200)).default({}),
    /** Of accounts. */
    measures: z.array(MeasureColumn).max(8).default([]),
    where: z.array(RowFilter).max(20).default([]),
    /** What a missing measure does to its row: with `keep` it stays what it was before (0 for a new account). */
    missing: z.enum(['reject', 'zero', 'keep']).default('reject'),
  })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.infer<typeof ImportMapping>;

export const MappingQuery = z.object({ kind: RecordKind });
export const SuggestedMapping = z
  .object({
    kind: RecordKind,
    /** Null when a field that must be there was not found. */
    mapping: ImportMapping.nullable(),
    /** `layout`: a list with this header was imported before, and this is how. */
    from: z.enum(['layout', 'guess']),
    notes: z.array(z.string()),
    fields: z.array(z.object({ name: z.string(), required: z.boolean(), holds: z.string() })),
  })
  .meta({ id: 'SuggestedMapping' });
export type SuggestedMapping = z.infer<typeof SuggestedMapping>;

/** What can be wrong with a row of any kind: one code for each repair. */
export const ImportCode = z.enum([
  'id.empty', 'id.repeated', 'id.too_long', 'field.missing', 'field.not_a_number', 'field.negative', 'field.too_large', 'field.not_a_day', 'field.not_allowed', 'field.too_long',
  'place.missing', 'place.not_a_number', 'place.out_of_range', 'postal.unknown', 'geometry.missing', 'geometry.unusable', 'days.reversed', 'row.ragged',
]);
export type ImportCode = z.infer<typeof ImportCode>;

export const ImportProblem = z.object({ row: z.number().int(), column: z.string(), code: ImportCode, found: z.string(), expected: z.string() }).meta({ id: 'ImportProblem' });
export type ImportProblem = z.infer<typeof ImportProblem>;

export const StartImport = z
  .object({
    datasetId: Id,
    kind: RecordKind,
    /** Of accounts, owners and covers that belong to one plan; accounts without a plan are the organisation's. */
    planId: Id.nullable().default(null),
    /** Name of the boundary layer, of areas. */
    layer: z.string().trim().min(1).max(120).nullable().default(null),
    /** Null = as a list of this layout was read before, else as guessed. */
    mapping: ImportMapping.nullable().default(null),
    /** What becomes of records that the list no longer holds. */
    gone: z.enum(['keep', 'remove']).default('keep'),
  })
  .meta({ id: 'StartImport' });
export type StartImport = z.infer<typeof StartImport>;

/** Problems that one repair would end. `kept`: the rows are in all the same, e.g. an account without a place. */
export const ProblemGroup = z.object({ column: z.string(), code: ImportCode, count: z.number().int(), expected: z.string(), kept: z.boolean(), examples: z.array(ImportProblem).max(5) });
export type ProblemGroup = z.infer<typeof ProblemGroup>;

export const Import = z
  .object({
    id: Id,
    kind: RecordKind,
    /** Plan or layer that it belongs to; empty for the organisation's own lists. */
    scope: z.string(),
    datasetId: Id,
    filename: z.string(),
    mapping: ImportMapping,
    gone: z.enum(['keep', 'remove']),
    /** `judging`: its rows are being read, or the server stopped while they were. */
    state: z.enum(['judging', 'checked', 'committed', 'undone']),
    /** The job that judges, commits or undoes it now (`GET /jobs/:jobId/events`); null when none does. Small lists need none. */
    jobId: Id.nullable(),
    actor: z.object({ id: z.string(), name: z.string() }),
    /** rows = accepted + rejected + filtered, always; `unplaced` and `approximate` are among the accepted. */
    counts: z.object({ rows: z.number().int(), accepted: z.number().int(), rejected: z.number().int(), filtered: z.number().int(), unplaced: z.number().int(), approximate: z.number().int() }),
    groups: z.array(ProblemGroup),
    /** What it would change, or did. */
    changes: z.object({ new: z.number().int(), changed: z.number().int(), gone: z.number().int(), unchanged: z.number().int() }),
    /** Sums over all records, before and after. */
    measures: z.array(z.object({ name: z.string(), before: z.number(), after: z.number(), new: z.number(), changed: z.number(), gone: z.number() })),
    notes: z.array(z.string()),
    /** Of accounts of a plan, once committed: what came of it there. */
    plan: z.object({ scenarios: z.number().int(), accounts: z.number().int(), newUnits: z.number().int(), movedAccounts: z.number().int() }).nullable(),
    createdAt: Moment,
    committedAt: Moment.nullable(),
    undoneAt: Moment.nullable(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

export const ImportParams = z.object({ importId: Id });
const Page = { offset: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1000).default(100) };
export const ImportQuery = z.object({
  kind: RecordKind.optional(),
  /** Plan or layer; left out = every list. */
  scope: z.string().max(120).optional(),
  ...Page,
});
/** Says anew what an import would change, and takes another choice for what the list no longer holds. */
export const CheckImport = z.strictObject({ gone: z.enum(['keep', 'remove']).optional() }).optional();
export const ImportList = z.object({ total: z.number().int(), imports: z.array(Import) }).meta({ id: 'ImportList' });

export const ChangeQuery = z.object({ change: z.enum(['new', 'changed', 'gone']), ...Page });
/** Records as they are and as they would be, in the order of their ids. */
export const ChangeList = z
  .object({ total: z.number().int(), changes: z.array(z.object({ key: z.string(), row: z.number().int().nullable(), from: z.record(z.string(), z.unknown()).nullable(), to: z.record(z.string(), z.unknown()).nullable() })) })
  .meta({ id: 'ChangeList' });

/** A record of the register as it stands. */
export const RegisterRecord = z
  .object({ key: z.string(), scope: z.string(), body: z.record(z.string(), z.unknown()), since: Moment, by: z.object({ id: z.string(), name: z.string() }), cause: z.enum(['import', 'undo', 'hand']) })
  .meta({ id: 'RegisterRecord' });
export type RegisterRecord = z.infer<typeof RegisterRecord>;

export const RecordQuery = z.object({
  /** Plan or layer; left out = the organisation's own lists. */
  scope: z.string().max(120).default(''),
  /** Part of an id or name. */
  q: z.string().max(200).optional(),
  /** `none`: accounts and people without a place. */
  place: z.enum(['any', 'none']).default('any'),
  ...Page,
});
export const RecordPage = z.object({ total: z.number().int(), records: z.array(RegisterRecord) }).meta({ id: 'RecordPage' });
export const KindParams = z.object({ kind: RecordKind });
export const RecordAsked = z.object({ scope: z.string().max(120).default(''), key: z.string().min(1).max(400) });
/** A record with everything it ever was, newest first; `body` null = it was gone. */
export const RecordHistory = z.object({ key: z.string(), versions: z.array(z.object({ at: Moment, by: z.object({ id: z.string(), name: z.string() }), cause: z.enum(['import', 'undo', 'hand']), importId: Id.nullable(), body: z.record(z.string(), z.unknown()).nullable() })) }).meta({ id: 'RecordHistory' });

/** Sets fields of one record by hand; null takes a field away. A place is `[lng, lat]`. */
export const PatchRecord = z.object({ scope: z.string().max(120).default(''), key: z.string().min(1).max(400), set: z.record(z.string().max(40), z.union([z.string().max(2000), z.number(), z.array(z.string().max(200)).max(100), z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]), z.null()])) });

/** A postal code of a country (ISO 3166 alpha-2; left out = the organisation's own codes by the code alone, then the US). */
export const PostalQuery = z.object({ postal: z.string().trim().min(1).max(20), country: z.string().trim().max(60).optional() });
/** Where a postal code lies, or null where nobody knows it. `approximate`: the middle of its nearest known neighbours. */
export const PostalAnswer = z.object({ place: z.object({ lng: z.number(), lat: z.number(), approximate: z.boolean() }).nullable() }).meta({ id: 'PostalAnswer' });

export const Layers = z.object({ layers: z.array(z.object({
  layer: z.string(), areas: z.number().int(),
  /** How often two of its areas cover the same ground, and slivers where a border was drawn twice; null before it was looked through. */
  overlaps: z.object({ overlaps: z.number().int(), slivers: z.number().int(), sliversKm2: z.number() }).nullable(),
})) }).meta({ id: 'Layers' });
