import type { Logger } from 'pino';
import type { LinkFacts, OneTimeLink, Session } from '../../contract/auth.ts';
import { mayEver } from '../access/can.ts';
import { table, type Action } from '../access/table.ts';
import type { Config } from '../config.ts';
import type { Db, Executor } from '../db/db.ts';
import { LOCAL_OWNER, type Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { KEY_PREFIX, keys as makeKeys, type Keys } from './keys.ts';
import { links as makeLinks, type Links, type MadeLink } from './links.ts';
import { mailer } from './mailer.ts';
import { members as makeMembers, type Members } from './members.ts';
import { hashPassword, isPassword, judgePassword } from './password.ts';
import { sessions as makeSessions, type Place, type Sessions } from './sessions.ts';
import { sso as makeSso, type Sso } from './sso.ts';
import * as store from './store.ts';
import { countTry, forgetTries, type Limit } from './tries.ts';

/** Who has come in, and the secret for the cookie. */
export interface CameIn {
  readonly secret: string;
  readonly session: Session;
}

export interface Auth {
  readonly keys: Keys;
  readonly members: Members;
  readonly sessions: Sessions;
  readonly sso: Sso;
  /** Who a secret stands for: an API key or the cookie of a session; null = nobody. */
  whoIs(secret: string, kind: 'key' | 'session'): Promise<Actor | null>;
  /** What a page has to know of who is signed in; also when nobody is. */
  describe(actor: Actor): Promise<Session>;
  signIn(email: string, password: string, place: Place): Promise<CameIn>;
  lookAtLink(token: string): Promise<LinkFacts>;
  useLink(token: string, given: { name?: string; email?: string; password?: string }, place: Place): Promise<CameIn>;
  /** Lets in whom the single sign-on vouched for. */
  admit(userId: string, place: Place): Promise<CameIn>;
  rename(actor: Actor, name: string): Promise<Session>;
  hidePeople(actor: Actor, hidden: boolean): Promise<Session>;
  changePassword(actor: Actor, change: { current?: string; password: string; email?: string }): Promise<Session>;
  switchTo(actor: Actor, organisationId: string): Promise<Session>;
  createOrganisation(actor: Actor, name: string): Promise<Session>;
  /** The address of a link on this server, and its way by mail where that is set up. */
  handOver(origin: string, link: MadeLink, to: { readonly email: string | null; readonly kind: 'invite' | 'reset' }): Promise<OneTimeLink>;
  /** The link that a start prints: in for who sits at this machine, or to the first account; null once accounts do that. */
  startLink(workspaceId: string, atThisMachine: boolean): Promise<string | null>;
}

/** Where a one-time link leads; its secret stands behind `#`, which browsers keep to themselves. */
export const LINK_PATH = '/link';

const PER_ACCOUNT = 10;
const PER_ADDRESS = 60;

export function auth({ db, config, log }: { readonly db: Db; readonly config: Pick<Config, 'sso' | 'mail' | 'loopbackOnly'>; readonly log: Logger }): Auth {
  const sessions = makeSessions({ db });
  const links: Links = makeLinks({ db });
  const sso = makeSso({ db, config: config.sso, log });
  const mail = mailer(config.mail, log);

  async function describe(actor: Actor): Promise<Session> {
    const ways = { password: (await store.anyAccount(db)), sso: sso.name, printed: config.loopbackOnly };
    const user = actor.via.kind === 'session' || actor.via.kind === 'key' ? await store.findUser(db, actor.userId!) : null;
    if (user === null) return { user: null, organisation: null, organisations: [], scope: null, peopleHidden: { own: false, organisation: false }, may: [], ways };
    const own = (await store.membershipsOf(db, user.id)).map(({ organisationId, organisation, scope }) => ({ id: organisationId, name: organisation, role: scope.role }));
    const { role, regions, moneyHidden, branch } = actor;
    return {
      user: { id: user.id, name: user.name, email: user.email, hasPassword: user.password !== null },
      organisation: own.find(({ id }) => id === actor.workspaceId) ?? null, organisations: own,
      scope: { role, regions: regions === null ? null : [...regions], moneyHidden, branch },
      peopleHidden: { own: actor.peopleHidden === true, organisation: await store.isPeopleBlind(db, actor.workspaceId) },
      may: (Object.keys(table) as Action[]).filter((action) => mayEver(actor, action)), ways,
    };
  }

  async function comeIn(executor: Executor, userId: string, place: Place, workspaceId?: string): Promise<string> {
    const own = await store.membershipsOf(executor, userId);
    const at = workspaceId ?? own[0]?.organisationId;
    if (at === undefined || !own.some(({ organisationId }) => organisationId === at)) throw new AppError('sign_in.no_member', { repair: 'Ask an owner or admin for an invitation.' });
    return sessions.open(executor, userId, at, place);
  }

  async function cameIn(secret: string): Promise<CameIn> {
    return { secret, session: await describe((await sessions.actorOf(secret))!) };
  }

  const keys = makeKeys({ db });
  return {
    keys, sessions, sso, describe,
    members: makeMembers({ db, links }),
    whoIs: (secret, kind) => (kind === 'session' ? sessions.actorOf(secret) : secret.startsWith(KEY_PREFIX) ? keys.actorOf(secret) : Promise.resolve(null)),
    async signIn(given, password, place) {
      const email = given.toLowerCase();
      const limits: Limit[] = [{ of: `account ${email} ${place.address}`, most: PER_ACCOUNT }, { of: `everywhere ${email}`, most: 5 * PER_ACCOUNT }, { of: `address ${place.address}`, most: PER_ADDRESS }];
      await countTry(db, limits);
      const user = await store.findUserByEmail(db, email);
      // Asked of everybody, known or not: the time it takes tells nothing.
      if (!(await isPassword(user?.password ?? null, password)) || user === null) throw new AppError('sign_in.wrong', { repair: 'Try again, or ask an owner or admin for a link to set a new password.' });
      await forgetTries(db, limits);
      return cameIn(await comeIn(db, user.id, place));
    },
    lookAtLink: links.look,
    async useLink(token, given, place) {
      // Some links ask for a password that exists.
      if (given.password !== undefined) await countTry(db, [{ of: `link ${place.address}`, most: PER_ADDRESS }]);
      const { userId, workspaceId, kind } = await links.use(token, given);
      if (kind === 'reset') await sessions.endAll(userId);
      return cameIn(await comeIn(db, userId, place, workspaceId));
    },
    admit: async (userId, place) => cameIn(await comeIn(db, userId, place)),
    async rename(actor, name) {
      await store.patchUser(db, actor.userId!, { name });
      return describe(actor);
    },
    async hidePeople(actor, hidden) {
      await sessions.hidePeople(actor, hidden);
      return describe({ ...actor, peopleHidden: hidden });
    },
    async changePassword(actor, { current, password, email }) {
      const user = (await store.findUser(db, actor.userId!))!;
      const limits: Limit[] = [{ of: `own ${user.id}`, most: PER_ACCOUNT }];
      await countTry(db, limits);
      if (user.password !== null && !(await isPassword(user.password, current ?? ''))) throw new AppError('password.wrong', { where: 'body.current' });
      const address = email ?? user.email;
      if (address === null) throw new AppError('request.invalid', { where: 'body.email', expected: 'the e-mail address to sign in with', found: 'nothing' });
      if (address !== user.email && (await store.findUserByEmail(db, address)) !== null) throw new AppError('email.taken', { where: 'body.email' });
      judgePassword(password, address);
      const hash = await hashPassword(password);
      await db.transaction().execute(async (trx) => {
        await store.patchUser(trx, user.id, { password: hash, email: address });
        await sessions.endOthers(actor, trx);
      });
      await forgetTries(db, limits);
      return describe(actor);
    },
    async switchTo(actor, organisationId) {
      const own = (await store.membershipsOf(db, actor.userId!)).find((membership) => membership.organisationId === organisationId);
      if (own === undefined) throw new AppError('organisation.unknown');
      await sessions.moveTo(actor, organisationId);
      return describe({ ...actor, workspaceId: organisationId, ...own.scope });
    },
    async createOrganisation(actor, name) {
      const scope = { role: 'owner', regions: null, moneyHidden: false, branch: null } as const;
      const workspaceId = await db.transaction().execute(async (trx) => {
        const id = await store.insertOrganisation(trx, name);
        await store.insertMembership(trx, id, actor.userId!, scope);
        return id;
      });
      await sessions.moveTo(actor, workspaceId);
      return describe({ ...actor, workspaceId, ...scope });
    },
    async handOver(origin, link, { email, kind }) {
      const address = `${origin}${LINK_PATH}#${link.token}`;
      return { address, expiresAt: link.expiresAt.toISOString(), mailed: email !== null && (await mail(email, kind, address)) };
    },
    async startLink(workspaceId, atThisMachine) {
      const local = await store.findUser(db, LOCAL_OWNER);
      if (local === null || local.password !== null || (!atThisMachine && (await store.anyAccount(db)))) return null;
      return (await links.make(db, { kind: atThisMachine ? 'sign-in' : 'first', workspaceId, userId: LOCAL_OWNER, by: 'hexalign' })).token;
    },
  };
}
