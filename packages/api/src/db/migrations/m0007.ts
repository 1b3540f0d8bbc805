import { sql, type Kysely } from 'kysely';

/** The register: accounts, people, covers, owners, postal codes and areas by external id, with every version they ever had; imports into it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table imports (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    kind text not null,
    scope text not null,
    plan_id uuid references plans,
    dataset_id uuid not null references datasets,
    actor text not null,
    mapping jsonb not null,
    gone text not null check (gone in ('keep', 'remove')),
    state text not null check (state in ('judging', 'checked', 'committed', 'undone')),
    base bigint not null,
    change bigint,
    undo bigint,
    facts jsonb not null,
    created_at timestamptz not null default now(),
    committed_at timestamptz,
    undone_at timestamptz
  )`,
  `create index imports_workspace on imports (workspace_id, created_at desc)`,
  `create table layouts (
    workspace_id uuid not null references workspaces,
    kind text not null,
    fingerprint text not null,
    mapping jsonb not null,
    used_at timestamptz not null default now(),
    primary key (workspace_id, kind, fingerprint)
  )`,
  // What changed the register: an import, the undo of one, or somebody's hand.
  `create table register_changes (
    id bigint generated always as identity primary key,
    workspace_id uuid not null references workspaces,
    kind text not null,
    scope text not null,
    actor text not null,
    cause text not null check (cause in ('import', 'undo', 'hand')),
    import_id uuid references imports,
    at timestamptz not null default clock_timestamp()
  )`,
  `create index register_changes_scope on register_changes (workspace_id, kind, scope, id)`,
  // A version of a record holds from one change to another; without \`until\` it holds now. Versions are closed, never changed or removed.
  `create table register (
    workspace_id uuid not null references workspaces,
    kind text collate "C" not null,
    scope text collate "C" not null,
    key text collate "C" not null,
    body jsonb not null,
    since bigint not null,
    until bigint
  )`,
  `create unique index register_now on register (workspace_id, kind, scope, key) where until is null`,
  `create index register_since on register (since)`,
  `create index register_until on register (until) where until is not null`,
  `create schema staging`,
  // A list changes the fields that it has a column for; an empty cell takes a field away; measures are taken one by one.
  `create function register_merge(before jsonb, after jsonb) returns jsonb language sql immutable parallel safe return
    jsonb_strip_nulls(case when before is null then after else before || after ||
      case when after ? 'measures' then jsonb_build_object('measures', coalesce(before -> 'measures', '{}'::jsonb) || (after -> 'measures')) else '{}'::jsonb end end)`,
];
