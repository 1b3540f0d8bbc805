import type { Edit } from '../../contract/scenarios.ts';

/** The places that some edits touch: units by their index, everything else by name. */
export interface Touched {
  readonly units: ReadonlySet<number>;
  readonly fields: ReadonlySet<string>;
}

/** Collects what edits touch. Two sets of edits that touch nothing in common may be made in either order. */
export function touchedBy(edits: Iterable<Edit>): Touched {
  const units = new Set<number>();
  const fields = new Set<string>();
  for (const edit of edits) {
    if (edit.type === 'assign') for (const unit of edit.patch.units) units.add(unit);
    else fields.add(edit.type === 'goal' ? `goal ${edit.measure}` : `${edit.type} ${edit.slot}`);
  }
  return { units, fields };
}

/** Whether two sets of edits touch the same unit or field. */
export function collide(a: Touched, b: Touched): boolean {
  const [few, many] = a.units.size < b.units.size ? [a, b] : [b, a];
  for (const unit of few.units) if (many.units.has(unit)) return true;
  for (const field of a.fields) if (b.fields.has(field)) return true;
  return false;
}
