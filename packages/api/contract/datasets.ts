import { z } from 'zod';
import { Id, Moment, Region } from './ids.ts';

/** A column that becomes a measure; the column `1` counts accounts. */
export const MeasureColumn = z.object({
  name: z.string().min(1).max(60),
  column: z.string().min(1),
  unit: z.enum(['currency', 'count', 'hours']),
});
export type MeasureColumn = z.infer<typeof MeasureColumn>;

/** Where a row lies on the map: a coordinate pair, or a postal code of one country (ISO 3166 alpha-2, or a column that holds it). */
export const PlaceColumns = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lngLat'), lat: z.string(), lng: z.string() }),
  z.object({ kind: z.literal('postal'), postal: z.string(), country: z.string().nullable() }),
]);
export type PlaceColumns = z.infer<typeof PlaceColumns>;

/** A row filter; comparison is exact after trimming. Several filters are joined by AND. */
export const RowFilter = z.object({ column: z.string(), op: z.enum(['=', '!=']), value: z.string() });
export type RowFilter = z.infer<typeof RowFilter>;

/** How the columns of an accounts file are read. */
export const Mapping = z
  .object({
    /** Column of the external id, kept byte for byte. */
    id: z.string(),
    /** Column of the account's name, for people to read. */
    name: z.string().nullable(),
    place: PlaceColumns,
    /** At least one; an empty list means one measure that counts accounts. */
    measures: z.array(MeasureColumn).max(8),
    where: z.array(RowFilter).max(20),
    /** What a missing or unusable measure does to its row. */
    missing: z.enum(['reject', 'zero']),
    /** Column of today's territory. */
    current: z.string().nullable(),
  })
  .meta({ id: 'Mapping' });
export type Mapping = z.infer<typeof Mapping>;

/** What can be wrong with a row: one code for each repair. */
export const RowCode = z.enum([
  'id.empty', 'id.repeated',
  'place.missing', 'place.not_a_number', 'place.out_of_range', 'place.outside_region', 'place.outside_layer', 'place.at_sea', 'postal.unknown',
  'measure.missing', 'measure.not_a_number', 'measure.negative', 'measure.too_large',
  'row.ragged',
]);
export type RowCode = z.infer<typeof RowCode>;

/** One reason why one cell of one row cannot be used. Rows count from 2, as a spreadsheet shows them (row 1 is the header). */
export const RowProblem = z
  .object({
    row: z.number().int(),
    column: z.string(),
    code: RowCode,
    found: z.string(),
    expected: z.string(),
  })
  .meta({ id: 'RowProblem' });
export type RowProblem = z.infer<typeof RowProblem>;

/** A file as it was uploaded, and what can be said of it before anybody mapped its columns. */
export const Dataset = z
  .object({
    id: Id,
    filename: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    /** Rows below the header. */
    rows: z.number().int(),
    format: z.enum(['csv', 'xlsx', 'geojson', 'parquet']),
    /** Of a delimited text file; what is written here of another format is how its table is kept. */
    encoding: z.string(),
    delimiter: z.string(),
    header: z.array(z.string()),
    /** The first rows, cells in the order of the header. */
    sample: z.array(z.array(z.string())).max(50),
    /** What the header and the values suggest; null when two columns fit equally well or none does. */
    guess: z.object({
      mapping: Mapping.nullable(),
      /** What was not clear, one sentence each. */
      notes: z.array(z.string()),
      /** Columns of numbers >= 0 that could be measures, most telling name first. */
      measureColumns: z.array(z.object({ column: z.string(), unit: z.enum(['currency', 'count', 'hours']) })),
      /** Columns that may hold today's territory. */
      currentColumns: z.array(z.string()),
    }),
    createdAt: Moment,
  })
  .meta({ id: 'Dataset' });
export type Dataset = z.infer<typeof Dataset>;

export const UploadQuery = z.object({ filename: z.string().min(1).max(255) });

/** Region as in `CreatePlan`: with a code, rows that lie outside are rejected. */
export const CheckRequest = z.object({ mapping: Mapping, region: Region.default(null) });

/** An account that stands out. */
export const HeavyAccount = z.object({ id: z.string(), name: z.string(), row: z.number().int(), value: z.number() });

/** One measure of the accepted rows. `atMostTerritories` = how many territories a tolerance allows, from the heaviest account. */
export const MeasureFacts = z.object({
  name: z.string(),
  unit: z.enum(['currency', 'count', 'hours']),
  total: z.number(),
  heaviestAccount: HeavyAccount.nullable(),
  /** The heaviest H3 cell of the finest resolution in use (10): what no plan can divide. */
  heaviestCell: z.object({ cell: z.string(), lng: z.number(), lat: z.number(), accounts: z.number().int(), value: z.number() }).nullable(),
});
export type MeasureFacts = z.infer<typeof MeasureFacts>;

/** What a mapping makes of a file: rows = accepted + rejected + filtered, always. */
export const Check = z
  .object({
    id: Id,
    datasetId: Id,
    mapping: Mapping,
    region: Region,
    rows: z.number().int(),
    accepted: z.number().int(),
    rejected: z.number().int(),
    filtered: z.number().int(),
    /** Accounts placed by a neighbouring postal code. */
    approximate: z.number().int(),
    /** Problems by what repairs them. */
    groups: z.array(z.object({ column: z.string(), code: RowCode, count: z.number().int(), expected: z.string(), examples: z.array(z.string()).max(5) })),
    /** The first 1,000; all of them stand in the download. */
    problems: z.array(RowProblem).max(1000),
    measures: z.array(MeasureFacts),
    /** West, south, east, north of the accepted rows, degrees; null when there are none. */
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
    /** The states and countries that hold the accounts, most accounts first; together they are a plan's default region. */
    regions: z.array(z.object({ code: z.string(), name: z.string(), accounts: z.number().int() })),
    /** Today's territories, when a column names them. */
    current: z.object({ territories: z.number().int(), unassigned: z.number().int() }).nullable(),
  })
  .meta({ id: 'Check' });
export type Check = z.infer<typeof Check>;
