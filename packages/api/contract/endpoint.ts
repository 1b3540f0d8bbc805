import { z } from 'zod';

/** What an endpoint takes as its body: JSON by a schema, a file streamed as it is, or nothing. */
export type BodyKind = z.ZodType | 'file' | null;

/**
 * What an endpoint answers with: JSON by a schema, packed numbers (`octets`), a file to keep (`file`), a stream of
 * server-sent events (`events`), another address (`redirect`), or nothing (`null`, status 204).
 */
export type ResultKind = z.ZodType | 'octets' | 'file' | 'events' | 'redirect' | null;

/** One row of the endpoint table: the server binds it, the web calls it, the OpenAPI document is printed from it. */
export interface Endpoint<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends BodyKind = BodyKind, R extends ResultKind = ResultKind> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api`, with parameters as `:name`. */
  readonly path: string;
  /** `subject.verb`: the row of the table in `access/table.ts` that says who may call it. */
  readonly action: string;
  /** One line for people who read the OpenAPI document. */
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly result: R;
  /** Status of success. */
  readonly status: 200 | 201 | 202 | 204 | 302;
  /** Media type of a file or of packed numbers. */
  readonly media: string;
  /** Largest JSON body. A streamed file has the workspace's own limit. */
  readonly maxBodyBytes: number;
}

interface Spec<P, Q, B, R> {
  readonly method: Endpoint['method'];
  readonly path: string;
  readonly action: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly result?: R;
  readonly status?: Endpoint['status'];
  readonly media?: string;
  readonly maxBodyBytes?: number;
}

const Nothing: z.ZodObject<Record<never, never>> = z.object({});
type Nothing = typeof Nothing;

/** Completes a row of the table with what most rows have in common. */
export function endpoint<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends BodyKind = null, R extends ResultKind = null>(
  spec: Spec<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  const result = (spec.result ?? null) as R;
  return {
    method: spec.method,
    path: spec.path,
    action: spec.action,
    summary: spec.summary,
    params: spec.params ?? (Nothing as unknown as P),
    query: spec.query ?? (Nothing as unknown as Q),
    body: (spec.body ?? null) as B,
    result,
    status: spec.status ?? (result === null ? 204 : result === 'redirect' ? 302 : 200),
    media: spec.media ?? (result === 'octets' ? 'application/octet-stream' : result === 'events' ? 'text/event-stream' : 'application/json'),
    maxBodyBytes: spec.maxBodyBytes ?? 256 * 1024,
  };
}

/** Path parameters as a caller gives them. */
export type ParamsOf<E extends Endpoint> = z.input<E['params']>;
/** Query as a caller gives it; what has a default may be left out. */
export type QueryOf<E extends Endpoint> = z.input<E['query']>;
/** Body as a caller gives it. */
export type BodyOf<E extends Endpoint> = E['body'] extends z.ZodType ? z.input<E['body']> : E['body'] extends 'file' ? Blob | Uint8Array : undefined;
/** What a JSON endpoint answers; `octets` and `file` answer bytes. */
export type ResultOf<E extends Endpoint> = E['result'] extends z.ZodType ? z.output<E['result']> : E['result'] extends null ? undefined : ArrayBuffer;

/**
 * Path and query of a call, e.g. `/api/plans?state=active`.
 *
 * @param params one value per `:name` of the path
 * @param query values that are `undefined` or `null` are left out
 */
export function pathOf<E extends Endpoint>(target: E, params: ParamsOf<E>, query?: QueryOf<E>): string {
  const given = params as Readonly<Record<string, string | number>>;
  const path = target.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(given[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  const text = search.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}
