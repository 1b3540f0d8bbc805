import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, pathOf, type Edit } from '../contract/index.ts';
import { startEmbedded, type EmbeddedServer } from '../src/db/embedded.ts';
import { clientOf, type Client } from './client.ts';
import { builtPlan, endOf, eventsOf } from './following.ts';
import { startServerProcess, startWorkerProcess, type OtherProcess } from './process.ts';
import { temporaryFolder, type TestServer } from './startTestServer.ts';

describe('two servers and two workers over one database', () => {
  let dataDir: string;
  let database: EmbeddedServer;
  const processes: OtherProcess[] = [];
  let servers: Client[];

  beforeAll(async () => {
    dataDir = await temporaryFolder();
    database = await startEmbedded({ dataDir, durable: false });
    const env = { DATABASE_URL: database.url, HEXALIGN_JOBS: '0' };
    servers = [];
    for (let i = 0; i < 2; i++) {
      const server = await startServerProcess(dataDir, env);
      processes.push(server);
      servers.push(clientOf(server.address, server.headers));
    }
    for (let i = 0; i < 2; i++) processes.push(await startWorkerProcess(dataDir, env));
  });
  afterAll(async () => {
    for (const one of processes) if (one.child.exitCode === null && one.child.signalCode === null) await one.stop();
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('work on the same plan, hear of each other, and go on when one of each is killed', { timeout: 180_000 }, async () => {
    const [a, b] = servers.map((client) => ({ ...client, trouble: [] as string[] }) as unknown as TestServer);
    const plan = await builtPlan(a, { territories: 30, resolution: [6, 8] }, 800);
    const params = { scenarioId: plan.scenarioId! };
    const design = await b.call(endpoints.solveScenario, { params, body: { preset: 'fast' } });
    expect((await endOf(a, design.id)).state).toBe('done');

    // Edits through both, one after the other and at once: one log, nothing lost, and both show the same.
    const slots = new Uint16Array(await a.call(endpoints.readSlots, { params }));
    const { seq } = await a.call(endpoints.readScenario, { params });
    const paint = (u: number): Edit => ({ type: 'assign', by: 'brush', patch: { units: [u], from: [slots[u]], to: [slots[u] === 0 ? 1 : 0] } });
    const stop = new AbortController();
    const stream = await b.fetch(pathOf(endpoints.followPlan, { planId: plan.id }), { signal: stop.signal });
    await Promise.all(Array.from({ length: 60 }, (_, u) => (u % 2 === 0 ? a : b).call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [paint(u)] } })));
    const [atA, atB] = await Promise.all([a, b].map((at) => at.call(endpoints.readHash, { params })));
    expect(atA).toEqual(atB);
    expect(atA.seq).toBe(seq + 60);
    // The stream at one tells of what came in through the other.
    let heard = '';
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
      heard += chunk;
      if (heard.includes(`"seq":${seq + 60}`) || heard.includes(`"upTo":${seq + 60}`)) break;
    }
    stop.abort();

    const long = await b.call(endpoints.solveScenario, { params, body: { preset: 'thorough', timeLimitSeconds: 3 } });
    await eventsOf(b, long.id, ({ type, data }) => type === 'progress' && data.best > 0);
    await processes[2].kill();
    await processes[0].kill();
    expect((await endOf(b, long.id)).state).toBe('done');
    expect((await b.call(endpoints.readScenario, { params })).seq).toBe(seq + 61);
  });
});
