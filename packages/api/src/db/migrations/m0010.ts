import { sql, type Kysely } from 'kysely';

/** The audit log: who changed what, before and after, written by the database in the transaction of the change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Rows that people change and that have no history of their own. Edits of scenarios are a log already. */
const WATCHED = ['workspaces', 'plans', 'activations', 'users', 'memberships', 'api_keys', 'links', 'identities', 'layouts'];
/** Logs: nothing in them is ever changed. */
const LOGS = ['audit', 'edits', 'signatures'];

const STATEMENTS: readonly string[] = [
  `create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    workspace_id uuid,
    subject text not null,
    subject_id text,
    action text not null check (action in ('insert', 'update', 'delete')),
    before jsonb,
    after jsonb
  )`,
  `create index audit_subject on audit (subject, subject_id, id)`,
  `create index audit_workspace on audit (workspace_id, id)`,
  // Secrets and their hashes are left out by name; a restore of a backup brings its own log along.
  `create function audit_row() returns trigger language plpgsql as $$
    declare
      was jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) - array['password', 'token_hash', 'used_at', 'seen_at', 'updated_at', 'counts', 'facts', 'notes', 'request'] end;
      now_is jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) - array['password', 'token_hash', 'used_at', 'seen_at', 'updated_at', 'counts', 'facts', 'notes', 'request'] end;
      one jsonb := coalesce(now_is, was);
      changes_password boolean := tg_op = 'UPDATE' and to_jsonb(old) -> 'password' is distinct from to_jsonb(new) -> 'password';
    begin
      if current_setting('hexalign.audit', true) = 'off' then return null; end if;
      if changes_password then now_is := now_is || '{"password":"changed"}'; end if;
      if tg_op = 'UPDATE' and was = now_is then return null; end if;
      insert into audit (actor, workspace_id, subject, subject_id, action, before, after) values (
        coalesce(nullif(current_setting('hexalign.actor', true), ''), 'hexalign'),
        case when tg_table_name = 'workspaces' then (one ->> 'id')::uuid else (one ->> 'workspace_id')::uuid end,
        tg_table_name, coalesce(one ->> 'id', one ->> 'user_id'), lower(tg_op), was, now_is);
      return null;
    end $$`,
  ...WATCHED.map((table) => `create trigger audited after insert or update or delete on ${table} for each row execute function audit_row()`),
  `create function only_grows() returns trigger language plpgsql as $$
    begin raise exception '% only grows: nothing in it is changed or removed', tg_table_name using errcode = 'restrict_violation'; end $$`,
  ...LOGS.map((table) => `create trigger only_grows before update or delete on ${table} for each row execute function only_grows()`),
  ...LOGS.map((table) => `create trigger only_grows_whole before truncate on ${table} for each statement execute function only_grows()`),
];
