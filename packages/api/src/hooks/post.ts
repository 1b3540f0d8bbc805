import { lookup as resolve } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../http/appError.ts';
import { isPrivate } from '../schedules/privateAddresses.ts';

/** Where hooks may lead. */
export interface AllowedHooks {
  /** Host names, e.g. `hooks.example.com`, `hooks.example.com:8443`, `*.example.com`. */
  readonly hosts: readonly string[];
  /** Also hosts whose address lies in a private network, or on this machine. */
  readonly privateNetwork: boolean;
}

const TIMEOUT_MS = 10_000;

/** @throws AppError `hook.refused` for addresses that the administrator does not allow */
export function admitHook(address: string, { hosts, privateNetwork }: AllowedHooks): URL {
  const refuse = (expected: string, found: string): AppError => new AppError('hook.refused', { where: 'body.url', expected, found, repair: 'Ask the administrator of the server to allow it: HEXALIGN_WEBHOOK_HOSTS.' });
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && privateNetwork))) throw refuse('an address that begins with https:', url?.protocol ?? address.slice(0, 100));
  if (url.username !== '' || url.password !== '') throw refuse('an address without a user name and password', 'one with them');
  const fits = (host: string): boolean => host === url.host || host === url.hostname || (host.startsWith('*.') && url.hostname.endsWith(host.slice(1)));
  if (!hosts.some((host) => fits(host.toLowerCase()))) throw refuse(hosts.length === 0 ? 'no address: none is allowed' : `one of ${hosts.join(', ')}`, url.host);
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  if (!privateNetwork && isIP(bare) !== 0 && isPrivate(bare)) throw refuse('an address of the open internet', bare);
  return url;
}

/**
 * Posts a message. The address that a name leads to is looked at as the connection is made, so that no name can lead into the
 * server's own network; redirects are not followed, and of the answer only the status is read.
 *
 * @returns status of the answer
 * @throws AppError `hook.refused`, `hook.failed`
 */
export function post(url: URL, body: string, headers: Readonly<Record<string, string>>, { privateNetwork }: AllowedHooks): Promise<number> {
  const lookup: LookupFunction = (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      const bad = error === null && !privateNetwork ? found.find(({ address }) => isPrivate(address)) : undefined;
      if (error !== null) done(error, '', 0);
      else if (bad !== undefined) done(new AppError('hook.refused', { where: host, expected: 'a host of the open internet', found: `one at ${bad.address}`, repair: 'Set HEXALIGN_WEBHOOK_PRIVATE=1 if hooks shall lead into the own network.' }), '', 0);
      else if (options.all) done(null, found);
      else done(null, found[0].address, found[0].family);
    });
  };
  return new Promise((settle, reject) => {
    const sent = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, {
      method: 'POST', lookup, agent: false, signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'content-type': 'application/json', 'user-agent': 'Hexalign', 'content-length': String(Buffer.byteLength(body)), ...headers },
    }, (response) => {
      settle(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on('error', (error: NodeJS.ErrnoException) => reject(error instanceof AppError ? error : new AppError('hook.failed', { where: url.host, expected: 'an answer within ten seconds', found: error.name === 'TimeoutError' || error.name === 'AbortError' ? 'silence' : (error.code ?? error.message) })));
    sent.end(body);
  });
}
