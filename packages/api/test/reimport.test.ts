import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Import, type Plan } from '../contract/index.ts';
import { accountsFile, mapping } from './accountsFile.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('importing the accounts of a plan again', () => {
  let api: TestServer;
  let plan: Plan;
  let first: string[][];
  const scenario = () => ({ scenarioId: plan.scenarioId! });
  const slots = async (seq?: number) => new Uint16Array(await api.call(endpoints.readSlots, { params: scenario(), query: { seq } }));
  const unitsOf = async () => api.call(endpoints.readUnits, { params: { unitsId: (await api.call(endpoints.readScenario, { params: scenario() })).unitsId } });
  const accounts = async () => (await api.call(endpoints.listAccounts, { params: { unitsId: (await api.call(endpoints.readScenario, { params: scenario() })).unitsId }, query: { limit: 1000 } })).accounts;

  async function start(rows: readonly (readonly string[])[], gone: 'keep' | 'remove' = 'remove'): Promise<Import> {
    const { place } = mapping;
    if (place.kind !== 'lngLat') throw new Error('the test file has coordinates');
    const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: 'again.csv' }, body: new TextEncoder().encode(text) });
    return api.call(endpoints.startImport, {
      body: { datasetId: id, kind: 'accounts', planId: plan.id, gone, mapping: { fields: { id: mapping.id, lat: place.lat, lng: place.lng, ...(mapping.name === null ? {} : { name: mapping.name }) }, measures: mapping.measures, where: mapping.where, missing: 'reject' } },
    });
  }

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    await solved(api, plan.scenarioId!);
    const text = new TextDecoder().decode(accountsFile({ accounts: 400, bad: false }));
    first = text.trim().split('\n').map((line) => line.split(/,(?! )/).map((cell) => cell.replace(/^"|"$/g, '')));
  });
  afterAll(() => api.end());

  let changed: Import;
  it('says first what would change, and leaves the plan alone', async () => {
    expect((await start(first)).changes).toEqual({ new: 0, changed: 0, gone: 0, unchanged: 400 });
    const [header] = first;
    const at = (name: string): number => header.indexOf(name);
    const place = mapping.place.kind === 'lngLat' ? mapping.place : null;
    const rows = first.map((row) => [...row]);
    rows[1][at(mapping.measures[0].column)] = '5000';
    rows[2][at(place!.lat)] = '61.2';
    rows[2][at(place!.lng)] = '-149.9';
    rows[3][at(place!.lat)] = rows[4][at(place!.lat)];
    rows[3][at(place!.lng)] = rows[4][at(place!.lng)];
    rows[5][at(place!.lat)] = '';
    const fresh = [...rows[6]];
    fresh[at(mapping.id)] = 'brand-new';
    rows[6] = fresh;
    changed = await start(rows);
    expect(changed).toMatchObject({ state: 'checked', changes: { new: 1, changed: 3, gone: 1 }, plan: null });
    expect((await api.call(endpoints.readPlan, { params: { planId: plan.id } })).unitsId).toBe(plan.unitsId);
  });

  it('sums measures anew as one entry, keeps every assignment, and brings new ground as nobody\'s', async () => {
    const [before, unitsBefore, seqBefore] = [await slots(), await unitsOf(), (await api.call(endpoints.readScenario, { params: scenario() })).seq];
    const places = new Map((await accounts()).map(({ id, unit }) => [id, unit]));
    const done = await api.call(endpoints.commitImport, { params: { importId: changed.id } });
    expect(done).toMatchObject({ state: 'committed', plan: { scenarios: 1, accounts: 400, newUnits: 1 } });

    const [after, unitsAfter] = [await slots(), await unitsOf()];
    expect(after.slice(0, before.length)).toEqual(before);
    expect(Array.from(after.slice(before.length))).toEqual([0xffff]);
    expect(unitsAfter.units).toBe(unitsBefore.units + 1);
    for (const [m, { total }] of unitsAfter.measures.entries()) {
      const sum = (await accounts()).reduce((all, { values }) => all + values[m], 0);
      expect(Math.abs(total - sum)).toBeLessThan(1e-6 * sum);
    }
    const { edits } = await api.call(endpoints.listEdits, { params: scenario(), query: { after: seqBefore, bodies: 'yes' } });
    expect(edits.map(({ edit, cause, actor }) => [edit?.type, cause, actor.name])).toEqual([['measures', { kind: 'import', datasetId: changed.datasetId, filename: 'again.csv' }, 'Hexalign']]);
    const now = new Map((await accounts()).map(({ id, unit }) => [id, unit]));
    expect(now.get(first[2][0])).toBe(before.length);
    expect(now.get(first[3][0])).toBe(places.get(first[4][0]));
    expect(now.get(first[7][0])).toBe(places.get(first[7][0]));
    // A place that became unusable is no reason to forget the one there was.
    expect(now.get(first[5][0])).toBe(places.get(first[5][0]));
  });

  it('names the new ground, and accounts without a place, in the inbox, until somebody puts them aside', async () => {
    const params = { planId: plan.id };
    const { items } = await api.call(endpoints.readPlanInbox, { params });
    const last = (await slots()).length - 1;
    expect(items).toMatchObject([{ code: 'ground.unassigned', scenarioId: plan.scenarioId, count: 1, accounts: 1, units: [{ index: last, accounts: 1 }], ignoredUntil: null }]);
    await api.call(endpoints.putAside, { body: { item: items[0].item, until: '2999-12-31' } });
    expect((await api.call(endpoints.readPlanInbox, { params })).items).toEqual([]);
    expect((await api.call(endpoints.readPlanInbox, { params, query: { show: 'all' } })).items).toMatchObject([{ ignoredUntil: '2999-12-31' }]);
    await api.call(endpoints.putAside, { body: { item: items[0].item, until: null } });
    const lost = await start([first[0], ['lost', 'Lost', '', '', '7', '1', 'x']], 'keep');
    expect(lost).toMatchObject({ counts: { accepted: 1, unplaced: 1 } });
    await api.call(endpoints.commitImport, { params: { importId: lost.id } });
    expect((await api.call(endpoints.readPlanInbox, { params })).items).toMatchObject([{ code: 'place.none', kind: 'accounts', count: 1, examples: [{ key: 'lost', name: 'Lost' }] }, { code: 'ground.unassigned' }]);
    await api.call(endpoints.undoImport, { params: { importId: lost.id } });
  });

  it('lets people go on: earlier states, undo, certificate, exports and a new design stand on the right units', async () => {
    const scenarioNow = await api.call(endpoints.readScenario, { params: scenario() });
    expect((await slots(scenarioNow.seq - 3)).length).toBe((await slots()).length - 1);
    const certificate = await api.call(endpoints.readCertificate, { params: scenario() });
    expect(certificate.unassignedUnits).toBe(1);
    const earlier = await api.call(endpoints.readCertificate, { params: scenario(), query: { seq: scenarioNow.seq - 3 } });
    expect(earlier.unassignedUnits).toBe(0);
    expect(earlier.measures[0].total).not.toBe(certificate.measures[0].total);
    const [unit] = [(await slots()).length - 1];
    await api.call(endpoints.appendEdits, { params: scenario(), body: { baseSeq: scenarioNow.seq, edits: [{ type: 'assign', patch: { units: [unit], from: [0xffff], to: [0] }, by: 'brush' }] } });
    await api.call(endpoints.undoEdit, { params: scenario(), body: { baseSeq: scenarioNow.seq + 1, direction: 'undo' } });
    expect((await slots()).at(-1)).toBe(0xffff);
    expect((await api.refused(endpoints.appendEdits, { params: scenario(), body: { baseSeq: scenarioNow.seq + 2, edits: [{ type: 'measures', from: { unitsId: scenarioNow.unitsId, fingerprint: scenarioNow.fingerprint, units: unit + 1 }, to: { unitsId: plan.unitsId!, fingerprint: 'x', units: unit } } as never] } })).code).toBe('request.invalid');
    const csv = new TextDecoder().decode(await api.call(endpoints.exportAccounts, { params: scenario() }));
    expect(csv).toContain('brand-new');
    expect((await solved(api, plan.scenarioId!)).state).toBe('done');
    expect((await slots()).includes(0xffff)).toBe(false);
  });

  it('takes an import back: the accounts as they were, the assignments as they are now', async () => {
    const before = await slots();
    await api.call(endpoints.undoImport, { params: { importId: changed.id } });
    expect(await slots()).toEqual(before);
    const ids = (await accounts()).map(({ id }) => id);
    expect(ids).not.toContain('brand-new');
    expect(ids).toContain(first[6][0]);
    expect((await start(first)).changes).toEqual({ new: 0, changed: 0, gone: 0, unchanged: 400 });
    expect(api.trouble).toEqual([]);
  });

  it('follows an account that gets its place by hand', async () => {
    const lost = await start([first[0], ['lost', 'Lost', '', '', '7', '1', 'x']], 'keep');
    await api.call(endpoints.commitImport, { params: { importId: lost.id } });
    const [before, { seq }] = [await unitsOf(), await api.call(endpoints.readScenario, { params: scenario() })];
    expect((await accounts()).map(({ id }) => id)).not.toContain('lost');
    const [{ lng, lat, unit }] = await accounts();
    await api.call(endpoints.patchRecord, { params: { kind: 'accounts' }, body: { scope: plan.id, key: 'lost', set: { place: [lng, lat] } } });
    expect((await accounts()).find(({ id }) => id === 'lost')?.unit).toBe(unit);
    expect((await unitsOf()).measures[0].total).toBeGreaterThan(before.measures[0].total);
    expect((await api.call(endpoints.listEdits, { params: scenario(), query: { after: seq } })).edits.map(({ summary, cause }) => [summary.type, cause])).toEqual([['measures', { kind: 'hand', text: 'Account lost' }]]);
    expect((await api.call(endpoints.readPlanInbox, { params: { planId: plan.id } })).items).toEqual([]);
    expect(api.trouble).toEqual([]);
  });
  it('names accounts that may be one and the same, and keeps why they are left', async () => {
    const params = { planId: plan.id };
    const [id, name, ...rest] = first[7];
    const twin = await start([first[0], ['ZZ-9', ` ${name.toUpperCase()}`, ...rest], ['ZZ-10', 'Größe & Söhne', '38.1', '-104.1', ...rest.slice(2)], ['ZZ-11', 'GRÖßE &  SÖHNE', '38.10001', '-104.10001', ...rest.slice(2)], [` 0${id.toLowerCase()}`, 'Elsewhere', '10', '10', ...rest.slice(2)]], 'keep');
    await api.call(endpoints.commitImport, { params: { importId: twin.id } });
    const twins = async (): Promise<object | undefined> => (await api.call(endpoints.readPlanInbox, { params, query: { show: 'all' } })).items.find(({ code }) => code === 'account.twins');
    expect(await twins()).toMatchObject({ count: 3, accounts: 6, examples: [{ by: 'id', keys: [` 0${id.toLowerCase()}`, id], size: 2 }, { by: 'place', keys: [id, 'ZZ-9'].sort(), size: 2 }, { by: 'place', keys: ['ZZ-10', 'ZZ-11'], size: 2 }], ignoredUntil: null, reason: null });
    await api.call(endpoints.putAside, { body: { item: `account.twins ${plan.id}`, until: '9999-12-31', reason: ' Two desks of one bank ' } });
    await api.call(endpoints.putAside, { body: { item: `island ${plan.scenarioId} 85268cd7fffffff`, until: '2999-12-31', reason: 'A ferry' } });
    expect(await twins()).toMatchObject({ ignoredUntil: '9999-12-31', reason: 'Two desks of one bank' });
    expect((await api.call(endpoints.readPlanInbox, { params })).left).toEqual([{ item: `island ${plan.scenarioId} 85268cd7fffffff`, ignoredUntil: '2999-12-31', reason: 'A ferry' }]);
    await api.call(endpoints.undoImport, { params: { importId: twin.id } });
    expect(await twins()).toBeUndefined();
  });

});
