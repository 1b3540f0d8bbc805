import { endpoints, Problem, pathOf, type BodyOf, type Endpoint, type ParamsOf, type QueryOf, type ResultOf } from '@hexalign/api/contract';
import { takeAhead } from './answersAhead.ts';
import { firstPicture } from './firstPicture.ts';
import { sessionEnded } from './sessionEnd.ts';
import { ApiError, refusalOf } from './ApiError.ts';

export interface Request<E extends Endpoint> {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
  readonly signal?: AbortSignal;
  /** Asks the server even where the browser has kept an answer for good: earlier versions let it. */
  readonly anew?: boolean;
}

/** What a plan tells beside its picture: server and browser often share their processors. */
const AFTER_PICTURE: ReadonlySet<Endpoint> = new Set<Endpoint>([endpoints.readCertificate, endpoints.readBound, endpoints.readBasemap, endpoints.readSources, endpoints.readGauge, endpoints.listCovers, endpoints.listRecords, endpoints.listLayers]);

/**
 * Calls one endpoint of the contract.
 *
 * @returns the parsed JSON, the bytes of an `octets` or `file` answer, or `undefined` where there is nothing to say
 * @throws ApiError with the code of the server's problem document, or `network` when no answer came
 */
export async function call<E extends Endpoint>(target: E, request: Request<E> = {}): Promise<ResultOf<E>> {
  const response = await answerOf(target, request);
  const { result } = target;
  if (result === null || response.status === 204) return undefined as ResultOf<E>;
  if (result === 'octets' || result === 'file') return (await response.arrayBuffer()) as ResultOf<E>;
  const url = pathOf(target, (request.params ?? {}) as ParamsOf<E>, request.query);
  if (result === 'events' || result === 'redirect') throw new ApiError('response.invalid', `${url} is not to be read by a call`);
  const parsed = result.safeParse(await response.json());
  if (!parsed.success) throw new ApiError('response.invalid', `${url}: ${parsed.error.message}`);
  return parsed.data as ResultOf<E>;
}

/** The answer as it came, when it is a good one; otherwise throws like `call`. */
export async function answerOf<E extends Endpoint>(target: E, { params, query, body, signal, anew }: Request<E>): Promise<Response> {
  const url = pathOf(target, (params ?? {}) as ParamsOf<E>, query);
  const init: RequestInit = { method: target.method, signal, ...(anew ? { cache: 'no-cache' } : {}) };
  if (target.body === 'file') init.body = body as unknown as Blob;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { 'content-type': 'application/json' };
  }
  if (AFTER_PICTURE.has(target)) await firstPicture();
  let response: Response;
  try {
    response = (target.method === 'GET' && !anew ? await takeAhead(url) : null) ?? await fetch(url, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError('network', String(cause));
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.code === 'session.needed') sessionEnded();
    throw problem;
  }
  return response;
}

async function problemOf(response: Response): Promise<ApiError> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('problem+json')) {
    const parsed = Problem.safeParse(await response.json());
    if (parsed.success) return refusalOf(parsed.data);
  }
  // A proxy answers for a server that is down: to the planner that is the same as no answer.
  if (response.status >= 502 && response.status <= 504) return new ApiError('network', `${response.status} ${response.statusText}`);
  return new ApiError('response.invalid', `${response.status} ${response.statusText}`);
}
