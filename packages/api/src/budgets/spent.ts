import { UNASSIGNED, type ScenarioDoc } from '@hexalign/engine';
import { matchTerritories } from '../scenarios/matchTerritories.ts';
import { namedOn } from '../scenarios/standing.ts';

/** A state with the accounts of its units. `ids` that are the very same list in two states are the same accounts in the same order. */
export interface OwnedState {
  readonly doc: Pick<ScenarioDoc, 'territories' | 'slots' | 'named'>;
  readonly accounts: { readonly ids: readonly string[]; readonly units: Uint32Array };
}

/** What changed owner, of what had one; accounts by number or by what they are worth. */
export interface Spent {
  readonly amount: number;
  readonly of: number;
}

/**
 * What of a base has another owner, or none, in a later state. What had no owner before is given away for nothing, and an
 * account that only one of the two knows changes no hands.
 *
 * @param shared number of slots that both had when they parted: these mean the same in both
 * @param day on which exceptions must hold to count
 * @param worths what each account of the later state counts, one list per limit; null = one each
 */
export function spentBetween(base: OwnedState, after: OwnedState, shared: number, day: string, worths: readonly (ArrayLike<number> | null)[]): Spent[] {
  const territory = new Map<number, number>();
  const before = new Set<number>();
  for (const { slotBefore, slotAfter } of matchTerritories(base.doc, after.doc, shared)) {
    if (slotBefore !== null) before.add(slotBefore);
    if (slotBefore !== null && slotAfter !== null) territory.set(slotAfter, slotBefore);
  }
  const [was, is] = [ownersOf(base, day), ownersOf(after, day)];
  const position = base.accounts.ids === after.accounts.ids ? null : new Map(base.accounts.ids.map((id, a) => [id, a]));
  const amounts = worths.map(() => ({ amount: 0, of: 0 }));
  after.accounts.ids.forEach((id, a) => {
    const at = position === null ? a : position.get(id);
    const from = at === undefined ? UNASSIGNED : was[at];
    if (!before.has(from)) return;
    const moved = territory.get(is[a]) !== from;
    worths.forEach((worth, w) => {
      const value = worth === null ? 1 : worth[a];
      amounts[w].of += value;
      if (moved) amounts[w].amount += value;
    });
  });
  return amounts;
}

/** Slot of every account: that of its ground, but where it is apart from it. */
function ownersOf({ doc, accounts }: OwnedState, day: string): Uint16Array {
  const named = namedOn(doc, day);
  return Uint16Array.from(accounts.units, (unit, a) => (named.size === 0 ? undefined : named.get(accounts.ids[a])?.slot) ?? doc.slots[unit] ?? UNASSIGNED);
}
