import type { ScenarioDoc } from '@hexalign/engine';

/** A territory in two documents: the slot in each, null where it is not there. */
export interface MatchedTerritory {
  readonly id: string;
  readonly name: string;
  readonly slotBefore: number | null;
  readonly slotAfter: number | null;
}

/**
 * Which territory of one document is which of another: one that was there when they parted by its slot, whatever it is
 * called now, and any other by its id.
 *
 * @param shared number of slots that both had when they parted
 * @returns those of `before` in their order, then those that only `after` has; territories that hold no units by themselves are left out
 */
export function matchTerritories(before: Pick<ScenarioDoc, 'territories'>, after: Pick<ScenarioDoc, 'territories'>, shared: number): MatchedTerritory[] {
  const base = (doc: typeof before): { id: string; name: string; slot: number }[] => doc.territories.flatMap((territory, slot) => (territory?.level === 0 ? [{ id: territory.id, name: territory.name, slot }] : []));
  const rest = base(after);
  const take = (fits: (other: (typeof rest)[number]) => boolean): (typeof rest)[number] | null => {
    const at = rest.findIndex(fits);
    return at < 0 ? null : rest.splice(at, 1)[0];
  };
  const matched = base(before).map((territory) => {
    const other = territory.slot < shared ? take(({ slot }) => slot === territory.slot) : take(({ id, slot }) => slot >= shared && id === territory.id);
    return { id: other?.id ?? territory.id, name: other?.name ?? territory.name, slotBefore: territory.slot, slotAfter: other?.slot ?? null };
  });
  return [...matched, ...rest.map(({ id, name, slot }) => ({ id, name, slotBefore: null, slotAfter: slot }))];
}
