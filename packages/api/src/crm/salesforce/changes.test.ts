import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FieldMap, SalesforceMap } from '../../../contract/crmMaps.ts';
import type { CrmPlan } from '../crmPlan.ts';
import { packFiles, publicationFiles } from '../packFiles.ts';
import type { PresentRows } from '../step.ts';
import { salesforceChanges } from './changes.ts';

const PLAN_ID = '6f1d3c1e-0000-4000-8000-000000000001';
const account = (n: number): string => `001000000000${String(n).padStart(3, '0')}AAA`;

/** Two regions, three positions, one of them vacant, with names that are hard on every format. */
export function plan(): CrmPlan {
  return {
    stamp: { planId: PLAN_ID, plan: 'Field force 2027', scenario: 'Main', revisionId: '6f1d3c1e-0000-4000-8000-0000000000aa', revision: 'Submitted', seq: 12, hash: 'a'.repeat(64), from: '2027-01-01' },
    territories: [
      { id: 'R1', name: 'Süd & West', parent: null, level: 1 },
      { id: 'T01', name: 'Zürich, Ost', parent: 'R1', level: 0 },
      { id: 't-01', name: '=HYPERLINK("x")', parent: 'R1', level: 0 },
      { id: '東京', name: '東京', parent: null, level: 0 },
    ],
    covers: [{ territory: 'T01', person: '005000000000001AAA', role: 'owner' }, { territory: '東京', person: '005000000000002AAA', role: 'owner' }, { territory: 'T01', person: '005000000000002AAA', role: 'backup' }],
    accounts: [{ id: account(1), territory: 'T01' }, { id: account(2), territory: 't-01' }, { id: account(3), territory: '東京' }, { id: account(4), territory: null }, { id: 'CUST-9', territory: 'T01' }],
    postal: [{ code: '02108', territory: 'T01' }, { code: '02109', territory: 'T01' }, { code: '02201', territory: 't-01' }, { code: '80202', territory: 't-01' }],
  };
}

const map = (more: object = {}): SalesforceMap => SalesforceMap.parse({ crm: 'salesforce', ...more });
const golden = (name: string): string => `../../../test/golden/crm/salesforce/${name}`;
const files = (changes: ReturnType<typeof salesforceChanges>, own: SalesforceMap) => publicationFiles(changes, plan().stamp, FieldMap.parse(own));

/** What Salesforce says once every step of the plan went through. */
function after(changes: ReturnType<typeof salesforceChanges>): PresentRows {
  const key = 'Hexalign_Key__c';
  const types = [{ Id: '0M5000000000001AAA', DeveloperName: 'Territory' }, { Id: '0M5000000000002AAA', DeveloperName: 'Territory_level_2' }];
  const step = (name: string) => changes.steps.find((one) => one.name === name)?.rows.map(({ values }) => values) ?? [];
  const model = { Id: '0MA000000000001AAA', ...step('02-territory2model')[0] };
  const made = changes.steps.filter(({ name }) => name.startsWith('03-')).flatMap(({ rows }) => rows.map(({ values }) => values));
  const idOf = new Map(made.map((values, i) => [values[key], `0MI00000000000${i + 1}AAA`]));
  const forecast = new Map(step('05-forecast-user').map((values) => [values[key], values.ForecastUserId]));
  return {
    Territory2Type: types, Territory2Model: [model],
    Territory2: made.map((values) => ({ ...values, Id: idOf.get(values[key])!, Territory2ModelId: model.Id, Territory2TypeId: types.find(({ DeveloperName }) => DeveloperName === values['Territory2Type.DeveloperName'])!.Id, ParentTerritory2Id: idOf.get(values[`ParentTerritory2.${key}`]) ?? '', ForecastUserId: forecast.get(values[key]) ?? '' })),
    User: [{ Id: '005000000000001AAA', IsActive: 'true' }, { Id: '005000000000002AAA', IsActive: 'true' }],
    Account: [1, 2, 3, 4].map((n) => ({ Id: account(n), BillingPostalCode: n === 2 ? '02108' : '', OwnerId: '005000000000009AAA' })),
    UserTerritory2Association: step('04-uta-insert').map((values, i) => ({ Id: `0LT00000000000${i}AAA`, UserId: values.UserId, Territory2Id: idOf.get(values[`Territory2.${key}`])!, RoleInTerritory2: values.RoleInTerritory2 })),
    ObjectTerritory2Association: step('09-ota-insert').map((values, i) => ({ Id: `0ML00000000000${i}AAA`, ObjectId: values.ObjectId, Territory2Id: idOf.get(values[`Territory2.${key}`])!, AssociationCause: 'Territory2Manual' })),
    Territory2ObjectExclusion: [],
  };
}

describe('files for Salesforce', () => {
  it('say the whole plan where nothing is known of the system', async () => {
    for (const { name, text } of files(salesforceChanges(plan(), map(), {}), map())) await expect(text).toMatchFileSnapshot(golden(`all/${name}`));
  });

  it('look people and accounts up by other fields, and write owner and territory into accounts', async () => {
    const own = map({ userKey: 'Username', accountKey: 'ERP_No__c', people: { '005000000000001AAA': 'ada@example.com' }, accountOwner: true, accountFields: { name: 'Territory_Name__c', plan: 'Territory_Plan__c' } });
    for (const { name, text } of files(salesforceChanges(plan(), own, {}), own).slice(2)) await expect(text).toMatchFileSnapshot(golden(`by-key/${name}`));
  });

  it('bind rules by postal code where they can say a territory, and exclude what a split code would give away', async () => {
    const own = map({ rules: {} });
    const present = { ...after(salesforceChanges(plan(), map(), {})), Territory2: [] };
    const changes = salesforceChanges(plan(), own, present);
    for (const { name, text } of changes.extras) await expect(text).toMatchFileSnapshot(golden(`rules/${name}`));
    expect(changes.steps.find(({ name }) => name === '06-exclusion-insert')).toBeUndefined();
    const split = { ...present, Account: [1, 2, 3, 4].map((n) => ({ Id: account(n), BillingPostalCode: n === 3 ? '' : '02108-1234' })) };
    const excluding = salesforceChanges({ ...plan(), accounts: [...plan().accounts, { id: account(4), territory: 'T01' }] }, own, split);
    expect(excluding.steps.find(({ name }) => name === '06-exclusion-insert')!.rows.map(({ values }) => values)).toEqual([{ ObjectId: account(2), 'Territory2.Hexalign_Key__c': `${PLAN_ID}:T01`, Note: 'Hexalign: split postal code' }]);
  });

  it('leave a territory without rules that would need more than are borne', () => {
    const scattered = Array.from({ length: 60_000 }, (_, i) => ({ code: `${String(i).padStart(5, '0')}`, territory: i % 2 === 0 ? 'T01' : 't-01' }));
    const { problems, extras } = salesforceChanges({ ...plan(), postal: scattered }, map({ rules: {} }), {});
    expect(problems.filter(({ code }) => code === 'rules.too_many').map(({ subject }) => subject)).toEqual(['T01', 't-01']);
    expect(extras.some(({ name }) => name === '07-rule.csv')).toBe(false);
  });

  it('tell what nobody there knows', () => {
    const { problems } = salesforceChanges(plan(), map({ people: { '005000000000002AAA': 'bea@example.com' } }), {});
    expect(problems.map(({ code, subject, stops }) => [code, subject, stops])).toEqual([['person.unknown', '005000000000002AAA', true], ['account.not_an_id', 'CUST-9', false], ['account.unassigned', account(4), false]]);
  });
});

describe('changes against what Salesforce has now', () => {
  it('are none once everything went through', () => {
    const changes = salesforceChanges(plan(), map(), {});
    expect(salesforceChanges(plan(), map(), after(changes)).steps).toEqual([]);
  });

  it('are what differs, with what brings it back', async () => {
    const present = after(salesforceChanges(plan(), map(), {}));
    const next = plan();
    const moved: CrmPlan = {
      ...next,
      territories: next.territories.map((one) => (one.id === 'T01' ? { ...one, name: 'Zürich', parent: null } : one)).filter(({ id }) => id !== 't-01'),
      covers: [{ territory: 'T01', person: '005000000000002AAA', role: 'owner' }, { territory: '東京', person: '005000000000001AAA', role: 'owner' }],
      accounts: next.accounts.map((one) => (one.territory === 't-01' ? { ...one, territory: 'T01' } : one)),
    };
    const changes = salesforceChanges(moved, map(), { ...present, ObjectTerritory2Association: [...present.ObjectTerritory2Association!, { Id: '0MLrule', ObjectId: account(4), Territory2Id: present.Territory2![1].Id, AssociationCause: 'Territory' }] });
    await expect(JSON.stringify(changes, null, 2)).toMatchFileSnapshot(golden('delta.json'));
    expect(changes.problems.find(({ code }) => code === 'territory.left_over')?.subject).toBe('t-01');
  });
});

describe('the archive', () => {
  it('is the same every time, and its names stay where they belong', () => {
    const own = map({ rules: {} });
    const all = files(salesforceChanges(plan(), own, {}), own);
    const bytes = packFiles(all);
    expect(Buffer.from(packFiles(all)).equals(Buffer.from(bytes))).toBe(true);
    expect(Object.keys(unzipSync(bytes))).toEqual(all.map(({ name }) => name));
    expect(() => packFiles([{ name: '../out.csv', text: '' }])).toThrow('not a name');
  });
});
