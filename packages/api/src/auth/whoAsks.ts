import type { Request } from 'express';
import { PEOPLE_HIDDEN_HEADER } from '../../contract/auth.ts';
import { visitor, type Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Cookies } from './cookies.ts';
import type { Auth } from './service.ts';
import type { Place } from './sessions.ts';

/**
 * Who sends a request: a program by its key, a person by the cookie of a session, or a visitor.
 *
 * A change on the strength of a cookie must say which page it comes from, and it must be one of ours (the guard has
 * refused others already): no form or image of another site can act for somebody who is signed in.
 */
export async function whoAsks(auth: Auth, cookies: Cookies, request: Request): Promise<Actor> {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  if (bearer !== null) {
    const actor = await auth.whoIs(bearer[1], 'key');
    if (actor === null) throw new AppError('session.needed', { where: 'authorization', found: 'an API key that is not known, revoked or too old' });
    return asChosen(actor, request);
  }
  const secret = cookies.session(request);
  const actor = secret === null ? null : await auth.whoIs(secret, 'session');
  if (actor === null) return visitor;
  const told = request.headers.origin !== undefined || ['same-origin', 'none'].includes(String(request.headers['sec-fetch-site']));
  if (!told && !['GET', 'HEAD'].includes(request.method)) throw new AppError('origin.refused', { expected: 'an Origin header of this server, or an API key instead of a cookie', found: 'neither' });
  return asChosen(actor, request);
}

/** A request may ask for less than its sender could see, and never for more. */
function asChosen(actor: Actor, request: Request): Actor {
  return request.headers[PEOPLE_HIDDEN_HEADER] ? { ...actor, peopleHidden: true } : actor;
}

/** Where a request comes from, for the list of sessions and for limits. */
export function placeOf(request: Request): Place {
  return { agent: request.headers['user-agent'] ?? '', address: request.ip ?? '' };
}
