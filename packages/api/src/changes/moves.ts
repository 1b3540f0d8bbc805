import { UNASSIGNED, type ScenarioDoc } from '@hexalign/engine';
import { matchTerritories, type MatchedTerritory } from '../scenarios/matchTerritories.ts';
import { namedOn } from '../scenarios/standing.ts';

/** A state with the accounts of its units. */
export interface AccountState {
  readonly doc: ScenarioDoc;
  readonly accounts: { readonly ids: readonly string[]; readonly units: Uint32Array };
}

/** An account that one territory has before and another after; -1 = nobody. */
export interface Move {
  /** Position among the accounts of the later state. */
  readonly position: number;
  readonly from: number;
  readonly to: number;
  /** The state that both grew from has it where the later one does: it was the earlier one that moved it. */
  readonly byBase: boolean;
  /** It is apart from its ground in the state that moved it. */
  readonly apart: boolean;
}

/** What changes hands between two states of a plan. */
export interface Moves {
  readonly territories: readonly MatchedTerritory[];
  readonly moves: readonly Move[];
  /** Accounts that only the later, and only the earlier state knows. */
  readonly added: number;
  readonly gone: number;
}

/**
 * The accounts that change hands between two states. They may stand on different ground, since accounts are known by their ids.
 *
 * @param parted the last state that both have in common; null when there is none
 * @param day on which exceptions must hold to count
 */
export function movesBetween(before: AccountState, after: AccountState, parted: AccountState | null, day: string): Moves {
  const shared = parted?.doc.territories.length ?? 0;
  const territories = matchTerritories(before.doc, after.doc, shared);
  const [indexBefore, indexAfter] = (['slotBefore', 'slotAfter'] as const).map((side) => new Map(territories.flatMap((pair, i) => (pair[side] === null ? [] : [[pair[side], i]]))));
  const slotBefore = slotsById(before, day);
  const slotParted = parted === null ? new Map<string, number>() : slotsById(parted, day);
  const [named, namedBefore] = [namedOn(after.doc, day), namedOn(before.doc, day)];
  const moves: Move[] = [];
  let both = 0;
  after.accounts.ids.forEach((id, position) => {
    const was = slotBefore.get(id);
    if (was === undefined) return;
    both++;
    const slot = named.get(id)?.slot ?? after.doc.slots[after.accounts.units[position]];
    const [from, to] = [indexBefore.get(was) ?? -1, indexAfter.get(slot) ?? -1];
    if (from === to) return;
    // Slots are never reused, so that those of the common state mean the same in both.
    const common = slotParted.get(id);
    const byBase = common !== undefined && common === slot && common !== was;
    moves.push({ position, from, to, byBase, apart: (byBase ? namedBefore : named).has(id) });
  });
  return { territories, moves, added: after.accounts.ids.length - both, gone: before.accounts.ids.length - both };
}

function slotsById({ doc, accounts }: AccountState, day: string): Map<string, number> {
  const named = namedOn(doc, day);
  return new Map(accounts.ids.map((id, a) => [id, named.get(id)?.slot ?? doc.slots[accounts.units[a]] ?? UNASSIGNED]));
}
