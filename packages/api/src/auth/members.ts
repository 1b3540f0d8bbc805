import { sql } from 'kysely';
import type { Invitation, Member, Scope } from '../../contract/auth.ts';
import { can } from '../access/can.ts';
import { refusal } from '../access/refusal.ts';
import type { Db, Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Links, MadeLink } from './links.ts';
import { namesOf } from './names.ts';
import { notWider } from './notWider.ts';
import { scopeColumns, scopeOf, type ScopeRow } from './store.ts';

export interface Members {
  list(actor: Actor): Promise<Member[]>;
  patch(actor: Actor, userId: string, scope: Scope): Promise<Member>;
  remove(actor: Actor, userId: string): Promise<void>;
  /** A link by which somebody sets a new password; the sessions go on until it is used. */
  reset(actor: Actor, userId: string): Promise<MadeLink & { readonly email: string | null }>;
  invitations(actor: Actor): Promise<Invitation[]>;
  invite(actor: Actor, email: string, scope: Scope): Promise<{ invitation: Invitation; link: MadeLink }>;
  revoke(actor: Actor, invitationId: string): Promise<void>;
}

export function members({ db, links }: { readonly db: Db; readonly links: Links }): Members {
  async function rows(executor: Executor, { workspaceId, userId: own }: Actor, userId?: string): Promise<Member[]> {
    const found = await executor
      .selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.user_id')
      .select(['users.id', 'users.name', 'users.email', 'role', 'regions', 'money_hidden', 'branch', 'memberships.created_at'])
      .select(({ selectFrom }) => selectFrom('sessions').select(({ fn }) => fn.max('seen_at').as('seen')).whereRef('sessions.user_id', '=', 'users.id').whereRef('sessions.workspace_id', '=', 'memberships.workspace_id').as('seen_at'))
      .where('memberships.workspace_id', '=', workspaceId)
      .$if(userId !== undefined, (query) => query.where('users.id', '=', userId!))
      .orderBy('users.name').orderBy('users.id').execute();
    return found.map((row) => ({ userId: row.id, name: row.name, email: row.email, scope: scopeOf(row), you: row.id === own, joinedAt: row.created_at.toISOString(), seenAt: row.seen_at === null ? null : new Date(row.seen_at).toISOString() }));
  }

  /** The member as it is now, held until the end of the transaction; refuses what the actor's role does not reach. */
  async function hold(trx: Executor, actor: Actor, userId: string): Promise<ScopeRow> {
    // All of an organisation at once: two owners who demote each other at the same moment are not both let through.
    const all = await trx.selectFrom('memberships').select(['user_id', 'role', 'regions', 'money_hidden', 'branch']).where('workspace_id', '=', actor.workspaceId).orderBy('user_id').forUpdate().execute();
    const found = all.find(({ user_id }) => user_id === userId);
    if (found === undefined) throw new AppError('member.unknown');
    if (!can(actor, 'member.write', { kind: 'member', role: found.role })) throw refusal(actor, 'member.write');
    return found;
  }

  async function keepAnOwner(trx: Executor, { workspaceId }: Actor): Promise<void> {
    const { owners } = await trx.selectFrom('memberships').select(({ fn }) => fn.countAll<number>().as('owners')).where('workspace_id', '=', workspaceId).where('role', '=', 'owner').executeTakeFirstOrThrow();
    if (owners === 0) throw new AppError('member.last_owner', { repair: 'Make somebody else an owner first.' });
  }

  async function openInvitations(executor: Executor, actor: Actor, id?: string): Promise<Invitation[]> {
    const found = await executor
      .selectFrom('links').select(['id', 'email', 'role', 'regions', 'money_hidden', 'branch', 'created_by', 'created_at', 'expires_at'])
      .where('workspace_id', '=', actor.workspaceId).where('kind', '=', 'invite').where(sql<boolean>`used_at is null and revoked_at is null and expires_at > now()`)
      .$if(id !== undefined, (query) => query.where('id', '=', id!))
      .orderBy('created_at').execute();
    const nameOf = await namesOf(executor, found.map(({ created_by }) => created_by));
    return found.map((row) => ({ id: row.id, email: row.email!, scope: scopeOf(row as ScopeRow), by: nameOf(row.created_by), createdAt: row.created_at.toISOString(), expiresAt: row.expires_at.toISOString() }));
  }

  return {
    list: (actor) => rows(db, actor),
    patch: (actor, userId, scope) =>
      db.transaction().execute(async (trx) => {
        await hold(trx, actor, userId);
        notWider(actor, scope);
        await trx.updateTable('memberships').set(scopeColumns(scope)).where('workspace_id', '=', actor.workspaceId).where('user_id', '=', userId).execute();
        await keepAnOwner(trx, actor);
        return (await rows(trx, actor, userId))[0];
      }),
    remove: (actor, userId) =>
      db.transaction().execute(async (trx) => {
        await hold(trx, actor, userId);
        await trx.deleteFrom('memberships').where('workspace_id', '=', actor.workspaceId).where('user_id', '=', userId).execute();
        await keepAnOwner(trx, actor);
        await trx.updateTable('sessions').set({ ended_at: new Date() }).where('user_id', '=', userId).where('workspace_id', '=', actor.workspaceId).where('ended_at', 'is', null).execute();
      }),
    reset: (actor, userId) =>
      db.transaction().execute(async (trx) => {
        await hold(trx, actor, userId);
        const [{ email }] = await rows(trx, actor, userId);
        // Somebody of several organisations belongs to none of them alone: whoever resets the password would get into the others.
        const { elsewhere } = await trx.selectFrom('memberships').select(({ fn }) => fn.countAll<number>().as('elsewhere')).where('user_id', '=', userId).where('workspace_id', '!=', actor.workspaceId).executeTakeFirstOrThrow();
        if (elsewhere > 0) throw new AppError('access.refused', { detail: 'This person belongs to other organisations, too; whoever runs the server can make a link: npm run -s hexalign -- user link E-MAIL' });
        return { ...(await links.make(trx, { kind: 'reset', workspaceId: actor.workspaceId, userId, by: actor.id })), email };
      }),
    invitations: (actor) => openInvitations(db, actor),
    invite: (actor, email, scope) =>
      db.transaction().execute(async (trx) => {
        notWider(actor, scope);
        const link = await links.make(trx, { kind: 'invite', workspaceId: actor.workspaceId, email, scope, by: actor.id });
        return { link, invitation: (await openInvitations(trx, actor, link.id))[0] };
      }),
    async revoke(actor, invitationId) {
      const [open] = await openInvitations(db, actor, invitationId);
      if (open === undefined) throw new AppError('invitation.unknown');
      if (!can(actor, 'member.write', { kind: 'member', role: open.scope.role })) throw refusal(actor, 'member.write');
      await db.updateTable('links').set({ revoked_at: new Date() }).where('id', '=', invitationId).execute();
    },
  };
}
