import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Plan, type Problem } from '../contract/index.ts';
import { accountsFile, mapping, planOf } from './accountsFile.ts';
import { builtPlan } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const list = (rows: number, cell = 'x'): Uint8Array => bytes(`id,lat,lng,name\n${Array.from({ length: rows }, (_, i) => `A${i},50,9,${cell}`).join('\n')}\n`);

/** Every limit says what it is, what was found, and what to do. */
describe('limits', () => {
  let api: TestServer;
  let plan: Plan;

  const told = (problem: Problem) => ({ code: problem.code, expected: problem.expected, found: problem.found, repair: problem.repair });
  const whole = (code: string, expected: RegExp, found: RegExp) => ({ code, expected: expect.stringMatching(expected) as string, found: expect.stringMatching(found) as string, repair: expect.stringMatching(/\w+/) as string });
  const upload = (body: Uint8Array, filename = 'list.csv') => api.refused(endpoints.uploadDataset, { query: { filename }, body });

  beforeAll(async () => {
    api = await startTestServer({ HEXALIGN_MAX_UPLOAD_MB: '2', HEXALIGN_QUOTA_STORAGE_MB: '3', HEXALIGN_QUOTA_ROWS: '3000', HEXALIGN_QUOTA_JOBS: '2' });
    plan = await builtPlan(api);
  });
  afterAll(() => api.end());

  it('of a body', async () => {
    const refused = await api.refused(endpoints.patchPlan, { params: { planId: plan.id }, body: { name: 'x'.repeat(300_000) } });
    expect(told(refused)).toEqual(whole('request.too_large', /^at most 262144 bytes$/, /^3000\d\d bytes$/));
  });

  it('of a file', async () => {
    expect(told(await upload(new Uint8Array(2 * 1024 * 1024 + 1).fill(65)))).toMatchObject({ code: 'request.too_large', expected: 'a file of at most 2097152 bytes', repair: expect.stringContaining('HEXALIGN_MAX_UPLOAD_MB') as string });
  });

  it('of columns, of a row, and of what a cell may hold', async () => {
    expect(told(await upload(bytes(`${Array.from({ length: 2001 }, (_, i) => `c${i}`).join(',')}\n1\n`)))).toEqual(whole('dataset.not_a_table', /^at most 2000 columns$/, /^2001 columns$/));
    expect(told(await upload(bytes(`id,name\n1,"${'x'.repeat(1_100_000)}"\n`)))).toEqual(whole('dataset.not_a_table', /at most a million characters/, /a longer one/));
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: 'list.csv' }, body: list(1, 'x'.repeat(2001)) });
    const { groups } = await api.call(endpoints.startImport, { body: { datasetId: id, kind: 'accounts' } });
    expect(groups).toMatchObject([{ code: 'field.too_long', column: 'name', expected: 'at most 2000 characters' }]);
  });

  it('of rows that one answer brings, of territories, and of the time of a design', async () => {
    expect(await api.refused(endpoints.listRecords, { params: { kind: 'accounts' }, query: { limit: 1001 } })).toMatchObject({ code: 'request.invalid', where: 'query.limit', detail: expect.stringContaining('1000') as string });
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: 'list.csv' }, body: list(3) });
    expect(await api.refused(endpoints.createPlan, { body: planOf(id, { territories: 70_000 }) })).toMatchObject({ code: 'request.invalid', where: 'body.territories', detail: expect.stringMatching(/\d+/) as string });
    expect(await api.refused(endpoints.solveScenario, { params: { scenarioId: plan.scenarioId! }, body: { preset: 'fast', timeLimitSeconds: 1e9 } })).toMatchObject({ code: 'request.invalid', where: 'body.timeLimitSeconds', detail: expect.stringMatching(/\d+/) as string });
  });

  it('of what one organisation keeps: rows and bytes, with nothing left of what is refused', async () => {
    const count = () => api.server.db.selectFrom('dataset_chunks').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const before = await count();
    expect(told(await upload(list(3000)))).toEqual(whole('quota.reached', /^lists of at most 3000 rows altogether$/, /^3\d\d\d with this one$/));
    expect(await count()).toEqual(before);
    await api.call(endpoints.uploadDataset, { query: { filename: 'list.csv' }, body: list(10, 'y'.repeat(180_000)) });
    expect(told(await upload(list(10, 'y'.repeat(180_000))))).toEqual(whole('quota.reached', /^files of at most 3 MB altogether$/, /^4 MB with this one$/));
  });

  it('of jobs that one organisation has under way', async () => {
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: 'a.csv' }, body: accountsFile({ accounts: 40 }) });
    // Two that wait for good: nobody takes them.
    for (let i = 0; i < 2; i++) await api.server.db.insertInto('jobs').values({ workspace_id: (await api.server.db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow()).id, actor: 'local', kind: 'build', plan_id: plan.id, scenario_id: null, state: 'queued', request: '{}', error: 'null', result: 'null' }).execute();
    expect(told(await api.refused(endpoints.createPlan, { body: planOf(id, { mapping }) }))).toEqual(whole('quota.reached', /^at most 2 that wait or run$/, /^2 already$/));
    expect((await api.call(endpoints.listPlans)).plans.length).toBe(1);
  });
});
