import { fieldOf, type Edit } from './edit.ts';

/** The places that edits change: units by position, everything else by name. */
export interface Touched {
  readonly units: ReadonlySet<number>;
  readonly fields: ReadonlySet<string>;
}

/** Collects what edits change. */
export function touches(edits: Iterable<Edit>): Touched {
  const units = new Set<number>();
  const fields = new Set<string>();
  for (const edit of edits) {
    if (edit.type === 'assign') for (let i = 0; i < edit.patch.units.length; i++) units.add(edit.patch.units[i]);
    else fields.add(fieldOf(edit)!);
  }
  return { units, fields };
}

/** Whether two sets of edits change the same unit or field. Where they do not, either may be made first. */
export function collide(a: Touched, b: Touched): boolean {
  return meet(a.units, b.units) || meet(a.fields, b.fields);
}

function meet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const one of few) if (many.has(one)) return true;
  return false;
}
