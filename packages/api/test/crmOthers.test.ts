import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DynamicsMap, FieldMap, HubspotMap } from '../contract/crmMaps.ts';
import type { CrmClient } from '../src/crm/client.ts';
import type { CrmPlan } from '../src/crm/crmPlan.ts';
import { outcomes, push, type Batch } from '../src/crm/push.ts';
import { rollbackSteps } from '../src/crm/rollback.ts';
import { dynamicsClient, dynamicsToken } from '../src/crm/dynamics/client.ts';
import { hubspotClient, hubspotToken } from '../src/crm/hubspot/client.ts';
import { crmSession } from '../src/crm/session.ts';
import type { CrmStep } from '../src/crm/step.ts';
import { changesFor } from '../src/crm/systems.ts';
import { APP_USER, dynamicsFake, type DynamicsFake } from './fakes/dynamicsFake.ts';
import { APP, hubspotFake, type HubspotFake } from './fakes/hubspotFake.ts';

const PLAN_ID = '6f1d3c1e-0000-4000-8000-000000000001';

/** 230 accounts, more than two pages, on three positions below one region; the last position is vacant. */
function plan(move = 0, idOf: (i: number) => string = (i) => `00${i}`): CrmPlan {
  const territories = ['Nord', 'Süd', "West's"];
  return {
    stamp: { planId: PLAN_ID, plan: 'Field force', scenario: 'Main', revisionId: PLAN_ID, revision: 'Submitted', seq: 1, hash: 'a'.repeat(64), from: '2027-01-01' },
    territories: [{ id: 'R', name: 'Region', parent: null, level: 1 }, ...territories.map((id) => ({ id, name: id, parent: 'R', level: 0 }))],
    covers: territories.slice(0, 2).map((territory, i) => ({ territory, person: `p${i}@example.com`, role: 'owner' as const })),
    accounts: Array.from({ length: 230 }, (_, i) => ({ id: idOf(i), territory: territories[(i < move ? i + 1 : i) % 3] })),
    postal: [],
  };
}

async function pushed(client: CrmClient, steps: readonly CrmStep[]): Promise<Batch[]> {
  const batches: Batch[] = [];
  await push({
    client, steps, from: 0, pause: () => 1,
    log: {
      begin: async (number, step, rows) => void batches.push({ number, step, rows, reference: null, results: null }),
      begun: async (number, reference) => void (batches[number] = { ...batches[number], reference }),
      ended: async (number, results) => void (batches[number] = { ...batches[number], results }),
    },
  });
  return batches;
}

const refused = (batches: readonly Batch[]) => outcomes(batches).flatMap(({ result }) => result.error ?? []);

describe('a push to HubSpot', () => {
  let fake: HubspotFake;
  const map = HubspotMap.parse({ crm: 'hubspot' });
  const ids = (i: number): string => String(1000 + i);
  const clientOf = (): CrmClient => {
    const allowed = { push: true, hosts: [new URL(fake.address).host] };
    return hubspotClient(crmSession({ signIn: () => hubspotToken(fake.address, APP, allowed), allowed, pause: () => 1 }), map);
  };
  const changes = async (move = 0) => changesFor(plan(move, ids), map, await clientOf().present(plan()));
  const state = (): unknown => structuredClone([...fake.companies.values()]);

  beforeEach(async () => {
    fake = await hubspotFake();
    for (let i = 0; i < 2; i++) fake.owners.push({ id: `77${i}`, email: `P${i}@example.com`, archived: false });
    for (let i = 0; i < 230; i++) fake.companies.set(ids(i), { id: ids(i), properties: { name: `Company ${i}`, territory: '', territory_id: '', territory_region: '', territory_plan_id: '', territory_effective_date: '', hubspot_owner_id: '999' } });
    fake.owners.push({ id: '999', email: 'other@example.com', archived: false });
  });
  afterEach(() => fake.stop());

  it('brings a plan there, after which nothing differs, and back again', async () => {
    const before = state();
    const { steps, problems } = await changes();
    expect(problems).toEqual([]);
    const batches = await pushed(clientOf(), steps);
    expect(refused(batches)).toEqual([]);
    expect((await changes()).steps).toEqual([]);
    expect(fake.companies.get('1001')!.properties).toMatchObject({ territory: 'Süd', territory_region: 'Region', territory_effective_date: '2027-01-01', hubspot_owner_id: '771' });
    // A vacant position leaves its companies with whom they have.
    expect(fake.companies.get('1002')!.properties).toMatchObject({ territory: "West's", hubspot_owner_id: '999' });
    expect(refused(await pushed(clientOf(), rollbackSteps(batches)))).toEqual([]);
    expect(state()).toEqual(before);
  });

  it('renews its token, waits where it is asked to, and says of which company a batch was refused', async () => {
    fake.troubles.callsPerToken = 4;
    fake.troubles.busy = 3;
    fake.troubles.refuse = (id) => (id === '1005' ? 'Closed for changes' : null);
    const batches = await pushed(clientOf(), (await changes()).steps);
    expect(refused(batches)).toEqual([{ code: 'VALIDATION_ERROR', message: 'Closed for changes', again: false }]);
    expect(fake.tokens()).toBeGreaterThan(2);
    expect((await changes()).steps.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(['1005']);
  });

  it('tells companies and people that are not there before anything is written', async () => {
    fake.companies.delete('1003');
    fake.owners.splice(0, 1);
    const { problems } = await changes();
    expect(problems.map(({ code, subject, stops }) => [code, subject, stops])).toEqual([['person.unknown', 'p0@example.com', true], ['account.unknown', '1003', false]]);
    const batches = await pushed(clientOf(), [{ name: 'x', table: 'companies', idColumn: 'id', operation: 'update', key: null, columns: ['id', 'territory'], prose: [], rows: [{ values: { id: '1003', territory: 'A' }, id: '1003', before: { territory: '' } }, { values: { id: '1004', territory: 'A' }, id: '1004', before: { territory: '' } }] }]);
    expect(refused(batches)).toEqual([{ code: 'OBJECT_NOT_FOUND', message: 'No company 1003', again: false }]);
    expect(fake.companies.get('1004')!.properties.territory).toBe('A');
  });
});

describe('a push to Dynamics 365', () => {
  let fake: DynamicsFake;
  const map = DynamicsMap.parse({ crm: 'dynamics', accountOwner: true });
  const clientOf = (): CrmClient => {
    const allowed = { push: true, hosts: [new URL(fake.address).host] };
    return dynamicsClient(crmSession({ signIn: () => dynamicsToken(fake.address, { ...APP_USER, tenant: `${fake.address}/contoso` }, allowed), allowed, pause: () => 1 }), map);
  };
  const changes = async (move = 0) => changesFor(plan(move), map, await clientOf().present(plan()));
  const state = (): unknown => structuredClone(fake.tables);

  beforeEach(async () => {
    fake = await dynamicsFake();
    const other = fake.add('systemusers', { internalemailaddress: 'other@example.com', isdisabled: false });
    const north = fake.add('territories', { name: 'Old North', new_hexalignkey: null });
    for (let i = 0; i < 2; i++) fake.add('systemusers', { internalemailaddress: `p${i}@example.com`, isdisabled: false });
    for (let i = 0; i < 230; i++) fake.add('accounts', { accountnumber: `00${i}`, _territoryid_value: i < 5 ? north.territoryid : null, _ownerid_value: other.systemuserid });
  });
  afterEach(() => fake.stop());

  it('brings a plan there, after which nothing differs, and back again', async () => {
    const before = state();
    const batches = await pushed(clientOf(), (await changes()).steps);
    expect(refused(batches)).toEqual([]);
    expect((await changes()).steps).toEqual([]);
    const nord = fake.tables.territories.find(({ name }) => name === 'Nord')!;
    expect(nord._parentterritoryid_value).toBe(fake.tables.territories.find(({ name }) => name === 'Region')!.territoryid);
    expect(fake.tables.accounts.filter(({ _territoryid_value }) => _territoryid_value === nord.territoryid)).toHaveLength(77);
    const moved = await pushed(clientOf(), (await changes(10)).steps);
    expect([outcomes(moved).length, (await changes(10)).steps]).toEqual([10, []]);
    expect(refused(await pushed(clientOf(), rollbackSteps(moved)))).toEqual([]);
    expect((await changes()).steps).toEqual([]);
    expect(refused(await pushed(clientOf(), rollbackSteps(batches)))).toEqual([]);
    expect(state()).toEqual(before);
  });

  it('renews its token, waits where it is asked to, and tells each row that is refused', async () => {
    fake.troubles.callsPerToken = 40;
    fake.troubles.busy = 3;
    fake.troubles.refuse = (table, { name }) => (table === 'territories' && name === 'Süd' ? { code: '0x80040265', message: 'Not this one' } : null);
    const batches = await pushed(clientOf(), (await changes()).steps);
    expect(refused(batches)[0]).toEqual({ code: '0x80040265', message: 'Not this one', again: false });
    // Its accounts have no territory to point to.
    expect(refused(batches)).toHaveLength(1 + 77);
    expect(fake.tokens()).toBeGreaterThan(3);
  });

  it('finds which territories of a batch that another process began came to be', async () => {
    const [region] = (await changes()).steps;
    const [batch] = await pushed(clientOf(), [region]);
    const found = await clientOf().collect(batch.step, [...batch.rows, { values: { new_hexalignkey: `${PLAN_ID}:X` }, id: null, before: null }], 'sent');
    expect(found!.map(({ id, error }) => [id, error?.code])).toEqual([[fake.tables.territories.find(({ name }) => name === 'Region')!.territoryid, undefined], [null, 'LOST']]);
  });
});

it('goes to Veeva as files alone', async () => {
  const { openSystem } = await import('../src/crm/systems.ts');
  expect(() => openSystem(FieldMap.parse({ crm: 'veeva' }), { address: 'https://example.com', secrets: {}, allowed: { push: true, hosts: [] } })).toThrow('Veeva is told by files alone.');
});
