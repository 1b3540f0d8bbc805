import { sql, type Kysely } from 'kysely';

/**
 * People who sign in: users, what they are in which organisation, sessions, keys, one-time links. Whoever worked here
 * before becomes the local owner under the id that stands in the history already.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const SCOPE = `
    role text not null check (role in ('owner', 'admin', 'planner', 'manager', 'rep', 'viewer')),
    regions text[],
    money_hidden boolean not null default false,
    branch text`;

const STATEMENTS: readonly string[] = [
  `create table users (
    id text primary key default gen_random_uuid()::text,
    name text not null,
    email text unique check (email = lower(email)),
    password text,
    created_at timestamptz not null default now()
  )`,
  `insert into users (id, name) values ('local', 'You')`,
  `create table identities (
    issuer text not null,
    subject text not null,
    user_id text not null references users,
    created_at timestamptz not null default now(),
    primary key (issuer, subject)
  )`,
  `create table memberships (
    workspace_id uuid not null references workspaces,
    user_id text not null references users,${SCOPE},
    created_at timestamptz not null default now(),
    primary key (workspace_id, user_id)
  )`,
  `create index memberships_user on memberships (user_id)`,
  `insert into memberships (workspace_id, user_id, role) select id, 'local', 'owner' from workspaces`,
  // Only hashes of secrets are kept: whoever reads the database cannot sign in with what stands there.
  `create table sessions (
    id uuid primary key default gen_random_uuid(),
    token_hash bytea not null unique,
    user_id text not null references users,
    workspace_id uuid not null references workspaces,
    agent text not null,
    address text not null,
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz
  )`,
  `create index sessions_user on sessions (user_id) where ended_at is null`,
  `create table api_keys (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    user_id text not null references users,
    name text not null,
    token_hash bytea not null unique,
    start text not null,${SCOPE},
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    used_at timestamptz,
    revoked_at timestamptz
  )`,
  `create index api_keys_workspace on api_keys (workspace_id)`,
  `create table links (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    kind text not null check (kind in ('sign-in', 'first', 'invite', 'reset')),
    token_hash bytea not null unique,
    user_id text references users,
    email text,
    role text,
    regions text[],
    money_hidden boolean not null default false,
    branch text,
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
  )`,
  `create index links_workspace on links (workspace_id, kind)`,
  `create table tries (
    key bytea primary key,
    count int not null,
    until timestamptz not null
  )`,
  `create table sso_flows (
    state_hash bytea primary key,
    verifier text not null,
    nonce text not null,
    expires_at timestamptz not null
  )`,
];
