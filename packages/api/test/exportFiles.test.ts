import { strFromU8, unzipSync } from 'fflate';
import { parquetMetadata } from 'hyparquet';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, exportFormats, type ExportFormat, type Plan } from '../contract/index.ts';
import { signedInByLink } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let plan: Plan;
let scenarioId: string;
const get = (format: ExportFormat, query: object = {}, client: Pick<TestServer, 'send'> = api): Promise<Response> => client.send(endpoints.exportFile, { params: { scenarioId, format }, query });
const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());
const hashAt = async (seq?: number): Promise<string> => (await api.call(endpoints.readHash, { params: { scenarioId }, query: { seq } })).hash;

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api);
  scenarioId = plan.scenarioId!;
  await solved(api, scenarioId);
});
afterAll(() => api.end());

describe('files of a scenario', () => {
  it('come in every format under a name and a type of their own, and say which state they are of', async () => {
    for (const format of Object.keys(exportFormats) as ExportFormat[]) {
      const response = await get(format);
      const { media, ending } = exportFormats[format];
      expect([format, response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([format, 200, media]);
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename=Colorado-${(await hashAt()).slice(0, 8)}-${ending}`);
      expect([response.headers.get('x-hexalign-plan'), response.headers.get('x-hexalign-hash')]).toEqual([plan.id, await hashAt()]);
      expect((await bytesOf(response)).length).toBeGreaterThan(500);
    }
  });

  it('are the same bytes again', async () => {
    for (const format of ['shapefile', 'geoparquet', 'cells-parquet'] as const) expect([format, await bytesOf(await get(format))]).toEqual([format, await bytesOf(await get(format))]);
  });

  it('are of an earlier state or of a revision when one is asked for', async () => {
    const before = (await api.call(endpoints.readScenario, { params: { scenarioId } })).seq;
    const revision = await api.call(endpoints.createRevision, { params: { scenarioId }, body: { name: 'Before' } });
    const { territories } = await api.call(endpoints.readScenario, { params: { scenarioId } });
    await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: before, edits: [{ type: 'territory', slot: 0, from: territories[0], to: { ...territories[0]!, name: 'Front Range' } }] } });
    const names = async (query: object): Promise<unknown> => {
      const { features, hexalign } = JSON.parse(strFromU8(await bytesOf(await get('geojson', query)))) as { features: { properties: { name: string } }[]; hexalign: { revision: string; hash: string } };
      return [features[0].properties.name, hexalign.revision, hexalign.hash];
    };
    expect(await names({})).toEqual(['Front Range', `state ${before + 1}`, await hashAt()]);
    for (const query of [{ seq: before }, { revisionId: revision.id }]) expect(await names(query)).toEqual(['T01', `revision ${revision.number}: Before`, await hashAt(before)]);
    expect((await api.refused(endpoints.exportFile, { params: { scenarioId, format: 'kml' }, query: { seq: 999 } })).code).toBe('scenario.ahead');
  });

  it('of the postal codes name each known code of the ground', async () => {
    const lines = strFromU8(await bytesOf(await get('postal-csv'))).trim().split('\n').slice(1).map((line) => line.split(','));
    const denver = lines.find(([postal]) => postal === '80202')!;
    expect(denver.slice(1, 3)).toEqual(['US', expect.stringMatching(/^T0\d$/)]);
    expect(lines.length).toBeGreaterThan(400);
    expect(lines.every(([postal]) => /^\d{5}$/.test(postal))).toBe(true);
    const shares = new Map<string, number>();
    for (const [postal, , , , share] of lines) shares.set(postal, (shares.get(postal) ?? 0) + Number(share));
    expect([...shares.values()].every((sum) => Math.abs(sum - 1) < 1e-5)).toBe(true);
    // Every account is counted in one code.
    expect(lines.reduce((sum, line) => sum + Number(line[7]), 0)).toBe(400);
    expect((await api.refused(endpoints.exportFile, { params: { scenarioId, format: 'postal-csv' }, query: { layer: 'nowhere' } })).code).toBe('plan.layer');
  });

  it('hold no money for whom it is hidden from', async () => {
    const { link } = await api.call(endpoints.invite, { body: { email: 'poor@example.com', scope: { role: 'viewer', moneyHidden: true } } });
    const hidden = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Poor', password: 'quiet meadow fourteen' }));
    const text = new TextDecoder('latin1');
    const revenue = JSON.parse(strFromU8(await bytesOf(await get('geojson')))) as { features: { properties: { Revenue: number } }[] };
    for (const format of Object.keys(exportFormats) as ExportFormat[]) {
      const bytes = await bytesOf(await get(format, {}, hidden));
      const content = format === 'shapefile' || format === 'xlsx' ? Object.values(unzipSync(bytes)).map((file) => text.decode(file)).join('\n') : text.decode(bytes);
      expect([format, /revenue/i.test(content), content.includes(String(revenue.features[0].properties.Revenue))]).toEqual([format, false, false]);
    }
  });
});

describe('files of what is in force', () => {
  it('are those of the day that is asked for', async () => {
    const at = (query: object) => ({ params: { planId: plan.id, format: 'cells-parquet' as const }, query });
    expect((await api.refused(endpoints.exportInForce, at({}))).code).toBe('export.not_in_force');
    await api.call(endpoints.changeStatus, { params: { scenarioId }, body: { action: 'submit' } });
    const { seq } = await api.call(endpoints.readScenario, { params: { scenarioId } });
    await api.call(endpoints.approveScenario, { params: { scenarioId }, body: { seq } });
    await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId, from: '2026-03-01' } });
    expect((await api.refused(endpoints.exportInForce, at({ date: '2026-02-28' }))).code).toBe('export.not_in_force');
    // A report of another state says what it changes against that.
    const fork = await api.call(endpoints.forkScenario, { params: { scenarioId }, body: { name: 'Change' } });
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId: fork.id } }));
    const { accounts: [first] } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1 } });
    const [from, to] = [slots[first.unit], (slots[first.unit] + 1) % 5];
    await api.call(endpoints.appendEdits, { params: { scenarioId: fork.id }, body: { baseSeq: fork.seq, edits: [{ type: 'assign', by: 'brush', patch: { units: [first.unit], from: [from], to: [to] } }] } });
    const report = await api.call(endpoints.exportFile, { params: { scenarioId: fork.id, format: 'xlsx' } });
    const rows = (await readSheet(Buffer.from(report), 'Changes')).slice(1);
    expect(rows.map(([id, , before, after]) => [id, before, after])).toContainEqual([first.id, `T0${from + 1}`, `T0${to + 1}`]);
    const { total } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { unit: first.unit, limit: 1 } });
    expect(rows).toHaveLength(total);
    const response = await api.send(endpoints.exportInForce, at({ date: '2026-03-01' }));
    const { key_value_metadata } = parquetMetadata(await response.arrayBuffer());
    const told = Object.fromEntries(key_value_metadata!.map(({ key, value }) => [key, value]));
    expect(told).toMatchObject({ 'hexalign.plan_id': plan.id, 'hexalign.date': '2026-03-01', 'hexalign.hash': await hashAt(seq), 'hexalign.revision': expect.stringContaining('Submitted') as string });
  });
});
