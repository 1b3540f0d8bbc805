import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { refuseLarge } from './formats.ts';
import { InputError } from './inputError.ts';
import { isPoint, placeNames } from './pointColumns.ts';
import { digits, TableWriter, type TableText } from './tableText.ts';

/**
 * The columns of a Parquet file as delimited text, a group of rows at a time. Whole numbers keep all their digits; points of
 * GeoParquet become two columns in degrees, other nested values JSON.
 *
 * @throws InputError `table.too_large`, `table.broken`
 */
export async function readParquet(bytes: Uint8Array<ArrayBuffer>): Promise<TableText> {
  refuseLarge('parquet', bytes.length, 'file');
  const { buffer, byteOffset, byteLength } = bytes;
  const file = byteOffset === 0 && byteLength === buffer.byteLength ? buffer : bytes.slice().buffer;
  try {
    const metadata = parquetMetadata(file);
    refuseLarge('parquet', metadata.row_groups.reduce((sum, { total_byte_size: size }) => sum + Number(size), 0), 'content');
    const { columns, points } = columnsOf(topColumns(metadata.schema), await sampleOf(file, metadata));
    const writer = new TableWriter();
    writer.add(columns.map(({ name }) => name));
    let start = 0;
    for (const { num_rows: count } of metadata.row_groups) {
      const end = start + Number(count);
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart: start, rowEnd: end });
      for (const row of rows) writer.add(columns.map(({ from, axis }) => valueText(axis === null ? row[from] : isPoint(row[from]) ? row[from].coordinates[axis] : null)));
      start = end;
    }
    return writer.end(points.length === 0 ? [] : [`The points of "${points[0]}" were read as longitude and latitude.`]);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({ code: 'table.broken', where: 'the file', expected: 'a Parquet file', found: `one that cannot be read (${(error as Error).message.slice(0, 200)})`, repair: 'Write it again, or save the table as CSV.' });
  }
}

interface Column {
  readonly name: string;
  readonly from: string;
  /** 0 longitude, 1 latitude of a point; null for a value as it is. */
  readonly axis: 0 | 1 | null;
}

type Metadata = ReturnType<typeof parquetMetadata>;

/** Names of the columns at the top: nested ones follow their parent in the list and are passed over. */
function topColumns(schema: Metadata['schema']): string[] {
  const names: string[] = [];
  const skip = (at: number): number => {
    let next = at + 1;
    for (let child = 0; child < (schema[at].num_children ?? 0); child++) next = skip(next);
    return next;
  };
  for (let at = 1; at < schema.length; at = skip(at)) names.push(schema[at].name);
  return names;
}

async function sampleOf(file: ArrayBuffer, metadata: Metadata): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file, metadata, compressors, rowStart: 0, rowEnd: Math.min(100, Number(metadata.num_rows)) });
}

function columnsOf(names: readonly string[], sample: readonly Record<string, unknown>[]): { columns: Column[]; points: string[] } {
  const points = names.filter((name) => sample.some((row) => isPoint(row[name]))).slice(0, 1);
  const places = placeNames(names);
  const columns = names.filter((name) => !points.includes(name)).map((name): Column => ({ name, from: name, axis: null }));
  for (const from of points) columns.push({ name: places.lng, from, axis: 0 }, { name: places.lat, from, axis: 1 });
  return { columns, points };
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? digits(String(value)) : '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace(/T00:00:00\.000Z$/, '').replace(/\.000Z$/, 'Z');
  if (typeof value === 'object') return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : String(value as string | bigint);
}
