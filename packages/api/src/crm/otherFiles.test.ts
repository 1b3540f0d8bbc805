import { describe, expect, it } from 'vitest';
import { FieldMap } from '../../contract/crmMaps.ts';
import type { CrmPlan } from './crmPlan.ts';
import { publicationFiles } from './packFiles.ts';
import type { PresentRows } from './step.ts';
import { plainText } from './stepCsv.ts';
import { changesFor } from './systems.ts';

const PLAN_ID = '6f1d3c1e-0000-4000-8000-000000000001';

function plan(): CrmPlan {
  return {
    stamp: { planId: PLAN_ID, plan: 'Field force 2027', scenario: 'Main', revisionId: '6f1d3c1e-0000-4000-8000-0000000000aa', revision: 'Submitted', seq: 12, hash: 'a'.repeat(64), from: '2027-01-01' },
    territories: [{ id: 'R1', name: 'Süd & West', parent: null, level: 1 }, { id: '01 Ost', name: 'Zürich, Ost', parent: 'R1', level: 0 }, { id: 'T02', name: '=1+1', parent: 'R1', level: 0 }],
    covers: [{ territory: '01 Ost', person: 'ada@example.com', role: 'owner' }, { territory: '01 Ost', person: 'bea@example.com', role: 'overlay' }],
    accounts: [{ id: '00017', territory: '01 Ost' }, { id: '-5', territory: 'T02' }, { id: 'Žofín "7"', territory: '01 Ost' }, { id: '4', territory: null }],
    postal: [],
  };
}

describe.each([['hubspot', {}], ['hubspot', { companyKey: 'erp_no' }], ['dynamics', { accountOwner: true }], ['veeva', {}]] as const)('files for %s %j', (crm, more) => {
  it('say the whole plan', async () => {
    const map = FieldMap.parse({ crm, ...more });
    for (const { name, text } of publicationFiles(changesFor(plan(), map, {}), plan().stamp, map)) await expect(text).toMatchFileSnapshot(`../../test/golden/crm/${crm}${'companyKey' in more ? '-by-key' : ''}/${name}`);
  });
});

it('are, for Veeva, what differs from what is there', () => {
  const map = FieldMap.parse({ crm: 'veeva' });
  const key = (id: string): string => `${PLAN_ID}:${id}`;
  const present: PresentRows = {
    territory__v: [{ id: 'V1', external_id__v: key('R1'), name__v: 'R1', description__v: 'Süd & West (Field force 2027)' }, { id: 'V2', external_id__v: key('T02'), name__v: 'T02', description__v: 'old' }, { id: 'V9', external_id__v: 'of somebody else' }],
    account__v: [{ id: 'A1', external_id__v: '00017' }, { id: 'A2', external_id__v: '-5' }, { id: 'A3', external_id__v: 'elsewhere' }],
    account_territory__v: [{ id: 'L1', account__v: 'A1', territory__v: 'V2' }, { id: 'L2', account__v: 'A2', territory__v: 'V2' }, { id: 'L3', account__v: 'A3', territory__v: 'V2' }, { id: 'L4', account__v: 'A1', territory__v: 'V9' }],
  };
  const { steps } = changesFor(plan(), map, present);
  expect(steps.map(({ name, rows }) => [name, rows.map(({ id, values }) => id ?? Object.values(values)[0])])).toEqual([
    ['01-territory-1', [key('01 Ost'), 'V2']], ['02-user-territory-insert', ['ada@example.com', 'bea@example.com']], ['03-account-territory-insert', ['00017', 'Žofín "7"']], ['03-account-territory-delete', ['L1']],
  ]);
});

describe('texts that a spreadsheet might run', () => {
  it.each([['=1+1', "'=1+1"], ['@SUM(A1)', "'@SUM(A1)"], ['+49 30 1', "'+49 30 1"], ['-5', '-5'], ['-1,234.5', '-1,234.5'], ['+7', '+7'], ['-x', "'-x"], ['\t=1', "'\t=1"], ['Zürich', 'Zürich'], ['', '']])('%j is written as %j', (text, written) => expect(plainText(text)).toBe(written));
});
