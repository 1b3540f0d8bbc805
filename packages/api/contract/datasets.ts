import { z } from 'zod';

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
export const Mapping = z.object({
  /** Column of the external id, kept byte for byte. */
  id: z.string(),
  /** Column of the account's name, for people to read. */
  name: z.string().nullable(),
  place: PlaceColumns,
  /** At least one; an empty list means one measure that counts accounts. */
  measures: z.array(MeasureColumn).max(8),
  where: z.array(RowFilter),
  /** What a missing or unusable measure does to its row. */
  missing: z.enum(['reject', 'zero']),
  /** Column of today's territory. */
  current: z.string().nullable(),
});
export type Mapping = z.infer<typeof Mapping>;

/** One reason why one cell of one row cannot be used. Rows count from 2, as a spreadsheet shows them (row 1 is the header). */
export const RowProblem = z.object({
  row: z.number().int(),
  column: z.string(),
  /** e.g. `place.missing`, `place.out_of_range`, `postal.unknown`, `id.empty`, `id.repeated`, `measure.not_a_number`, `measure.negative`, `measure.missing`. */
  code: z.string(),
  found: z.string(),
  expected: z.string(),
});
export type RowProblem = z.infer<typeof RowProblem>;
