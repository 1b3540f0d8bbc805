import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Plan } from '../contract/index.ts';
import { builtPlan, endOf, solved } from './following.ts';
import { runCommand } from './process.ts';
import { startTestServer, temporaryFolder, type TestServer } from './startTestServer.ts';

describe('what is kept in files', () => {
  let api: TestServer;
  let plan: Plan;
  let params: { scenarioId: string };
  let folder: string;

  const paint = async (unit: number): Promise<number> => {
    const { seq } = await api.call(endpoints.readScenario, { params });
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params, query: { seq } }));
    return (await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [{ type: 'assign', by: 'brush', patch: { units: [unit], from: [slots[unit]], to: [slots[unit] === 0 ? 1 : 0] } }] } })).seq;
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    api = await startTestServer();
    plan = await builtPlan(api);
    params = { scenarioId: plan.scenarioId! };
    await solved(api, plan.scenarioId!);
    for (let unit = 0; unit < 110; unit++) await paint(unit);
  });
  afterAll(async () => {
    await api.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('a backup made while people edit is restored whole: documents, history, files, and jobs that waited', { timeout: 240_000 }, async () => {
    const file = join(folder, 'all.backup');
    let painting = true;
    const painter = (async () => {
      for (let unit = 200; painting; unit++) await paint(unit);
    })();
    const waiting = (await api.call(endpoints.solveScenario, { params, body: { preset: 'thorough', timeLimitSeconds: 3 } })).id;
    const made = await runCommand(['backup', file], { DATA_DIR: api.dataDir });
    painting = false;
    await painter;
    await endOf(api, waiting);
    expect([made.code, made.said]).toEqual([0, expect.stringMatching(/tables, \d+ bytes/)]);

    const elsewhere = await temporaryFolder();
    expect((await runCommand(['restore', file], { DATA_DIR: elsewhere })).code).toBe(0);
    const again = await startTestServer({}, elsewhere);
    try {
      const { seq } = await again.call(endpoints.readScenario, { params });
      expect(seq).toBeGreaterThanOrEqual(111);
      expect(await again.call(endpoints.readHash, { params })).toEqual(await api.call(endpoints.readHash, { params, query: { seq } }));
      expect(await again.call(endpoints.listEdits, { params, query: { bodies: 'yes', limit: 1000 } })).toEqual({ seq, edits: (await api.call(endpoints.listEdits, { params, query: { bodies: 'yes', limit: 1000 } })).edits.slice(0, seq) });
      expect(await again.call(endpoints.readDataset, { params: { datasetId: plan.datasetId! } })).toEqual(await api.call(endpoints.readDataset, { params: { datasetId: plan.datasetId! } }));
      // The design that ran then is taken up again.
      const job = await endOf(again, waiting);
      expect(job).toMatchObject({ state: 'done' });
      // Life goes on there: numbers continue, and nothing collides.
      expect((await builtPlan(again, { name: 'Afterwards' }, 60)).status).toBe('ready');
      const second = await runCommand(['restore', file], { DATA_DIR: elsewhere });
      expect([second.code, second.said]).toEqual([1, expect.stringContaining('Stop it, or give an empty DATA_DIR')]);
    } finally {
      await again.server.stop();
    }
    const third = await runCommand(['restore', file], { DATA_DIR: elsewhere });
    expect([third.code, third.said]).toEqual([1, expect.stringContaining('expected an empty database')]);
    await rm(elsewhere, { recursive: true, force: true });
  });

  it('a plan goes to a fresh install and is the same there, twice if need be', { timeout: 180_000 }, async () => {
    const file = join(folder, 'colorado.plan');
    const out = await runCommand(['export-plan', plan.id, file], { DATA_DIR: api.dataDir });
    const { hash } = await api.call(endpoints.readHash, { params });
    expect([out.code, out.said]).toEqual([0, expect.stringContaining(hash)]);
    const other = await startTestServer();
    try {
      for (const round of [1, 2]) {
        const came = await runCommand(['import-plan', file], { DATA_DIR: other.dataDir });
        expect([came.code, came.said]).toEqual([0, expect.stringContaining(hash)]);
        const { plans } = await other.call(endpoints.listPlans);
        expect(plans.map(({ name }) => name)).toEqual(Array.from({ length: round }, () => 'Colorado'));
      }
      const [{ id, scenarioId }] = (await other.call(endpoints.listPlans)).plans;
      expect(id).not.toBe(plan.id);
      const there = { scenarioId: scenarioId! };
      expect((await other.call(endpoints.readHash, { params: there })).hash).toBe(hash);
      expect((await other.call(endpoints.readCertificate, { params: there })).assignmentHash).toBe((await api.call(endpoints.readCertificate, { params })).assignmentHash);
      expect((await other.call(endpoints.listEdits, { params: there, query: { bodies: 'yes', limit: 1000 } })).edits).toEqual((await api.call(endpoints.listEdits, { params, query: { bodies: 'yes', limit: 1000 } })).edits);
      // It can be worked on: designed anew, exported.
      expect((await solved(other, scenarioId!)).state).toBe('done');
      const csv = await other.call(endpoints.exportAccounts, { params: there });
      expect(csv.byteLength).toBeGreaterThan(1000);
      expect((await other.call(endpoints.readPlan, { params: { planId: id } })).datasetId).not.toBe(plan.datasetId);
    } finally {
      await other.end();
    }
  });

  it('a file that is damaged, cut short or of another kind is refused, and nothing is kept', { timeout: 180_000 }, async () => {
    const file = join(folder, 'colorado.plan');
    const bytes = await readFile(file);
    const wrong: Record<string, Buffer> = {
      cut: bytes.subarray(0, bytes.length - 40),
      flipped: Buffer.from(bytes.map((byte, i) => (i === Math.floor(bytes.length / 2) ? byte ^ 0xff : byte))),
      text: Buffer.from('id,lat,lng\n'),
    };
    const plansBefore = (await api.call(endpoints.listPlans)).plans.length;
    for (const [name, content] of Object.entries(wrong)) {
      const path = join(folder, name);
      await writeFile(path, content);
      const came = await runCommand(['import-plan', path], { DATA_DIR: api.dataDir });
      expect([name, came.code, came.said]).toEqual([name, 1, expect.stringContaining('a whole file that Hexalign wrote')]);
    }
    const fresh = await temporaryFolder();
    const other = await runCommand(['restore', file], { DATA_DIR: fresh });
    expect([other.code, other.said]).toEqual([1, expect.stringContaining('hexalign import-plan')]);
    expect((await api.call(endpoints.listPlans)).plans).toHaveLength(plansBefore);
    for (const args of [['backup', file], ['backup'], ['restore', join(folder, 'none')], ['export-plan', 'Nobody', join(folder, 'x')]]) {
      const refused = await runCommand(args, { DATA_DIR: api.dataDir });
      expect([args, refused.code, refused.said]).toEqual([args, 1, expect.stringMatching(/expected .*, found /)]);
    }
    await rm(fresh, { recursive: true, force: true });
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from plans`.execute(api.server.db);
    expect(rows[0].n).toBe(plansBefore);
  });
});
