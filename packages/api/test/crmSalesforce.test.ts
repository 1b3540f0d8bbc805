import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SalesforceMap } from '../contract/crmMaps.ts';
import type { CrmPlan } from '../src/crm/crmPlan.ts';
import { outcomes, push, type Batch } from '../src/crm/push.ts';
import { rollbackSteps } from '../src/crm/rollback.ts';
import { salesforceChanges } from '../src/crm/salesforce/changes.ts';
import { salesforceClient } from '../src/crm/salesforce/client.ts';
import { crmSession, requestToken } from '../src/crm/session.ts';
import type { CrmStep } from '../src/crm/step.ts';
import { CLIENT, salesforceFake, type SalesforceFake } from './fakes/salesforceFake.ts';

const map = SalesforceMap.parse({ crm: 'salesforce', accountKey: 'ERP_No__c', userKey: 'Username', accountOwner: true, accountFields: { name: 'Territory_Name__c' }, rules: {} });
const PLAN_ID = '6f1d3c1e-0000-4000-8000-000000000001';
let fake: SalesforceFake;

/** 120 accounts, more than a page, on three positions below one region. */
function plan(move = 0): CrmPlan {
  const territories = ['Nord', 'Süd', 'West'];
  return {
    stamp: { planId: PLAN_ID, plan: 'Field force', scenario: 'Main', revisionId: PLAN_ID, revision: 'Submitted', seq: 1, hash: 'a'.repeat(64), from: '2027-01-01' },
    territories: [{ id: 'R', name: 'Region', parent: null, level: 1 }, ...territories.map((id) => ({ id, name: id, parent: 'R', level: 0 }))],
    covers: territories.map((territory, i) => ({ territory, person: `p${i}@example.com`, role: 'owner' as const })),
    accounts: Array.from({ length: 120 }, (_, i) => ({ id: `00${i}`, territory: territories[(i < move ? i + 1 : i) % 3] })),
    postal: [],
  };
}

function clientOf() {
  const allowed = { push: true, hosts: [new URL(fake.address).host] };
  const signIn = async () => {
    const answer = await requestToken(`${fake.address}/services/oauth2/token`, { grant_type: 'client_credentials', client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret }, allowed);
    return { token: answer.access_token as string, base: answer.instance_url as string };
  };
  return salesforceClient(crmSession({ signIn, allowed, pause: () => 1 }), map, () => 1);
}

async function pushed(steps: readonly CrmStep[]): Promise<{ batches: Batch[]; held: string[] }> {
  const batches: Batch[] = [];
  const held = await push({
    client: clientOf(), steps, from: 0, pause: () => 1,
    log: {
      begin: async (number, step, rows) => void batches.push({ number, step, rows, reference: null, results: null }),
      begun: async (number, reference) => void (batches[number] = { ...batches[number], reference }),
      ended: async (number, results) => void (batches[number] = { ...batches[number], results }),
    },
  });
  return { batches, held };
}

const changes = async (move = 0) => salesforceChanges(plan(move), map, await clientOf().present(plan(move)));
const state = (): unknown => structuredClone(fake.tables.rows);
/** Everything but the ids of links, which are new when a link is made again. */
const said = (): unknown => Object.fromEntries(Object.entries(fake.tables.rows).map(([table, rows]) => [table, rows.map((row) => JSON.stringify({ ...row, ...(table.endsWith('Association') || table === 'Territory2ObjectExclusion' ? { Id: '' } : {}) })).sort()]));

beforeEach(async () => {
  fake = await salesforceFake();
  for (let i = 0; i < 3; i++) fake.tables.add('User', { Username: `p${i}@example.com`, IsActive: 'true' });
  const other = fake.tables.add('User', { Username: 'other@example.com', IsActive: 'true' });
  for (let i = 0; i < 121; i++) fake.tables.add('Account', { Name: `Account ${i}`, ERP_No__c: `00${i}`, OwnerId: other.Id, BillingPostalCode: '', Territory_Name__c: '' });
});
afterEach(() => fake.stop());

describe('a push to Salesforce', () => {
  it('brings a plan there, after which nothing differs, and back again', async () => {
    const before = state();
    const { steps, problems } = await changes();
    expect(problems).toEqual([]);
    const { batches, held } = await pushed(steps);
    expect(held).toEqual([]);
    expect(outcomes(batches).filter(({ result }) => result.error !== null)).toEqual([]);
    expect((await changes()).steps).toEqual([]);
    const { rows } = fake.tables;
    expect(rows.Territory2.map(({ Name, ForecastUserId }) => [Name, fake.tables.find('User', 'Id', ForecastUserId ?? '')?.Username])).toEqual([['Region', undefined], ['Nord', 'p0@example.com'], ['Süd', 'p1@example.com'], ['West', 'p2@example.com']]);
    expect(rows.ObjectTerritory2Association).toHaveLength(120);
    expect(rows.Account.filter(({ Territory_Name__c }) => Territory_Name__c === 'Süd')).toHaveLength(40);
    const back = await pushed(rollbackSteps(batches));
    expect(outcomes(back.batches).filter(({ result }) => result.error !== null)).toEqual([]);
    expect(state()).toEqual(before);
  });

  it('changes what differs only, and takes that back, too', async () => {
    await pushed((await changes()).steps);
    const before = said();
    const { steps } = await changes(10);
    expect(steps.map(({ name, rows }) => [name, rows.length])).toEqual([['09-ota-insert', 10], ['09-ota-delete', 10], ['10-account-1', 10]]);
    const { batches } = await pushed(steps);
    expect((await changes(10)).steps).toEqual([]);
    await pushed(rollbackSteps(batches));
    expect(said()).toEqual(before);
  });

  it('tries rows again that somebody else holds', async () => {
    fake.troubles.locked = { table: 'UserTerritory2Association', times: 2 };
    const { batches } = await pushed((await changes()).steps);
    expect(fake.jobs.filter(({ object }) => object === 'UserTerritory2Association')).toHaveLength(3);
    expect(outcomes(batches).filter(({ result }) => result.error !== null)).toEqual([]);
    expect((await changes()).steps).toEqual([]);
  });

  it('gives up on rows that stay locked, and tells them', async () => {
    fake.troubles.locked = { table: 'UserTerritory2Association', times: 99 };
    const { batches } = await pushed((await changes()).steps);
    const refused = outcomes(batches).filter(({ result }) => result.error !== null);
    expect(refused.filter(({ step }) => step.table === 'UserTerritory2Association').map(({ result, tries }) => [result.error!.code, tries])).toEqual([['UNABLE_TO_LOCK_ROW', 6], ['UNABLE_TO_LOCK_ROW', 6], ['UNABLE_TO_LOCK_ROW', 6]]);
    // Nobody can be a forecast manager of a position that they are not on.
    expect(refused.filter(({ step }) => step.name === '05-forecast-user')).toHaveLength(3);
  });

  it('tells each row that is refused, lets the others through, and takes nothing away from then on', async () => {
    await pushed((await changes()).steps);
    const links = fake.tables.rows.ObjectTerritory2Association.length;
    fake.troubles.refuse = (table, values) => (table === 'ObjectTerritory2Association' && values.ObjectId === fake.tables.find('Account', 'ERP_No__c', '003')!.Id ? 'FIELD_CUSTOM_VALIDATION_EXCEPTION:Key accounts stay, "always":--' : null);
    const { batches, held } = await pushed((await changes(10)).steps);
    expect(held).toEqual(['09-ota-delete']);
    expect(outcomes(batches).flatMap(({ result }) => result.error ?? [])).toEqual([{ code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Key accounts stay, "always"', again: false }]);
    expect(fake.tables.rows.ObjectTerritory2Association).toHaveLength(links + 9);
    // Put right, the next push brings the rest.
    fake.troubles.refuse = undefined;
    await pushed((await changes(10)).steps);
    expect((await changes(10)).steps).toEqual([]);
    expect(fake.tables.rows.ObjectTerritory2Association).toHaveLength(links);
  });

  it('renews a token that has expired in the middle', async () => {
    fake.troubles.callsPerToken = 7;
    const { batches } = await pushed((await changes()).steps);
    expect(fake.tokens()).toBeGreaterThan(3);
    expect(outcomes(batches).filter(({ result }) => result.error !== null)).toEqual([]);
    expect((await changes()).steps).toEqual([]);
  });

  it('finds the results of a batch that another process began', async () => {
    const [types] = (await changes()).steps;
    const [batch] = (await pushed([types])).batches;
    expect(await clientOf().collect(batch.step, batch.rows, batch.reference!)).toEqual(batch.results);
    expect(await clientOf().collect(batch.step, batch.rows, '750000000009999')).toBeNull();
  });

  it('says who it is that lets it in, and goes nowhere else', async () => {
    expect(await clientOf().who()).toBe('Example Works');
    await expect(requestToken(`${fake.address}/services/oauth2/token`, { grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' }, { push: true, hosts: [new URL(fake.address).host] })).rejects.toMatchObject({ code: 'crm.refused', facts: { found: 'status 400: invalid_client invalid client credentials' } });
    await expect(requestToken(`${fake.address}/services/oauth2/token`, {}, { push: true, hosts: ['*.salesforce.com'] })).rejects.toMatchObject({ code: 'crm.host' });
  });
});
