import { sql } from 'kysely';
import type { Executor } from '../db/db.ts';

/** What a hook is told of a revision: names and hashes, and where the files of it are to be had. */
export async function revisionNews(trx: Executor, revisionId: string): Promise<Record<string, unknown> | null> {
  const { rows: [row] } = await sql<{ plan_id: string; plan: string; scenario_id: string; scenario: string; id: string; number: number; name: string; seq: number; hash: string }>`
    select p.id as plan_id, p.name as plan, s.id as scenario_id, s.name as scenario, r.id, r.number, r.name, r.seq, r.hash
    from revisions r join scenarios s on s.id = r.scenario_id join plans p on p.id = s.plan_id where r.id = ${revisionId}`.execute(trx);
  if (row === undefined) return null;
  const { plan_id, plan, scenario_id, scenario, id, number, name, seq, hash } = row;
  return {
    plan: { id: plan_id, name: plan }, scenario: { id: scenario_id, name: scenario }, revision: { id, number, name, seq, hash },
    exports: `/api/scenarios/${scenario_id}/exports/as/{format}?revisionId=${id}`, inForce: `/api/plans/${plan_id}/in-force/exports/{format}`,
  };
}
