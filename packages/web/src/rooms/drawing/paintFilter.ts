import { UNASSIGNED } from '@hexalign/engine';
import type { Refusal } from '../../editor/Refusal.ts';

/** What a stroke is kept to, fixed where it began. */
export interface PaintFilter {
  readonly onlyUnassigned: boolean;
  /** Slot that may give; null = any. Set by the first unit of somebody else that the stroke meets. */
  donor: number | null;
  readonly onlyDonor: boolean;
  /** Area that units have to lie in; null = anywhere. */
  readonly area: { readonly of: Int32Array; readonly at: number; readonly name: string } | null;
}

/** Of some units those that a stroke to `to` may take by its filter, and why the others are left, if any are. */
export function filtered(units: Iterable<number>, slots: Uint16Array, to: number, filter: PaintFilter, nameOf: (slot: number) => string): { units: number[]; met: Refusal | null } {
  const kept: number[] = [];
  let met: Refusal | null = null;
  for (const u of units) {
    const from = slots[u];
    if (from === to) continue;
    if (filter.area && filter.area.of[u] !== filter.area.at) met = { kind: 'filtered', by: 'area', name: filter.area.name };
    else if (filter.onlyUnassigned && from !== UNASSIGNED) met = { kind: 'filtered', by: 'unassigned', name: '' };
    else if (filter.onlyDonor && filter.donor !== null && from !== filter.donor) met = { kind: 'filtered', by: 'donor', name: nameOf(filter.donor) };
    else {
      if (filter.onlyDonor) filter.donor ??= from;
      kept.push(u);
    }
  }
  return { units: kept, met };
}
