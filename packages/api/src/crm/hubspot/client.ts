import type { HubspotMap } from '../../../contract/crmMaps.ts';
import type { CrmClient, RowResult } from '../client.ts';
import type { AllowedCrm } from '../admitCrm.ts';
import type { Secrets } from '../credentials.ts';
import { requestToken, type CrmSession, type Token } from '../session.ts';
import { cellOf, type CrmRow, type CrmTable } from '../step.ts';
import { ID } from './changes.ts';

const COMPANIES = '/crm/v3/objects/companies';
const PAGE = 100;
const OWNERS_PAGE = 500;

interface Page {
  readonly results: readonly Record<string, unknown>[];
  readonly paging?: { readonly next?: { readonly after: string } };
}

/** Talks to HubSpot: lists with pages, batches of a hundred companies. */
export function hubspotClient(session: CrmSession, map: HubspotMap): CrmClient {
  async function list(path: string, rowOf: (result: Record<string, unknown>) => Record<string, string>): Promise<CrmTable> {
    const rows: Record<string, string>[] = [];
    for (let after = ''; ;) {
      const page = (await session.json(`${path}${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`)) as Page;
      rows.push(...page.results.map(rowOf));
      const next = page.paging?.next?.after;
      if (next === undefined) return rows;
      after = next;
    }
  }

  /** One company by itself: what a batch is refused for is said of the row that it is about. */
  async function writeOne({ id, values }: CrmRow): Promise<RowResult> {
    const { status, text } = await session.call(`${COMPANIES}/${encodeURIComponent(id ?? '')}`, { method: 'PATCH', body: JSON.stringify({ properties: propertiesOf(values) }), expected: [400, 404, 409] });
    if (status < 300) return { id, created: false, error: null };
    const { category = 'UNKNOWN', message = text } = JSON.parse(text) as { category?: string; message?: string };
    return { id, created: false, error: { code: category, message, again: status === 409 } };
  }

  return {
    who: async () => String(((await session.json('/account-info/v3/details')) as { portalId?: number }).portalId ?? ''),
    async present() {
      const wanted = [...new Set([...(map.companyKey === 'recordId' ? [] : [map.companyKey]), ...Object.values(map.properties).flatMap((property) => property ?? []), 'hubspot_owner_id'])];
      return {
        owners: await list(`/crm/v3/owners?limit=${OWNERS_PAGE}`, (owner) => ({ id: cellOf(owner.id), email: cellOf(owner.email), archived: cellOf(owner.archived) })),
        companies: await list(`${COMPANIES}?limit=${PAGE}&properties=${wanted.join(',')}`, ({ id, properties }) => ({ ...Object.fromEntries(wanted.map((name) => [name, cellOf((properties as Record<string, unknown>)[name])])), [ID]: cellOf(id) })),
      };
    },
    async write(_, rows, options) {
      await options?.begun?.('sent');
      const { status, text } = await session.call(`${COMPANIES}/batch/update`, { method: 'POST', body: JSON.stringify({ inputs: rows.map(({ id, values }) => ({ id: id ?? values[ID], properties: propertiesOf(values) })) }), expected: [400, 404, 409] });
      if (status >= 400) {
        const results: RowResult[] = [];
        for (const row of rows) results.push(await writeOne({ ...row, id: row.id ?? row.values[ID] }));
        return results;
      }
      const answer = JSON.parse(text) as { errors?: { category?: string; message?: string; context?: { ids?: string[] } }[] };
      const errors = new Map((answer.errors ?? []).flatMap((error) => (error.context?.ids ?? []).map((id) => [id, error] as const)));
      return rows.map(({ id, values }) => {
        const error = errors.get(id ?? values[ID]);
        return { id: id ?? values[ID], created: false, error: error === undefined ? null : { code: error.category ?? 'UNKNOWN', message: error.message ?? '', again: false } };
      });
    },
    // To write the same values again, and to take them back, is the same whether they arrived or not.
    collect: async (_, rows) => rows.map(({ id }) => ({ id, created: false, error: null })),
    batchOf: () => PAGE,
  };
}

function propertiesOf({ [ID]: _, ...properties }: Readonly<Record<string, string>>): Record<string, string> {
  return properties;
}

/** A private app's token as it is, or one by the refresh token of an app that somebody granted. */
export async function hubspotToken(address: string, { accessToken, clientId, clientSecret, refreshToken }: Secrets, allowed: AllowedCrm): Promise<Token> {
  if (accessToken !== undefined) return { token: accessToken, base: address };
  const answer = await requestToken(new URL('/oauth/v1/token', address).href, { grant_type: 'refresh_token', client_id: clientId!, client_secret: clientSecret!, refresh_token: refreshToken! }, allowed);
  return { token: answer.access_token as string, base: address };
}
