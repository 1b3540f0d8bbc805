import { endpoints, unpackSlots, type Scenario } from '@hexalign/api/contract';
import type { Editor } from '../../editor/Editor.ts';
import { newId } from '../../editor/journal/newId.ts';
import type { Place } from '../../editor/journal/places.ts';
import { call } from '../../server/call.ts';

/**
 * Branches from the scenario as it is now and makes one's own side of some places there. What is locked or held is let go
 * in the branch: it is a copy to look at and to merge from.
 *
 * @returns the branch
 */
export async function copyOfMine(editor: Editor, scenarioId: string, name: string, places: readonly Place[]): Promise<Scenario> {
  const copy: Scenario = await call(endpoints.forkScenario, { params: { scenarioId }, body: { name } });
  const params = { scenarioId: copy.id };
  const packed = await call(endpoints.readSlots, { params, query: { seq: copy.seq } });
  const slots = unpackSlots(packed, packed.byteLength / 2);
  const { territories, goals } = copy;
  const lists = { territories, goals, locks: new Set(copy.locks), holds: new Map(copy.holds.map(({ subject, hold }) => [subject, hold])), named: new Map(copy.named.map(({ account, named }) => [account, named])) };
  const edits = editor.editsOfMine(places, { slots, lists, frozen: false, held: () => false });
  if (edits.length > 0) await call(endpoints.appendEdits, { params, body: { baseSeq: copy.seq, edits, sent: newId() } });
  return copy;
}
