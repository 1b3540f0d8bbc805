import { sql } from 'kysely';
import type { Cause } from '../../contract/edits.ts';
import type { Edit, EditEntry } from '../../contract/scenarios.ts';
import type { ScenarioStatus } from '../../contract/status.ts';
import { json, type Executor } from '../db/db.ts';
import { pack, unpack, unpackSlots } from '../db/packed.ts';
import { namesOf } from '../auth/names.ts';
import { firstState, storedDoc, type ScenarioState, type StoredDoc } from './document.ts';
import type { Footprint, Heads } from './undoStack.ts';

export interface ScenarioRow {
  readonly id: string;
  readonly plan_id: string;
  readonly unit_set_id: string;
  readonly fingerprint: string;
  /** The units that the scenario began with, where they are others now. */
  readonly first_unit_set_id: string | null;
  readonly first_fingerprint: string | null;
  readonly name: string;
  readonly layer: string;
  readonly status: ScenarioStatus;
  readonly parent_id: string | null;
  /** Of a fork: the entry of its parent after which it goes its own way; null = it stands by itself. */
  readonly fork_seq: number | null;
  readonly origin: Cause;
  readonly seq: number;
  readonly verdict: unknown;
  /** The change budget is shown, and holds only when it is submitted. */
  readonly scratch: boolean;
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
  /** What it begins with; nothing drawn when left out. */
  readonly origin?: Cause;
}

/** An entry as it is about to be appended. */
export interface NewEntry {
  readonly seq: number;
  readonly gesture: number;
  readonly undoes: number | null;
  readonly edit: Edit;
  readonly cause: Cause;
  /** The name that its sender gave to the gesture, at its first entry. */
  readonly sent: string | null;
}

/** A stretch of one scenario's own log: entries after one and up to another. */
export interface Stretch {
  readonly scenarioId: string;
  readonly after: number;
  readonly upTo: number;
}

const COLUMNS = ['id', 'plan_id', 'unit_set_id', 'fingerprint', 'name', 'layer', 'status', 'parent_id', 'fork_seq', 'origin', 'seq', 'verdict', 'updated_at', 'scratch', 'first_unit_set_id', 'first_fingerprint'] as const;

export async function findScenario(db: Executor, workspaceId: string, scenarioId: string): Promise<ScenarioRow | null> {
  return ((await db.selectFrom('scenarios').select(COLUMNS).where('workspace_id', '=', workspaceId).where('id', '=', scenarioId).executeTakeFirst()) as ScenarioRow | undefined) ?? null;
}

/** Several, held in one order, so that two who hold several do not wait for each other. */
export async function lockScenarios(db: Executor, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.selectFrom('scenarios').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
}

/** The same, held against everybody else who wants to append, until the transaction ends. */
export async function lockScenario(db: Executor, workspaceId: string, scenarioId: string): Promise<ScenarioRow | null> {
  return ((await db.selectFrom('scenarios').select(COLUMNS).where('workspace_id', '=', workspaceId).where('id', '=', scenarioId).forUpdate().executeTakeFirst()) as ScenarioRow | undefined) ?? null;
}

export async function scenariosOf(db: Executor, workspaceId: string, planIds: readonly string[]): Promise<ScenarioRow[]> {
  if (planIds.length === 0) return [];
  return db.selectFrom('scenarios').select(COLUMNS).where('workspace_id', '=', workspaceId).where('plan_id', 'in', planIds).orderBy('created_at').orderBy('id').execute() as Promise<ScenarioRow[]>;
}

export async function insertScenario(
  db: Executor, row: NewScenario, state: ScenarioState,
): Promise<string> {
  const { id } = await db
    .insertInto('scenarios')
    .values({ workspace_id: row.workspaceId, plan_id: row.planId, unit_set_id: row.unitsId, fingerprint: row.fingerprint, name: row.name, parent_id: row.parentId, origin: json(row.origin ?? { kind: 'empty' }), seq: state.seq, verdict: json(null), colours: sql<(number | null)[]>`coalesce((select colours from scenarios where id = ${row.parentId}::uuid), '[]')`, created_at: sql<Date>`clock_timestamp()` })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertSnapshot(db, row.workspaceId, id, state);
  return id;
}

/** A scenario that goes on from an entry of another, and looks like it: one row, no history copied. Returns its id. */
export async function insertFork(db: Executor, workspaceId: string, parent: ScenarioRow, { name, seq, scratch }: { name: string; seq: number; scratch: boolean }): Promise<string> {
  const { id } = await db
    .insertInto('scenarios')
    .values({ workspace_id: workspaceId, plan_id: parent.plan_id, unit_set_id: parent.unit_set_id, fingerprint: parent.fingerprint, first_unit_set_id: parent.first_unit_set_id, first_fingerprint: parent.first_fingerprint, name, layer: parent.layer, parent_id: parent.id, fork_seq: seq, origin: json(parent.origin), seq, scratch, verdict: json(null), colours: sql<(number | null)[]>`(select colours from scenarios where id = ${parent.id})`, created_at: sql<Date>`clock_timestamp()` })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function patchScenario(db: Executor, scenarioId: string, patch: { name?: string; status?: ScenarioStatus; scratch?: boolean }): Promise<void> {
  await db.updateTable('scenarios').set({ ...patch, updated_at: sql`now()` as never }).where('id', '=', scenarioId).execute();
}

/** The scenario stands on other units from now on; what it began with is kept. */
export async function takeUnits(db: Executor, scenarioId: string, unitsId: string, fingerprint: string): Promise<void> {
  await sql`
    update scenarios set first_unit_set_id = coalesce(first_unit_set_id, unit_set_id), first_fingerprint = coalesce(first_fingerprint, fingerprint), unit_set_id = ${unitsId}, fingerprint = ${fingerprint}
    where id = ${scenarioId}`.execute(db);
}

export async function setVerdict(db: Executor, scenarioId: string, verdict: unknown): Promise<void> {
  await db.updateTable('scenarios').set({ verdict: json(verdict) }).where('id', '=', scenarioId).execute();
}

export async function insertSnapshot(db: Executor, workspaceId: string, scenarioId: string, { seq, doc, since }: ScenarioState): Promise<void> {
  const [slots, packedSince] = await Promise.all([pack(doc.slots), pack(since)]);
  await db
    .insertInto('snapshots').values({ workspace_id: workspaceId, scenario_id: scenarioId, seq, doc: json({ ...storedDoc(doc), ...(doc.unitsId === null ? {} : { units: { id: doc.unitsId, fingerprint: doc.fingerprint } }) }), slots, since: packedSince })
    .onConflict((conflict) => conflict.doNothing()).execute();
}

/** The latest snapshot at or before a seq. */
export async function findSnapshot(db: Executor, scenarioId: string, fingerprint: string, seq: number): Promise<ScenarioState | null> {
  const row = await db.selectFrom('snapshots').select(['seq', 'doc', 'slots', 'since']).where('scenario_id', '=', scenarioId).where('seq', '<=', seq).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  return firstState(fingerprint, await unpackSlots(row.slots), row.doc as StoredDoc, row.seq, row.since === null ? undefined : new Uint32Array(await unpack(row.since)));
}

/** Writes entries that follow one another; the row of the scenario moves on with them. */
export async function appendEntries(db: Executor, workspaceId: string, scenarioId: string, actor: { readonly id: string; readonly name: string }, entries: readonly NewEntry[], print: Footprint): Promise<EditEntry[]> {
  const encoded = await Promise.all(entries.map(async ({ edit }) => ({ summary: summaryOf(edit), ...(await encode(edit)) })));
  const last = entries[entries.length - 1].seq;
  // One statement: while it runs, everybody else who appends here waits.
  const rows = await db
    .with('moved', (qb) => qb.updateTable('scenarios').set({ seq: last, updated_at: sql`now()` as never }).where('id', '=', scenarioId))
    .insertInto('edits')
    .values(entries.map(({ seq, gesture, undoes, edit, cause, sent }, i) => {
      const { summary, body, patch } = encoded[i];
      return { workspace_id: workspaceId, scenario_id: scenarioId, seq, gesture, undoes, actor: actor.id, type: edit.type, summary: json(summary), body: json(body), patch, cause: json(cause), undo_head: print.undo, redo_head: print.redo, below: print.below, sent };
    }))
    .returning(['seq', 'at'])
    .execute();
  const atOf = new Map(rows.map(({ seq, at }) => [seq, at]));
  return entries.map(({ seq, gesture, undoes, edit, cause, sent }, i) => ({ seq, gesture, undoes, ...(sent === null ? {} : { sent }), at: atOf.get(seq)!.toISOString(), actor: { id: actor.id, name: actor.name }, cause, summary: encoded[i].summary, edit }));
}

/** Entries of some stretches of log, which may lie in several scenarios; seqs go on from one to the next. */
export async function readEntries(
  db: Executor, workspaceId: string, stretches: readonly Stretch[],
  range: { after?: number; before?: number; order: 'oldest' | 'newest'; limit?: number; bodies: boolean; gesture?: number },
): Promise<EditEntry[]> {
  const asked = stretches.map((stretch) => ({ ...stretch, after: Math.max(stretch.after, range.after ?? 0), upTo: Math.min(stretch.upTo, range.before === undefined ? Infinity : range.before - 1) })).filter(({ after, upTo }) => after < upTo);
  if (asked.length === 0) return [];
  let query = db.selectFrom('edits').select(['seq', 'at', 'actor', 'gesture', 'undoes', 'summary', 'cause', 'sent'])
    .$if(range.bodies, (q) => q.select(['body', 'patch']))
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb.or(asked.map(({ scenarioId, after, upTo }) => {
      const own = [eb('scenario_id', '=', scenarioId), eb('seq', '>', after)];
      return eb.and(upTo === Infinity ? own : [...own, eb('seq', '<=', upTo)]);
    })));
  if (range.gesture !== undefined) query = query.where('gesture', '=', range.gesture);
  query = query.orderBy('seq', range.order === 'oldest' ? 'asc' : 'desc');
  if (range.limit !== undefined) query = query.limit(range.limit);
  const rows = await query.execute();
  const nameOf = await namesOf(db, rows.map(({ actor }) => actor));
  return Promise.all(
    rows.map(async (row) => ({
      seq: row.seq, at: row.at.toISOString(), actor: { id: row.actor, name: nameOf(row.actor) }, gesture: row.gesture, undoes: row.undoes, ...(row.sent === null ? {} : { sent: row.sent }), cause: row.cause as Cause,
      summary: row.summary as EditEntry['summary'],
      edit: range.bodies ? await decode(row.body, row.patch ?? null) : null,
    })),
  );
}

/** The entries of a gesture that one person sent under this name; none when it did not come. */
export async function readSent(db: Executor, workspaceId: string, scenarioId: string, actor: string, sent: string): Promise<EditEntry[]> {
  const row = await db.selectFrom('edits').select('gesture').where('scenario_id', '=', scenarioId).where('actor', '=', actor).where('sent', '=', sent).executeTakeFirst();
  return row === undefined ? [] : readEntries(db, workspaceId, [{ scenarioId, after: 0, upTo: Infinity }], { gesture: row.gesture, order: 'oldest', bodies: true });
}

/** The last entry, of those that stand, by which a scenario took another one in, and the other's seq then. */
export async function lastMerge(db: Executor, scenarioId: string, from: string, upTo: number): Promise<{ seq: number; merged: number } | null> {
  const rows = await db
    .selectFrom('edits').select(['seq', 'cause']).where('scenario_id', '=', scenarioId)
    .where(sql<boolean>`cause ->> 'kind' = 'merge' and cause ->> 'scenarioId' = ${from}`)
    .$if(upTo !== Infinity, (query) => query.where('seq', '<=', upTo))
    .orderBy('seq', 'desc').execute();
  for (const row of rows) if (await stands(db, scenarioId, row.seq, upTo)) return { seq: row.seq, merged: (row.cause as Cause & { kind: 'merge' }).seq };
  return null;
}

/** Whether an entry was not taken back, or the taking back was. */
async function stands(db: Executor, scenarioId: string, seq: number, upTo: number): Promise<boolean> {
  const row = await db
    .selectFrom('edits').select('seq').where('scenario_id', '=', scenarioId).where('undoes', '=', seq)
    .$if(upTo !== Infinity, (query) => query.where('seq', '<=', upTo))
    .orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row === undefined || !(await stands(db, scenarioId, row.seq, upTo));
}

/** The last entry up to `upTo` that made an account an exception; 0 = there is none. */
export async function lastNamed(db: Executor, stretches: readonly Stretch[], account: string, upTo: number): Promise<number> {
  const row = await db
    .selectFrom('edits').select('seq').where('type', '=', 'named').where(sql<boolean>`body ->> 'account' = ${account}`).where('seq', '<=', upTo)
    .where((eb) => eb.or(stretches.map((stretch) => eb.and([eb('scenario_id', '=', stretch.scenarioId), eb('seq', '>', stretch.after), ...(stretch.upTo === Infinity ? [] : [eb('seq', '<=', stretch.upTo)])]))))
    .orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}

/** What one person could undo and redo next, as the last own entry left it. */
export async function readHeads(db: Executor, scenarioId: string, actor: string): Promise<Heads> {
  return (await readAllHeads(db, scenarioId, [actor])).get(actor) ?? NO_HEADS;
}

/** Of somebody who has changed nothing yet. */
export const NO_HEADS: Heads = { undo: null, redo: null };

/** The same of several people at once; whoever has changed nothing is left out. */
export async function readAllHeads(db: Executor, scenarioId: string, actors: readonly string[]): Promise<Map<string, Heads>> {
  const { rows } = await sql<{ actor: string; undo: number | null; redo: number | null }>`
    select a.actor, e.undo_head as undo, e.redo_head as redo from unnest(${actors}::text[]) as a(actor)
    cross join lateral (select undo_head, redo_head from edits where scenario_id = ${scenarioId} and actor = a.actor order by seq desc limit 1) e`.execute(db);
  return new Map(rows.map(({ actor, undo, redo }) => [actor, { undo, redo }]));
}

/** What lies below a gesture on the stack it was laid on. */
export async function readBelow(db: Executor, scenarioId: string, gesture: number): Promise<number | null> {
  const row = await db.selectFrom('edits').select('below').where('scenario_id', '=', scenarioId).where('seq', '=', gesture).executeTakeFirst();
  return row?.below ?? null;
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

function summaryOf(edit: Edit): EditEntry['summary'] {
  if (edit.type !== 'assign') return { type: edit.type, by: null, units: 0, from: 'slot' in edit ? [edit.slot] : [], to: 'slot' in edit ? [edit.slot] : [] };
  return { type: edit.type, by: edit.by, units: edit.patch.units.length, from: mostOf(edit.patch.from), to: mostOf(edit.patch.to) };
}

/** All slots among some, those that stand there most first. */
function mostOf(slots: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const slot of slots) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([slot]) => slot);
}
