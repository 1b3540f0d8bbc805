import { UNASSIGNED } from '@hexalign/engine';
import type { EditorState } from '../../editor/EditorState.ts';

/** Name of the territory at a slot. */
export function nameOf(state: Pick<EditorState, 'territories'>, slot: number, unassigned: string): string {
  return slot === UNASSIGNED ? unassigned : (state.territories[slot]?.name ?? unassigned);
}
