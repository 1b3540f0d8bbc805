import type { Request, Response } from 'express';
import { parseCookie } from 'cookie';
import { LONGEST_DAYS } from './sessions.ts';

/** Over https the name itself promises that no other host and no plain http has set it. */
function nameOf(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}

const SESSION = 'hexalign';
const SSO = 'hexalign-sso';
const DAY_MS = 86_400_000;

/** The cookies of this server: never seen by scripts, never sent along by other sites' forms. */
export interface Cookies {
  session(request: Request): string | null;
  setSession(response: Response, secret: string): void;
  clearSession(response: Response): void;
  sso(request: Request): string | null;
  setSso(response: Response, state: string): void;
}

/** @param secureAlways whether people reach the server by https, whatever the last hop speaks */
export function cookies(secureAlways: boolean): Cookies {
  const secure = (request: Request): boolean => secureAlways || request.secure;
  const read = (request: Request, name: string): string | null => parseCookie(request.headers.cookie ?? '')[nameOf(name, secure(request))] ?? null;
  const set = (response: Response, name: string, value: string, maxAge: number): void => {
    const safe = secure(response.req);
    response.cookie(nameOf(name, safe), value, { httpOnly: true, sameSite: 'lax', secure: safe, path: '/', maxAge });
  };
  return {
    session: (request) => read(request, SESSION),
    setSession: (response, secret) => set(response, SESSION, secret, LONGEST_DAYS * DAY_MS),
    clearSession: (response) => set(response, SESSION, '', 0),
    sso: (request) => read(request, SSO),
    setSso: (response, state) => set(response, SSO, state, state === '' ? 0 : 10 * 60_000),
  };
}
