import { sql } from 'kysely';
import { json, type Executor } from '../db/db.ts';

/** Something that happened in a plan and that those who look at it shall hear of. */
export interface Happening {
  readonly workspaceId: string;
  readonly planId: string;
  /** `edits`: entries of a scenario's log; `scenario`, `job`, `timeline`: look at it again. */
  readonly kind: 'edits' | 'scenario' | 'job' | 'timeline';
  /** The scenario or job. */
  readonly subject: string | null;
  readonly body: unknown;
}

/** Topic on which a plan's streams are woken. */
export function topicOf(planId: string): string {
  return `plan ${planId}`;
}

/**
 * Numbers a happening within its plan and tells every process, once the caller's transaction is committed. To be called
 * last in it: from here to the commit the plan's next happening waits, so that numbers follow commits without a gap.
 */
export async function announce(trx: Executor, { workspaceId, planId, kind, subject, body }: Happening): Promise<void> {
  await sql`
    with stream as (
      insert into plan_streams (plan_id, workspace_id, seq) values (${planId}, ${workspaceId}, 1)
      on conflict (plan_id) do update set seq = plan_streams.seq + 1 returning seq
    ), event as (
      insert into plan_events (workspace_id, plan_id, seq, kind, subject, body)
      select ${workspaceId}, ${planId}, seq, ${kind}, ${subject}::uuid, ${json(body)}::jsonb from stream
    )
    select pg_notify('hexalign', ${topicOf(planId)}) from stream`.execute(trx);
}

/** Tells all who follow a plan, or any plan of an organisation, that people are hidden there now, or shown: what they have is not what they may have. */
export async function tellPeopleShown(db: Executor, workspaceId: string, planId: string | null): Promise<void> {
  await sql`select pg_notify('hexalign', 'plan ' || id || E'\\n{"people":true}') from plans where workspace_id = ${workspaceId} and (${planId}::uuid is null or id = ${planId}::uuid)`.execute(db);
}
