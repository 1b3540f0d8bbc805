import type { Crm } from '@hexalign/api/contract';

/** Tables whose rows tell what differs, by system; the first stands for a file that tells nothing by its name. */
export const PRESENT_TABLES: Readonly<Record<Crm, readonly string[]>> = {
  salesforce: ['Territory2', 'Territory2Model', 'Territory2Type', 'UserTerritory2Association', 'ObjectTerritory2Association', 'Territory2ObjectExclusion', 'User', 'Account'],
  hubspot: ['companies', 'owners'],
  dynamics: ['territories', 'accounts', 'systemusers'],
  veeva: ['territory__v', 'user_territory__v', 'account_territory__v', 'user__sys', 'account__v'],
};

/** The table that a file is of, by its name: the longest that stands in it, whatever the case. */
export function tableOf(crm: Crm, filename: string): string {
  const name = filename.toLowerCase();
  const [found] = PRESENT_TABLES[crm].filter((table) => name.includes(table.toLowerCase())).sort((a, b) => b.length - a.length);
  return found ?? PRESENT_TABLES[crm][0];
}
