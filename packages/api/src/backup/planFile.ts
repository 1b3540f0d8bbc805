import { docHash, ENGINE_VERSION } from '@hexalign/engine';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { InputError } from '../datasets/inputError.ts';
import type { Database, Executor } from '../db/db.ts';
import { history } from '../scenarios/history.ts';
import { migrationsOf, readCatalogue } from './catalogue.ts';
import { readContainer, readHeader, writeContainer, type TableSum } from './container.ts';
import { dumpTable } from './dump.ts';
import { loadTables } from './load.ts';
import { planScope } from './planScope.ts';

/** What a scenario is known by wherever it goes. */
interface Fingerprint {
  readonly scenario: string;
  readonly seq: number;
  /** Of the whole document at this seq. */
  readonly hash: string;
}

export interface PlanFileReport {
  readonly planId: string;
  readonly name: string;
  readonly scenarios: readonly Fingerprint[];
  readonly leftBehind: readonly string[];
}

interface Facts {
  readonly planId: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly ids: readonly string[];
  readonly scenarios: readonly Fingerprint[];
  readonly leftBehind: readonly string[];
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Writes a plan with its accounts file, units, scenarios and whole history to one file.
 *
 * @param asked its id, or its name where only one is called so
 * @throws InputError `plan.unknown`, `plan.building`
 */
export async function exportPlan({ db, pool }: Database, asked: string, path: string): Promise<PlanFileReport> {
  const plan = await findPlan(db, asked);
  const client = await pool.connect();
  try {
    const scope = planScope(await readCatalogue(db), plan.id);
    await client.query('begin isolation level repeatable read read only');
    const ids = (await Promise.all(scope.extracts.filter(({ columns }) => columns.includes('id')).map(async ({ query }) => (await client.query<{ id: string }>(`select id::text as id from (${query}) as rows`)).rows.map(({ id }) => id)))).flat();
    const { rows } = await client.query<{ id: string; seq: number }>('select id, seq from scenarios where plan_id = $1 order by id', [plan.id]);
    const scenarios = await hashes(db, plan.workspaceId, rows);
    const facts: Facts = { planId: plan.id, name: plan.name, workspaceId: plan.workspaceId, ids, scenarios, leftBehind: scope.leftBehind };
    await writeContainer(path, async (put) => {
      await put({ kind: 'header', body: { format: 'hexalign-plan-file', version: 1, engineVersion: ENGINE_VERSION, migrations: await migrationsOf(db), facts: { ...facts } } });
      const sums: TableSum[] = [];
      for (const extract of scope.extracts) sums.push(await dumpTable(client, extract, put));
      await put({ kind: 'manifest', body: { tables: sums, sequences: {} } });
    });
    return { planId: plan.id, name: plan.name, scenarios, leftBehind: scope.leftBehind };
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/**
 * Adds the plan of a file to a workspace, under ids of its own, so that the same file can be taken in twice. Every scenario
 * is hashed again before anything is kept.
 *
 * @throws InputError `backup.unreadable`, `backup.other`, `backup.newer`, `import.differs`; nothing is kept then
 */
export async function importPlan({ db, pool }: Database, workspaceId: string, path: string): Promise<PlanFileReport> {
  const header = await readHeader(path, 'hexalign-plan-file');
  const here = await migrationsOf(db);
  if (header.migrations.join() !== here.join()) {
    throw new InputError({ code: 'backup.newer', where: path, expected: `a plan from a Hexalign with tables ${here.at(-1)}`, found: String(header.migrations.at(-1)), repair: 'Bring both servers to the same version, and export the plan again.' });
  }
  for await (const frame of readContainer(path)) void frame;
  const facts = header.facts as unknown as Facts;
  const fresh = new Map(facts.ids.map((id) => [id, randomUUID() as string]));
  fresh.set(facts.workspaceId, workspaceId);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await loadTables(client, path, (lines) => lines.replace(UUID, (id) => fresh.get(id) ?? id));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
  const planId = fresh.get(facts.planId)!;
  const came = await hashes(db, workspaceId, facts.scenarios.map(({ scenario, seq }) => ({ id: fresh.get(scenario)!, seq })));
  const different = facts.scenarios.filter(({ hash }, i) => came[i].hash !== hash);
  if (different.length > 0) {
    await db.updateTable('plans').set({ deleted_at: new Date() }).where('id', '=', planId).execute();
    throw new InputError({ code: 'import.differs', where: path, expected: `scenarios with the hashes ${different.map(({ hash }) => hash.slice(0, 12)).join(', ')}`, found: 'others', repair: 'The plan lies among the deleted ones. Export it again with the version of Hexalign that this server runs.' });
  }
  return { planId, name: facts.name, scenarios: came, leftBehind: facts.leftBehind };
}

async function hashes(db: Executor, workspaceId: string, rows: readonly { readonly id: string; readonly seq: number | string }[]): Promise<Fingerprint[]> {
  const log = history();
  const found: Fingerprint[] = [];
  for (const { id, seq } of rows) {
    const { doc } = await log.stateAt(db, workspaceId, await log.find(db, workspaceId, id), Number(seq));
    found.push({ scenario: id, seq: Number(seq), hash: docHash(doc) });
  }
  return found;
}

async function findPlan(db: Executor, asked: string): Promise<{ id: string; name: string; workspaceId: string }> {
  const { rows } = await sql<{ id: string; name: string; workspaceId: string; status: string }>`
    select id, name, workspace_id as "workspaceId", status from plans where deleted_at is null and (id::text = ${asked} or name = ${asked}) order by updated_at desc`.execute(db as never);
  if (rows.length !== 1) throw new InputError({ code: 'plan.unknown', where: asked, expected: 'the id of a plan, or a name that one plan has', found: rows.length === 0 ? 'no such plan' : `${rows.length} plans: ${rows.map(({ id }) => id).join(', ')}`, repair: 'Give the id from the address of the plan.' });
  if (rows[0].status !== 'ready') throw new InputError({ code: 'plan.building', where: asked, expected: 'a plan that is built', found: rows[0].status, repair: 'Wait until it is built.' });
  return rows[0];
}
