import fc from 'fast-check';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Endpoint } from '../contract/index.ts';
import { mapping, planOf, accountsFile } from './accountsFile.ts';
import { bodies, type Ids } from './requests.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const text = (body: string): Uint8Array => new TextEncoder().encode(body);

describe('input that cannot be used', () => {
  let api: TestServer;
  let datasetId: string;

  beforeAll(async () => {
    api = await startTestServer({ HEXALIGN_MAX_UPLOAD_MB: '1' });
    datasetId = (await api.call(endpoints.uploadDataset, { query: { filename: 'a.csv' }, body: accountsFile() })).id;
  });
  afterAll(() => api.end());

  it.each([
    ['nothing', new Uint8Array(0), 'dataset.empty'],
    ['blank lines', text('\n\n \n'), 'dataset.empty'],
    ['a header alone', text('id,lat,lng\n'), 'dataset.empty'],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), 'dataset.not_a_table'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'dataset.not_a_table'],
    ['JSON', text('{"a": [1, 2]}'), 'dataset.not_a_table'],
    ['a quotation mark that is never closed', text(`id,lat,lng\n1,2,3\n"open${'x\n'.repeat(100)}`), 'dataset.not_a_table'],
  ])('refuses %s with where, expected, found and repair', async (_, body, code) => {
    const refused = await api.refused(endpoints.uploadDataset, { query: { filename: 'a.csv' }, body });
    expect(refused).toMatchObject({ code, expected: expect.any(String) as string, repair: expect.any(String) as string });
    expect(refused.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('refuses a file that is too large, and says how large it may be', async () => {
    const refused = await api.refused(endpoints.uploadDataset, { query: { filename: 'a.csv' }, body: new Uint8Array(1024 * 1024 + 1).fill(65) });
    expect(refused).toMatchObject({ status: 413, code: 'request.too_large', expected: 'a file of at most 1048576 bytes' });
  });

  it('forgets a file whose upload broke off', async () => {
    const before = await api.server.db.selectFrom('dataset_chunks').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    await new Promise<void>((resolve) => {
      const upload = request(`${api.server.address}/api/datasets?filename=a.csv`, { method: 'POST', headers: { ...api.headers, 'content-length': '500000' } });
      upload.on('error', () => resolve());
      upload.write('id,lat,lng\n'.repeat(1000), () => setTimeout(() => upload.destroy(), 100));
    });
    await expect.poll(() => api.server.db.selectFrom('dataset_chunks').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).toEqual(before);
    expect(api.trouble).toEqual([]);
  });

  it('knows no ids but its own', async () => {
    const ids: Ids = new Proxy({}, { get: () => NOBODY });
    for (const [name, endpoint] of Object.entries(endpoints) as [keyof typeof endpoints, Endpoint][]) {
      if (!endpoint.path.includes('Id') && name !== 'createPlan') continue;
      const named = [...endpoint.path.matchAll(/:([A-Za-z]+)/g)].map(([, key]) => key);
      const params = Object.fromEntries(named.map((key) => [key, key.endsWith('Id') ? NOBODY : key === 'format' ? 'geojson' : '0']));
      const refused = await api.refused(endpoint, { params: params as never, body: bodies[name]?.(ids) as never });
      expect([name, refused.status, refused.code]).toEqual([name, 404, expect.stringMatching(/\.unknown$/)]);
      const wrong = await api.refused(endpoint, { params: Object.fromEntries(named.map((key) => [key, "1' or 1=1"])) as never, body: bodies[name]?.(ids) as never });
      expect([name, wrong.status]).toEqual([name, name === 'createPlan' ? 404 : 400]);
    }
  });

  it('refuses bodies of another form', async () => {
    const post = (path: string, body: string, type = 'application/json'): Promise<Response> => api.fetch(path, { method: 'POST', body, headers: { 'content-type': type } });
    const codeOf = async (response: Response): Promise<unknown> => ((await response.json()) as { code: string }).code;
    expect(await codeOf(await post('/api/plans', '{"name":'))).toBe('request.unreadable');
    expect(await codeOf(await post('/api/plans', 'name=x', 'application/x-www-form-urlencoded'))).toBe('request.media');
    expect(await codeOf(await post('/api/plans', '"text"'))).toBe('request.unreadable');
    expect(await codeOf(await post('/api/plans', `{"name":"${'x'.repeat(300_000)}"}`))).toBe('request.too_large');
    expect(await codeOf(await post('/api/plans', `${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toBe('request.invalid');
    expect(await codeOf(await post('/api/plans', JSON.stringify(planOf(datasetId)).replace('{', '{"__proto__":{"demo":true},"constructor":1,')))).toBe('request.invalid');
    expect(await codeOf(await post('/api/plans', JSON.stringify({ ...planOf(datasetId), tolerence: 1 })))).toBe('request.invalid');
    expect(await codeOf(await api.fetch('/api/plans?state=active&state=deleted&state[__proto__]=1'))).toBe('request.invalid');
    expect(await codeOf(await api.fetch('/api/nowhere'))).toBe('route.unknown');
    expect(await codeOf(await api.fetch('/api/plans/%E0%A4%A'))).toBe('request.invalid');
    expect(await codeOf(await api.fetch('/api/plans', { method: 'DELETE' }))).toBe('route.unknown');
    expect((({}) as { demo?: boolean }).demo).toBeUndefined();
  });

  it('refuses a mapping or a region that does not fit', async () => {
    const check = (change: object): Promise<{ code: string; detail?: string }> => api.refused(endpoints.checkDataset, { params: { datasetId }, body: { mapping: { ...mapping, ...change } } });
    expect(await check({ id: 'ID' })).toMatchObject({ code: 'mapping.column_unknown', detail: expect.stringContaining('"id"') as string });
    expect(await check({ where: [{ column: '__proto__', op: '=', value: '1' }] })).toMatchObject({ code: 'mapping.column_unknown' });
    expect((await api.refused(endpoints.createPlan, { body: planOf(datasetId, { region: 'atlantis' }) })).code).toBe('region.unknown');
    expect((await api.refused(endpoints.createPlan, { body: planOf(datasetId, { territories: null }) })).code).toBe('plan.territories');
    expect((await api.refused(endpoints.createPlan, { body: planOf(datasetId, { resolution: [9, 3] }) })).code).toBe('request.invalid');
  });

  it('takes changes from its own pages and from this machine only', async () => {
    const post = (headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request(`${api.server.address}/api/plans/demo/x`, { method: 'POST', headers }, (response) => { response.resume(); resolve(response.statusCode!); });
        sent.on('error', reject);
        sent.end();
      });
    expect(await post({ origin: 'https://elsewhere.example' })).toBe(403);
    expect(await post({ origin: 'null' })).toBe(403);
    expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await post({ host: 'elsewhere.example' })).toBe(421);
    expect(await post({ host: `localhost:${api.server.port}`, origin: `http://localhost:${api.server.port}` })).toBe(404);
    const page = await api.fetch('/healthz');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('x-powered-by')).toBeNull();
  });

  it('answers anything at all with a code and never with a fault of its own', async () => {
    const list = Object.values(endpoints).filter((endpoint: Endpoint) => endpoint.path !== '/plans/demo') as Endpoint[];
    const strange = fc.oneof(fc.constantFrom('__proto__', 'constructor', '../../etc/passwd', '%00', "'; drop table plans; --", '𝒳\ud800', NOBODY, datasetId), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...list), fc.array(strange, { minLength: 3, maxLength: 3 }), fc.jsonValue({ maxDepth: 4 }), async (endpoint, words, body) => {
        const path = endpoint.path.replace(/:[A-Za-z]+/g, () => encodeURIComponent((words[0] || 'x').toWellFormed()));
        const query = `?${encodeURIComponent(words[1].toWellFormed())}=${encodeURIComponent(words[2].toWellFormed())}&seq=${encodeURIComponent(words[2].toWellFormed())}`;
        const response = await api.fetch(`/api${path}${query}`, { method: endpoint.method, ...(endpoint.method === 'GET' ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
        await response.arrayBuffer();
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
    expect(api.trouble).toEqual([]);
  });
});
