import { diffSlots, type ScenarioDoc } from '@hexalign/engine';
import type { Edit } from '../../contract/scenarios.ts';

/** The one edit from a document's slots to others; null when nothing changes. */
export function assignEdit(doc: ScenarioDoc, target: Uint16Array): Edit | null {
  const { units, from, to } = diffSlots(doc.slots, target);
  return units.length === 0 ? null : { type: 'assign', patch: { units: Array.from(units), from: Array.from(from), to: Array.from(to) }, by: 'solver' };
}
