import { pathOf, type BodyOf, type Endpoint, type ParamsOf, type Problem, type QueryOf, type ResultOf } from '../contract/index.ts';

export interface CallOf<E extends Endpoint> {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
}

/** Somebody who calls the endpoints of a server. */
export interface Client {
  /** What goes along with every request: cookie and origin of a browser, or the key of a program. */
  readonly headers: Readonly<Record<string, string>>;
  call<E extends Endpoint>(endpoint: E, request?: CallOf<E>): Promise<ResultOf<E>>;
  /** A call that must be refused: its problem document. */
  refused<E extends Endpoint>(endpoint: E, request?: CallOf<E>): Promise<Problem>;
  /** The answer as it came, good or bad. */
  send<E extends Endpoint>(endpoint: E, request?: CallOf<E>): Promise<Response>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** @param trouble lines to show when a call fails that should not */
export function clientOf(address: string, headers: Readonly<Record<string, string>>, trouble: readonly string[] = []): Client {
  const fetchAt = (path: string, init: RequestInit = {}): Promise<Response> => fetch(new URL(path, address), { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } });

  async function send<E extends Endpoint>(endpoint: E, { params, query, body }: CallOf<E> = {}): Promise<Response> {
    const init: RequestInit = { method: endpoint.method, redirect: 'manual' };
    if (endpoint.body === 'file') init.body = body as unknown as Blob;
    else if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    return fetchAt(pathOf(endpoint, (params ?? {}) as ParamsOf<E>, query), init);
  }

  return {
    headers, send,
    fetch: fetchAt,
    async call(endpoint, request) {
      const response = await send(endpoint, request);
      if (!response.ok) throw new Error(`${endpoint.method} ${endpoint.path}: ${response.status} ${await response.text()}\n${trouble.join('\n')}`);
      const { result } = endpoint;
      if (result === null) return undefined as never;
      return (result === 'octets' || result === 'file' ? await response.arrayBuffer() : await response.json()) as never;
    },
    async refused(endpoint, request) {
      const response = await send(endpoint, request);
      if (response.status < 400) throw new Error(`${endpoint.method} ${endpoint.path} was not refused: ${response.status}`);
      return (await response.json()) as Problem;
    },
  };
}

/** What a browser sends along once it has used a one-time link. */
export async function signedInByLink(address: string, token: string, given: object = {}): Promise<Record<string, string>> {
  return browserAfter(address, '/api/links/use', { token, ...given });
}

/** What a browser sends along once somebody has signed in with a password. */
export async function signedIn(address: string, email: string, password: string): Promise<Record<string, string>> {
  return browserAfter(address, '/api/session', { email, password });
}

async function browserAfter(address: string, path: string, body: object): Promise<Record<string, string>> {
  const response = await fetch(new URL(path, address), { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  if (!response.ok) throw new Error(`nobody came in: ${await response.text()}`);
  return { origin: new URL(address).origin, cookie: response.headers.getSetCookie()[0].split(';')[0] };
}
