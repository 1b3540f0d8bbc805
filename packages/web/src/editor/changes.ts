import type { Edit } from '@hexalign/api/contract';

/** An assignment of some units to another territory, as the server keeps it. */
export type AssignEdit = Extract<Edit, { type: 'assign' }>;

/** The edit that takes another one back. */
export function inverse(edit: Edit): Edit {
  if (edit.type === 'assign') return { ...edit, patch: { units: edit.patch.units, from: edit.patch.to, to: edit.patch.from } };
  return { ...edit, from: edit.to, to: edit.from } as Edit;
}

/**
 * Puts an assignment on top of what is there now: `from` becomes the present slot of each unit.
 *
 * @param keep says whether a unit that now stands in `from` may still go to `to`
 * @returns the edit as it can be made now (null when nothing is left of it), how many units somebody else had moved
 *   in between, and how many can no longer be moved at all
 */
export function rebase(edit: AssignEdit, slots: Uint16Array, keep: (from: number, to: number) => boolean): { edit: AssignEdit | null; met: number; lost: number } {
  const units: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let met = 0;
  let lost = 0;
  edit.patch.units.forEach((u, i) => {
    const now = slots[u];
    if (now !== edit.patch.from[i]) met++;
    if (now === edit.patch.to[i]) return;
    if (!keep(now, edit.patch.to[i])) {
      lost++;
      return;
    }
    units.push(u);
    from.push(now);
    to.push(edit.patch.to[i]);
  });
  return { edit: units.length > 0 ? { ...edit, patch: { units, from, to } } : null, met, lost };
}
