import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, errors, type Plan } from '../contract/index.ts';
import type { Client } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { dice, pathText, rawBody, spoilt, valueOf, type Schema } from './hostile.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const LONG = Boolean(process.env.HEXALIGN_LONG);
const ROUNDS = LONG ? 120 : 6;
const SEED = LONG ? Number(process.env.HEXALIGN_SEED ?? 1) : 4870;
/** Nothing may keep its caller waiting longer. */
const PATIENCE_MS = 30_000;

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: 'path' | 'query'; readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

describe('every endpoint of the OpenAPI document', () => {
  let api: TestServer;
  let plan: Plan;
  let known: Record<string, string>;
  let paths: Record<string, Record<string, Operation>>;
  let schemas: Record<string, Schema>;
  let home: string;

  beforeAll(async () => {
    api = await startTestServer({ HEXALIGN_MAX_UPLOAD_MB: '1' });
    plan = await builtPlan(api, {}, 120);
    await solved(api, plan.scenarioId!);
    const document = (await (await api.fetch('/openapi.json')).json()) as { paths: typeof paths; components: { schemas: typeof schemas } };
    paths = document.paths;
    schemas = document.components.schemas;
    home = (await api.call(endpoints.readWorkspace)).id;
    known = { planId: plan.id, scenarioId: plan.scenarioId!, unitsId: plan.unitsId!, datasetId: plan.datasetId!, jobId: plan.job!.id };
  });
  afterAll(() => api.end());

  it(`answers ${ROUNDS} rounds of hostile requests with 2xx or 4xx and a code, seed ${SEED}`, { timeout: LONG ? 1_800_000 : 240_000 }, async () => {
    const roll = dice(SEED);
    const broken: string[] = [];
    let sent = 0;
    for (let round = 0; round < ROUNDS; round++) {
      // Some rounds are nearly right, so that they come far; others are wrong throughout.
      const wrongness = [0, 0, 0, 0, 0.1, 0.4][round % 6];
      const oneWrong = round % 6 > 0 && wrongness === 0;
      for (const [path, methods] of Object.entries(paths)) {
        for (const [method, operation] of Object.entries(methods)) {
          // Building the demo once tells all that it can tell.
          if (operation.operationId === 'createDemo' && round > 0) continue;
          const place = (name: string): string => encodeURIComponent(roll() < wrongness ? pathText(roll) : (known[name] ?? (roll() < 0.5 ? '00000000-0000-4000-8000-000000000000' : 'world')));
          const search = new URLSearchParams();
          for (const parameter of operation.parameters ?? []) {
            if (parameter.in === 'query' && roll() < 0.7) search.set(parameter.name, roll() < wrongness ? pathText(roll) : textOf(valueOf(parameter.schema, schemas, roll, wrongness)));
          }
          if (roll() < wrongness) search.append('__proto__', 'x');
          const address = `${path.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => place(name))}?${search}`;
          const init: RequestInit = { method: method.toUpperCase(), redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) };
          const content = operation.requestBody?.content;
          if (content !== undefined) {
            const json = content['application/json'];
            const raw = roll() < wrongness / 2 || json === undefined ? rawBody(roll) : null;
            Object.assign(init, raw === null ? { body: JSON.stringify(oneWrong ? spoilt(valueOf(json.schema, schemas, roll, 0), roll) : valueOf(json.schema, schemas, roll, wrongness)), headers: { 'content-type': 'application/json' } } : { body: raw.body, headers: { 'content-type': raw.type } });
          }
          sent++;
          const what = `${init.method} ${address.slice(0, 300)} ${typeof init.body === 'string' ? init.body.slice(0, 600) : ''}`;
          const fault = await faultOf(operation.operationId === 'signOut' ? api.as() : api, address, init);
          // Whoever founds an organisation stands in it then: back to the one that holds something.
          if (/Organisation$/.test(operation.operationId)) await api.call(endpoints.switchOrganisation, { body: { organisationId: home } });
          if (fault !== null) broken.push(`${fault}: ${what}`);
        }
      }
      // What was deleted or archived by a request that was right comes back, or the next rounds would not come far.
      await api.call(endpoints.restorePlan, { params: { planId: plan.id } });
      await api.call(endpoints.patchPlan, { params: { planId: plan.id }, body: { archived: false } });
    }
    expect(sent).toBeGreaterThan(200);
    expect(broken.slice(0, 20)).toEqual([]);
    // It is still there, and so is what was in it.
    expect((await api.call(endpoints.readScenario, { params: { scenarioId: plan.scenarioId! } })).planId).toBe(plan.id);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  /** What is wrong with an answer; null when nothing is. */
  async function faultOf(who: Client, address: string, init: RequestInit): Promise<string | null> {
    let response: Response;
    try {
      response = await who.fetch(address, init);
    } catch (error) {
      return `no answer (${(error as Error).name})`;
    }
    const { status } = response;
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      await response.body?.cancel();
      return status === 200 ? null : `a stream with ${status}`;
    }
    const text = await response.text().catch((error: unknown) => `broken off: ${String(error)}`);
    if ((status >= 200 && status < 300) || status === 302) return null;
    if (status < 400 || status >= 500) return `${status} ${text.slice(0, 200)} ${api.trouble.splice(0).join('').slice(0, 600)}`;
    if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return `${status} without a problem`;
    const { code } = JSON.parse(text) as { code: string };
    return Object.hasOwn(errors, code) ? null : `${status} with an unknown code ${code}`;
  }
});

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

describe('limits', () => {
  let api: TestServer;
  beforeAll(async () => {
    api = await startTestServer({ HEXALIGN_MAX_UPLOAD_MB: '1' });
  });
  afterAll(() => api.end());

  it('are named in the error: of a body, of a file', async () => {
    const large = await api.fetch('/api/workspace', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'x'.repeat(300_000) }) });
    expect([large.status, await large.json()]).toEqual([413, expect.objectContaining({ code: 'request.too_large', expected: `at most ${256 * 1024} bytes` })]);
    const file = await api.refused(endpoints.uploadDataset, { query: { filename: 'a.csv' }, body: new Uint8Array(2 * 1024 * 1024).fill(97) });
    const address = await api.fetch(`/api/plans?state=${'x'.repeat(100_000)}`);
    expect([address.status, await address.json()]).toEqual([431, expect.objectContaining({ code: 'request.too_long', expected: expect.stringMatching(/at most \d+ bytes/) as string })]);
    const deep = await api.fetch('/api/workspace', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: `${'['.repeat(10_000)}${']'.repeat(10_000)}` });
    expect([deep.status, await deep.json()]).toEqual([400, expect.objectContaining({ code: 'request.invalid', expected: 'at most 64 levels, one in the other' })]);
    // A character that no database text can hold.
    const nothing = await api.fetch('/api/workspace', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"name":"a\\u0000b"}' });
    expect([nothing.status, await nothing.json()]).toEqual([400, expect.objectContaining({ code: 'request.invalid' })]);
    expect(file).toMatchObject({ status: 413, code: 'request.too_large', expected: expect.stringMatching(/1,?048,?576|1 ?MB/) as string });
  });
});
