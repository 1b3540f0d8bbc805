import { sql } from 'kysely';
import type { EndpointName } from '../../contract/endpoints.ts';
import type { Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';

/** Whether people are hidden, and the plan whose positions stand in their place; null = every plan's. */
export interface Blindness {
  readonly hidden: boolean;
  readonly planId: string | null;
}

/** How an address names what belongs to a plan. */
const PLANS_OF: Readonly<Record<string, (id: string) => ReturnType<typeof sql<{ plan_id: string }>>>> = {
  planId: (id) => sql`select id as plan_id from plans where id = ${id}`,
  scenarioId: (id) => sql`select plan_id from scenarios where id = ${id}`,
  // Copies of a plan stand on the same units.
  unitsId: (id) => sql`select id as plan_id from plans where unit_set_id = ${id} union select plan_id from scenarios where unit_set_id = ${id} or first_unit_set_id = ${id}`,
  jobId: (id) => sql`select plan_id from jobs where id = ${id} and plan_id is not null`,
  importId: (id) => sql`select plan_id from imports where id = ${id} and plan_id is not null`,
  scheduleId: (id) => sql`select plan_id from import_schedules where id = ${id} and plan_id is not null`,
  publicationId: (id) => sql`select plan_id from publications where id = ${id}`,
};

/** Who may sign in, and by what, is about no plan: a plan that is blind leaves it as it is. */
const OF_ACCOUNTS: ReadonlySet<EndpointName> = new Set(['listMembers', 'patchMember', 'listInvitations', 'invite', 'listKeys', 'createKey']);

/**
 * Whether people are hidden from somebody at a call: by an own choice, or because the organisation or the plan is designed without looking
 * at them. Lists of the whole organisation tell of no people as long as one of its plans is blind, or what a plan hides could be looked up there.
 *
 * @param params of the address
 */
export async function blindness(db: Executor, { workspaceId, peopleHidden, via }: Actor, name: EndpointName, params: Readonly<Record<string, unknown>>): Promise<Blindness> {
  if (via.kind === 'visitor') return { hidden: false, planId: null };
  const { rows: [set] } = await sql<{ all: boolean; plans: string[] }>`select people_blind as all, array(select id::text from plans where workspace_id = ${workspaceId} and people_blind) as plans from workspaces where id = ${workspaceId}`.execute(db);
  const everywhere = peopleHidden === true || set.all;
  if (!everywhere && set.plans.length === 0) return { hidden: false, planId: null };
  const plans: string[] = [];
  for (const [param, find] of Object.entries(PLANS_OF)) {
    const id = params[param];
    if (typeof id === 'string') plans.push(...(await find(id).execute(db)).rows.map(({ plan_id }) => plan_id));
  }
  const blind = plans.length === 0 ? set.plans.length > 0 && !OF_ACCOUNTS.has(name) : plans.some((id) => set.plans.includes(id));
  return { hidden: everywhere || blind, planId: plans[0] ?? null };
}

/** Whether the organisation or a plan is designed without looking at people: then what is told to others of it is told without them. */
export async function isBlind(db: Executor, workspaceId: string, planId: string | null): Promise<boolean> {
  const { rows: [{ blind }] } = await sql<{ blind: boolean }>`
    select (select people_blind from workspaces where id = ${workspaceId}) or exists (select 1 from plans where workspace_id = ${workspaceId} and people_blind and (${planId}::uuid is null or id = ${planId}::uuid)) as blind`.execute(db);
  return blind;
}
