import type { Request } from 'express';
import { endpoints } from '../../contract/endpoints.ts';
import { AppError } from '../http/appError.ts';
import type { Bind } from '../http/bind.ts';
import type { Cookies } from './cookies.ts';
import type { Auth } from './service.ts';
import { placeOf } from './whoAsks.ts';

/** @param publicUrl address under which people reach the server; null = the one they asked by */
export function authRoutes(bind: Bind, auth: Auth, cookies: Cookies, publicUrl: string | null): void {
  const { members, sessions, keys, sso } = auth;
  const originOf = (request: Request): string => publicUrl ?? `${request.protocol}://${request.headers.host}`;

  bind(endpoints.readSession, ({ actor }) => auth.describe(actor));
  bind(endpoints.signIn, async ({ body, request, response }) => {
    const { secret, session } = await auth.signIn(body.email, body.password, placeOf(request));
    cookies.setSession(response, secret);
    return session;
  });
  bind(endpoints.switchOrganisation, ({ actor, body }) => auth.switchTo(actor, body.organisationId));
  bind(endpoints.signOut, async ({ actor, response }) => {
    if (actor.via.kind === 'session') await sessions.end(actor, actor.via.id);
    cookies.clearSession(response);
  });
  bind(endpoints.lookAtLink, ({ body }) => auth.lookAtLink(body.token));
  bind(endpoints.useLink, async ({ body, request, response }) => {
    const { token, ...given } = body;
    const { secret, session } = await auth.useLink(token, given, placeOf(request));
    cookies.setSession(response, secret);
    return session;
  });
  bind(endpoints.startSso, async ({ request, response }) => {
    const { location, state } = await sso.start(originOf(request));
    cookies.setSso(response, state);
    return { location };
  });
  bind(endpoints.endSso, async ({ request, response }) => {
    try {
      const { userId } = await sso.end(originOf(request), new URL(request.originalUrl, 'http://here'), cookies.sso(request));
      const { secret } = await auth.admit(userId, placeOf(request));
      cookies.setSso(response, '');
      cookies.setSession(response, secret);
      return { location: '/' };
    } catch (error) {
      // A page says it, not a document that the browser shows raw.
      if (error instanceof AppError && error.code !== 'sso.off') return { location: `/sign-in?problem=${error.code}` };
      throw error;
    }
  });

  bind(endpoints.patchAccount, ({ actor, body }) => auth.rename(actor, body.name));
  bind(endpoints.hidePeople, ({ actor, body }) => auth.hidePeople(actor, body.hidden));
  bind(endpoints.changePassword, ({ actor, body }) => auth.changePassword(actor, body));
  bind(endpoints.listSessions, async ({ actor }) => ({ sessions: await sessions.list(actor) }));
  bind(endpoints.endSession, ({ actor, params }) => sessions.end(actor, params.sessionId));
  bind(endpoints.endOtherSessions, async ({ actor }) => {
    await sessions.endOthers(actor);
  });
  bind(endpoints.listKeys, async ({ actor }) => ({ keys: await keys.list(actor) }));
  bind(endpoints.createKey, ({ actor, body }) => keys.create(actor, body));
  bind(endpoints.revokeKey, ({ actor, params }) => keys.revoke(actor, params.keyId));

  bind(endpoints.createOrganisation, ({ actor, body }) => auth.createOrganisation(actor, body.name));
  bind(endpoints.listMembers, async ({ actor }) => ({ members: await members.list(actor) }));
  bind(endpoints.patchMember, ({ actor, params, body }) => members.patch(actor, params.userId, body.scope));
  bind(endpoints.removeMember, ({ actor, params }) => members.remove(actor, params.userId));
  bind(endpoints.resetMember, async ({ actor, params, request }) => {
    const made = await members.reset(actor, params.userId);
    return { link: await auth.handOver(originOf(request), made, { email: made.email, kind: 'reset' }) };
  });
  bind(endpoints.listInvitations, async ({ actor }) => ({ invitations: await members.invitations(actor) }));
  bind(endpoints.invite, async ({ actor, body, request }) => {
    const { invitation, link } = await members.invite(actor, body.email, body.scope);
    return { invitation, link: await auth.handOver(originOf(request), link, { email: body.email, kind: 'invite' }) };
  });
  bind(endpoints.revokeInvitation, ({ actor, params }) => members.revoke(actor, params.invitationId));
}
