/** Why a unit does not go where a gesture wants it. */
export type Refusal =
  /** This territory neither gains nor loses. */
  | { readonly kind: 'locked'; readonly slot: number }
  /** This unit stays where it is. */
  | { readonly kind: 'held'; readonly unit: number }
  /** An option of the tool leaves it out. */
  | { readonly kind: 'filtered'; readonly by: 'unassigned' | 'donor' | 'area' | 'balance'; readonly name: string };

export function sameRefusal(a: Refusal | null, b: Refusal | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'locked') return b.kind === 'locked' && a.slot === b.slot;
  if (a.kind === 'held') return b.kind === 'held' && a.unit === b.unit;
  return b.kind === 'filtered' && a.by === b.by && a.name === b.name;
}
