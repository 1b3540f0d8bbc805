import { endpoints } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { queries, queryClient } from '../../server/queries.ts';

/** A colour that was chosen for a slot in place of another, or of none. */
export interface ColourChange {
  readonly slot: number;
  readonly from: number | null;
  readonly to: number;
}

/**
 * Has the server keep colours for everybody, where nobody chose others meanwhile, and takes over what it keeps then. A
 * server that cannot be reached is no trouble: the next change, or the next visit, tries again.
 */
export async function keepColours(scenarioId: string, changes: readonly ColourChange[]): Promise<void> {
  try {
    const kept = await call(endpoints.keepColours, { params: { scenarioId }, body: { changes: [...changes] } });
    queryClient.setQueryData(queries.colours(scenarioId).queryKey, kept);
  } catch {
    // Seen as chosen here until then.
  }
}

const NONE: readonly (number | null)[] = [];

/** Colour number by slot that the server keeps for a scenario; empty until they are read, or where none are kept. */
export function useKeptColours(scenarioId: string | undefined): readonly (number | null)[] {
  return useQuery({ ...queries.colours(scenarioId ?? ''), enabled: scenarioId !== undefined, staleTime: 10_000 }).data?.colours ?? NONE;
}
