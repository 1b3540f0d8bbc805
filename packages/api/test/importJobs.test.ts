import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Import, type Job, type StartImport } from '../contract/index.ts';
import { endOf, eventsOf } from './following.ts';
import { startWorkerProcess, type OtherProcess } from './process.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const FEW = 300;
const MANY = 120_000;

/** A list of accounts over Germany; every hundredth has no usable revenue. */
function list(rows: number, revenue = (i: number): string => (i % 100 === 99 ? 'much' : String(i % 7))): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: rows }, (_, i) => `A${i},${48 + (i % 400) / 100},${8 + (i % 350) / 100},${revenue(i)}`);
  return new TextEncoder().encode(`ID,lat,lng,Revenue\n${lines.join('\n')}\n`);
}

describe('imports of large lists', () => {
  let api: TestServer;
  const workers: OtherProcess[] = [];

  const worker = async (): Promise<void> => void workers.push(await startWorkerProcess(api.dataDir));
  const start = async (bytes: Uint8Array<ArrayBuffer>, more: Partial<StartImport> = {}): Promise<Import> => {
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: 'list.csv' }, body: bytes });
    return api.call(endpoints.startImport, { body: { datasetId: id, kind: 'accounts', ...more } });
  };
  const read = (importId: string): Promise<Import> => api.call(endpoints.readImport, { params: { importId } });
  const of = ({ id }: Import) => ({ params: { importId: id } });
  const running = (jobId: string): Promise<unknown> => eventsOf(api, jobId, ({ type, data }) => type === 'progress' && data.done > 0);
  const total = async (): Promise<number> => (await api.call(endpoints.listRecords, { params: { kind: 'accounts' }, query: { limit: 1 } })).total;
  const attempts = async (jobId: string): Promise<number> => (await sql<{ attempt: number }>`select attempt from jobs where id = ${jobId}`.execute(api.server.db)).rows[0].attempt;

  beforeAll(async () => {
    api = await startTestServer({ HEXALIGN_JOBS: '0', HEXALIGN_IMPORT_ROWS_AT_ONCE: '200' });
    await worker();
  });
  afterAll(async () => {
    for (const one of workers) if (one.child.exitCode === null && one.child.signalCode === null) await one.kill();
    await api.end();
  });

  it('answer small ones at once and have jobs do the others, with the same outcome', async () => {
    expect(await start(list(150))).toMatchObject({ state: 'checked', jobId: null, counts: { rows: 150, accepted: 149, rejected: 1 } });
    const judging = await start(list(FEW));
    expect(judging).toMatchObject({ state: 'judging', counts: { rows: 0 } });
    expect(await endOf(api, judging.jobId!)).toMatchObject({ kind: 'judge', state: 'done', planId: null, importId: judging.id, error: null });
    expect(await read(judging.id)).toMatchObject({ state: 'checked', jobId: null, counts: { rows: FEW, accepted: 297, rejected: 3 }, changes: { new: 297 }, groups: [{ code: 'field.not_a_number', count: 3 }] });
    const committing = await api.call(endpoints.commitImport, of(judging));
    expect(committing.state).toBe('checked');
    expect(await endOf(api, committing.jobId!)).toMatchObject({ kind: 'commit', state: 'done' });
    expect(await read(judging.id)).toMatchObject({ state: 'committed', jobId: null });
    expect(await total()).toBe(297);
    const undoing = await api.call(endpoints.undoImport, of(judging));
    expect((await endOf(api, undoing.jobId!)).state).toBe('done');
    expect([(await read(judging.id)).state, await total()]).toEqual(['undone', 0]);
  });

  it('refuse a mapping that does not fit at once, and tell what failed later', async () => {
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: 'list.csv' }, body: list(FEW) });
    const body = { datasetId: id, kind: 'accounts' as const, mapping: { fields: { id: 'Nummer' }, constants: {}, measures: [], where: [], missing: 'keep' as const } };
    expect(await api.refused(endpoints.startImport, { body })).toMatchObject({ code: 'mapping.column_unknown' });
    const open = await start(new TextEncoder().encode(`ID,lat,lng\n${'1,48,9\n'.repeat(FEW)}"2,48,9\n`)).catch(async (error: Error) => error);
    expect(String(open)).toContain('csv.quote_open');
  });

  it('refuse a commit whose register has changed meanwhile, as its job tells', async () => {
    const [a, b] = [await start(list(FEW)), await start(list(FEW))];
    for (const { jobId } of [a, b]) await endOf(api, jobId!);
    await endOf(api, (await api.call(endpoints.commitImport, of(a))).jobId!);
    expect(await endOf(api, (await api.call(endpoints.commitImport, of(b))).jobId!)).toMatchObject({ state: 'failed', error: { code: 'import.stale' } });
    const again = await api.call(endpoints.checkImport, of(b));
    await endOf(api, again.jobId!);
    expect(await read(b.id)).toMatchObject({ state: 'checked', changes: { new: 0, unchanged: 297 } });
    await endOf(api, (await api.call(endpoints.undoImport, of(a))).jobId!);
  });

  it('stop when they are cancelled: a list that was being read is as if it had never come', async () => {
    const { id, jobId } = await start(list(MANY));
    await running(jobId!);
    expect((await api.refused(endpoints.commitImport, { params: { importId: id } })).code).toBe('import.state');
    const asked = await api.call(endpoints.cancelJob, { params: { jobId: jobId! }, body: { keep: false } });
    expect(asked.state === 'running' ? await endOf(api, jobId!) : asked).toMatchObject({ state: 'cancelled', importId: null });
    expect((await api.refused(endpoints.readImport, { params: { importId: id } })).code).toBe('import.unknown');
    const { rows } = await sql`select relname from pg_class where relnamespace = 'staging'::regnamespace and relname like ${`_\\_${id.replaceAll('-', '')}`}`.execute(api.server.db);
    expect(rows).toEqual([]);
  });

  let judged: Import;
  it('are taken up again when their worker is killed while it reads', async () => {
    const { id, jobId } = await start(list(MANY));
    await running(jobId!);
    await workers.at(-1)!.kill();
    await worker();
    expect((await endOf(api, jobId!)).state).toBe('done');
    expect(await attempts(jobId!)).toBeGreaterThan(1);
    judged = await read(id);
    expect(judged).toMatchObject({ state: 'checked', counts: { rows: MANY, rejected: MANY / 100 }, changes: { new: MANY - MANY / 100 } });
  });

  it('stop in the middle of a commit, with nothing changed, and are applied once when a worker is killed there', async () => {
    const first = (await api.call(endpoints.commitImport, of(judged))).jobId!;
    await running(first);
    expect(await api.refused(endpoints.commitImport, of(judged))).toMatchObject({ code: 'import.state', found: 'an import that a job is working on' });
    const asked = await api.call(endpoints.cancelJob, { params: { jobId: first }, body: { keep: false } });
    const ended: Job = asked.state === 'running' ? await endOf(api, first) : asked;
    expect(ended.state).toBe('cancelled');
    expect([(await read(judged.id)).state, await total()]).toEqual(['checked', 0]);

    const second = (await api.call(endpoints.commitImport, of(judged))).jobId!;
    await running(second);
    await workers.at(-1)!.kill();
    await worker();
    expect((await endOf(api, second)).state).toBe('done');
    expect([(await read(judged.id)).state, await total()]).toEqual(['committed', MANY - MANY / 100]);
    const { rows } = await sql<{ changes: number }>`select count(*) as changes from register_changes where import_id = ${judged.id}`.execute(api.server.db);
    expect(rows[0].changes).toBe(1);
  });
});
