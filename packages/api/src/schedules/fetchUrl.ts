import { lookup as resolve } from 'node:dns';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../http/appError.ts';
import { isPrivate } from './privateAddresses.ts';

/** What the administrator allows lists to be fetched from. */
export interface AllowedSources {
  /** Folders of the server, absolute. */
  readonly folders: readonly string[];
  /** Host names, e.g. `files.example.com`, `files.example.com:8443`, `*.example.com`. */
  readonly hosts: readonly string[];
  /** Also hosts whose address lies in a private network. */
  readonly privateNetwork: boolean;
}

const MOST_REDIRECTS = 3;
const IDLE_MS = 60_000;

/**
 * Fetches a list from an address that is allowed. The address that a name leads to is looked at as the connection is made, at every
 * redirect again, so that no name can lead into the server's own network.
 *
 * @throws AppError `source.refused`, `source.failed`
 */
export async function fetchUrl(address: string, allowed: AllowedSources): Promise<AsyncIterable<Uint8Array>> {
  let url = admitUrl(address, allowed);
  for (let redirects = 0; ; redirects++) {
    const response = await get(url, allowed);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 200 && statusCode < 300) return response;
    response.destroy();
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) throw new AppError('source.failed', { where: url.host, expected: 'an answer with the file', found: `status ${statusCode}` });
    if (redirects >= MOST_REDIRECTS) throw new AppError('source.failed', { where: url.host, expected: `at most ${MOST_REDIRECTS} redirects`, found: 'more' });
    url = admitUrl(new URL(headers.location, url).href, allowed);
  }
}

/** @throws AppError `source.refused` for addresses that the administrator does not allow */
export function admitUrl(address: string, { hosts, privateNetwork }: AllowedSources): URL {
  const url = new URL(address);
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  const refuse = (expected: string, found: string): AppError => new AppError('source.refused', { where: 'url', expected, found, repair: 'Ask the administrator of the server to allow it: HEXALIGN_IMPORT_HOSTS.' });
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('an address that begins with https: or http:', url.protocol);
  if (url.username !== '' || url.password !== '') throw refuse('an address without a user name and password', 'one with them');
  const fits = (host: string): boolean => host === url.host || host === url.hostname || (host.startsWith('*.') && url.hostname.endsWith(host.slice(1)));
  if (!hosts.some((host) => fits(host.toLowerCase()))) throw refuse(hosts.length === 0 ? 'no address: none is allowed' : `one of ${hosts.join(', ')}`, url.host);
  if (!privateNetwork && isIP(bare) !== 0 && isPrivate(bare)) throw refuse('an address of the open internet', bare);
  return url;
}

function get(url: URL, { privateNetwork }: AllowedSources): Promise<IncomingMessage> {
  const lookup: LookupFunction = (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      const bad = error === null && !privateNetwork ? found.find(({ address }) => isPrivate(address)) : undefined;
      if (error !== null) done(error, '', 0);
      else if (bad !== undefined) done(new AppError('source.refused', { where: host, expected: 'a host of the open internet', found: `one at ${bad.address}`, repair: 'Set HEXALIGN_IMPORT_PRIVATE=1 if lists shall come from the own network.' }), '', 0);
      else if (options.all) done(null, found);
      else done(null, found[0].address, found[0].family);
    });
  };
  return new Promise((settle, reject) => {
    const sent = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, { lookup, headers: { accept: '*/*', 'user-agent': 'Hexalign' }, agent: false, timeout: IDLE_MS }, settle);
    sent.on('timeout', () => sent.destroy(new AppError('source.failed', { where: url.host, expected: 'an answer within a minute', found: 'silence' })));
    sent.on('error', (error: NodeJS.ErrnoException) => reject(error instanceof AppError ? error : new AppError('source.failed', { where: url.host, expected: 'an answer', found: error.code ?? error.message })));
    sent.end();
  });
}
