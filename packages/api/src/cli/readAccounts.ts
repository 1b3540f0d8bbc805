import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { zipCentroid } from '@hexalign/data';
import type { Mapping, RowProblem } from '../../contract/datasets.ts';
import { collectAccounts, type Collected } from '../datasets/collectAccounts.ts';
import { FORMAT_BYTES, formatOf, refuseLarge } from '../datasets/formats.ts';
import { guessMapping, GUESS_ROWS } from '../datasets/guessMapping.ts';
import { InputError } from '../datasets/inputError.ts';
import { prepareJudge, type JudgeOptions } from '../datasets/judgeRow.ts';
import { PostalTable, postalLocator } from '../datasets/locatePostal.ts';
import { parseNumber } from '../datasets/parseNumber.ts';
import { readCsv, type CsvRow, type CsvTable } from '../datasets/readCsv.ts';
import { openTableText, toTable } from '../datasets/toTable.ts';
import { openFault } from './openFault.ts';

/** An accounts file, read and judged. */
export interface ReadAccounts extends Collected {
  readonly header: readonly string[];
  readonly mapping: Mapping;
  readonly decimal: '.' | ',';
  /** What was guessed or mended, in words. */
  readonly notes: readonly string[];
  /** Hex SHA-256 of the file's bytes. */
  readonly inputHash: string;
}

/**
 * Reads an accounts file in one pass.
 *
 * @param given what the user said about the columns
 * @throws InputError naming the file, when it is no table, its columns cannot be told, or no row can be used
 */
export async function readAccounts(path: string, given: Partial<Mapping>, options: JudgeOptions, onRow?: (rows: number) => void | Promise<void>): Promise<ReadAccounts> {
  const hash = createHash('sha256');
  const table = await openTable(path, hash);
  const sample: CsvRow[] = [];
  while (sample.length < GUESS_ROWS) {
    const step = await table.rows.next();
    if (step.done) break;
    sample.push(step.value);
  }
  if (sample.length === 0) throw new InputError({ code: 'csv.header_only', where: path, expected: 'rows below the header', found: `a header of ${table.header.length} columns alone`, repair: 'Check the export.' });
  const guess = guessMapping(table.header, sample, table.dialect, given);
  if (!guess.mapping) {
    await table.rows.return?.();
    const [first, ...more] = guess.faults.map((fault) => new InputError({ ...fault, where: `${fault.where} of ${path}` }));
    throw new InputError(first.fault, more.map(({ message }) => message));
  }
  const judge = prepareJudge(table.header, guess.mapping, table.dialect, options);
  refuseOtherCoordinates(path, table, guess.mapping, sample);
  const collected = await collectAccounts(chained(sample, table.rows), judge, onRow);
  if (collected.counts.accepted === 0) throw nothingAccepted(path, collected.counts, collected.problems);
  const { dialect } = table;
  const form = [dialect.encoding === 'utf-8' ? '' : dialect.encoding, dialect.delimiter === ',' ? '' : `delimiter ${JSON.stringify(dialect.delimiter)}`, dialect.decimal === '.' ? '' : 'decimal comma'].filter((part) => part !== '');
  return {
    ...collected,
    header: table.header,
    mapping: guess.mapping,
    decimal: dialect.decimal,
    notes: [...(form.length > 0 ? [`Read as ${form.join(', ')}.`] : []), ...table.notes, ...guess.guesses.map((line) => `Guessed ${line}.`)],
    inputHash: hash.digest('hex'),
  };
}

/** Opens a file that holds a table. @param hash takes in every byte that is read */
export async function openTable(path: string, hash?: Hash): Promise<CsvTable> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
      hash?.update(chunk);
      yield chunk;
    }
  }
  try {
    const source = bytes();
    const first = await source.next();
    const head = first.done ? new Uint8Array(0) : first.value;
    const format = formatOf(head.subarray(0, FORMAT_BYTES));
    if (format === 'csv') return await readCsv(resumed(head, source));
    refuseLarge(format, (await stat(path)).size, 'file');
    const chunks: Uint8Array[] = [];
    for await (const chunk of resumed(head, source)) chunks.push(chunk);
    const { parts, notes } = await toTable(format, new Uint8Array(Buffer.concat(chunks)));
    const table = await openTableText(format, Readable.from(parts));
    return { ...table, notes: [...notes, ...table.notes] };
  } catch (error) {
    if (error instanceof InputError) throw new InputError({ ...error.fault, where: `${path}, ${error.fault.where}` }, error.details);
    if ((error as { code?: string }).code === 'EISDIR') throw new InputError({ code: 'file.unusable', where: path, expected: 'a file that holds a table', found: 'a folder', repair: 'Name a file in it; a folder that holds a graph goes with --graph.' });
    throw openFault(error, path, 'the accounts file', 'a file that can be read');
  }
}

async function* resumed(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}

/** Places by US ZIP, or by a table of the user's own. @throws InputError */
export async function postalPlaces(tablePath: string | null): Promise<NonNullable<JudgeOptions['locate']>> {
  return postalLocator(zipCentroid, tablePath === null ? undefined : await readPostalTable(tablePath));
}

async function readPostalTable(path: string): Promise<PostalTable> {
  const file = await openTable(path);
  const places = new PostalTable();
  const at = (names: RegExp, what: string): number => {
    const position = file.header.findIndex((name) => names.test(name.trim()));
    if (position < 0) throw new InputError({ code: 'postal.table', where: `--postal-table ${path}`, expected: `a column for the ${what}`, found: file.header.map((name) => `"${name}"`).join(', '), repair: 'Use a header postal,lat,lng and optionally country.' });
    return position;
  };
  const postal = at(/^(postal|postal_?code|postcode|zip|zip_?code|plz|code)$/i, 'postal code');
  const lat = at(/^(lat|latitude|y)$/i, 'latitude');
  const lng = at(/^(lng|lon|long|longitude|x)$/i, 'longitude');
  const country = file.header.findIndex((name) => /^(country|country_?code|iso2?)$/i.test(name.trim()));
  for await (const { fields } of file.rows) {
    const y = parseNumber(fields[lat] ?? '', file.dialect.decimal);
    const x = parseNumber(fields[lng] ?? '', file.dialect.decimal);
    if (x === null || y === null || Math.abs(x) > 180 || Math.abs(y) > 90 || !fields[postal]?.trim()) continue;
    places.add(fields[postal], country < 0 ? null : fields[country].trim() || null, x, y);
  }
  if (places.size === 0) throw new InputError({ code: 'postal.table', where: `--postal-table ${path}`, expected: 'rows with a postal code and degrees', found: 'none', repair: 'Use a header postal,lat,lng and optionally country.' });
  return places;
}

async function* chained(first: readonly CsvRow[], rest: AsyncIterable<CsvRow>): AsyncGenerator<CsvRow> {
  yield* first;
  yield* rest;
}

/** Named columns are taken as they are, but not when they are plainly metres, or when they fit the other way round only. */
function refuseOtherCoordinates(path: string, { header, dialect }: CsvTable, { place }: Mapping, sample: readonly CsvRow[]): void {
  if (place.kind !== 'lngLat') return;
  const read = (name: string) => sample.map(({ fields }) => parseNumber(fields[header.indexOf(name)] ?? '', dialect.decimal)).filter((value) => value !== null);
  const lats = read(place.lat);
  const lngs = read(place.lng);
  const share = (values: number[], limit: number) => values.filter((value) => Math.abs(value) <= limit).length / Math.max(1, values.length);
  if (lats.length > 0 && share(lats, 1000) < 0.5 && share(lngs, 1000) < 0.5) {
    throw new InputError({ code: 'place.projected', where: path, expected: `degrees in "${place.lat}" and "${place.lng}"`, found: `projected coordinates such as ${lats[0]} and ${lngs[0]}`, repair: 'Name columns in degrees, or reproject to WGS 84 (EPSG:4326) first.' });
  }
  if (lats.length > 0 && share(lats, 90) < 0.95 && share(lngs, 90) >= 0.95 && share(lats, 180) >= 0.95) {
    throw new InputError({ code: 'place.swapped', where: path, expected: `latitudes in "${place.lat}"`, found: 'numbers that are longitudes', repair: `Say --lat "${place.lng}" --lng "${place.lat}".` });
  }
}

function nothingAccepted(path: string, counts: Collected['counts'], problems: readonly RowProblem[]): InputError {
  const shown = problems.slice(0, 20).map(({ row, column, code, found, expected }) => `row ${row}${column === '' ? '' : `, ${column}`}: ${code}, found "${found}", expected ${expected}`);
  const found = counts.rejected === 0 ? `none of ${counts.rows} rows matched by --where` : `${counts.rejected} of ${counts.rows} rows rejected${counts.filtered > 0 ? `, ${counts.filtered} left out by --where` : ''}`;
  const outside = problems.length > 0 && problems.every(({ code }) => code === 'place.outside_region');
  return new InputError({ code: 'rows.none_accepted', where: path, expected: 'at least one row that can be used', found, repair: counts.rejected === 0 ? 'Check the value and its case.' : outside ? 'Check --region, and whether latitude and longitude are swapped.' : 'The first reasons follow.' }, shown);
}
