import type { DynamicsMap } from '../../../contract/crmMaps.ts';
import { AppError } from '../../http/appError.ts';
import type { AllowedCrm } from '../admitCrm.ts';
import type { CrmClient, RowResult } from '../client.ts';
import type { CrmPlan } from '../crmPlan.ts';
import type { Secrets } from '../credentials.ts';
import { requestToken, type CrmSession, type Token } from '../session.ts';
import { cellOf, type CrmRow, type CrmStep, type CrmTable } from '../step.ts';
import { LOOKUPS } from './changes.ts';

const API = '/api/data/v9.2';
const LOGIN = 'https://login.microsoftonline.com';
const PAGE = 'odata.maxpagesize=500';
/** Answers that are about a row, and not about us. */
const OF_ROW: readonly number[] = [400, 403, 404, 409, 412];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The database there took too long: it may not the next time. */
const AGAIN: readonly string[] = ['0x80044151'];

/** Talks to Dataverse: queries with pages, records one by one, looked up by our key. */
export function dynamicsClient(session: CrmSession, map: DynamicsMap): CrmClient {
  async function query(path: string): Promise<CrmTable> {
    const rows: Record<string, string>[] = [];
    for (let next: string | null = `${API}/${path}`; next !== null;) {
      const page = (await session.json(next, { headers: { prefer: PAGE } })) as { value: Record<string, unknown>[]; '@odata.nextLink'?: string };
      for (const record of page.value) rows.push(Object.fromEntries(Object.entries(record).filter(([column]) => !column.startsWith('@')).map(([column, value]) => [column, cellOf(value)])));
      const link = page['@odata.nextLink'];
      next = link === undefined ? null : `${new URL(link).pathname}${new URL(link).search}`;
    }
    return rows;
  }

  /** Whether a value is a record's own id, or our key of a territory. */
  function bound(column: string, set: string, value: string): [string, string | null] {
    if (value === '') return [column, null];
    return [`${column}@odata.bind`, GUID.test(value) || set !== 'territories' ? `/${set}(${value})` : `/${set}(${map.keyColumn}='${quoted(value)}')`];
  }

  function bodyOf({ idColumn, key }: CrmStep, values: Readonly<Record<string, string>>): string {
    const written = Object.entries(values).filter(([column]) => column !== idColumn && column !== key).map(([column, value]): [string, string | null] => {
      const read = Object.entries(LOOKUPS).find(([, lookup]) => lookup.read === column);
      if (read !== undefined) return bound(read[0], read[1].set, value);
      return column in LOOKUPS ? bound(column, LOOKUPS[column].set, value) : [column, value === '' ? null : value];
    });
    return JSON.stringify(Object.fromEntries(written));
  }

  async function writeRow(step: CrmStep, { values, id }: CrmRow): Promise<RowResult> {
    const { table, operation, key, idColumn } = step;
    const path = key !== null ? `${API}/${table}(${key}='${quoted(values[key])}')` : `${API}/${table}(${values[idColumn] ?? id ?? ''})`;
    const { status, text } = operation === 'delete'
      ? await session.call(path, { method: 'DELETE', expected: OF_ROW })
      : await session.call(path, { method: 'PATCH', body: bodyOf(step, values), headers: { prefer: 'return=representation', ...(operation === 'update' ? { 'if-match': '*' } : {}) }, expected: OF_ROW });
    if (status >= 400) {
      const { error = {} } = JSON.parse(text || '{}') as { error?: { code?: string; message?: string } };
      return { id, created: false, error: { code: error.code ?? String(status), message: error.message ?? text, again: AGAIN.includes(error.code ?? '') } };
    }
    const record = text === '' ? {} : (JSON.parse(text) as Record<string, string>);
    return { id: record[idColumn] ?? id ?? values[idColumn] ?? null, created: status === 201, error: null };
  }

  return {
    async who() {
      const { OrganizationId: id } = (await session.json(`${API}/WhoAmI`)) as { OrganizationId?: string };
      if (id === undefined) throw new AppError('crm.refused', { expected: 'an organisation', found: 'none' });
      return id;
    },
    async present({ stamp }: CrmPlan) {
      return {
        territories: await query(`territories?$select=territoryid,name,description,${map.keyColumn},_parentterritoryid_value,_managerid_value&$filter=startswith(${map.keyColumn},'${stamp.planId}:')`),
        accounts: await query(`accounts?$select=accountid,${map.accountKey},_territoryid_value,_ownerid_value`),
        systemusers: await query(`systemusers?$select=${[...new Set(['systemuserid', map.userKey])].join(',')},isdisabled`),
      };
    },
    async write(step, rows, options) {
      if (step.operation === 'insert') throw new AppError('crm.failed', { where: step.name, expected: 'records that are told by our key', found: 'new ones without' });
      await options?.begun?.('sent');
      const results: RowResult[] = [];
      for (const row of rows) results.push(await writeRow(step, row));
      return results;
    },
    async collect({ table, key, idColumn }, rows) {
      // Values written twice are the same; of new territories it is looked whether they came to be.
      const there = key === null ? new Map<string, string>() : new Map((await query(`${table}?$select=${idColumn},${key}`)).map((row) => [row[key], row[idColumn]]));
      return rows.map(({ id, values, before }) => {
        const found = id ?? (key === null ? (values[idColumn] ?? null) : (there.get(values[key]) ?? null));
        return { id: found, created: before === null && found !== null, error: found === null ? { code: 'LOST', message: 'The server stopped before this row was written.', again: true } : null };
      });
    },
    batchOf: () => 100,
  };
}

/** A text within the quotes of an address. */
function quoted(text: string): string {
  return encodeURIComponent(text.replaceAll("'", "''"));
}

/** A token of an application of the tenant. */
export async function dynamicsToken(address: string, { tenant, clientId, clientSecret }: Secrets, allowed: AllowedCrm): Promise<Token> {
  const { origin } = new URL(address);
  // A tenant may be told by the whole address of its sign-in.
  const login = URL.canParse(tenant!) ? tenant! : `${LOGIN}/${encodeURIComponent(tenant!)}`;
  const answer = await requestToken(`${login}/oauth2/v2.0/token`, { grant_type: 'client_credentials', client_id: clientId!, client_secret: clientSecret!, scope: `${origin}/.default` }, allowed);
  return { token: answer.access_token as string, base: origin };
}
