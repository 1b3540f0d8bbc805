import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../../contract/roles.ts';

type Made = ColumnType<Date, never, Date>;

/** Columns that say how far somebody's hand reaches. */
interface ScopeColumns {
  role: Role;
  regions: string[] | null;
  money_hidden: Generated<boolean>;
  branch: string | null;
}

export interface UserTable {
  id: Generated<string>;
  name: string;
  /** In small letters; null for the local owner until there is one. */
  email: string | null;
  /** Hash of the password in the PHC string form; null = signs in in other ways. */
  password: string | null;
  created_at: Made;
}

/** Who somebody is to a single sign-on. */
export interface IdentityTable {
  issuer: string;
  subject: string;
  user_id: string;
  created_at: Made;
}

export interface MembershipTable extends ScopeColumns {
  workspace_id: string;
  user_id: string;
  created_at: Made;
}

export interface SessionTable {
  id: Generated<string>;
  token_hash: Buffer;
  user_id: string;
  workspace_id: string;
  agent: string;
  address: string;
  created_at: Made;
  seen_at: ColumnType<Date, never, Date>;
  expires_at: Date;
  ended_at: ColumnType<Date | null, never, Date>;
  /** Whoever looks chose not to be told who people are. */
  people_hidden: Generated<boolean>;
}

export interface ApiKeyTable extends ScopeColumns {
  id: Generated<string>;
  workspace_id: string;
  user_id: string;
  name: string;
  token_hash: Buffer;
  start: string;
  created_at: Made;
  expires_at: Date | null;
  used_at: ColumnType<Date | null, never, Date>;
  revoked_at: ColumnType<Date | null, never, Date>;
}

export interface LinkTable {
  id: Generated<string>;
  workspace_id: string;
  kind: 'sign-in' | 'first' | 'invite' | 'reset';
  token_hash: Buffer;
  user_id: string | null;
  email: string | null;
  role: Role | null;
  regions: string[] | null;
  money_hidden: Generated<boolean>;
  branch: string | null;
  created_by: string;
  created_at: Made;
  expires_at: Date;
  used_at: ColumnType<Date | null, never, Date>;
  revoked_at: ColumnType<Date | null, never, Date>;
}

/** Tries that failed lately, by what they have in common. */
export interface TryTable {
  key: Buffer;
  count: number;
  until: Date;
}

/** A sign-on that was sent to its provider and has not come back. */
export interface SsoFlowTable {
  state_hash: Buffer;
  verifier: string;
  nonce: string;
  expires_at: Date;
}
