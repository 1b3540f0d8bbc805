import { sql } from 'kysely';
import type { Scope } from '../../contract/auth.ts';
import type { Role } from '../../contract/roles.ts';
import type { Executor } from '../db/db.ts';

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly password: string | null;
}

/** What somebody is in one organisation. */
export interface MembershipRow {
  readonly organisationId: string;
  readonly organisation: string;
  readonly scope: Scope;
}

export interface ScopeRow {
  readonly role: Role;
  readonly regions: string[] | null;
  readonly money_hidden: boolean;
  readonly branch: string | null;
}

export function scopeOf({ role, regions, money_hidden, branch }: ScopeRow): Scope {
  return { role, regions, moneyHidden: money_hidden, branch };
}

export function scopeColumns({ role, regions, moneyHidden, branch }: Scope): ScopeRow {
  return { role, regions, money_hidden: moneyHidden, branch };
}

const USER = ['id', 'name', 'email', 'password'] as const;

export async function findUser(db: Executor, id: string): Promise<UserRow | null> {
  return (await db.selectFrom('users').select(USER).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function findUserByEmail(db: Executor, email: string): Promise<UserRow | null> {
  return (await db.selectFrom('users').select(USER).where('email', '=', email).executeTakeFirst()) ?? null;
}

export async function insertUser(db: Executor, user: { name: string; email: string | null; password: string | null }): Promise<string> {
  return (await db.insertInto('users').values(user).returning('id').executeTakeFirstOrThrow()).id;
}

export async function patchUser(db: Executor, id: string, patch: { name?: string; email?: string; password?: string }): Promise<void> {
  if (Object.values(patch).some((value) => value !== undefined)) await db.updateTable('users').set(patch).where('id', '=', id).execute();
}

/** Whether anybody can sign in with a password or a single sign-on of an own. */
export async function anyAccount(db: Executor): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`select exists (select 1 from users where password is not null) or exists (select 1 from identities) as any`.execute(db);
  return rows[0].any;
}

/** The organisations of somebody, the first joined first. */
export async function membershipsOf(db: Executor, userId: string): Promise<MembershipRow[]> {
  const rows = await db
    .selectFrom('memberships').innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['workspaces.id', 'workspaces.name', 'role', 'regions', 'money_hidden', 'branch'])
    .where('user_id', '=', userId).orderBy('memberships.created_at').orderBy('workspaces.created_at').execute();
  return rows.map((row) => ({ organisationId: row.id, organisation: row.name, scope: scopeOf(row) }));
}

export async function insertMembership(db: Executor, workspaceId: string, userId: string, scope: Scope): Promise<void> {
  const columns = scopeColumns(scope);
  await db.insertInto('memberships').values({ workspace_id: workspaceId, user_id: userId, ...columns }).onConflict((on) => on.columns(['workspace_id', 'user_id']).doUpdateSet(columns)).execute();
}

export async function insertOrganisation(db: Executor, name: string): Promise<string> {
  // The demo is a greeting to who starts the product, not to every organisation in it.
  return (await db.insertInto('workspaces').values({ name, demo: 'made' }).returning('id').executeTakeFirstOrThrow()).id;
}

/** Whether an organisation hides people from everybody in it. */
export async function isPeopleBlind(db: Executor, workspaceId: string): Promise<boolean> {
  return (await db.selectFrom('workspaces').select('people_blind').where('id', '=', workspaceId).executeTakeFirst())?.people_blind ?? false;
}

export async function findIdentity(db: Executor, issuer: string, subject: string): Promise<string | null> {
  return (await db.selectFrom('identities').select('user_id').where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst())?.user_id ?? null;
}

export async function insertIdentity(db: Executor, issuer: string, subject: string, userId: string): Promise<void> {
  await db.insertInto('identities').values({ issuer, subject, user_id: userId }).execute();
}
