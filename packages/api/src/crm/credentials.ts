import type { Crm } from '../../contract/crmMaps.ts';
import type { CreateConnection } from '../../contract/crm.ts';
import { AppError } from '../http/appError.ts';

/** What lets the server into a system. */
export interface Secrets {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly refreshToken?: string;
  readonly accessToken?: string;
  readonly tenant?: string;
}

/** Credentials that the administrator has put into the environment, by their name; each is for one address. */
export type CredentialsByName = ReadonlyMap<string, Secrets & { readonly address: string }>;

/** Each system takes one of these sets. */
const NEEDED: Readonly<Record<Exclude<Crm, 'veeva'>, readonly (readonly (keyof Secrets)[])[]>> = {
  salesforce: [['clientId', 'clientSecret'], ['clientId', 'refreshToken']],
  hubspot: [['accessToken'], ['clientId', 'clientSecret', 'refreshToken']],
  dynamics: [['tenant', 'clientId', 'clientSecret']],
};

/** Credentials of a new connection, looked at before they are kept. @throws AppError `crm.secret` */
export function admitCredentials({ crm, address, credentials }: CreateConnection, byName: CredentialsByName): Secrets {
  const found: Secrets | undefined = credentials.kind === 'stored' ? credentials : byName.get(credentials.name);
  if (found === undefined) throw new AppError('crm.secret', { where: 'body.credentials.name', expected: byName.size === 0 ? 'none: there are no credentials in the environment' : `one of ${[...byName.keys()].join(', ')}`, found: (credentials as { name: string }).name, repair: 'Ask the administrator of the server, or give the credentials themselves.' });
  const own = byName.get(credentials.kind === 'environment' ? credentials.name : '')?.address;
  if (own !== undefined && new URL(own).origin !== new URL(address).origin) throw new AppError('crm.secret', { where: 'body.address', expected: own, found: address, repair: 'These credentials are for one address alone.' });
  const sets = NEEDED[crm];
  if (!sets.some((set) => set.every((name) => (found[name] ?? '') !== ''))) throw new AppError('crm.secret', { where: 'body.credentials', expected: sets.map((set) => set.join(', ')).join('; or '), found: Object.entries(found).flatMap(([name, value]) => (value && name !== 'kind' && name !== 'address' ? [name] : [])).join(', ') || 'none' });
  return found;
}

/**
 * Reads credentials from the environment: `HEXALIGN_CRM_MAIN_ADDRESS`, `..._CLIENT_ID`, `..._CLIENT_SECRET`, `..._REFRESH_TOKEN`,
 * `..._ACCESS_TOKEN` and `..._TENANT` are together the credentials called `MAIN`.
 */
export function credentialsIn(env: Readonly<Record<string, string | undefined>>): CredentialsByName {
  const found = new Map<string, Secrets & { readonly address: string }>();
  for (const [variable, value] of Object.entries(env)) {
    const name = /^HEXALIGN_CRM_([A-Z][A-Z0-9]*)_ADDRESS$/.exec(variable)?.[1];
    if (name === undefined || !value?.trim() || !URL.canParse(value)) continue;
    const of = (what: string): string | undefined => env[`HEXALIGN_CRM_${name}_${what}`]?.trim() || undefined;
    found.set(name, { address: value.trim(), clientId: of('CLIENT_ID'), clientSecret: of('CLIENT_SECRET'), refreshToken: of('REFRESH_TOKEN'), accessToken: of('ACCESS_TOKEN'), tenant: of('TENANT') });
  }
  return found;
}
