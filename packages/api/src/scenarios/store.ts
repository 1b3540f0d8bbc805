import { sql } from 'kysely';
import type { Edit, EditEntry } from '../../contract/scenarios.ts';
import { json, type Executor } from '../db/db.ts';
import { pack, unpack, unpackSlots } from '../db/packed.ts';
import { nameOf } from '../http/actor.ts';
import { firstState, storedDoc, type ScenarioState, type StoredDoc } from './document.ts';
import type { LogLine } from './undoable.ts';

export interface ScenarioRow {
  readonly id: string;
  readonly plan_id: string;
  readonly unit_set_id: string;
  readonly fingerprint: string;
  readonly name: string;
  readonly layer: string;
  readonly status: string;
  readonly seq: number;
  readonly verdict: unknown;
  readonly updated_at: Date;
}

export interface NewScenario {
  readonly workspaceId: string;
  readonly planId: string;
  readonly unitsId: string;
  readonly fingerprint: string;
  readonly name: string;
  /** The scenario that it was copied from. */
  readonly parentId: string | null;
}

/** An entry as it is about to be appended. */
export interface NewEntry {
  readonly seq: number;
  readonly gesture: number;
  readonly undoes: number | null;
  readonly edit: Edit;
}

const COLUMNS = ['id', 'plan_id', 'unit_set_id', 'fingerprint', 'name', 'layer', 'status', 'seq', 'verdict', 'updated_at'] as const;

export async function findScenario(db: Executor, workspaceId: string, scenarioId: string): Promise<ScenarioRow | null> {
  return (await db.selectFrom('scenarios').select(COLUMNS).where('workspace_id', '=', workspaceId).where('id', '=', scenarioId).executeTakeFirst()) ?? null;
}

/** The same, held against everybody else who wants to append, until the transaction ends. */
export async function lockScenario(db: Executor, workspaceId: string, scenarioId: string): Promise<ScenarioRow | null> {
  return (await db.selectFrom('scenarios').select(COLUMNS).where('workspace_id', '=', workspaceId).where('id', '=', scenarioId).forUpdate().executeTakeFirst()) ?? null;
}

export async function scenariosOf(db: Executor, workspaceId: string, planIds: readonly string[]): Promise<ScenarioRow[]> {
  if (planIds.length === 0) return [];
  return db.selectFrom('scenarios').select(COLUMNS).where('workspace_id', '=', workspaceId).where('plan_id', 'in', planIds).orderBy('created_at').orderBy('id').execute();
}

export async function insertScenario(
  db: Executor, row: NewScenario, state: ScenarioState,
): Promise<string> {
  const { id } = await db
    .insertInto('scenarios')
    .values({ workspace_id: row.workspaceId, plan_id: row.planId, unit_set_id: row.unitsId, fingerprint: row.fingerprint, name: row.name, parent_id: row.parentId, seq: state.seq, verdict: json(null) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertSnapshot(db, row.workspaceId, id, state);
  return id;
}

export async function setVerdict(db: Executor, scenarioId: string, verdict: unknown): Promise<void> {
  await db.updateTable('scenarios').set({ verdict: json(verdict) }).where('id', '=', scenarioId).execute();
}

export async function insertSnapshot(db: Executor, workspaceId: string, scenarioId: string, { seq, doc }: ScenarioState): Promise<void> {
  await db.insertInto('snapshots').values({ workspace_id: workspaceId, scenario_id: scenarioId, seq, doc: json(storedDoc(doc)), slots: await pack(doc.slots) }).execute();
}

/** The latest snapshot at or before a seq. */
export async function findSnapshot(db: Executor, scenarioId: string, fingerprint: string, seq: number): Promise<ScenarioState | null> {
  const row = await db.selectFrom('snapshots').select(['seq', 'doc', 'slots']).where('scenario_id', '=', scenarioId).where('seq', '<=', seq).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  return firstState(fingerprint, await unpackSlots(row.slots), row.doc as StoredDoc, row.seq);
}

export async function appendEntries(db: Executor, workspaceId: string, scenarioId: string, actor: string, entries: readonly NewEntry[]): Promise<EditEntry[]> {
  const written: EditEntry[] = [];
  for (const { seq, gesture, undoes, edit } of entries) {
    const summary = summaryOf(edit);
    const { body, patch } = await encode(edit);
    const { at } = await db
      .insertInto('edits')
      .values({ workspace_id: workspaceId, scenario_id: scenarioId, seq, gesture, undoes, actor, type: edit.type, summary: json(summary), body: json(body), patch })
      .returning('at')
      .executeTakeFirstOrThrow();
    written.push({ seq, gesture, undoes, at: at.toISOString(), actor: { id: actor, name: nameOf(actor) }, summary, edit });
  }
  const last = entries[entries.length - 1].seq;
  await db.updateTable('scenarios').set({ seq: last, updated_at: sql`now()` as never }).where('id', '=', scenarioId).execute();
  return written;
}

export async function readEntries(
  db: Executor, workspaceId: string, scenarioId: string,
  range: { after: number; upTo?: number; before?: number; order: 'oldest' | 'newest'; limit?: number; bodies: boolean; gesture?: number },
): Promise<EditEntry[]> {
  let query = db.selectFrom('edits').select(['seq', 'at', 'actor', 'gesture', 'undoes', 'summary'])
    .$if(range.bodies, (q) => q.select(['body', 'patch']))
    .where('workspace_id', '=', workspaceId).where('scenario_id', '=', scenarioId).where('seq', '>', range.after);
  if (range.upTo !== undefined) query = query.where('seq', '<=', range.upTo);
  if (range.before !== undefined) query = query.where('seq', '<', range.before);
  if (range.gesture !== undefined) query = query.where('gesture', '=', range.gesture);
  query = query.orderBy('seq', range.order === 'oldest' ? 'asc' : 'desc');
  if (range.limit !== undefined) query = query.limit(range.limit);
  const rows = await query.execute();
  return Promise.all(
    rows.map(async (row) => ({
      seq: row.seq, at: row.at.toISOString(), actor: { id: row.actor, name: nameOf(row.actor) }, gesture: row.gesture, undoes: row.undoes,
      summary: row.summary as EditEntry['summary'],
      edit: range.bodies ? await decode(row.body, row.patch ?? null) : null,
    })),
  );
}

/** One person's own lines of the log after a seq, ascending. */
export async function readLines(db: Executor, scenarioId: string, actor: string, after: number): Promise<LogLine[]> {
  return db.selectFrom('edits').select(['seq', 'gesture', 'undoes']).where('scenario_id', '=', scenarioId).where('actor', '=', actor).where('seq', '>', after).orderBy('seq').execute();
}

/** Units of an assign edit go packed beside its JSON: a whole plan in a few kilobytes. */
async function encode(edit: Edit): Promise<{ body: unknown; patch: Buffer | null }> {
  if (edit.type !== 'assign') return { body: edit, patch: null };
  const { patch: { units, from, to }, ...body } = edit;
  return { body, patch: await pack(Uint32Array.from([...units, ...from, ...to])) };
}

async function decode(body: unknown, patch: Buffer | null): Promise<Edit> {
  if (patch === null) return body as Edit;
  const numbers = new Uint32Array(await unpack(patch));
  const n = numbers.length / 3;
  return { ...(body as Omit<Edit & { type: 'assign' }, 'patch'>), patch: { units: Array.from(numbers.subarray(0, n)), from: Array.from(numbers.subarray(n, 2 * n)), to: Array.from(numbers.subarray(2 * n)) } };
}

const NAMED = 20;

function summaryOf(edit: Edit): EditEntry['summary'] {
  if (edit.type !== 'assign') return { type: edit.type, by: null, units: 0, from: 'slot' in edit ? [edit.slot] : [], to: 'slot' in edit ? [edit.slot] : [] };
  return { type: edit.type, by: edit.by, units: edit.patch.units.length, from: mostOf(edit.patch.from), to: mostOf(edit.patch.to) };
}

function mostOf(slots: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const slot of slots) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, NAMED).map(([slot]) => slot);
}
