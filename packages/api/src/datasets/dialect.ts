import { isUtf8 } from 'node:buffer';
import { InputError } from './inputError.ts';

/** How a delimited text file is written. */
export interface Dialect {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly delimiter: ',' | ';' | '\t' | '|';
  /** The mark between whole and fraction: `1234.5` or `1234,5`. */
  readonly decimal: '.' | ',';
  /** Lines before the header: 1 when a spreadsheet wrote `sep=;` first. */
  readonly skipLines: 0 | 1;
}

/** Bytes looked at before anything is decided. */
export const SNIFF_BYTES = 1 << 16;

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Finds encoding, delimiter and decimal mark from the first bytes of a file.
 *
 * @param head up to `SNIFF_BYTES` bytes, fewer only when the file is shorter
 * @param whole true when `head` is the whole file
 * @throws InputError `csv.empty`, `csv.binary`, `csv.other_format`
 */
export function sniffDialect(head: Uint8Array, whole: boolean): Dialect {
  refuseOtherFormats(head);
  const encoding = encodingOf(head, whole);
  const text = new TextDecoder(encoding).decode(head);
  if (text.trim() === '') throw new InputError({ code: 'csv.empty', where: 'the file', expected: 'a header line and one row per account', found: 'nothing', repair: 'Save the list again and check that it has rows.' });
  refuseMarkup(text);
  const named = /^sep=([,;\t|])\r?\n/i.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const records = quickSplit(body, whole);
  const delimiter = named ? (named[1] as Dialect['delimiter']) : delimiterOf(records);
  return { encoding, delimiter, decimal: decimalOf(records, delimiter), skipLines: named ? 1 : 0 };
}

const MAGIC: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'a ZIP archive'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook'],
  ['\u001f\u008b', 'a gzip archive'],
  ['%PDF', 'a PDF document'],
  ['\u0089PNG', 'a picture'],
  ['\u00ff\u00d8\u00ff', 'a picture'],
];

function refuseOtherFormats(head: Uint8Array): void {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1');
  for (const [magic, name] of MAGIC) {
    if (start.startsWith(magic)) throw otherFormat(name);
  }
}

function refuseMarkup(text: string): void {
  const start = text.trimStart();
  if (/^[[{]\s*["{[]/.test(start)) throw otherFormat('JSON');
  if (/^<(!doctype|\?xml|html|kml|table)/i.test(start)) throw otherFormat('a web page or XML');
}

function otherFormat(name: string): InputError {
  return new InputError({ code: 'csv.other_format', where: 'the file', expected: 'CSV, TSV, XLSX, GeoJSON or Parquet', found: name, repair: 'Save or export it as one of these first.' });
}

function encodingOf(head: Uint8Array, whole: boolean): Dialect['encoding'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  let control = 0;
  for (let i = 0; i < head.length; i++) {
    if (head[i] === 0) zeros[i & 1]++;
    else if (head[i] < 32 && head[i] !== 9 && head[i] !== 10 && head[i] !== 13) control++;
  }
  const half = head.length / 2;
  if (zeros[1] > 0.3 * half && zeros[0] < 0.05 * half) return 'utf-16le';
  if (zeros[0] > 0.3 * half && zeros[1] < 0.05 * half) return 'utf-16be';
  if (zeros[0] + zeros[1] > 0 || control > 0.02 * head.length) throw otherFormat('binary data');
  return isUtf8(whole ? head : head.subarray(0, utf8End(head))) ? 'utf-8' : 'windows-1252';
}

/** Length of `bytes` without a multi-byte sequence that is cut off at its end. */
export function utf8End(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return need > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** Splits into up to 200 records, quotes respected; a record cut off by the end of the sample is dropped. */
function quickSplit(text: string, whole: boolean): string[] {
  const records: string[] = [];
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length && records.length < 200; i++) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    else if (!quoted && (c === '\n' || c === '\r')) {
      if (i > start) records.push(text.slice(start, i));
      start = i + 1;
    }
  }
  if (records.length < 200 && start < text.length && (whole || records.length === 0)) records.push(text.slice(start));
  return records;
}

function splitRecord(record: string, delimiter: string): string[] {
  const fields: string[] = [];
  let quoted = false;
  let start = 0;
  for (let i = 0; i < record.length; i++) {
    if (record[i] === '"') quoted = !quoted;
    else if (!quoted && record[i] === delimiter) {
      fields.push(record.slice(start, i));
      start = i + 1;
    }
  }
  fields.push(record.slice(start));
  return fields;
}

/** The delimiter that cuts most records into equally many fields, whatever a title above them says; ties go to the one with more fields. */
function delimiterOf(records: readonly string[]): Dialect['delimiter'] {
  let best: Dialect['delimiter'] = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>();
    for (const record of records) {
      const fields = splitRecord(record, delimiter).length;
      if (fields >= 2) counts.set(fields, (counts.get(fields) ?? 0) + 1);
    }
    for (const [fields, agreeing] of counts) {
      const score = (agreeing / records.length) * 1000 + Math.min(fields, 999);
      if (score > bestScore) {
        best = delimiter;
        bestScore = score;
      }
    }
  }
  return best;
}

/** Counts values that can only be read one way; without any, a semicolon file with commas in numbers has a decimal comma. */
function decimalOf(records: readonly string[], delimiter: string): Dialect['decimal'] {
  let comma = 0;
  let dot = 0;
  let unclear = 0;
  for (const record of records.slice(1)) {
    for (const field of splitRecord(record, delimiter)) {
      const value = field.replaceAll('"', '').trim();
      if (/^[-+]?\d+,\d+$/.test(value)) {
        if (/^[-+]?[1-9]\d{0,2},\d{3}$/.test(value)) unclear++;
        else comma++;
      } else if (/^[-+]?\d{1,3}(\.\d{3})+,\d+$/.test(value) || /^[-+]?\d{1,3}(\.\d{3}){2,}$/.test(value)) comma++;
      else if (/^[-+]?\d+\.\d+$/.test(value) && !/^[-+]?[1-9]\d{0,2}\.\d{3}$/.test(value)) dot++;
      else if (/^[-+]?\d{1,3}(,\d{3})+\.\d+$/.test(value)) dot++;
    }
  }
  if (comma !== dot) return comma > dot ? ',' : '.';
  return delimiter === ';' && unclear > 0 ? ',' : '.';
}
