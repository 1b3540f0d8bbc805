import type { Import, RecordKind } from '@hexalign/api/contract';

/** Kinds that may belong to one plan. */
export function hasPlan(kind: RecordKind): boolean {
  return kind === 'accounts' || kind === 'owners' || kind === 'covers';
}

/** The plan that an import belongs to; null = the organisation. */
export function planOf({ kind, scope }: Pick<Import, 'kind' | 'scope'>): string | null {
  return hasPlan(kind) && scope !== '' ? scope : null;
}
