import { PEOPLE_HIDDEN_HEADER } from '../../contract/auth.ts';
import { pathOf, type BodyOf, type Endpoint, type ParamsOf, type QueryOf } from '../../contract/endpoint.ts';
import type { Problem } from '../../contract/errors.ts';
import { InputError } from '../datasets/inputError.ts';

/** What goes along with a call. */
export interface Asked<E extends Endpoint> {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
  /** Answers without people. */
  readonly peopleBlind?: boolean;
}

/**
 * Calls an endpoint of a server elsewhere.
 *
 * @param key an API key
 * @throws InputError `server.away`, or what the server refused it with
 */
export async function serverCall<E extends Endpoint>(address: string, key: string, endpoint: E, { params, query, body, peopleBlind }: Asked<E> = {}): Promise<Response> {
  const file = body instanceof Blob;
  const response = await fetch(new URL(pathOf(endpoint, (params ?? {}) as ParamsOf<E>, query), address), {
    method: endpoint.method, headers: { authorization: `Bearer ${key}`, ...(peopleBlind ? { [PEOPLE_HIDDEN_HEADER]: '1' } : {}), ...(body === undefined || file ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: file ? body : JSON.stringify(body) }),
  }).catch((error: Error & { cause?: Error }) => {
    throw new InputError({ code: 'server.away', where: address, expected: 'a server of Hexalign', found: error.cause?.message || error.message, repair: 'Check --server, and that the server runs.' });
  });
  if (!response.ok) throw refused(address, await response.text(), response.status);
  return response;
}

function refused(address: string, text: string, status: number): InputError {
  const problem = ((): Partial<Problem> => {
    try {
      return JSON.parse(text) as Problem;
    } catch {
      return {};
    }
  })();
  const { code = 'server.refused', title = `an answer of status ${status}`, detail, where = address, expected = 'something that can be done', found, repair = 'Check --server and --key.' } = problem;
  return new InputError({ code, where, expected, found: found ?? detail ?? title, repair });
}
