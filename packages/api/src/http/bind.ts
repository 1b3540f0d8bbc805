import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import { endpoints, type EndpointName } from '../../contract/endpoints.ts';
import { keepPeopleBack, blindRules, refusalWithoutPeople, refuseBlind } from '../access/blind.ts';
import type { Veil } from '../access/veil.ts';
import { can, decidedInside, mayEver, type Subject } from '../access/can.ts';
import { keepMoneyBack, refuseMoney } from '../access/money.ts';
import { refusalWithoutMoney, withoutMoneyDemands } from '../access/moneyDemands.ts';
import { refusal } from '../access/refusal.ts';
import { isAction, table, type Action } from '../access/table.ts';
import { onBehalfOf } from '../db/onBehalf.ts';
import type { Actor } from './actor.ts';
import { refuseUnstorable } from './unstorable.ts';
import { AppError } from './appError.ts';

/** What a handler is given: everything checked, nothing raw but the request itself for streams. */
export interface Call<E extends Endpoint> {
  readonly params: z.output<E['params']>;
  readonly query: z.output<E['query']>;
  readonly body: E['body'] extends z.ZodType ? z.output<E['body']> : E['body'] extends 'file' ? Request : undefined;
  readonly actor: Actor;
  readonly request: Request;
  readonly response: Response;
}

/** Bytes or a stream to send, and how they may be kept. */
export interface Bytes {
  readonly bytes: Uint8Array | Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string> | string;
  /** Of a download. */
  readonly filename?: string;
  /** Where it is not the one of the endpoint. */
  readonly media?: string;
  /** Never changes under this address. */
  readonly immutable?: boolean;
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a handler returns, by the endpoint's kind of result. */
export type Answer<E extends Endpoint> = E['result'] extends z.ZodType ? z.input<E['result']> : E['result'] extends 'octets' | 'file' ? Bytes : E['result'] extends 'redirect' ? { readonly location: string } : void;

export interface BindOptions {
  readonly router: Router;
  readonly actorOf: (request: Request) => Promise<Actor>;
  /** Looks up what an address names in the actor's organisation; throws what an id that does not exist is answered with. */
  readonly subjectOf: (actor: Actor, action: Action, params: Readonly<Record<string, unknown>>) => Promise<Subject>;
  /** Measures that are hidden from an actor. */
  readonly hiddenFrom: (actor: Actor) => Promise<ReadonlySet<string>>;
  /** How people are spoken of to an actor at a call; undefined = by their names. */
  readonly veilOf: (actor: Actor, name: EndpointName, params: Readonly<Record<string, unknown>>) => Promise<Veil | undefined>;
  /** Checks every JSON answer against its schema; for tests. */
  readonly checkResults: boolean;
}

export type Bind = <E extends Endpoint>(endpoint: E, handler: (call: Call<E>) => Promise<Answer<E>>) => void;

/**
 * Makes the function that rooms bind their endpoints with: it asks who is calling and whether they may, checks, answers,
 * and hands errors on. An endpoint whose action has no row in the access table cannot be bound.
 */
export function binder({ router, actorOf, subjectOf, hiddenFrom, veilOf, checkResults }: BindOptions): Bind {
  async function admit(actor: Actor, action: Action, params: Readonly<Record<string, unknown>>): Promise<void> {
    if (actor.via.kind === 'visitor' && !table[action].visitor) throw new AppError('session.needed', { repair: 'Sign in, or send an API key as "Authorization: Bearer ...".' });
    if (!mayEver(actor, action)) throw refusal(actor, action);
    const subject = await subjectOf(actor, action, params);
    if (!decidedInside(actor, action) && !can(actor, action, subject)) throw refusal(actor, action);
  }

  return (endpoint, handler) => {
    const { method, path, body, maxBodyBytes, action } = endpoint as Endpoint;
    if (!isAction(action)) throw new Error(`${method} ${path}: no row for "${action}" in the access table`);
    const name = nameOf(endpoint);
    const verb = method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete';
    const parsers = body === null || body === 'file' ? [] : [express.json({ limit: maxBodyBytes })];
    // Who calls is asked before a body is read: strangers are not given room for theirs.
    const door: RequestHandler = async (request, response, next) => {
      const asking = await actorOf(request);
      const params = parse(endpoint.params, request.params, 'path') as Readonly<Record<string, unknown>>;
      await admit(asking, action, params);
      refuseMoney(asking, name);
      const veil = blindRules[name] === 'plain' ? undefined : await veilOf(asking, name, params);
      const actor = veil === undefined ? asking : { ...asking, veil };
      refuseBlind(actor, name, params);
      response.locals.admitted = { actor, params };
      next();
    };
    router[verb](path, door, ...parsers, async (request: Request, response: Response) => {
      const { actor, params } = response.locals.admitted as { actor: Actor; params: Readonly<Record<string, unknown>> };
      const call = {
        params,
        query: meant(actor, parse(endpoint.query, request.query, 'query')),
        body: meant(actor, readBody(endpoint, request)),
        actor, request, response,
      } as Call<typeof endpoint>;
      // Edits are their own log, with the actor in every entry; whatever else changes is put down by the database.
      const audited = method !== 'GET' && action !== 'scenario.edit';
      const hidden = await hiddenFrom(actor);
      const answer = await (audited ? onBehalfOf(actor.id, () => handler(call)) : handler(call)).catch((error: unknown) => {
        throw refusalWithoutPeople(refusalWithoutMoney(error, hidden), actor);
      });
      const told = withoutMoneyDemands(keepMoneyBack(actor, name, answer), hidden);
      await send(endpoint, response, keepPeopleBack(actor, name, told, params), checkResults);
    });
  };
}

const NAMES = new Map<Endpoint, EndpointName>((Object.entries(endpoints) as [EndpointName, Endpoint][]).map(([name, endpoint]) => [endpoint, name]));

function nameOf(endpoint: Endpoint): EndpointName {
  return NAMES.get(endpoint)!;
}

/** What somebody sends from whom people are hidden names territories as they were told them. */
function meant(actor: Actor, sent: unknown): unknown {
  return actor.veil === undefined ? sent : actor.veil.asked(sent);
}

function readBody(endpoint: Endpoint, request: Request): unknown {
  if (endpoint.body === null) return undefined;
  if (endpoint.body === 'file') return request;
  if (request.body === undefined) {
    // A body that may be left out.
    if (endpoint.body.safeParse(undefined).success) return undefined;
    throw new AppError('request.media', { where: 'body', expected: 'a JSON body with content-type application/json', found: request.headers['content-type'] ?? 'no body' });
  }
  return parse(endpoint.body, request.body, 'body');
}

/** Parses strictly: a name nobody knows is a slip of the caller, not something to be ignored. */
function parse(schema: z.ZodType, value: unknown, where: string): unknown {
  refuseUnstorable(value, where);
  const strict = schema instanceof z.ZodObject ? schema.strict() : schema;
  const parsed = strict.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new z.ZodError(parsed.error.issues.map((issue) => ({ ...issue, path: [where, ...issue.path] })));
}

async function send(endpoint: Endpoint, response: Response, answer: unknown, checkResults: boolean): Promise<void> {
  const { result, status, media } = endpoint;
  if (result === 'events') return;
  if (result === null) {
    response.status(204).end();
    return;
  }
  if (result === 'redirect') {
    response.set('cache-control', 'no-store').redirect(status, (answer as { location: string }).location);
    return;
  }
  if (result === 'octets' || result === 'file') {
    await sendBytes(response, answer as Bytes, media);
    return;
  }
  if (checkResults) result.parse(answer);
  response.set('cache-control', 'no-store').status(status).json(answer);
}

async function sendBytes(response: Response, { bytes, filename, immutable, etag, headers, media: own }: Bytes, usual: string): Promise<void> {
  const media = own ?? usual;
  response.set('cache-control', immutable ? 'private, max-age=31536000, immutable' : etag ? 'private, no-cache' : 'no-store');
  for (const [name, value] of Object.entries(headers ?? {})) response.set(name, value);
  if (etag) response.set('etag', etag);
  response.type(media);
  if (filename) response.attachment(filename).type(media);
  if (etag && response.req.headers['if-none-match'] === etag) {
    response.status(304).end();
  } else if (typeof bytes === 'string') {
    response.send(bytes);
  } else if (bytes instanceof Uint8Array) {
    response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } else {
    await pipeline(Readable.from(bytes), response);
  }
}
