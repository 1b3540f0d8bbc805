import { expect, it } from 'vitest';
import { tableOf } from './presentTables.ts';

it.each([
  ['salesforce', 'objectterritory2association_2026.csv', 'ObjectTerritory2Association'], ['salesforce', 'Territory2Model.csv', 'Territory2Model'], ['salesforce', 'extract.csv', 'Territory2'],
  ['dynamics', 'Accounts 12.csv', 'accounts'], ['veeva', 'user_territory__v.csv', 'user_territory__v'],
] as const)('an export of %s called %s is of %s', (crm, filename, table) => expect(tableOf(crm, filename)).toBe(table));
