import { unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { refuseLarge } from './formats.ts';
import { InputError } from './inputError.ts';
import { digits, TableWriter, type TableText } from './tableText.ts';

type Cell = string | boolean | Date | null | undefined;

/**
 * The sheet of a workbook that holds the table, as delimited text: the one with the most rows, of two alike the first. Rows keep
 * their numbers, texts their leading zeros, whole numbers all their digits.
 *
 * @throws InputError `table.too_large`, `table.broken`
 */
export async function readXlsx(bytes: Uint8Array<ArrayBuffer>): Promise<TableText> {
  refuseLarge('xlsx', bytes.length, 'file');
  const sheets = await unpacked(bytes);
  const sizes = sheets.map(({ data }) => data.filter((row) => row.some((cell) => cell !== null && cell !== '')).length);
  const chosen = sizes.indexOf(Math.max(...sizes));
  const writer = new TableWriter();
  const width = sheets[chosen]?.data.reduce((most, row) => Math.max(most, row.length), 0) ?? 0;
  for (const row of sheets[chosen]?.data ?? []) writer.add(Array.from({ length: width }, (_, i) => cellText(row[i])));
  const others = sheets.filter((_, i) => i !== chosen && sizes[i] > 0);
  const names = others.map(({ sheet }) => `"${sheet}"`).join(', ');
  return writer.end(others.length === 0 ? [] : [`The workbook has ${sheets.length} sheets; "${sheets[chosen].sheet}" was read, ${names} ${others.length === 1 ? 'was' : 'were'} not.`]);
}

/** The size that the archive declares is what its parts are unpacked into, so that a small file cannot fill the memory. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<{ sheet: string; data: Cell[][] }[]> {
  try {
    let size = 0;
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        return false;
      },
    });
    refuseLarge('xlsx', size, 'content');
    const { buffer, byteOffset, byteLength } = bytes;
    const whole = byteOffset === 0 && byteLength === buffer.byteLength ? buffer : bytes.slice().buffer;
    return (await readWorkbook<string>(whole, { parseNumber: digits, trim: false })) as unknown as { sheet: string; data: Cell[][] }[];
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({ code: 'table.broken', where: 'the file', expected: 'an Excel workbook (.xlsx)', found: `one that cannot be read (${(error as Error).message.slice(0, 200)})`, repair: 'Open it in a spreadsheet program, save it again without a password, or save it as CSV.' });
  }
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().replace(/T00:00:00\.000Z$/, '').replace(/\.000Z$/, 'Z');
  return typeof cell === 'boolean' ? (cell ? 'TRUE' : 'FALSE') : cell;
}
