import { TABLE_DIALECT, type Format } from './formats.ts';
import { readCsv, type CsvTable } from './readCsv.ts';
import { readGeojson } from './readGeojson.ts';
import { readParquet } from './readParquet.ts';
import { readXlsx } from './readXlsx.ts';
import type { TableText } from './tableText.ts';

/**
 * Turns a file that cannot be read as it streams into delimited text. Heavy for large files.
 *
 * @throws InputError when it is too large, broken, or no table
 */
export async function toTable(format: Exclude<Format, 'csv'>, bytes: Uint8Array<ArrayBuffer>): Promise<TableText> {
  if (format === 'xlsx') return readXlsx(bytes);
  return format === 'parquet' ? readParquet(bytes) : readGeojson(bytes);
}

/** Opens the text that `toTable` made. Above the header of a sheet may stand a title, as in any file of a spreadsheet. */
export function openTableText(format: Exclude<Format, 'csv'>, parts: AsyncIterable<Uint8Array>): Promise<CsvTable> {
  return readCsv(parts, { dialect: TABLE_DIALECT, headerFirst: format !== 'xlsx' });
}
