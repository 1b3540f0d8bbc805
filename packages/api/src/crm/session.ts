import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../http/appError.ts';
import { admitCrm, type AllowedCrm } from './admitCrm.ts';

/** A token and the address that it is for. */
export interface Token {
  readonly token: string;
  readonly base: string;
}

export interface SessionOptions {
  /** Gets a token anew: from stored credentials, never from a person. */
  readonly signIn: () => Promise<Token>;
  readonly allowed: AllowedCrm;
  readonly abandon?: AbortSignal;
  /** Milliseconds before the next try; for tests. */
  readonly pause?: (tries: number) => number;
}

/** An answer of the system. */
export interface CrmAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export interface CrmRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses beside 2xx that are an answer, not a fault. */
  readonly expected?: readonly number[];
}

/** Calls a system with a token that is renewed when it has expired. */
export interface CrmSession {
  call(path: string, request?: CrmRequest): Promise<CrmAnswer>;
  json(path: string, request?: CrmRequest): Promise<unknown>;
}

const MOST_TRIES = 6;
const ANSWER_MS = 120_000;
const LONGEST_WAIT_MS = 60_000;
/** Answers that ask to come again later. */
const LATER: readonly number[] = [429, 503];

/**
 * Opens a session. It waits where the system asks it to, renews a token once where it has expired, and asks again where an answer
 * to a question was lost; what writes is not sent twice by itself.
 */
export function crmSession({ signIn, allowed, abandon, pause = (tries) => 500 * 2 ** tries }: SessionOptions): CrmSession {
  let current: Promise<Token> | null = null;

  async function call(path: string, { method = 'GET', body, type = 'application/json', headers = {}, expected = [] }: CrmRequest = {}): Promise<CrmAnswer> {
    let renewed = false;
    for (let tries = 0; ; tries++) {
      abandon?.throwIfAborted();
      const { token, base } = await (current ??= signIn());
      const url = admitCrm(new URL(path, base).href, allowed);
      const answer = await send(url, { method, body, headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': type }), ...headers, authorization: `Bearer ${token}` } }, abandon).catch((error: unknown) => {
        if (method === 'GET' && tries < MOST_TRIES - 1 && !abandon?.aborted) return null;
        throw error;
      });
      if (answer === null) {
        await sleep(pause(tries), undefined, { signal: abandon });
      } else if (answer.status === 401 && !renewed) {
        renewed = true;
        current = null;
      } else if (LATER.includes(answer.status) && tries < MOST_TRIES - 1) {
        await sleep(waitOf(answer.headers) ?? pause(tries), undefined, { signal: abandon });
      } else if (answer.status >= 200 && answer.status < 300 || expected.includes(answer.status)) {
        return answer;
      } else {
        throw new AppError(answer.status === 401 || answer.status === 403 ? 'crm.refused' : 'crm.failed', { where: `${method} ${url.pathname}`, found: `status ${answer.status}: ${messageOf(answer.text)}`, expected: 'an answer' });
      }
    }
  }

  return {
    call,
    async json(path, request) {
      const { text } = await call(path, request);
      return text === '' ? null : parsed(text, path);
    },
  };
}

/** Gets a token from an OAuth endpoint. @throws AppError `crm.refused`, `crm.failed` */
export async function requestToken(address: string, form: Readonly<Record<string, string>>, allowed: AllowedCrm): Promise<Record<string, unknown>> {
  const url = admitCrm(address, allowed);
  const { status, text } = await send(url, { method: 'POST', body: new URLSearchParams(form).toString(), headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' } });
  const answer = status < 500 ? parsed(text, url.pathname) : null;
  if (status !== 200 || typeof (answer as { access_token?: unknown } | null)?.access_token !== 'string') {
    throw new AppError(status >= 400 && status < 500 ? 'crm.refused' : 'crm.failed', { where: url.host, expected: 'a token', found: `status ${status}: ${messageOf(text)}`, repair: 'Look at the credentials of the connection.' });
  }
  return answer as Record<string, unknown>;
}

async function send(url: URL, init: { method: string; body?: string; headers: Record<string, string> }, abandon?: AbortSignal): Promise<CrmAnswer> {
  const timeout = AbortSignal.timeout(ANSWER_MS);
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: abandon === undefined ? timeout : AbortSignal.any([timeout, abandon]) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    abandon?.throwIfAborted();
    const cause = (error as { cause?: { code?: string } }).cause?.code;
    throw new AppError('crm.failed', { where: url.host, expected: 'an answer', found: cause ?? (error as Error).message, repair: 'See whether the system is up and can be reached from this server.' });
  }
}

function waitOf(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return seconds >= 0 ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : null;
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('crm.failed', { where, expected: 'JSON', found: text.slice(0, 200) });
  }
}

/** What an error answer says: each system has a place of its own for it. */
function messageOf(text: string): string {
  try {
    const answer = JSON.parse(text) as { message?: string; error?: string | { message?: string }; error_description?: string } | { message?: string; errorCode?: string }[];
    if (Array.isArray(answer)) return answer.map(({ errorCode, message }) => [errorCode, message].filter(Boolean).join(' ')).join('; ').slice(0, 500);
    const nested = typeof answer.error === 'object' ? answer.error.message : answer.error;
    return [nested, answer.error_description, answer.message].filter(Boolean).join(' ').slice(0, 500);
  } catch {
    return text.slice(0, 200);
  }
}
