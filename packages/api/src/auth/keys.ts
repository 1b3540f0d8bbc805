import { sql } from 'kysely';
import type { ApiKey, Scope } from '../../contract/auth.ts';
import { can, notAbove, withinRegions } from '../access/can.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { KEY_ACTOR } from './names.ts';
import { notWider } from './notWider.ts';
import { hashOf, newSecret } from './secret.ts';
import { scopeColumns, scopeOf, type ScopeRow } from './store.ts';

/** How a key begins, so that a person and a scanner of leaked files know it. */
export const KEY_PREFIX = 'hxa_';
const SHOWN = 10;

export interface Keys {
  create(actor: Actor, asked: { name: string; scope: Scope; days: number | null }): Promise<{ key: ApiKey; secret: string }>;
  /** One's own; those of the organisation for who may manage its members. */
  list(actor: Actor): Promise<ApiKey[]>;
  revoke(actor: Actor, keyId: string): Promise<void>;
  /** Who a key stands for: never more than its maker may now; null when it is of no use any more. */
  actorOf(secret: string): Promise<Actor | null>;
}

const COLUMNS = ['api_keys.id', 'api_keys.name', 'users.name as maker', 'api_keys.start', 'role', 'regions', 'money_hidden', 'branch', 'api_keys.created_at', 'expires_at', 'used_at'] as const;

export function keys({ db }: { readonly db: Db }): Keys {
  const known = (actor: Actor) =>
    db.selectFrom('api_keys').innerJoin('users', 'users.id', 'api_keys.user_id').select(COLUMNS).where('workspace_id', '=', actor.workspaceId).where('revoked_at', 'is', null)
      .$if(!can(actor, 'member.read', { kind: 'member' }), (query) => query.where('api_keys.user_id', '=', actor.userId));
  return {
    async create(actor, { name, scope, days }) {
      notWider(actor, scope);
      const { secret, hash } = newSecret(KEY_PREFIX);
      const expires_at = days === null ? null : new Date(Date.now() + days * 86_400_000);
      const { id } = await db
        .insertInto('api_keys')
        .values({ workspace_id: actor.workspaceId, user_id: actor.userId!, name, token_hash: hash, start: secret.slice(0, SHOWN), expires_at, ...scopeColumns(scope) })
        .returning('id').executeTakeFirstOrThrow();
      return { key: keyOf(await known(actor).where('api_keys.id', '=', id).executeTakeFirstOrThrow()), secret };
    },
    async list(actor) {
      return (await known(actor).orderBy('api_keys.created_at').execute()).map(keyOf);
    },
    async revoke(actor, keyId) {
      const found = await known(actor).where('api_keys.id', '=', keyId).executeTakeFirst();
      if (found === undefined) throw new AppError('key.unknown');
      await db.updateTable('api_keys').set({ revoked_at: new Date() }).where('id', '=', keyId).execute();
    },
    async actorOf(secret) {
      const row = await db
        .selectFrom('api_keys')
        .innerJoin('memberships', (join) => join.onRef('memberships.user_id', '=', 'api_keys.user_id').onRef('memberships.workspace_id', '=', 'api_keys.workspace_id'))
        .select(['api_keys.id', 'api_keys.name', 'api_keys.user_id', 'api_keys.workspace_id', 'api_keys.role', 'api_keys.regions', 'api_keys.money_hidden', 'api_keys.branch', 'memberships.role as makerRole', 'memberships.regions as makerRegions', 'memberships.money_hidden as makerHidden', 'memberships.branch as makerBranch'])
        .where('token_hash', '=', hashOf(secret)).where('revoked_at', 'is', null)
        .where(sql<boolean>`(expires_at is null or expires_at > now())`)
        .executeTakeFirst();
      if (row === undefined) return null;
      await db.updateTable('api_keys').set({ used_at: new Date() }).where('id', '=', row.id).where(sql<boolean>`(used_at is null or used_at < now() - interval '1 minute')`).execute();
      const maker: Scope = { role: row.makerRole, regions: row.makerRegions, moneyHidden: row.makerHidden, branch: row.makerBranch };
      return { id: `${KEY_ACTOR}${row.id}`, userId: row.user_id, name: row.name, workspaceId: row.workspace_id, ...narrower(scopeOf(row), maker), via: { kind: 'key', id: row.id } };
    },
  };
}

/** What two scopes have in common. */
function narrower(a: Scope, b: Scope): Scope {
  const regions = a.regions === null ? b.regions : b.regions === null ? a.regions : a.regions.filter((code) => withinRegions(b, code));
  return { role: notAbove(a.role, b.role) ? a.role : b.role, regions, moneyHidden: a.moneyHidden || b.moneyHidden, branch: b.branch ?? a.branch };
}

function keyOf(row: ScopeRow & { id: string; name: string; maker: string; start: string; created_at: Date; expires_at: Date | null; used_at: Date | null }): ApiKey {
  return {
    id: row.id, name: row.name, maker: row.maker, start: row.start, scope: scopeOf(row),
    createdAt: row.created_at.toISOString(), expiresAt: row.expires_at?.toISOString() ?? null, usedAt: row.used_at?.toISOString() ?? null,
  };
}
