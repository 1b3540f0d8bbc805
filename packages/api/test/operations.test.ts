import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../contract/index.ts';
import { projectRoot, readConfig } from '../src/config.ts';
import { builtPlan } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('docs/operations.md', () => {
  const page = readFileSync(join(projectRoot, 'docs/operations.md'), 'utf8');
  /** Variables of the table, each with what stands in its row. */
  const rows = page.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').map((cell) => cell.trim()));
  const told = new Map(rows.flatMap(([, names, standard]) => [...names.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => [name, standard] as const)));

  it('tells every variable that the configuration reads, and no other', () => {
    const source = readFileSync(join(projectRoot, 'packages/api/src/config.ts'), 'utf8');
    const read = new Set([...source.matchAll(/env\.([A-Z][A-Z_]+)/g)].map(([, name]) => name));
    expect([...told.keys()].sort()).toEqual([...read].sort());
  });

  it('tells the standards that hold', () => {
    const config = readConfig({}, 4);
    expect({
      PORT: told.get('PORT'), HOST: told.get('HOST'), HEXALIGN_PROXIES: told.get('HEXALIGN_PROXIES'), HEXALIGN_DEMO: told.get('HEXALIGN_DEMO'), HEXALIGN_JOBS: told.get('HEXALIGN_JOBS'),
      HEXALIGN_MAX_UPLOAD_MB: told.get('HEXALIGN_MAX_UPLOAD_MB'), LOG_LEVEL: told.get('LOG_LEVEL'), HEXALIGN_THREADS: told.get('HEXALIGN_THREADS'),
    }).toEqual({
      PORT: String(config.port), HOST: config.host, HEXALIGN_PROXIES: String(config.proxies), HEXALIGN_DEMO: config.demo ? '1' : '0', HEXALIGN_JOBS: config.jobs ? '1' : '0',
      HEXALIGN_MAX_UPLOAD_MB: String(config.maxUploadBytes / 1024 / 1024), LOG_LEVEL: config.logLevel, HEXALIGN_THREADS: config.threads === 3 ? 'processors - 1' : 'another',
    });
  });
});

describe('/metrics', () => {
  let api: TestServer;
  beforeAll(async () => {
    api = await startTestServer();
  });
  afterAll(() => api.end());

  it('tells of requests by route, of the event loop, of waiting jobs and of the time that jobs took', async () => {
    const plan = await builtPlan(api, {}, 60);
    await api.call(endpoints.readPlan, { params: { planId: plan.id } });
    const response = await api.fetch('/metrics');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain; version=0.0.4')]);
    const text = await response.text();
    const value = (line: string): number => Number(new RegExp(`^${line.replace(/[{}"]/g, '\\$&')} (.+)$`, 'm').exec(text)?.[1]);
    expect(value('hexalign_http_request_seconds_count{method="GET",route="/api/plans/:planId",status="200"}')).toBeGreaterThanOrEqual(2);
    expect(value('hexalign_jobs_ended{kind="build",state="done"}')).toBe(1);
    expect(value('hexalign_jobs_seconds{kind="build",state="done"}')).toBeGreaterThan(0);
    expect(value('hexalign_jobs_oldest_waiting_seconds')).toBe(0);
    expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    // Ids are no labels: their number would never end.
    expect(text).not.toContain(plan.id);
  });

  it('are shown to nobody who does not have the token, where there is one', async () => {
    const other = await startTestServer({ HEXALIGN_METRICS_TOKEN: 'a token of our own' });
    const status = async (headers: Record<string, string>): Promise<number> => (await other.as(headers).fetch('/metrics')).status;
    expect([await status({}), await status({ authorization: 'Bearer a token of our 0wn' }), await status({ authorization: 'Bearer a token of our own' })]).toEqual([404, 404, 200]);
    await other.end();
  });
});
