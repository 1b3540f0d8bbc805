import { sql } from 'kysely';
import * as oidc from 'openid-client';
import type { Logger } from 'pino';
import type { SsoConfig } from '../config.ts';
import { isLoopback } from '../loopback.ts';
import type { Db, Executor } from '../db/db.ts';
import { AppError } from '../http/appError.ts';
import { hashOf } from './secret.ts';
import * as store from './store.ts';

/** Single sign-on by OpenID Connect: authorization code with PKCE, against whatever provider the environment names. */
export interface Sso {
  /** Name on the button; null when none is set up. */
  readonly name: string | null;
  /** Where to send the browser, and the state to bind it by. */
  start(origin: string): Promise<{ location: string; state: string }>;
  /**
   * Who came back.
   *
   * @param answer address the browser was sent back to, query and all
   * @param state what the browser was bound by
   */
  end(origin: string, answer: URL, state: string | null): Promise<{ userId: string }>;
}

const CALLBACK = '/api/sso/callback';

export function sso({ db, config, log }: { readonly db: Db; readonly config: SsoConfig | null; readonly log: Logger }): Sso {
  let discovered: Promise<oidc.Configuration> | null = null;

  /** Asked of the provider once; again after it could not be reached. */
  function provider(): Promise<oidc.Configuration> {
    if (config === null) throw new AppError('sso.off');
    discovered ??= discover(config).catch((error: unknown) => {
      discovered = null;
      log.warn({ err: error }, 'the single sign-on provider could not be asked');
      throw new AppError('sso.failed', { detail: 'The sign-on provider does not answer.', repair: 'Try again, or sign in with a password.' });
    });
    return discovered;
  }

  return {
    name: config?.name ?? null,
    async start(origin) {
      const found = await provider();
      const [state, verifier, nonce] = [oidc.randomState(), oidc.randomPKCECodeVerifier(), oidc.randomNonce()];
      await db.deleteFrom('sso_flows').where('expires_at', '<', sql<Date>`now()`).execute();
      await db.insertInto('sso_flows').values({ state_hash: hashOf(state), verifier, nonce, expires_at: sql<Date>`now() + interval '10 minutes'` }).execute();
      const location = oidc.buildAuthorizationUrl(found, {
        redirect_uri: `${origin}${CALLBACK}`, scope: 'openid email profile', state, nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
      });
      return { location: location.href, state };
    },
    async end(origin, answer, state) {
      const found = await provider();
      const flow = state === null ? undefined : await db.deleteFrom('sso_flows').where('state_hash', '=', hashOf(state)).where('expires_at', '>', sql<Date>`now()`).returning(['verifier', 'nonce']).executeTakeFirst();
      if (state === null || flow === undefined) throw new AppError('sso.failed', { detail: 'This sign-on was not begun in this browser, or too long ago.', repair: 'Begin again from the sign-in page.' });
      const asked = new URL(`${origin}${CALLBACK}`);
      asked.search = answer.search;
      const claims = await oidc
        .authorizationCodeGrant(found, asked, { pkceCodeVerifier: flow.verifier, expectedNonce: flow.nonce, expectedState: state, idTokenExpected: true })
        .then((tokens) => claimsOf(found, tokens))
        .catch((error: unknown) => {
          log.info({ err: error }, 'single sign-on refused');
          throw new AppError('sso.failed', { detail: 'The answer of the sign-on provider does not hold.', repair: 'Begin again from the sign-in page.' });
        });
      return { userId: await db.transaction().execute((trx) => userOf(trx, claims, config!.trustEmail)) };
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: SsoConfig): Promise<oidc.Configuration> {
  const plain = issuer.protocol === 'http:' && isLoopback(issuer.hostname);
  return oidc.discovery(issuer, clientId, clientSecret ?? undefined, clientSecret === null ? oidc.None() : undefined, { timeout: 10, ...(plain ? { execute: [oidc.allowInsecureRequests] } : {}) });
}

/** What a provider says of a person. */
interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly verified: boolean;
  readonly name: string | null;
}

async function claimsOf(found: oidc.Configuration, tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>): Promise<Claims> {
  const { iss, sub, ...told } = tokens.claims()!;
  // Many providers keep e-mail and name out of the token and tell them when asked.
  const more = told.email === undefined && found.serverMetadata().userinfo_endpoint !== undefined ? await oidc.fetchUserInfo(found, tokens.access_token, sub) : {};
  const { email, email_verified, name } = { ...more, ...told } as { email?: unknown; email_verified?: unknown; name?: unknown };
  return { issuer: iss, subject: sub, email: typeof email === 'string' ? email.trim().toLowerCase() : null, verified: email_verified === true, name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 120) : null };
}

/** The person behind an identity: known from before, by a verified e-mail address, or by an invitation to it. */
async function userOf(trx: Executor, { issuer, subject, email, verified, name }: Claims, trustEmail: boolean): Promise<string> {
  const known = await store.findIdentity(trx, issuer, subject);
  if (known !== null) return known;
  if (email === null || !(verified || trustEmail)) throw new AppError('sign_in.no_member', { detail: 'The sign-on provider does not vouch for an e-mail address.', repair: 'Ask an admin; the provider has to tell a verified e-mail address.' });
  const user = await store.findUserByEmail(trx, email);
  const invitations = await trx
    .selectFrom('links').select(['id', 'workspace_id', 'role', 'regions', 'money_hidden', 'branch'])
    .where('kind', '=', 'invite').where('email', '=', email).where(sql<boolean>`used_at is null and revoked_at is null and expires_at > now()`)
    .forUpdate().execute();
  if (user === null && invitations.length === 0) throw new AppError('sign_in.no_member', { repair: 'Ask an owner or admin to invite your e-mail address.' });
  const userId = user?.id ?? (await store.insertUser(trx, { name: name ?? email, email, password: null }));
  await store.insertIdentity(trx, issuer, subject, userId);
  for (const invitation of invitations) {
    await store.insertMembership(trx, invitation.workspace_id, userId, store.scopeOf(invitation as store.ScopeRow));
    await trx.updateTable('links').set({ used_at: new Date() }).where('id', '=', invitation.id).execute();
  }
  return userId;
}
