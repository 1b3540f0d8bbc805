import { sql } from 'kysely';
import type { LinkFacts, Scope } from '../../contract/auth.ts';
import type { Db, Executor } from '../db/db.ts';
import { LOCAL_OWNER } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { hashPassword, isPassword, judgePassword } from './password.ts';
import { hashOf, newSecret } from './secret.ts';
import * as store from './store.ts';

/** What a one-time link is to do. */
export type NewLink =
  | { readonly kind: 'sign-in' | 'reset' | 'first'; readonly workspaceId: string; readonly userId: string; readonly by: string }
  | { readonly kind: 'invite'; readonly workspaceId: string; readonly email: string; readonly scope: Scope; readonly by: string };

/** How long each kind of link is good for. */
const HOURS = { 'sign-in': 24, first: 72, invite: 168, reset: 24 } as const;

export interface MadeLink {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Who came in by a link. */
export interface Admitted {
  readonly userId: string;
  readonly workspaceId: string;
  readonly kind: LinkFacts['kind'];
}

export interface Links {
  make(executor: Executor, link: NewLink): Promise<MadeLink>;
  look(token: string): Promise<LinkFacts>;
  /** Uses a link up and does what it is for, in one transaction: a link that did not work is still good. */
  use(token: string, given: { name?: string; email?: string; password?: string }): Promise<Admitted>;
}

const alive = sql<boolean>`links.used_at is null and links.revoked_at is null and links.expires_at > now()`;

export function links({ db }: { readonly db: Db }): Links {
  async function find(executor: Executor, token: string, lock: boolean) {
    const row = await executor
      .selectFrom('links').innerJoin('workspaces', 'workspaces.id', 'links.workspace_id')
      .select(['links.id', 'kind', 'workspace_id', 'user_id', 'email', 'role', 'regions', 'money_hidden', 'branch', 'expires_at', 'workspaces.name as organisation'])
      .where('token_hash', '=', hashOf(token)).where(alive)
      .$if(lock, (query) => query.forUpdate('links'))
      .executeTakeFirst();
    if (row === undefined) throw new AppError('link.unknown', { repair: 'Ask an owner or admin for a new one; on the machine of the server: npm run -s hexalign -- user link' });
    return row;
  }

  return {
    async make(executor, link) {
      const { secret, hash } = newSecret();
      const invite = link.kind === 'invite' ? { user_id: null, email: link.email, ...store.scopeColumns(link.scope) } : { user_id: link.userId, email: null, role: null, regions: null, money_hidden: false, branch: null };
      // A newer invitation takes the place of older ones. Links that starts print live side by side: several servers may stand over one database.
      if (link.kind === 'invite' || link.kind === 'reset') {
        const older = executor.updateTable('links').set({ revoked_at: new Date() }).where('workspace_id', '=', link.workspaceId).where('kind', '=', link.kind).where(alive);
        await (link.kind === 'invite' ? older.where('email', '=', link.email) : older.where('user_id', '=', link.userId)).execute();
      }
      const { id, expires_at } = await executor
        .insertInto('links')
        .values({ workspace_id: link.workspaceId, kind: link.kind, token_hash: hash, created_by: link.by, expires_at: sql<Date>`now() + ${`${HOURS[link.kind]} hours`}::interval`, ...invite })
        .returning(['id', 'expires_at']).executeTakeFirstOrThrow();
      return { id, token: secret, expiresAt: expires_at };
    },
    async look(token) {
      const { kind, organisation, email, user_id, role, expires_at } = await find(db, token, false);
      const user = user_id === null ? (email === null ? null : await store.findUserByEmail(db, email)) : await store.findUser(db, user_id);
      const joins = kind === 'invite' && user !== null;
      return {
        kind, organisation, role, email: email ?? user?.email ?? null, expiresAt: expires_at.toISOString(),
        needs: { name: kind === 'first' || (kind === 'invite' && !joins), email: kind === 'first', password: kind === 'sign-in' ? 'none' : joins && user.password !== null ? 'own' : 'new' },
      };
    },
    use: (token, given) =>
      db.transaction().execute(async (trx) => {
        const link = await find(trx, token, true);
        const userId = await carryOut[link.kind](trx, link, given);
        await trx.updateTable('links').set({ used_at: new Date() }).where('id', '=', link.id).execute();
        return { userId, workspaceId: link.workspace_id, kind: link.kind };
      }),
  };
}

type Given = Parameters<Links['use']>[1];
type Row = store.ScopeRow & { readonly user_id: string | null; readonly email: string | null; readonly workspace_id: string };
type Found = Omit<Row, 'role'> & { readonly role: store.ScopeRow['role'] | null };

/** What each kind of link does; returns who comes in. */
const carryOut: Readonly<Record<LinkFacts['kind'], (trx: Executor, link: Found, given: Given) => Promise<string>>> = {
  'sign-in': async (_trx, { user_id }) => user_id!,

  async first(trx, _link, { name, email, password }) {
    if (email === undefined) throw missing('email', 'the e-mail address to sign in with');
    // Whoever was first is the owner; a second printed link opens nothing.
    if ((await store.findUser(trx, LOCAL_OWNER))?.password !== null) throw new AppError('link.unknown');
    if ((await store.findUserByEmail(trx, email)) !== null) throw new AppError('email.taken', { where: 'body.email' });
    await store.patchUser(trx, LOCAL_OWNER, { name, email, password: await newPassword(password, email) });
    return LOCAL_OWNER;
  },

  async reset(trx, { user_id }, { password }) {
    const user = await store.findUser(trx, user_id!);
    await store.patchUser(trx, user_id!, { password: await newPassword(password, user?.email ?? null) });
    return user_id!;
  },

  async invite(trx, link, { name, password }) {
    const known = await store.findUserByEmail(trx, link.email!);
    let userId: string;
    if (known === null) {
      if (name === undefined) throw missing('name', 'how others shall call you');
      userId = await store.insertUser(trx, { name, email: link.email, password: await newPassword(password, link.email) });
    } else if (known.password === null) {
      userId = known.id;
      await store.patchUser(trx, userId, { password: await newPassword(password, link.email) });
    } else {
      // The link alone does not open an account that exists: whoever made it might have kept a copy.
      if (!(await isPassword(known.password, password ?? ''))) throw new AppError('password.wrong', { where: 'body.password' });
      userId = known.id;
    }
    await store.insertMembership(trx, link.workspace_id, userId, store.scopeOf(link as Row));
    return userId;
  },
};

async function newPassword(password: string | undefined, email: string | null): Promise<string> {
  if (password === undefined) throw missing('password', 'a new password');
  judgePassword(password, email);
  return hashPassword(password);
}

function missing(name: string, expected: string): AppError {
  return new AppError('request.invalid', { where: `body.${name}`, expected, found: 'nothing' });
}
