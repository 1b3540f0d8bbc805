import type { SalesforceMap } from '../../../contract/crmMaps.ts';
import { AppError } from '../../http/appError.ts';
import type { CrmClient } from '../client.ts';
import type { CrmPlan } from '../crmPlan.ts';
import type { CrmSession } from '../session.ts';
import { cellOf, type CrmRow, type CrmStep, type CrmTable, type PresentRows } from '../step.ts';
import { resumeJob, runJob, type Poll } from './bulk.ts';
import { API_VERSION } from './metadata.ts';

const DATA = `/services/data/v${API_VERSION}`;
/** Tables whose changes lock groups of the whole organisation: small batches, one at a time. */
const LOCKING: readonly string[] = ['Territory2', 'UserTerritory2Association', 'Territory2Type', 'Territory2Model'];

/** Talks to Salesforce: queries by REST, writes by jobs of the Bulk API 2.0, one after the other. */
export function salesforceClient(session: CrmSession, map: SalesforceMap, poll: Poll = (looks) => Math.min(500 * 1.5 ** looks, 10_000)): CrmClient {
  async function query(soql: string): Promise<CrmTable> {
    const rows: Record<string, string>[] = [];
    for (let path: string | null = `${DATA}/query?q=${encodeURIComponent(soql)}`; path !== null;) {
      const page = (await session.json(path)) as { records: Record<string, unknown>[]; nextRecordsUrl?: string };
      for (const { attributes: _, ...record } of page.records) rows.push(Object.fromEntries(Object.entries(record).map(([column, value]) => [column, cellOf(value)])));
      path = page.nextRecordsUrl ?? null;
    }
    return rows;
  }

  /** Types have no external id, so that a column with their names is a column with their ids by the time of writing. */
  async function withTypeIds(step: CrmStep, rows: readonly CrmRow[]): Promise<readonly [CrmStep, readonly CrmRow[]]> {
    const [name, id] = ['Territory2Type.DeveloperName', 'Territory2TypeId'];
    if (!step.columns.includes(name)) return [step, rows];
    const ids = new Map((await query('SELECT Id, DeveloperName FROM Territory2Type')).map((row) => [row.DeveloperName, row.Id]));
    return [
      { ...step, columns: step.columns.map((column) => (column === name ? id : column)) },
      rows.map((row) => ({ ...row, values: Object.fromEntries(Object.entries(row.values).map(([column, value]) => (column === name ? [id, ids.get(value) ?? ''] : [column, value]))) })),
    ];
  }

  return {
    async who() {
      const [organisation] = await query('SELECT Id, Name FROM Organization');
      if (organisation === undefined) throw new AppError('crm.refused', { expected: 'an organisation', found: 'none' });
      return organisation.Name;
    },
    async present({ stamp, covers }: CrmPlan): Promise<PresentRows> {
      const { keyField: key, accountKey, userKey, accountFields, accountOwner, rules } = map;
      const ours = `Territory2.${key} LIKE '${stamp.planId}:%'`;
      const ofAccounts = [...new Set(['Id', accountKey, ...(accountOwner ? ['OwnerId'] : []), ...Object.values(accountFields).flatMap((field) => field ?? []), ...(rules === null ? [] : [rules.postalField])])];
      return {
        Territory2Type: await query('SELECT Id, DeveloperName FROM Territory2Type'),
        Territory2Model: await query(`SELECT Id, ${key}, Name, DeveloperName, Description, State FROM Territory2Model WHERE ${key} = '${stamp.planId}'`),
        Territory2: await query(`SELECT Id, ${key}, Name, DeveloperName, Description, Territory2ModelId, Territory2TypeId, ParentTerritory2Id, AccountAccessLevel, OpportunityAccessLevel, CaseAccessLevel, ForecastUserId FROM Territory2`),
        UserTerritory2Association: await query(`SELECT Id, UserId, Territory2Id, RoleInTerritory2 FROM UserTerritory2Association WHERE ${ours}`),
        ObjectTerritory2Association: await query(`SELECT Id, ObjectId, Territory2Id, AssociationCause FROM ObjectTerritory2Association WHERE ${ours}`),
        ...(rules === null ? {} : { Territory2ObjectExclusion: await query(`SELECT Id, ObjectId, Territory2Id, Note FROM Territory2ObjectExclusion WHERE ${ours}`) }),
        User: covers.length === 0 ? [] : await query(`SELECT ${[...new Set(['Id', userKey])].join(', ')}, IsActive FROM User`),
        Account: await query(`SELECT ${ofAccounts.join(', ')} FROM Account`),
      };
    },
    async write(step, rows, options) {
      const [told, lines] = await withTypeIds(step, rows);
      return runJob(session, told, lines, poll, options);
    },
    async collect(step, rows, reference) {
      const [told, lines] = await withTypeIds(step, rows);
      return resumeJob(session, reference, told, lines, poll);
    },
    batchOf: ({ table }) => (LOCKING.includes(table) ? 200 : 2000),
  };
}
