import { isAscii, isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { SNIFF_BYTES, sniffDialect, utf8End, type Dialect } from './dialect.ts';
import { findHeader, HEADER_RECORDS } from './findHeader.ts';
import { InputError } from './inputError.ts';

/** One row below the header. `row` counts as a spreadsheet does: the header is row 1, blank lines count. */
export interface CsvRow {
  readonly row: number;
  readonly fields: readonly string[];
}

/** An open table: the header is read, the rows stream. */
export interface CsvTable {
  /** Column names, trimmed and unique: a second `BEDS` is called `BEDS (2)`, an empty name `column 5`. */
  readonly header: readonly string[];
  readonly dialect: Dialect;
  /** What had to be mended while reading the header, in words. */
  readonly notes: readonly string[];
  /** To be read once. Ends the source when abandoned. Blank lines are left out. */
  readonly rows: AsyncGenerator<CsvRow, void>;
}

/** Longest record, in characters: beyond it a quote was left open or the file is no table. */
const MAX_RECORD = 1_000_000;
/** The same where the text was written by us and may hold whole outlines. */
const MAX_OWN_RECORD = 64_000_000;

/** What is known of a file before it is read. */
export interface KnownForm {
  readonly dialect: Dialect;
  /** True: the first line is the header, whatever it looks like. */
  readonly headerFirst: boolean;
}

/**
 * Opens a delimited text file as a stream; never holds more than a few chunks of it. Lines above the header (a title,
 * the day of the export) are passed over; where there is no header, columns are called `column 1`, `column 2`.
 *
 * @param known how the file is written, when that is no question
 * @throws InputError when it is empty, binary, of another format, or (while streaming) has an open quote or a giant record
 */
export async function readCsv(source: AsyncIterable<Uint8Array>, known?: KnownForm): Promise<CsvTable> {
  const chunks = source[Symbol.asyncIterator]();
  const { head, whole } = await readHead(chunks);
  const dialect = known?.dialect ?? sniffDialect(head, whole);
  const parser = parse({
    bom: true,
    delimiter: dialect.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: known ? MAX_OWN_RECORD : MAX_RECORD,
    from_line: 1 + dialect.skipLines,
  });
  const input = Readable.from(decoded(head, chunks, dialect), { objectMode: false });
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  const records = parser[Symbol.asyncIterator]() as AsyncIterator<string[]>;
  const first: CsvRow[] = [];
  let row = dialect.skipLines;
  let read = 0;
  while (first.length < (known?.headerFirst ? 1 : HEADER_RECORDS) && read < MOST_LINES_ABOVE) {
    const fields = await nextRecord(records, first.length === 0 ? 0 : row);
    if (fields === null) break;
    row++;
    read++;
    if (fields.some((field) => field.trim() !== '')) first.push({ row, fields });
  }
  if (first.length === 0) throw new InputError({ code: 'csv.empty', where: 'the file', expected: 'a header line and one row per account', found: 'blank lines', repair: 'Save the list again and check that it has rows.' });
  const found = known?.headerFirst ? { header: 0, data: 1, note: null } : findHeader(first);
  const width = Math.max(...first.map(({ fields }) => fields.length));
  const { header, notes } = uniqueNames(found.header === null ? new Array<string>(width).fill('') : first[found.header].fields);
  return { header, dialect, notes: [...(found.note === null ? [] : [found.note]), ...notes], rows: rowsOf(first.slice(found.data), records, row, () => input.destroy()) };
}

/** Lines looked through for a header. */
const MOST_LINES_ABOVE = 1000;

async function* rowsOf(first: readonly CsvRow[], records: AsyncIterator<string[]>, lastRow: number, close: () => void): AsyncGenerator<CsvRow, void> {
  let row = lastRow;
  try {
    yield* first;
    for (;;) {
      const fields = await nextRecord(records, row);
      if (fields === null) return;
      row++;
      if (fields.length === 1 && fields[0].trim() === '') continue;
      yield { row, fields };
    }
  } finally {
    close();
    await records.return?.();
  }
}

async function nextRecord(records: AsyncIterator<string[]>, lastRow = 0): Promise<string[] | null> {
  try {
    const step = await records.next();
    return step.done ? null : step.value;
  } catch (error) {
    const code = (error as { code?: string }).code;
    const where = lastRow === 0 ? 'the file' : `the file after row ${lastRow}`;
    if (code === 'CSV_MAX_RECORD_SIZE') throw new InputError({ code: 'csv.record_too_long', where, expected: 'rows of at most a million characters', found: 'a longer one', repair: 'Look for a quotation mark that is opened and never closed, or for a file that is no table.' });
    if (code === 'CSV_QUOTE_NOT_CLOSED') throw new InputError({ code: 'csv.quote_open', where, expected: 'every quotation mark to be closed', found: 'one that is still open at the end of the file', repair: 'Close it, or double quotation marks that belong to the text.' });
    if (code?.startsWith('CSV_')) throw new InputError({ code: 'csv.malformed', where, expected: 'delimited text', found: (error as Error).message, repair: 'Save the list again as CSV.' });
    throw error;
  }
}

async function readHead(chunks: AsyncIterator<Uint8Array>): Promise<{ head: Uint8Array; whole: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < SNIFF_BYTES) {
    const step = await chunks.next();
    if (step.done) return { head: Buffer.concat(parts), whole: true };
    parts.push(step.value);
    length += step.value.length;
  }
  return { head: Buffer.concat(parts), whole: false };
}

/**
 * Bytes as UTF-8. A file that was plain ASCII so far may still turn out to be Windows-1252 at its first other
 * byte, however late it comes: up to there the two encodings are the same.
 */
async function* decoded(head: Uint8Array, rest: AsyncIterator<Uint8Array>, dialect: Dialect): AsyncGenerator<Uint8Array, void> {
  let decoder = dialect.encoding === 'utf-8' ? null : new TextDecoder(dialect.encoding);
  let decided = decoder !== null;
  let carry: Uint8Array = new Uint8Array(0);
  let chunk: Uint8Array | undefined = head;
  try {
    while (chunk !== undefined) {
      if (!decided) {
        const bytes: Uint8Array = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
        const end = utf8End(bytes);
        const sure = bytes.subarray(0, end);
        if (!isUtf8(sure)) {
          decoder = new TextDecoder('windows-1252');
          decided = true;
          yield Buffer.from(decoder.decode(bytes, { stream: true }));
        } else {
          carry = bytes.slice(end);
          decided = !isAscii(sure);
          yield sure;
          if (decided) yield carry;
        }
      } else {
        yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
      }
      const step: IteratorResult<Uint8Array> = await rest.next();
      chunk = step.done ? undefined : step.value;
    }
    if (!decided && carry.length > 0) yield Buffer.from(new TextDecoder('windows-1252').decode(carry));
    else if (decoder) yield Buffer.from(decoder.decode());
  } finally {
    await rest.return?.();
  }
}

function uniqueNames(names: readonly string[]): { header: string[]; notes: string[] } {
  const header: string[] = [];
  const notes: string[] = [];
  const seen = new Set(names.map((name) => name.trim()));
  const used = new Set<string>();
  names.forEach((raw, position) => {
    const name = raw.trim() === '' ? `column ${position + 1}` : raw.trim();
    let free = name;
    for (let again = 2; used.has(free) || (free !== name && seen.has(free)); again++) free = `${name} (${again})`;
    if (free !== name) notes.push(`Column "${name}" stands more than once in the header; the one at position ${position + 1} is called "${free}".`);
    used.add(free);
    header.push(free);
  });
  return { header, notes };
}
