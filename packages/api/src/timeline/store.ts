import { sql } from 'kysely';
import type { Activation } from '../../contract/timeline.ts';
import type { Executor } from '../db/db.ts';
import { namesOf } from '../auth/names.ts';
import type { Actor } from '../http/actor.ts';

interface Row {
  readonly id: string;
  readonly layer: string;
  readonly scenario_id: string;
  readonly scenario_name: string;
  readonly revision_id: string;
  readonly revision_name: string;
  readonly seq: number;
  readonly hash: string;
  readonly starts: string;
  readonly ends: string | null;
  readonly actor: string;
  readonly at: Date;
  readonly note: string | null;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
}

const SELECT = sql`
  select a.id, a.layer, a.scenario_id, s.name as scenario_name, a.revision_id, r.name as revision_name, r.seq, r.hash,
    a.starts::text as starts, upper(a.during)::text as ends, a.actor, a.at, a.note, a.withdrawn_at, a.withdrawn_by
  from activations a join scenarios s on s.id = a.scenario_id join revisions r on r.id = a.revision_id`;

/** Holds the timeline of a plan until the transaction ends. */
export async function lockTimeline(db: Executor, workspaceId: string, planId: string): Promise<boolean> {
  const { rows } = await sql`select id from plans where workspace_id = ${workspaceId} and id = ${planId} for no key update`.execute(db);
  return rows.length > 0;
}

/** All that was ever decided for a plan, by day, those taken back among them. */
export async function listActivations(db: Executor, workspaceId: string, planId: string): Promise<Activation[]> {
  const { rows } = await sql<Row>`${SELECT} where a.workspace_id = ${workspaceId} and a.plan_id = ${planId} order by a.starts, a.at`.execute(db);
  return activationsOf(db, rows);
}

/** What is in force on a day. */
export async function activationOn(db: Executor, workspaceId: string, planId: string, day: string, layer = 'main'): Promise<Activation | null> {
  const { rows } = await sql<Row>`${SELECT}
    where a.workspace_id = ${workspaceId} and a.plan_id = ${planId} and a.layer = ${layer} and a.withdrawn_at is null and a.during @> ${day}::date`.execute(db);
  return rows.length === 0 ? null : (await activationsOf(db, rows))[0];
}

/** Puts an activation between those around it; one of the same day gives way to it. Returns its id. */
export async function insertActivation(
  db: Executor, actor: Actor,
  { planId, layer, scenarioId, revisionId, from, note }: { planId: string; layer: string; scenarioId: string; revisionId: string; from: string; note: string | null },
): Promise<string> {
  const mine = sql`plan_id = ${planId} and layer = ${layer} and withdrawn_at is null`;
  await sql`update activations set withdrawn_at = now(), withdrawn_by = ${actor.id} where ${mine} and starts = ${from}::date`.execute(db);
  await sql`update activations set during = daterange(starts, ${from}::date) where ${mine} and during @> ${from}::date`.execute(db);
  const { rows } = await sql<{ id: string }>`
    insert into activations (workspace_id, plan_id, layer, scenario_id, revision_id, starts, during, actor, note)
    values (${actor.workspaceId}, ${planId}, ${layer}, ${scenarioId}, ${revisionId}, ${from}::date,
      daterange(${from}::date, (select min(starts) from activations where ${mine} and starts > ${from}::date)), ${actor.id}, ${note})
    returning id`.execute(db);
  return rows[0].id;
}

/** Takes an activation back; the one before it stays in force until the next. */
export async function withdrawActivation(db: Executor, actor: Actor, planId: string, activationId: string): Promise<boolean> {
  const { rows } = await sql<{ layer: string; starts: string; ends: string | null }>`
    update activations set withdrawn_at = now(), withdrawn_by = ${actor.id}
    where workspace_id = ${actor.workspaceId} and plan_id = ${planId} and id = ${activationId} and withdrawn_at is null
    returning layer, starts::text as starts, upper(during)::text as ends`.execute(db);
  if (rows.length === 0) return false;
  const [{ layer, starts, ends }] = rows;
  await sql`
    update activations set during = daterange(starts, ${ends}::date)
    where plan_id = ${planId} and layer = ${layer} and withdrawn_at is null and upper(during) = ${starts}::date`.execute(db);
  return true;
}

/** Scenarios whose status does not say what the timeline says on a day: those that came into force, and those that no longer are and never will be. */
export async function outOfStep(db: Executor, day: string, planId: string | null): Promise<{ scenarioId: string; workspaceId: string; planId: string; action: 'activate' | 'archive' }[]> {
  const { rows } = await sql<{ id: string; workspace_id: string; plan_id: string; status: string }>`
    select s.id, s.workspace_id, s.plan_id, s.status from scenarios s
    where (${planId}::uuid is null or s.plan_id = ${planId}::uuid) and (
      (s.status in ('approved', 'archived') and exists (select from activations a where a.scenario_id = s.id and a.withdrawn_at is null and a.during @> ${day}::date))
      or (s.status = 'active' and not exists (select from activations a where a.scenario_id = s.id and a.withdrawn_at is null and not isempty(a.during) and (upper(a.during) is null or upper(a.during) > ${day}::date))))
    order by s.id`.execute(db);
  return rows.map(({ id, workspace_id, plan_id, status }) => ({ scenarioId: id, workspaceId: workspace_id, planId: plan_id, action: status === 'active' ? 'archive' : 'activate' }));
}

async function activationsOf(db: Executor, rows: readonly Row[]): Promise<Activation[]> {
  const nameOf = await namesOf(db, rows.flatMap(({ actor, withdrawn_by }) => (withdrawn_by === null ? [actor] : [actor, withdrawn_by])));
  const who = (id: string): Activation['actor'] => ({ id, name: nameOf(id) });
  return rows.map((row) => ({
    id: row.id, layer: row.layer, scenarioId: row.scenario_id, scenarioName: row.scenario_name, revisionId: row.revision_id, revisionName: row.revision_name, seq: row.seq, hash: row.hash,
    from: row.starts, until: row.ends, actor: who(row.actor), at: row.at.toISOString(), note: row.note,
    withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at.toISOString(), actor: who(row.withdrawn_by ?? row.actor) },
  }));
}

/** Activations that have come into force by a day and that nobody was told of; they count as told from now on. */
export async function takeUntold(trx: Executor, day: string, planId: string | null): Promise<{ workspaceId: string; revisionId: string; from: string; actor: string }[]> {
  const { rows } = await sql<{ workspace_id: string; revision_id: string; starts: string; actor: string }>`
    update activations set told = true
    where not told and withdrawn_at is null and during @> ${day}::date ${planId === null ? sql`` : sql`and plan_id = ${planId}`}
    returning workspace_id, revision_id, starts::text as starts, actor`.execute(trx);
  return rows.map(({ workspace_id, revision_id, starts, actor }) => ({ workspaceId: workspace_id, revisionId: revision_id, from: starts, actor }));
}
