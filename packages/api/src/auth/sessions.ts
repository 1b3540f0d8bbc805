import { sql } from 'kysely';
import type { SessionEntry } from '../../contract/auth.ts';
import type { Db, Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { hashOf, newSecret } from './secret.ts';
import { scopeOf } from './store.ts';

/** Where a session was opened, for its owner to recognise it. */
export interface Place {
  readonly agent: string;
  readonly address: string;
}

/** A session ends when nobody used it for so long, and after so long in any case. */
export const IDLE_DAYS = 14;
export const LONGEST_DAYS = 30;

const alive = sql<boolean>`ended_at is null and expires_at > now() and seen_at > now() - ${`${IDLE_DAYS} days`}::interval`;

export interface Sessions {
  /** Opens a session; returns the secret for the cookie, which is not kept. */
  open(executor: Executor, userId: string, workspaceId: string, place: Place): Promise<string>;
  /** Who the secret of a cookie belongs to; null when the session is over, or the person has left its organisation. */
  actorOf(secret: string): Promise<Actor | null>;
  list(actor: Actor): Promise<SessionEntry[]>;
  end(actor: Actor, sessionId: string): Promise<void>;
  /** Ends all sessions of the actor but the one that asks. */
  endOthers(actor: Actor, executor?: Executor): Promise<void>;
  endAll(userId: string): Promise<void>;
  moveTo(actor: Actor, workspaceId: string): Promise<void>;
  /** Hides people from whoever looks by this session, or no longer. */
  hidePeople(actor: Actor, hidden: boolean): Promise<void>;
}

export function sessions({ db }: { readonly db: Db }): Sessions {
  return {
    async open(executor, userId, workspaceId, { agent, address }) {
      const { secret, hash } = newSecret();
      await executor
        .insertInto('sessions')
        .values({ token_hash: hash, user_id: userId, workspace_id: workspaceId, agent: agent.slice(0, 300), address: address.slice(0, 60), expires_at: sql<Date>`now() + ${`${LONGEST_DAYS} days`}::interval` })
        .execute();
      return secret;
    },
    async actorOf(secret) {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('users', 'users.id', 'sessions.user_id')
        .innerJoin('memberships', (join) => join.onRef('memberships.user_id', '=', 'sessions.user_id').onRef('memberships.workspace_id', '=', 'sessions.workspace_id'))
        .select(['sessions.id', 'sessions.user_id', 'sessions.workspace_id', 'users.name', 'role', 'regions', 'money_hidden', 'branch', 'people_hidden', sql<boolean>`seen_at < now() - interval '1 minute'`.as('stale')])
        .where('token_hash', '=', hashOf(secret)).where(alive)
        .executeTakeFirst();
      if (row === undefined) return null;
      if (row.stale) await db.updateTable('sessions').set({ seen_at: new Date() }).where('id', '=', row.id).execute();
      return { id: row.user_id, userId: row.user_id, name: row.name, workspaceId: row.workspace_id, ...scopeOf(row), peopleHidden: row.people_hidden, via: { kind: 'session', id: row.id } };
    },
    async list({ userId, via }) {
      const rows = await db.selectFrom('sessions').select(['id', 'agent', 'address', 'created_at', 'seen_at', 'expires_at']).where('user_id', '=', userId).where(alive).orderBy('seen_at', 'desc').execute();
      return rows.map((row) => ({
        id: row.id, current: via.kind === 'session' && via.id === row.id, agent: row.agent, address: row.address,
        createdAt: row.created_at.toISOString(), seenAt: row.seen_at.toISOString(), expiresAt: row.expires_at.toISOString(),
      }));
    },
    async end({ userId }, sessionId) {
      const ended = await db.updateTable('sessions').set({ ended_at: new Date() }).where('id', '=', sessionId).where('user_id', '=', userId).where('ended_at', 'is', null).returning('id').executeTakeFirst();
      if (ended === undefined) throw new AppError('session.unknown');
    },
    async endOthers({ userId, via }, executor = db) {
      if (via.kind === 'session') await executor.updateTable('sessions').set({ ended_at: new Date() }).where('user_id', '=', userId).where('ended_at', 'is', null).where('id', '!=', via.id).execute();
    },
    async endAll(userId) {
      await db.updateTable('sessions').set({ ended_at: new Date() }).where('user_id', '=', userId).where('ended_at', 'is', null).execute();
    },
    async moveTo({ via }, workspaceId) {
      if (via.kind === 'session') await db.updateTable('sessions').set({ workspace_id: workspaceId }).where('id', '=', via.id).execute();
    },
    async hidePeople({ via }, hidden) {
      if (via.kind === 'session') await db.updateTable('sessions').set({ people_hidden: hidden }).where('id', '=', via.id).execute();
    },
  };
}
