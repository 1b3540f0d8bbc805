import { sql } from 'kysely';
import type { ChangeDecision } from '../../contract/changes.ts';
import type { Executor } from '../db/db.ts';

/** What was said of an account's change of hands, last. */
export interface Said {
  readonly account: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly decision: ChangeDecision;
  readonly note: string | null;
  readonly until: string | null;
  readonly actor: string;
  readonly at: Date;
}

/** The last word on every account of a scenario; of some accounts when they are given. */
export async function lastSaid(db: Executor, workspaceId: string, scenarioId: string): Promise<Map<string, Said>> {
  const { rows } = await sql<Said>`
    select distinct on (account) account, from_territory as "from", to_territory as "to", decision, note, to_char(until, 'YYYY-MM-DD') as until, actor, at
    from account_decisions where workspace_id = ${workspaceId} and scenario_id = ${scenarioId} order by account, id desc`.execute(db);
  return new Map(rows.map((row) => [row.account, row]));
}

/** Puts down what somebody made of some accounts. */
export async function say(db: Executor, workspaceId: string, scenarioId: string, actor: string, said: Pick<Said, 'decision' | 'note' | 'until'>, accounts: readonly Pick<Said, 'account' | 'from' | 'to'>[]): Promise<void> {
  const [ids, froms, tos] = [accounts.map(({ account }) => account), accounts.map(({ from }) => from), accounts.map(({ to }) => to)];
  await sql`
    insert into account_decisions (workspace_id, scenario_id, account, from_territory, to_territory, decision, note, until, actor)
    select ${workspaceId}::uuid, ${scenarioId}::uuid, t.*, ${said.decision}, ${said.note}, ${said.until}::date, ${actor} from unnest(${ids}::text[], ${froms}::text[], ${tos}::text[]) as t`.execute(db);
}

/** Open deals of accounts, as the accounts lists of the plan and of the organisation say; the plan's own list first. */
export async function opportunitiesOf(db: Executor, workspaceId: string, planId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; open: number }>`
    select key, (body ->> 'opportunities')::float8 as open from register
    where workspace_id = ${workspaceId} and kind = 'accounts' and scope in (${planId}, '') and until is null and jsonb_typeof(body -> 'opportunities') = 'number'
    order by (scope = '') desc`.execute(db);
  return new Map(rows.map(({ key, open }) => [key, open]));
}
