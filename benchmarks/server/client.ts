import { pathOf, type BodyOf, type Endpoint, type ParamsOf, type QueryOf, type ResultOf } from '@hexalign/api/contract';

/** What a call came to. */
export interface Reply<E extends Endpoint> {
  readonly status: number;
  /** Of a 2xx. */
  readonly result: ResultOf<E>;
  /** Code of a refusal. */
  readonly code: string | null;
  /** What the refusal brings. */
  readonly value: unknown;
}

/** Somebody at the server. */
export interface Client {
  readonly address: string;
  /** Throws only when the connection breaks: then nobody knows whether the call was done. */
  send<E extends Endpoint>(endpoint: E, call?: { params?: ParamsOf<E>; query?: QueryOf<E>; body?: BodyOf<E> }): Promise<Reply<E>>;
  /** The result of a call that must succeed. */
  get<E extends Endpoint>(endpoint: E, call?: { params?: ParamsOf<E>; query?: QueryOf<E>; body?: BodyOf<E> }): Promise<ResultOf<E>>;
  open(path: string, signal: AbortSignal): Promise<Response>;
}

/** @param headers what tells who is calling */
export function client(address: string, headers: Readonly<Record<string, string>>): Client {
  const send: Client['send'] = async (endpoint, { params, query, body } = {}) => {
    const init: RequestInit = { method: endpoint.method, headers: { ...headers } };
    if (endpoint.body === 'file') init.body = body as unknown as Blob;
    else if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } });
    const response = await fetch(address + pathOf(endpoint, (params ?? {}) as ParamsOf<typeof endpoint>, query), init);
    const bytes = await response.arrayBuffer();
    const json = (): unknown => (bytes.byteLength === 0 ? null : JSON.parse(new TextDecoder().decode(bytes)) as unknown);
    const { result } = endpoint;
    const problem = !response.ok && response.headers.get('content-type')?.includes('problem') ? (json() as { code: string; value?: unknown }) : null;
    if (!response.ok) return { status: response.status, result: null as never, code: problem?.code ?? null, value: problem?.value };
    return { status: response.status, result: (result === 'octets' || result === 'file' ? bytes : json()) as never, code: null, value: undefined };
  };
  return {
    address, send,
    async get(endpoint, call) {
      const { status, result, code } = await send(endpoint, call);
      if (status >= 300) throw new Error(`${endpoint.method} ${endpoint.path}: ${status} ${code}`);
      return result;
    },
    open: (path, signal) => fetch(address + path, { headers: { ...headers }, signal }),
  };
}
