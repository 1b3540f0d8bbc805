import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type BodyOf, type ImportMapping, type RecordKind } from '../../contract/index.ts';
import { startTestServer, type TestServer } from '../startTestServer.ts';

const FOLDER = join(import.meta.dirname, 'files');
const FILES = readdirSync(FOLDER).sort();
/** Rows and records that are shown of a list. */
const SHOWN = 15;

/** Where columns are too messy to be guessed, somebody says what they are. */
const MAPPINGS: Readonly<Record<string, ImportMapping>> = {
  'amounts.csv': { fields: { id: 'id', lat: 'lat', lng: 'lng' }, constants: {}, measures: [{ name: 'Revenue', column: 'revenue', unit: 'currency' }], where: [], missing: 'reject' },
  'no-header.csv': { fields: { id: 'column 1', lat: 'column 2', lng: 'column 3' }, constants: {}, measures: [{ name: 'Revenue', column: 'column 4', unit: 'currency' }], where: [], missing: 'reject' },
  'swapped.csv': { fields: { id: 'id', lat: 'lng', lng: 'lat' }, constants: {}, measures: [], where: [], missing: 'reject' },
};

/** What kind a list is of, by its name; most are accounts. */
function kindOf(file: string): RecordKind {
  return file.startsWith('areas-') ? 'areas' : file.startsWith('people-') ? 'people' : 'accounts';
}

/** Lists as people really send them: each is taken in, or refused, as its file in `expected/` says. */
describe('messy lists', () => {
  let api: TestServer;

  beforeAll(async () => {
    api = await startTestServer();
  });
  afterAll(() => api.end());

  /** Everything that is said of a list, without ids and times. */
  async function judgement(file: string): Promise<unknown> {
    const body = readFileSync(join(FOLDER, file));
    const answer = await api.send(endpoints.uploadDataset, { query: { filename: file }, body });
    if (!answer.ok) return { refused: await told(answer) };
    const { id: datasetId, format, encoding, delimiter, header, rows, sample, guess } = (await answer.json()) as Awaited<ReturnType<typeof api.call<typeof endpoints.uploadDataset>>>;
    const kind = kindOf(file);
    const suggested = await api.call(endpoints.suggestMapping, { params: { datasetId }, query: { kind } });
    const read = { format, encoding, delimiter, header: header.slice(0, SHOWN), rows, sample: sample.slice(0, SHOWN), notes: guess.notes, fields: suggested.mapping?.fields ?? null, measures: suggested.mapping?.measures ?? null };
    const guessed = await imported({ datasetId, kind, layer: kind === 'areas' ? file : null });
    return { read, ...guessed, ...(MAPPINGS[file] === undefined ? {} : { mapped: await imported({ datasetId, kind, mapping: MAPPINGS[file] }) }) };
  }

  async function imported(body: BodyOf<typeof endpoints.startImport>): Promise<object> {
    const started = await api.send(endpoints.startImport, { body });
    if (!started.ok) return { refused: await told(started) };
    const { id: importId, counts, groups, measures } = (await started.json()) as Awaited<ReturnType<typeof api.call<typeof endpoints.startImport>>>;
    const { changes } = await api.call(endpoints.readImportChanges, { params: { importId }, query: { change: 'new', limit: SHOWN } });
    const problems = new TextDecoder().decode(await api.call(endpoints.readImportProblems, { params: { importId } })).trimEnd().split('\n').slice(1, SHOWN + 1);
    return { counts, groups: groups.map(({ column, code, count, kept }) => ({ column, code, count, kept })), problems, totals: measures.map(({ name, after }) => ({ name, after })), records: changes.map(({ key, row, to }) => ({ row, key: key.length > 60 ? `${key.slice(0, 57)}...` : key, ...to })) };
  }

  async function told(response: Response): Promise<unknown> {
    const { status, code, detail, where, expected, found, repair } = (await response.json()) as Record<string, unknown>;
    expect(status, 'a refusal, not a fault').toBeLessThan(500);
    expect(repair, 'how to repair it').toEqual(expect.any(String));
    return { status, code, detail, where, expected, found, repair };
  }

  it.each(FILES)('%s', async (file) => {
    await expect(`${JSON.stringify(await judgement(file), null, 1)}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'expected', `${file}.json`));
    expect(api.trouble).toEqual([]);
  });
});
