import { diffDocs, EngineError, mergeDocs, renumberDoc, slotsInto, type MergeConflict, type ScenarioDoc, type Take, UNASSIGNED } from '@hexalign/engine';
import type { MergeRequest, MergeResult } from '../../contract/compare.ts';
import type { Edit } from '../../contract/scenarios.ts';
import type { Db, Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Change, History } from './history.ts';
import type { ScenarioRow } from './store.ts';

export interface Merging {
  /** Brings what another scenario of the plan changed into this one, as one gesture with its cause. */
  merge(actor: Actor, scenarioId: string, asked: MergeRequest): Promise<MergeResult>;
}

/** A state by its place in a log. */
interface Place {
  readonly scenarioId: string;
  readonly seq: number;
}

/** What both sides grew from, and how the other side's slots are numbered on this one. */
interface Base {
  readonly place: Place;
  readonly doc: ScenarioDoc;
  readonly theirs: ScenarioDoc;
}

export function merging({ db, history }: { readonly db: Db; readonly history: History }): Merging {
  /** The state that two scenarios have in common: the last of either that was merged into the other, else where they parted. */
  async function baseOf(executor: Executor, workspaceId: string, mine: ScenarioRow, mineDoc: ScenarioDoc, theirs: ScenarioRow, theirsSeq: number): Promise<Base> {
    const state = async (row: ScenarioRow, seq: number): Promise<ScenarioDoc> => (await history.stateAt(executor, workspaceId, row, seq)).doc;
    const theirsDoc = await state(theirs, theirsSeq);
    const into = await history.lastMerge(executor, mine, theirs.id, Infinity);
    const back = await history.lastMerge(executor, theirs, mine.id, theirsSeq);
    if (back !== null && (into === null || back.seq > into.merged)) {
      // They took this scenario in: what it was then is common, and their slots may have other numbers than its own.
      const common = await state(mine, back.merged);
      const numbers = namesInto(await state(theirs, back.seq), common);
      return { place: { scenarioId: mine.id, seq: back.merged }, doc: common, theirs: renumberDoc(theirsDoc, extended(numbers, theirsDoc, mineDoc)) };
    }
    if (into !== null) {
      const common = await state(theirs, into.merged);
      const numbers = namesInto(common, await state(mine, into.seq));
      return { place: { scenarioId: theirs.id, seq: into.merged }, doc: renumberDoc(common, numbers), theirs: renumberDoc(theirsDoc, extended(numbers, theirsDoc, mineDoc)) };
    }
    const parted = await history.parting(executor, workspaceId, mine, theirs, theirsSeq);
    if (parted === null) throw new AppError('merge.unrelated', { repair: 'Fork one from the other; forks can be merged.' });
    return { place: { scenarioId: parted.row.id, seq: parted.seq }, doc: await state(parted.row, parted.seq), theirs: theirsDoc };
  }

  return {
    async merge(actor, scenarioId, asked) {
      const { workspaceId } = actor;
      const theirs = await history.find(db, workspaceId, asked.from);
      const mine = await history.find(db, workspaceId, scenarioId);
      if (theirs.plan_id !== mine.plan_id || theirs.id === mine.id) throw new AppError('scenario.unknown', { where: 'body.from', expected: 'another scenario of the same plan' });
      if (theirs.fingerprint !== mine.fingerprint) throw new AppError('compare.ground', { repair: 'Import the accounts again, so that both follow them.' });
      const seq = asked.fromSeq ?? theirs.seq;
      if (seq > theirs.seq) throw new AppError('scenario.ahead', { where: 'body.fromSeq', found: String(seq), expected: `a seq up to ${theirs.seq}` });
      const choose = chooser(asked);

      let result: MergeResult | null = null;
      const made = (now: ScenarioRow, doc: ScenarioDoc, base: Base): Edit[] => {
        const merged = mergeDocs(onGround(base.doc, doc), doc, onGround(base.theirs, doc), choose);
        const edits = plain(diffDocs(doc, merged.doc, 'merge') as unknown as Edit[]);
        result = {
          merged: false, seq: now.seq, base: base.place, theirs: { scenarioId: theirs.id, seq }, entries: edits.length,
          units: edits.reduce((sum, edit) => sum + (edit.type === 'assign' ? edit.patch.units.length : 0), 0),
          conflicts: merged.conflicts.map(listed), notes: [...merged.notes],
        };
        return edits;
      };
      if (asked.dryRun) {
        const { doc } = await history.stateAt(db, workspaceId, mine, mine.seq);
        made(mine, doc, await baseOf(db, workspaceId, mine, doc, theirs, seq));
        return result!;
      }
      const change = await db.transaction().execute((trx): Promise<Change> =>
        history.change(trx, { workspaceId, actorId: actor.id }, scenarioId, null, async ({ doc, seq: at }) => {
          const now = { ...mine, seq: at };
          const base = await baseOf(trx, workspaceId, now, doc, theirs, seq);
          const edits = made(now, doc, base);
          if (result!.conflicts.length > 0) throw new AppError('merge.conflicts', { value: result, repair: 'Say for each place, or with `rest` for all, whether mine or theirs shall stay.' });
          return { edits: edits.map((edit) => ({ edit, undoes: null })), cause: { kind: 'merge', scenarioId: theirs.id, seq, baseSeq: base.place.seq }, kind: 'change', takes: null };
        }),
      ).catch((error: unknown) => {
        if (error instanceof EngineError) throw new AppError('edit.invalid', { detail: error.message });
        throw error;
      });
      history.committed(scenarioId, change);
      return { ...result!, merged: true, seq: change.state.seq };
    },
  };
}

/** A document from before measures were summed anew, on the ground as it is now: units keep their positions, new ones come after them. */
function onGround(doc: ScenarioDoc, now: ScenarioDoc): ScenarioDoc {
  if (doc.fingerprint === now.fingerprint || doc.slots.length > now.slots.length) return doc;
  const slots = new Uint16Array(now.slots.length).fill(UNASSIGNED);
  slots.set(doc.slots);
  return { ...doc, fingerprint: now.fingerprint, unitsId: now.unitsId, slots };
}

/** Slots of `to` for the slots of `from`, by the ids of territories; the first ones, which both always had, by place where ids changed. */
function namesInto(from: ScenarioDoc, to: ScenarioDoc): number[] {
  const bySlot = new Map(to.territories.flatMap((territory, slot) => (territory ? [[territory.id, slot]] : [])) as [string, number][]);
  return from.territories.map((territory, slot) => (territory === null ? -1 : (bySlot.get(territory.id) ?? slot)));
}

/** The same numbers, with a slot after the end of `mine` for each territory that came since. */
function extended(numbers: readonly number[], theirs: ScenarioDoc, mine: ScenarioDoc): number[] {
  return slotsInto({ ...theirs, territories: theirs.territories.slice(0, numbers.length) }, mine, theirs).map((slot, i) => (i < numbers.length ? numbers[i] : slot));
}

function chooser({ take, rest }: MergeRequest): (place: string) => Take | null {
  const sides = new Map<string, Take>();
  for (const { side, units = [], fields = [] } of take) {
    for (const unit of units) sides.set(`unit ${unit}`, side);
    for (const field of fields) sides.set(field, side);
  }
  return (place) => sides.get(place) ?? rest;
}

/** Edits as they are written and sent. */
function plain(edits: readonly Edit[]): Edit[] {
  return edits.map((edit) => (edit.type === 'assign' ? { ...edit, patch: { units: Array.from(edit.patch.units), from: Array.from(edit.patch.from), to: Array.from(edit.patch.to) } } : edit));
}

function listed({ place, units, base, mine, theirs, reason }: MergeConflict): MergeResult['conflicts'][number] {
  return { place, units: [...units], base, mine, theirs, reason };
}
