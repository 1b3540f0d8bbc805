import { httpFake, type FakeAnswer, type HttpFake } from './httpFake.ts';

export type Company = { id: string; properties: Record<string, string> };

export interface HubspotFake extends HttpFake {
  readonly companies: Map<string, Company>;
  readonly owners: { id: string; email: string; archived: boolean }[];
  readonly troubles: {
    callsPerToken?: number;
    /** Asks so many times to come again later. */
    busy?: number;
    refuse?: (id: string, properties: Record<string, string>) => string | null;
  };
  tokens(): number;
}

export const APP = { clientId: 'app', clientSecret: 'kept secret', refreshToken: 'granted' } as const;
const PROPERTIES = ['name', 'domain', 'erp_no', 'territory', 'territory_id', 'territory_region', 'territory_plan_id', 'territory_effective_date', 'hubspot_owner_id'];
const PAGE = 100;

/** HubSpot on loopback, as far as plans are published to it: refresh tokens, pages of companies and owners, batches, refusals and rate limits. */
export async function hubspotFake(): Promise<HubspotFake> {
  const companies = new Map<string, Company>();
  const owners: HubspotFake['owners'] = [];
  const troubles: HubspotFake['troubles'] = {};
  let [tokens, calls] = [0, 0];

  function wrong(id: string, properties: Record<string, string>): { status: number; category: string; message: string } | null {
    if (!companies.has(id)) return { status: 404, category: 'OBJECT_NOT_FOUND', message: `No company ${id}` };
    const strange = Object.keys(properties).find((name) => !PROPERTIES.includes(name));
    if (strange !== undefined) return { status: 400, category: 'VALIDATION_ERROR', message: `Property "${strange}" does not exist` };
    const owner = properties.hubspot_owner_id;
    if (owner && !owners.some((one) => one.id === owner)) return { status: 400, category: 'VALIDATION_ERROR', message: `Owner ${owner} does not exist` };
    const own = troubles.refuse?.(id, properties);
    return own ? { status: 400, category: 'VALIDATION_ERROR', message: own } : null;
  }

  const fake = await httpFake(({ method, url, headers, body }): FakeAnswer => {
    if (method === 'POST' && url.pathname === '/oauth/v1/token') {
      const form = new URLSearchParams(body);
      if (form.get('grant_type') !== 'refresh_token' || form.get('refresh_token') !== APP.refreshToken) return { status: 400, body: { status: 'BAD_REFRESH_TOKEN', message: 'missing or unknown refresh token' } };
      tokens++;
      calls = 0;
      return { status: 200, body: { access_token: `token-${tokens}`, expires_in: 1800 } };
    }
    if (headers.authorization !== `Bearer token-${tokens}` || ++calls > (troubles.callsPerToken ?? Infinity)) return { status: 401, body: { category: 'EXPIRED_AUTHENTICATION', message: 'The OAuth token used to make this call expired' } };
    if ((troubles.busy ?? 0) > 0) {
      troubles.busy!--;
      return { status: 429, body: { category: 'RATE_LIMITS', message: 'You have reached your secondly limit' }, headers: { 'retry-after': '0' } };
    }
    const page = <T>(all: readonly T[], most: number): FakeAnswer => {
      const from = Number(url.searchParams.get('after') ?? 0);
      return { status: 200, body: { results: all.slice(from, from + most), ...(from + most < all.length ? { paging: { next: { after: String(from + most) } } } : {}) } };
    };
    if (url.pathname === '/account-info/v3/details') return { status: 200, body: { portalId: 62515 } };
    if (url.pathname === '/crm/v3/owners') return page(owners, PAGE);
    if (method === 'GET' && url.pathname === '/crm/v3/objects/companies') {
      const wanted = url.searchParams.get('properties')!.split(',');
      return page([...companies.values()].map(({ id, properties }) => ({ id, properties: Object.fromEntries(wanted.map((name) => [name, properties[name] || null])), archived: false })), Math.min(PAGE, Number(url.searchParams.get('limit'))));
    }
    if (method === 'POST' && url.pathname === '/crm/v3/objects/companies/batch/update') {
      const { inputs } = JSON.parse(body) as { inputs: Company[] };
      if (inputs.length > PAGE) return { status: 400, body: { category: 'VALIDATION_ERROR', message: 'too many inputs' } };
      const faults = inputs.map(({ id, properties }) => ({ id, fault: wrong(id, properties) }));
      // A value that cannot be refuses the whole batch; a company that is gone only itself.
      const bad = faults.find(({ fault }) => fault?.status === 400);
      if (bad !== undefined) return { status: 400, body: { status: 'error', category: 'VALIDATION_ERROR', message: bad.fault!.message } };
      for (const { id, properties } of inputs) Object.assign(companies.get(id)?.properties ?? {}, properties);
      const gone = faults.filter(({ fault }) => fault !== null);
      return { status: gone.length > 0 ? 207 : 200, body: { status: 'COMPLETE', results: inputs.filter(({ id }) => companies.has(id)), ...(gone.length > 0 ? { numErrors: gone.length, errors: gone.map(({ id, fault }) => ({ status: 'error', category: fault!.category, message: fault!.message, context: { ids: [id] } })) } : {}) } };
    }
    const [, id] = /^\/crm\/v3\/objects\/companies\/(\w+)$/.exec(url.pathname) ?? [];
    if (method === 'PATCH' && id !== undefined) {
      const { properties } = JSON.parse(body) as Company;
      const fault = wrong(id, properties);
      if (fault !== null) return { status: fault.status, body: { status: 'error', category: fault.category, message: fault.message } };
      Object.assign(companies.get(id)!.properties, properties);
      return { status: 200, body: companies.get(id) };
    }
    return { status: 404, body: { message: 'not found' } };
  });
  return { ...fake, companies, owners, troubles, tokens: () => tokens };
}
