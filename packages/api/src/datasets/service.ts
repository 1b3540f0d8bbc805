import { createHash } from 'node:crypto';
import type { Check, Dataset, Mapping, RowProblem } from '../../contract/datasets.ts';
import type { Db } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { PlaceData } from '../units/placeData.ts';
import { belongsTo } from '../cli/regionOf.ts';
import type { RowCounts } from './collectAccounts.ts';
import { GUESS_ROWS, guessMapping } from './guessMapping.ts';
import { judgeRow, prepareJudge, type Judge } from './judgeRow.ts';
import { sumUp } from './judgement.ts';
import { postalLocator } from './locatePostal.ts';
import { FORMAT_BYTES, formatOf, LIMITS, refuseLarge, type Format } from './formats.ts';
import { packTable, type PackedTable } from './packTable.ts';
import { readCsv, type CsvRow, type CsvTable } from './readCsv.ts';
import * as store from './store.ts';
import { roomForFiles, rowsReached, storageReached, type QuotaLimits } from '../workspace/quota.ts';
import type { TableThread } from './tableThread.ts';
import { openTableText } from './toTable.ts';

/** Accepted accounts, and how many rows became what. */
export interface ReadAccounts {
  readonly accounts: PackedTable;
  readonly counts: RowCounts;
  readonly measures: Judge['measures'];
}

/** What became of the rows that are no account. */
export interface ReadProblems {
  /** Every reason, in the order of the file; to be read once. */
  readonly problems: AsyncIterable<RowProblem>;
  /** Complete once the problems are read. */
  readonly counts: RowCounts;
  /** The file's mark between whole and fraction. */
  readonly decimal: '.' | ',';
}

export interface Datasets {
  /** Removes what uploads that never ended have left. */
  tidy(): Promise<void>;
  upload(actor: Actor, filename: string, source: AsyncIterable<Uint8Array>): Promise<Dataset>;
  read(actor: Actor, datasetId: string): Promise<Dataset>;
  check(actor: Actor, datasetId: string, mapping: Mapping, region: string | null): Promise<Check>;
  /** A stored file with the table it holds, to be read once. */
  table(actor: Actor, datasetId: string): Promise<{ readonly dataset: Dataset; readonly table: CsvTable }>;
  /** Every problem of a check, judged anew, and the name of the file it is about. */
  problems(actor: Actor, datasetId: string, checkId: string): Promise<{ readonly problems: AsyncIterable<RowProblem>; readonly filename: string }>;
  /** The same under any mapping, as its rows are read. */
  rejected(actor: Actor, datasetId: string, mapping: Mapping, region: string | null): Promise<ReadProblems>;
  /** Reads a stored file under a mapping; with a region, rows that lie outside are rejected. */
  accounts(actor: Actor, datasetId: string, mapping: Mapping, region: string | null, onRow?: (rows: number) => void): Promise<ReadAccounts>;
}

const SAMPLE_ROWS = 20;
const SAMPLE_CELL = 500;
const LARGEST_HEADER = 2000;

interface Deps {
  readonly db: Db;
  readonly places: PlaceData;
  readonly pool: EnginePool;
  readonly tables: TableThread;
  readonly maxUploadBytes: number;
  readonly quota: QuotaLimits;
}

export function datasets({ db, places, pool, tables, maxUploadBytes, quota }: Deps): Datasets {
  async function upload(actor: Actor, filename: string, source: AsyncIterable<Uint8Array>): Promise<Dataset> {
    const room = await roomForFiles(db, actor.workspaceId, quota);
    const id = await store.newDatasetId(db);
    const hash = createHash('sha256');
    let bytes = 0;
    async function* measured(): AsyncGenerator<Uint8Array, void> {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > maxUploadBytes) throw new AppError('request.too_large', { expected: `a file of at most ${maxUploadBytes} bytes`, repair: 'Leave out columns that are not needed, or raise HEXALIGN_MAX_UPLOAD_MB.' });
        if (bytes > room.bytes) throw storageReached(quota.storageBytes!, quota.storageBytes! - room.bytes + bytes);
        hash.update(chunk);
        yield chunk;
      }
    }
    try {
      const format = await store.writeFile(db, actor.workspaceId, id, 'file', measured()).then(() => formatOfFile(actor.workspaceId, id));
      const notes = format === 'csv' ? [] : await keepTable(actor.workspaceId, id, format, bytes);
      const facts = await lookInto(await open(actor.workspaceId, id, format), format, notes);
      if (facts.rows > room.rows) throw rowsReached(quota.rows!, quota.rows! - room.rows + facts.rows);
      await store.insertDataset(db, { id, workspaceId: actor.workspaceId, actor: actor.id, filename: safeName(filename), bytes, sha256: hash.digest('hex'), ...facts });
    } catch (error) {
      await store.dropFile(db, actor.workspaceId, id);
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') throw new AppError('dataset.interrupted', { found: `${bytes} bytes` });
      throw error;
    }
    return read(actor, id);
  }

  async function formatOfFile(workspaceId: string, datasetId: string): Promise<Format> {
    for await (const part of store.readFile(db, workspaceId, datasetId, 'file')) return formatOf(part.subarray(0, FORMAT_BYTES));
    return 'csv';
  }

  /** Keeps what a file of another format holds as delimited text beside it. Returns what was decided in reading it. */
  async function keepTable(workspaceId: string, datasetId: string, format: Exclude<Format, 'csv'>, bytes: number): Promise<readonly string[]> {
    refuseLarge(format, bytes, 'file');
    const whole = new Uint8Array(Math.min(bytes, LIMITS[format].file));
    let at = 0;
    for await (const part of store.readFile(db, workspaceId, datasetId, 'file')) {
      whole.set(part, at);
      at += part.length;
    }
    const { parts, notes } = await tables.read(format, whole);
    await store.writeFile(db, workspaceId, datasetId, 'table', parts);
    return notes;
  }

  /** The table that a stored file holds, to be read once. */
  function open(workspaceId: string, datasetId: string, format: Format): Promise<CsvTable> {
    return format === 'csv' ? readCsv(store.readFile(db, workspaceId, datasetId, 'file')) : openTableText(format, store.readFile(db, workspaceId, datasetId, 'table'));
  }

  async function read(actor: Actor, datasetId: string): Promise<Dataset> {
    const found = await store.findDataset(db, actor.workspaceId, datasetId);
    if (found === null) throw new AppError('dataset.unknown');
    return found;
  }

  /** The rows of a file, to be read once, with their judge. */
  async function judged(actor: Actor, datasetId: string, mapping: Mapping, region: string | null): Promise<{ rows: AsyncIterable<CsvRow>; judge: Judge }> {
    const { format } = await read(actor, datasetId);
    const table = await open(actor.workspaceId, datasetId, format);
    const asked = region === null ? null : places.region(region);
    if (region !== null && asked === null) throw new AppError('region.unknown', { found: region, expected: 'a code such as us, us-lower48, us-ca or de' });
    return { rows: table.rows, judge: prepareJudge(table.header, mapping, table.dialect, { locate: postalLocator(places.zip), ...(asked === null ? {} : { inside: belongsTo(asked) }) }) };
  }

  async function accounts(actor: Actor, datasetId: string, mapping: Mapping, region: string | null, onRow?: (rows: number) => void): Promise<ReadAccounts> {
    const { rows, judge } = await judged(actor, datasetId, mapping, region);
    return { ...(await packTable(rows, judge, onRow)), measures: judge.measures };
  }

  async function rejected(actor: Actor, datasetId: string, mapping: Mapping, region: string | null): Promise<ReadProblems> {
    const { rows, judge } = await judged(actor, datasetId, mapping, region);
    const counts = { rows: 0, accepted: 0, rejected: 0, filtered: 0 };
    async function* reasons(): AsyncGenerator<RowProblem, void> {
      for await (const row of rows) {
        const one = judgeRow(judge, row);
        counts.rows++;
        counts[one.kind === 'account' ? 'accepted' : one.kind]++;
        if (one.kind === 'rejected') yield* one.problems;
      }
    }
    return { problems: reasons(), counts, decimal: judge.decimal };
  }

  async function check(actor: Actor, datasetId: string, mapping: Mapping, region: string | null): Promise<Check> {
    const { rows, judge } = await judged(actor, datasetId, mapping, region);
    const summed = await sumUp(rows, judge);
    const ground = await pool.run('ground', { lngLat: summed.lngLat, values: summed.values });
    return store.insertCheck(db, actor.workspaceId, { datasetId, mapping, region, ...summed.on(ground) });
  }

  async function problems(actor: Actor, datasetId: string, checkId: string): Promise<{ problems: AsyncIterable<RowProblem>; filename: string }> {
    const { filename } = await read(actor, datasetId);
    const asked = await store.findCheck(db, actor.workspaceId, datasetId, checkId);
    if (asked === null) throw new AppError('check.unknown');
    return { problems: (await rejected(actor, datasetId, asked.mapping, asked.region)).problems, filename };
  }

  async function tableOf(actor: Actor, datasetId: string): Promise<{ dataset: Dataset; table: CsvTable }> {
    const dataset = await read(actor, datasetId);
    return { dataset, table: await open(actor.workspaceId, datasetId, dataset.format) };
  }

  return { upload, read, accounts, check, problems, rejected, table: tableOf, tidy: () => store.dropAbandonedFiles(db) };
}

/** One pass over a fresh file: how it is written, how many rows, what its columns may be. */
async function lookInto(table: CsvTable, format: Format, said: readonly string[]): Promise<{ rows: number; facts: store.DatasetFacts }> {
  if (table.header.length > LARGEST_HEADER) throw new AppError('dataset.not_a_table', { where: 'the header', found: `${table.header.length} columns`, expected: `at most ${LARGEST_HEADER} columns`, repair: 'Leave out columns that are not needed.' });
  const first: CsvRow[] = [];
  let rows = 0;
  for await (const row of table.rows) {
    rows++;
    if (first.length < GUESS_ROWS) first.push(row);
  }
  if (rows === 0) throw new AppError('dataset.empty', { where: 'the file', expected: 'one row per account below the header', found: 'a header only', repair: 'Save the list again and check that it has rows.' });
  const guess = guessMapping(table.header, first, table.dialect);
  return {
    rows,
    facts: {
      format,
      encoding: table.dialect.encoding,
      delimiter: table.dialect.delimiter,
      header: [...table.header],
      sample: first.slice(0, SAMPLE_ROWS).map(({ fields }) => fields.slice(0, table.header.length).map((field) => field.slice(0, SAMPLE_CELL))),
      guess: {
        mapping: guess.mapping,
        notes: [...said, ...table.notes, ...guess.faults.map((fault) => `${capital(fault.where)}: expected ${fault.expected}, found ${fault.found}.`)],
        measureColumns: guess.measureColumns.map((column) => ({ ...column })),
        currentColumns: [...guess.currentColumns],
      },
    },
  };
}

/** Name of a file without folders and control characters. */
function safeName(filename: string): string {
  return filename.replace(/^.*[\\/]/, '').replace(/\p{Cc}/gu, '').trim() || 'accounts.csv';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
