import type { MergeResult, Territory } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import { formatShare } from '../../text/format.ts';
import type { Catalogue } from '../../text/useText.ts';

export type Conflict = MergeResult['conflicts'][number];

/** What a conflict is about: `12 cells`, `Lock of North`, `Target for Revenue`. Slots are those of the scenario that is merged into. */
export function placeOf({ place, units }: Conflict, nameOf: (slot: number) => string, text: Catalogue): string {
  const t = text.compare.merge.place;
  if (place === 'units') return t.units(units.length);
  const at = place.indexOf(' ');
  const [kind, what] = at < 0 ? [place, ''] : [place.slice(0, at), place.slice(at + 1)];
  switch (kind) {
    case 'territory':
      return t.territory(nameOf(Number(what)));
    case 'lock':
      return t.lock(nameOf(Number(what)));
    case 'hold':
      return t.hold(what);
    case 'named':
      return t.named(what);
    case 'goal':
      return t.goal(what);
    case 'constraint':
      return t.constraint(what);
    default:
      return t.weights;
  }
}

/** One side of a conflict in words: the territory that would have the cells, or what the field would say. */
export function valueOf(conflict: Conflict, value: unknown, nameOf: (slot: number) => string, text: Catalogue): string {
  const t = text.compare.merge.value;
  if (conflict.place === 'units') return nameOf(value === null ? UNASSIGNED : Number(value));
  if (value === null || value === undefined) return t.none;
  if (typeof value === 'boolean') return value ? t.locked : t.unlocked;
  const fields = value as Record<string, unknown>;
  if (conflict.place.startsWith('territory ')) {
    const { name, person } = fields as unknown as Territory;
    return person === null ? name : t.covered(name, person);
  }
  if (conflict.place.startsWith('goal ')) return t.tolerance(formatShare(Number(fields.tolerance)));
  if (typeof fields.slot === 'number' && conflict.place.startsWith('named ')) return nameOf(fields.slot);
  if (typeof fields.reason === 'string') return fields.reason;
  return Object.entries(fields).filter(([, part]) => typeof part === 'number' || typeof part === 'string').map(([key, part]) => `${key} ${String(part)}`).join(', ');
}
