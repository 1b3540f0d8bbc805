import type { AssignEdit } from './changes.ts';
import type { Moves } from './ground/moves.ts';
import type { Refusal } from './Refusal.ts';

/** What moves are made on. */
export interface AssignGround {
  readonly slots: Uint16Array;
  refusalOf(u: number, to: number): Refusal | null;
}

/** Moves as an edit on the present state: what is there already, locked or held is left out, and the last reason told. */
export function assignEdit(editor: AssignGround, { units, to }: Moves, by: AssignEdit['by']): { edit: AssignEdit | null; refused: Refusal | null } {
  const order = [...units.keys()].sort((a, b) => units[a] - units[b]);
  const patch: AssignEdit['patch'] = { units: [], from: [], to: [] };
  let refused: Refusal | null = null;
  for (const i of order) {
    const u = units[i];
    if (editor.slots[u] === to[i]) continue;
    const refusal = editor.refusalOf(u, to[i]);
    if (refusal) {
      refused = refusal;
      continue;
    }
    patch.units.push(u);
    patch.from.push(editor.slots[u]);
    patch.to.push(to[i]);
  }
  return { edit: patch.units.length > 0 ? { type: 'assign', by, patch } : null, refused };
}
