import { isLoopback } from '../loopback.ts';
import { AppError } from '../http/appError.ts';

/** What the administrator allows plans to be published to. */
export interface AllowedCrm {
  /** Whether anything is written at all; files are always given. */
  readonly push: boolean;
  /** Host names, with or without a port; `*.example.com` stands for what lies below. */
  readonly hosts: readonly string[];
}

/** @throws AppError `crm.host` for an address that the administrator does not allow */
export function admitCrm(address: string, { hosts }: AllowedCrm): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  const refuse = (expected: string, found: string): AppError => new AppError('crm.host', { where: 'address', expected, found, repair: 'Ask the administrator of the server to allow it: HEXALIGN_CRM_HOSTS.' });
  if (url === null || url.username !== '' || url.password !== '') throw refuse('an address such as https://example.my.salesforce.com', address.slice(0, 200));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) throw refuse('an address that begins with https:', url.protocol);
  const fits = (host: string): boolean => host === url.host || host === url.hostname || (host.startsWith('*.') && url.hostname.endsWith(host.slice(1)));
  if (!hosts.some(fits)) throw refuse(`a host of ${hosts.join(', ')}`, url.host);
  return url;
}
