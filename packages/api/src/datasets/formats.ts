import type { Dialect } from './dialect.ts';
import { InputError } from './inputError.ts';

/** Kinds of files that hold a table. */
export type Format = 'csv' | 'xlsx' | 'geojson' | 'parquet';

/** How the text is written that tables of other formats are turned into. */
export const TABLE_DIALECT: Dialect = { encoding: 'utf-8', delimiter: ',', decimal: '.', skipLines: 0 };

const MB = 1024 * 1024;
/** What is read whole, because it cannot be read as it streams: largest file and largest content, bytes. */
export const LIMITS: Readonly<Record<Exclude<Format, 'csv'>, { readonly file: number; readonly content: number; readonly name: string }>> = {
  xlsx: { file: 64 * MB, content: 512 * MB, name: 'an Excel workbook' },
  geojson: { file: 192 * MB, content: 192 * MB, name: 'a GeoJSON file' },
  parquet: { file: 128 * MB, content: 1024 * MB, name: 'a Parquet file' },
};

/** Bytes that are enough to tell the format. */
export const FORMAT_BYTES = 4096;

/**
 * Tells the format of a file from its first bytes.
 *
 * @param head the first `FORMAT_BYTES` bytes, fewer only when the file is shorter
 */
export function formatOf(head: Uint8Array): Format {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1');
  if (start === 'PAR1') return 'parquet';
  const text = Buffer.from(head).toString('latin1');
  if (start === 'PK\u0003\u0004' && /\[Content_Types\]\.xml|xl\/|_rels\/|docProps\//.test(text)) return 'xlsx';
  return /^(\u00ef\u00bb\u00bf)?\s*\{/.test(text) && /"(type|features|crs|bbox|name|xy_coordinate_resolution)"\s*:/.test(text) ? 'geojson' : 'csv';
}

/** @throws InputError `table.too_large`, naming the limit and the way round it */
export function refuseLarge(format: Exclude<Format, 'csv'>, bytes: number, what: 'file' | 'content'): void {
  const { [what]: limit, name } = LIMITS[format];
  if (bytes <= limit) return;
  throw new InputError({
    code: 'table.too_large', where: what === 'file' ? 'the file' : 'what the file unpacks to', expected: `${name} of at most ${limit / MB} MB${what === 'file' ? '' : ' unpacked'}`, found: `${Math.ceil(bytes / MB)} MB`,
    repair: 'Save it as CSV, which is read as it streams and may be far larger, or leave out columns that are not needed.',
  });
}
