import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type AccountRow, type Edit, type Job, type Owner, type Plan, type Scenario, type Why } from '../contract/index.ts';
import { accountsFile, mapping, planOf } from './accountsFile.ts';
import { builtPlan, endOf, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('who owns what, and why', () => {
  let api: TestServer;
  let plan: Plan;
  let main: string;
  let accounts: AccountRow[];
  let design: Job;

  const read = (scenarioId: string): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
  const slotsOf = async (scenarioId: string): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId } }));
  const append = async (scenarioId: string, edits: Edit[], cause?: { kind: 'leave'; person: string } | { kind: 'rule'; rule: string }): Promise<void> =>
    void (await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await read(scenarioId)).seq, edits, cause } }));
  const move = async (scenarioId: string, units: number[]): Promise<Edit> => {
    const slots = await slotsOf(scenarioId);
    return { type: 'assign', by: 'brush', patch: { units, from: units.map((u) => slots[u]), to: units.map((u) => (slots[u] + 1) % 5) } };
  };
  const why = (scenarioId: string, accountId: string, seq?: number): Promise<Why> => api.call(endpoints.readWhy, { params: { scenarioId, accountId }, query: { seq } });
  const owner = (query: object): Promise<Owner> => api.call(endpoints.findOwner, { params: { planId: plan.id }, query });
  const fork = async (scenarioId: string, name: string): Promise<string> => (await api.call(endpoints.forkScenario, { params: { scenarioId }, body: { name } })).id;
  /** Accounts in units of their own, so that a unit stands for one account. */
  const lonely = (i: number): AccountRow => accounts.filter(({ unit }) => accounts.filter((other) => other.unit === unit).length === 1)[i];

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    main = plan.scenarioId!;
    design = await solved(api, main);
    ({ accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } }));
  });
  afterAll(() => api.end());

  it('knows a cause of every account of a plan, and each is the true one', async () => {
    const [byHand, byLeave, byRule, byException, undone, byFork, merged] = Array.from({ length: 7 }, (_, i) => lonely(i));
    await append(main, [await move(main, [byHand.unit])]);
    await append(main, [await move(main, [byLeave.unit])], { kind: 'leave', person: 'Kim' });
    await append(main, [await move(main, [byRule.unit])], { kind: 'rule', rule: 'banks go to the city' });
    await append(main, [{ type: 'named', account: byException.id, from: null, to: { slot: 4, reason: 'their house bank', owner: 'Ann', expires: null } }]);
    await append(main, [await move(main, [undone.unit])]);
    await api.call(endpoints.undoEdit, { params: { scenarioId: main }, body: { baseSeq: (await read(main)).seq, direction: 'undo' } });
    const side = await fork(main, 'Side');
    await append(side, [await move(side, [merged.unit])], { kind: 'leave', person: 'Lee' });
    await append(main, [await move(main, [lonely(8).unit])]);
    await api.call(endpoints.mergeScenario, { params: { scenarioId: main }, body: { from: side } });
    const last = await fork(main, 'Last');
    await append(last, [await move(last, [byFork.unit])]);

    const expected = new Map<string, [string, string]>([[byHand.id, ['hand', main]], [byLeave.id, ['leave', main]], [byRule.id, ['rule', main]], [byException.id, ['hand', main]], [undone.id, ['undo', main]], [byFork.id, ['hand', last]], [merged.id, ['merge', main]], [lonely(8).id, ['hand', main]]]);
    const slots = await slotsOf(last);
    for (const account of accounts) {
      const { reason, territory, exception } = await why(last, account.id);
      const found = reason.cause.kind;
      const [kind, from] = expected.get(account.id) ?? ['solver', null];
      expect([account.id, found]).toEqual([account.id, kind]);
      expect(territory?.slot).toBe(exception?.slot ?? slots[account.unit]);
      if (from === null) expect(reason.cause).toMatchObject({ kind: 'solver', jobId: design.id, preset: 'fast', seed: 3 });
      // The entry that it names is the last one that touched its unit.
      const { edits } = await api.call(endpoints.listEdits, { params: { scenarioId: last }, query: { after: reason.entry!.seq - 1, before: reason.entry!.seq + 1, bodies: 'yes' } });
      const edit = edits[0]?.edit;
      if (edit?.type === 'assign') expect(edit.patch.to[edit.patch.units.indexOf(account.unit)]).toBe(slots[account.unit]);
      else expect(edit).toMatchObject({ type: 'named', account: account.id });
      expect(reason.text).toMatch(/^[A-Z].*\.$/);
    }
    expect((await why(last, byLeave.id)).reason.text).toBe(`Given on because Kim leaves by You on ${new Date().toISOString().slice(0, 10)}.`);
    expect((await why(last, merged.id)).behind).toMatchObject([{ scenarioId: side, cause: { kind: 'leave', person: 'Lee' } }]);
    expect((await why(main, byHand.id, 1)).reason.cause.kind).toBe('solver');
    expect((await why(main, byHand.id, 0))).toMatchObject({ territory: null, reason: { cause: { kind: 'empty' }, entry: null } });
    expect((await api.refused(endpoints.readWhy, { params: { scenarioId: main, accountId: 'nobody' } })).code).toBe('account.unknown');
  });

  it('follows a copy to what it was copied from, and today\'s territories to their file', async () => {
    const copy = await api.call(endpoints.duplicatePlan, { params: { planId: plan.id }, body: {} });
    const { reason, behind } = await why(copy.scenarioId!, accounts[0].id);
    expect(reason.cause).toMatchObject({ kind: 'copy', scenarioId: main });
    expect(behind[0]?.cause.kind).toMatch(/solver|hand|leave|rule|undo|merge/);
    const dataset = await api.call(endpoints.uploadDataset, { query: { filename: 'today.csv' }, body: accountsFile() });
    const { plan: today, job } = await api.call(endpoints.createPlan, { body: planOf(dataset.id, { territories: null, start: 'today', mapping: { ...mapping, current: 'rep' } }) });
    await endOf(api, job.id);
    const { scenarioId } = await api.call(endpoints.readPlan, { params: { planId: today.id } });
    expect((await why(scenarioId!, accounts[0].id)).reason).toMatchObject({ cause: { kind: 'import', datasetId: dataset.id, filename: 'today.csv' }, text: 'Brought in from today.csv.' });
  });

  it('keeps a ledger of exceptions', async () => {
    const named = lonely(3);
    const params = { scenarioId: main };
    await append(main, [{ type: 'named', account: lonely(9).id, from: null, to: { slot: 1, reason: 'handover', owner: 'Ben', expires: '2026-06-30' } }]);
    const ledger = await api.call(endpoints.readExceptions, { params, query: { date: '2026-07-01' } });
    expect(ledger.exceptions.map(({ account, expired, owner: who }) => [account.id, expired, who]).sort()).toEqual([[named.id, false, 'Ann'], [lonely(9).id, true, 'Ben']].sort());
    const entry = ledger.exceptions.find(({ account }) => account.id === named.id);
    expect(entry).toMatchObject({ reason: 'their house bank', territory: { slot: 4 }, ground: { slot: (await slotsOf(main))[named.unit] }, values: named.values, decided: { cause: { kind: 'hand' } } });
    expect(entry!.place!.lng).toBeCloseTo(named.lng, 6);
    expect(entry!.unit!.index).toBe(named.unit);
    expect(ledger.share).toBeCloseTo(2 / accounts.length);

    const until = { reason: 'a tender runs', owner: 'Ann', expires: '2026-06-30' };
    await append(main, [{ type: 'hold', subject: `account ${lonely(5).id}`, from: null, to: until }, { type: 'hold', subject: `unit ${named.unit}`, from: null, to: { ...until, expires: null } }]);
    const { holds } = await api.call(endpoints.readExceptions, { params, query: { date: '2026-07-01' } });
    expect(holds).toMatchObject([
      { account: { id: lonely(5).id }, unit: { index: lonely(5).unit }, territory: { slot: (await slotsOf(main))[lonely(5).unit] }, expired: true, reason: 'a tender runs' },
      { account: null, unit: { index: named.unit }, expired: false },
    ]);
    expect([holds[0].place!.lng, holds[0].place!.lat].map((degree) => degree.toFixed(5))).toEqual([lonely(5).lng.toFixed(5), lonely(5).lat.toFixed(5)]);
    await append(main, [{ type: 'hold', subject: `unit ${named.unit}`, from: { ...until, expires: null }, to: null }]);
  });

  it('answers for a point, a postal code, a city and an account on any day', async () => {
    const point = { lng: accounts[0].lng, lat: accounts[0].lat };
    expect(await owner(point)).toMatchObject({ inForce: null, territory: null, unit: { index: accounts[0].unit } });
    const [old, now] = [await fork(main, 'Old'), await fork(main, 'New')];
    await append(now, [await move(now, [accounts[0].unit])]);
    const north = (await read(now)).territories.length;
    const [first] = (await read(now)).territories;
    await append(now, [{ type: 'territory', slot: north, from: null, to: { ...first!, id: 'North', name: 'North', level: 1 } }, { type: 'territory', slot: 0, from: first, to: { ...first!, parent: north, person: 'Ann' } }]);
    for (const [id, from] of [[old, '2025-01-01'], [now, '2026-01-01']] as const) {
      await api.call(endpoints.changeStatus, { params: { scenarioId: id }, body: { action: 'submit' } });
      await api.call(endpoints.approveScenario, { params: { scenarioId: id }, body: { seq: (await read(id)).seq } });
      await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: id, from } });
    }
    const [before, after] = [(await slotsOf(old))[accounts[0].unit], (await slotsOf(now))[accounts[0].unit]];
    expect(before).not.toBe(after);
    expect(await owner({ ...point, date: '2025-07-01' })).toMatchObject({ inForce: { scenarioName: 'Old', from: '2025-01-01', until: '2026-01-01' }, territory: { slot: before } });
    expect(await owner({ ...point, date: '2027-01-01' })).toMatchObject({ inForce: { scenarioName: 'New', until: null }, territory: { slot: after }, reason: { cause: { kind: 'hand' } } });
    expect(await owner({ ...point, date: '2024-12-31' })).toMatchObject({ inForce: null, territory: null, reason: null });
    expect(await owner({ account: accounts[0].id })).toMatchObject({ place: { label: accounts[0].name }, territory: { slot: after } });
    expect(await owner({ city: 'Denver' })).toMatchObject({ place: { label: 'Denver, CO' }, unit: { id: expect.any(String) as string } });
    expect(await owner({ postal: '80202' })).toMatchObject({ place: { label: '80202' }, unit: (await owner({ city: 'Denver, CO' })).unit });
    expect(await owner({ lng: 2.35, lat: 48.86 })).toMatchObject({ unit: null, territory: null });
    const slots = await slotsOf(now);
    const below = accounts.find(({ unit }) => slots[unit] === 0)!;
    expect(await owner({ account: below.id })).toMatchObject({ territory: { slot: 0, person: 'Ann' }, above: [{ id: 'North' }], covers: [] });

    const staff = await api.call(endpoints.uploadDataset, { query: { filename: 'people.csv' }, body: new TextEncoder().encode('id,name,lat,lng,hired\np1,Ada,39.7,-105,2020-01-01\np2,Ben,38.8,-104.8,2020-01-01\n') });
    const { id: importId } = await api.call(endpoints.startImport, { body: { datasetId: staff.id, kind: 'people', planId: null } });
    await api.call(endpoints.commitImport, { params: { importId } });
    await api.call(endpoints.setCovers, { params: { planId: plan.id }, body: { covers: [{ territory: first!.id, person: 'p1', from: '2026-01-01' }, { territory: first!.id, person: 'p2', from: '2026-07-01' }] } });
    const coverOn = async (date: string): Promise<(string | null)[]> => (await owner({ account: below.id, date })).covers.map(({ name }) => name);
    expect([await coverOn('2026-06-30'), await coverOn('2026-07-01')]).toEqual([['Ada'], ['Ben']]);

    const named = lonely(3);
    expect(await owner({ account: named.id })).toMatchObject({ territory: { slot: 4 }, exception: { reason: 'their house bank' } });
    const expiring = lonely(9);
    expect((await owner({ account: expiring.id, date: '2026-06-30' })).exception).toMatchObject({ owner: 'Ben' });
    expect((await owner({ account: expiring.id, date: '2026-07-01' })).exception).toBeNull();

    for (const [query, code] of [[{}, 'request.invalid'], [{ lng: 1 }, 'request.invalid'], [{ postal: '80202', city: 'Denver' }, 'request.invalid'], [{ postal: 'nowhere' }, 'owner.place'], [{ city: 'Nowhere at all' }, 'owner.place'], [{ account: 'nobody' }, 'account.unknown'], [{ city: 'Denver', date: 'soon' }, 'request.invalid']] as const) {
      expect((await api.refused(endpoints.findOwner, { params: { planId: plan.id }, query })).code).toBe(code);
    }
  });

  it('looks postal codes up in the organisation\'s own tables and layers first, in any country, and says what a code can mean', async () => {
    const put = async (kind: 'postal' | 'areas', file: string, text: string, layer?: string): Promise<void> => {
      const { id } = await api.call(endpoints.uploadDataset, { query: { filename: file }, body: new TextEncoder().encode(text) });
      const { id: importId } = await api.call(endpoints.startImport, { body: { datasetId: id, kind, ...(layer === undefined ? {} : { layer }) } });
      await api.call(endpoints.commitImport, { params: { importId } });
    };
    // The ground of the plan is Colorado: codes of two countries on it, one of them also a ZIP code elsewhere, one with a zero in front.
    await put('postal', 'postal.csv', 'country,postal,lat,lng\nDE,10115,52.532,13.385\nFR,77777,39.10,-105.50\nDE,77777,38.90,-104.00\nDE,01067,39.0,-105.0\nUS,80202,37.30,-103.00\nGB,SW1A 1AA,38.2,-106.1\n');
    const square = (id: string, lng: number, lat: number): object => ({ type: 'Feature', properties: { id }, geometry: { type: 'Polygon', coordinates: [[[lng, lat], [lng + 0.2, lat], [lng + 0.2, lat + 0.2], [lng, lat + 0.2], [lng, lat]]] } });
    await put('areas', 'areas.geojson', JSON.stringify({ type: 'FeatureCollection', features: [square('Q7', -106, 38), square('SW1A1AA', -106.2, 38.1)] }), 'districts');

    expect(await owner({ postal: '80202' })).toMatchObject({ place: { label: '80202 (US)', lng: -103, lat: 37.3 } });
    expect(await owner({ postal: '80203' })).toMatchObject({ place: { label: '80203' }, unit: { id: expect.any(String) as string } });
    expect(await owner({ postal: 'sw1a-1aa' })).toMatchObject({ place: { label: 'SW1A1AA (GB)', lng: -106.1, lat: 38.2 } });
    expect(await owner({ postal: '1067' })).toMatchObject({ place: { label: '01067 (DE)' } });
    const area = await owner({ postal: 'Q7' });
    expect([area.place.label, area.place.lng > -106 && area.place.lng < -105.8, area.unit !== null]).toEqual(['Q7 (districts)', true, true]);
    // 10115 is a ZIP code of New York and a code of Berlin, neither on the ground of the plan.
    const far = await api.refused(endpoints.findOwner, { params: { planId: plan.id }, query: { postal: '10115' } });
    expect(far).toMatchObject({ code: 'owner.ambiguous', value: { candidates: [{ postal: '10115', country: 'DE', lng: 13.385 }, { postal: '10115', country: 'US' }] } });
    const here = await api.refused(endpoints.findOwner, { params: { planId: plan.id }, query: { postal: '77777' } });
    expect(here).toMatchObject({ code: 'owner.ambiguous', detail: '77777 can be 77777 (DE), 77777 (FR).' });
    expect(await owner({ postal: '77777', country: 'fr' })).toMatchObject({ place: { label: '77777 (FR)', lng: -105.5 } });
    expect(await owner({ postal: '10115', country: 'US' })).toMatchObject({ place: { label: '10115' }, unit: null });
    for (const query of [{ postal: '77777', country: 'IT' }, { postal: 'ZZZ 9' }]) expect((await api.refused(endpoints.findOwner, { params: { planId: plan.id }, query })).code).toBe('owner.place');
    expect((await api.refused(endpoints.findOwner, { params: { planId: plan.id }, query: { city: 'Denver', country: 'US' } })).code).toBe('request.invalid');
  });

  it('logged no trouble', () => {
    expect(api.trouble).toEqual([]);
  });
});
