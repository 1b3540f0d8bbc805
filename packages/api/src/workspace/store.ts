import type { Executor } from '../db/db.ts';

export async function onlyWorkspace(db: Executor): Promise<string> {
  const { id } = await db.selectFrom('workspaces').select('id').orderBy('created_at').limit(1).executeTakeFirstOrThrow();
  return id;
}

export async function findWorkspace(db: Executor, id: string): Promise<{ id: string; name: string; demo: 'waiting' | 'made'; people_blind: boolean }> {
  return db.selectFrom('workspaces').select(['id', 'name', 'demo', 'people_blind']).where('id', '=', id).executeTakeFirstOrThrow();
}

export async function patchWorkspace(db: Executor, id: string, { name, peopleBlind }: { name?: string; peopleBlind?: boolean }): Promise<void> {
  const patch = { ...(name === undefined ? {} : { name }), ...(peopleBlind === undefined ? {} : { people_blind: peopleBlind }) };
  if (Object.keys(patch).length > 0) await db.updateTable('workspaces').set(patch).where('id', '=', id).execute();
}

/** Notes that the demo need not be made by itself again; false when somebody else noted it first. */
export async function claimDemo(db: Executor, id: string): Promise<boolean> {
  const claimed = await db.updateTable('workspaces').set({ demo: 'made' }).where('id', '=', id).where('demo', '=', 'waiting').returning('id').executeTakeFirst();
  return claimed !== undefined;
}

export async function hasPlans(db: Executor, workspaceId: string): Promise<boolean> {
  return (await db.selectFrom('plans').select('id').where('workspace_id', '=', workspaceId).limit(1).executeTakeFirst()) !== undefined;
}

/** The newest plan that was built as the demo, deleted ones included. A copy of the demo has no build of its own and is a plan like any other. */
export async function findDemoPlan(db: Executor, workspaceId: string): Promise<{ id: string; status: string; deleted: boolean } | null> {
  const row = await db
    .selectFrom('plans')
    .select(['id', 'status', 'deleted_at'])
    .where('workspace_id', '=', workspaceId)
    .where('demo', '=', true)
    .where(({ exists, selectFrom }) => exists(selectFrom('jobs').select('jobs.id').whereRef('jobs.plan_id', '=', 'plans.id').where('jobs.kind', '=', 'build')))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, status: row.status, deleted: row.deleted_at !== null };
}
