import { randomUUID } from 'node:crypto';
import { httpFake, type FakeAnswer, type HttpFake } from './httpFake.ts';

type Row = Record<string, string | boolean | null>;

export interface DynamicsFake extends HttpFake {
  readonly tables: Record<'territories' | 'accounts' | 'systemusers', Row[]>;
  readonly troubles: { callsPerToken?: number; busy?: number; refuse?: (table: string, body: Row) => { code: string; message: string } | null };
  add(table: 'territories' | 'accounts' | 'systemusers', row: Row): Row;
  tokens(): number;
}

export const APP_USER = { tenant: 'contoso', clientId: 'app', clientSecret: 'kept secret' } as const;
const IDS = { territories: 'territoryid', accounts: 'accountid', systemusers: 'systemuserid' } as const;
const KEY = 'new_hexalignkey';
const PAGE = 50;

/** Dataverse on loopback, as far as plans are published to it: client credentials, OData pages, upserts by an alternate key, lookups, refusals and throttling. */
export async function dynamicsFake(): Promise<DynamicsFake> {
  const tables: DynamicsFake['tables'] = { territories: [], accounts: [], systemusers: [] };
  const troubles: DynamicsFake['troubles'] = {};
  let [tokens, calls] = [0, 0];
  const add: DynamicsFake['add'] = (table, row) => {
    const made = { [IDS[table]]: randomUUID(), ...row };
    tables[table].push(made);
    return made;
  };

  /** `territories(new_hexalignkey='a')` or `territories(<id>)` */
  function find(address: string): { table: keyof typeof IDS; row: Row | undefined; key: string | null } {
    const [, table, inside] = /^\/?(\w+)\((.*)\)$/.exec(address) as unknown as [string, keyof typeof IDS, string];
    const [, column, text] = /^(\w+)='(.*)'$/.exec(inside) ?? [];
    const key = text === undefined ? null : text.replaceAll("''", "'");
    return { table, key, row: tables[table].find((row) => (key === null ? row[IDS[table]] === inside : row[column!] === key)) };
  }

  function write(row: Row, body: Row): { code: string; message: string } | null {
    const set: Row = {};
    for (const [column, value] of Object.entries(body)) {
      const lookup = column.replace('@odata.bind', '');
      if (column.endsWith('@odata.bind')) {
        const found = find(decodeURIComponent(String(value)));
        if (found.row === undefined) return { code: '0x80040217', message: `${String(value)} does not exist` };
        set[`_${lookup}_value`] = found.row[IDS[found.table]]!;
      } else if (['parentterritoryid', 'managerid', 'territoryid', 'ownerid'].includes(column)) set[`_${column}_value`] = null;
      else set[column] = value;
    }
    Object.assign(row, set);
    return null;
  }

  const fake = await httpFake(({ method, url, headers, body }): FakeAnswer => {
    if (method === 'POST' && url.pathname === '/contoso/oauth2/v2.0/token') {
      const form = new URLSearchParams(body);
      if (form.get('client_secret') !== APP_USER.clientSecret || form.get('scope') !== `${url.origin}/.default`) return { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' } };
      tokens++;
      calls = 0;
      return { status: 200, body: { access_token: `token-${tokens}`, token_type: 'Bearer' } };
    }
    if (headers.authorization !== `Bearer token-${tokens}` || ++calls > (troubles.callsPerToken ?? Infinity)) return { status: 401, body: '' };
    if ((troubles.busy ?? 0) > 0) {
      troubles.busy!--;
      return { status: 429, body: { error: { code: '0x80072322', message: 'Number of requests exceeded the limit' } }, headers: { 'retry-after': '0' } };
    }
    const path = decodeURIComponent(url.pathname.replace('/api/data/v9.2/', ''));
    if (path === 'WhoAmI') return { status: 200, body: { OrganizationId: 'contoso-org' } };
    if (method === 'GET' && path in tables) {
      const [, column, start] = /^startswith\((\w+),'(.*)'\)$/.exec(url.searchParams.get('$filter') ?? '') ?? [];
      const rows = tables[path as keyof typeof IDS].filter((row) => column === undefined || String(row[column] ?? '').startsWith(start!));
      const from = Number(url.searchParams.get('$skiptoken') ?? 0);
      const columns = url.searchParams.get('$select')!.split(',');
      const next = new URL(url);
      next.searchParams.set('$skiptoken', String(from + PAGE));
      return { status: 200, body: { value: rows.slice(from, from + PAGE).map((row) => ({ '@odata.etag': 'W/"1"', ...Object.fromEntries(columns.map((name) => [name, row[name] ?? null])) })), ...(from + PAGE < rows.length ? { '@odata.nextLink': next.href } : {}) } };
    }
    const { table, row, key } = find(path);
    if (method === 'DELETE') {
      if (row === undefined) return { status: 404, body: { error: { code: '0x80040217', message: `${path} does not exist` } } };
      if (tables.territories.some((other) => other._parentterritoryid_value === row.territoryid) || tables.accounts.some((other) => other._territoryid_value === row.territoryid)) return { status: 400, body: { error: { code: '0x80040227', message: 'The object you tried to delete is associated with another object and cannot be deleted.' } } };
      tables[table] = tables[table].filter((one) => one !== row);
      return { status: 204 };
    }
    if (method === 'PATCH') {
      if (row === undefined && (headers['if-match'] === '*' || key === null)) return { status: 404, body: { error: { code: '0x80040217', message: `${path} does not exist` } } };
      const values = JSON.parse(body) as Row;
      const refused = troubles.refuse?.(table, values) ?? null;
      const target = row ?? { [IDS[table]]: randomUUID(), [KEY]: key };
      const fault = refused ?? write(target, values);
      if (fault !== null) return { status: 400, body: { error: fault } };
      if (row === undefined) tables[table].push(target);
      return { status: row === undefined ? 201 : 200, body: target };
    }
    return { status: 404, body: { error: { code: '0x8006088a', message: 'Resource not found' } } };
  });
  return { ...fake, tables, troubles, add, tokens: () => tokens };
}
