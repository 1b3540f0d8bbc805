import type { OverlapDetail } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import type { Editor } from '../../editor/Editor.ts';
import type { Moves } from '../../editor/ground/moves.ts';
import type { Proposal } from '../drawing/proposal.ts';
import type { OverlapItem } from './issues.ts';

/** Whose the ground is that two areas share, and what would settle it. */
export interface Disputed {
  /** Territory that most of each area lies in, apart from what they share; null where nobody has any of it. */
  readonly a: number | null;
  readonly b: number | null;
  /** Units of the shared ground that each territory has, most first. */
  readonly holders: readonly { readonly slot: number; readonly units: number }[];
  /** Territories that it could go to whole, each with the units that would change hands. */
  readonly options: readonly { readonly slot: number; readonly moves: Moves }[];
}

/** Territories that have part of the shared ground and are offered the rest of it. */
const HOLDERS = 3;

/**
 * What settles an overlap: the shared ground goes whole to a territory that one of both areas lies in or that has part of it. Of units
 * that are the areas themselves, both go into one territory, since neither can be cut.
 */
export function disputed({ own, a, b }: Pick<OverlapItem, 'own' | 'a' | 'b'>, { units, onlyA, onlyB }: Pick<OverlapDetail, 'units' | 'onlyA' | 'onlyB'>, { graph, slots, state }: Pick<Editor, 'graph' | 'slots' | 'state'>): Disputed {
  const places = own ? [graph.ids.indexOf(a.id), graph.ids.indexOf(b.id)].filter((u) => u >= 0) : units;
  const holders = tallied(places, slots);
  const [ofA, ofB] = own ? places.map((u) => (slots[u] === UNASSIGNED ? null : slots[u])) : [onlyA, onlyB].map((some) => tallied(some, slots).find(({ slot }) => slot !== UNASSIGNED)?.slot ?? null);
  const wanted = [ofA, ofB, ...holders.slice(0, HOLDERS).map(({ slot }) => slot)].filter((slot): slot is number => slot !== null && slot !== undefined && slot !== UNASSIGNED && Boolean(state.territories[slot]));
  const options = [...new Set(wanted)].flatMap((slot) => {
    const moving = places.filter((u) => slots[u] !== slot);
    return moving.length === 0 ? [] : [{ slot, moves: { units: moving, to: moving.map(() => slot) } }];
  });
  return { a: ofA ?? null, b: ofB ?? null, holders, options };
}

/** The shared ground given to one territory, to be looked at; null where nothing of it may move. */
export function overlapProposal(title: string, { slot, moves }: Disputed['options'][number], editor: Editor): Proposal | null {
  const units = moves.units.filter((u) => editor.refusalOf(u, slot) === null);
  if (units.length === 0) return null;
  const touched = [...new Set([slot, ...units.map((u) => editor.slots[u])])].filter((one) => one !== UNASSIGNED && editor.state.territories[one]);
  return { kind: 'repair', title, moves: { units, to: units.map(() => slot) }, added: [], removed: [], touched, targets: null };
}

function tallied(units: readonly number[], slots: Uint16Array): { slot: number; units: number }[] {
  const counts = new Map<number, number>();
  for (const u of units) counts.set(slots[u], (counts.get(slots[u]) ?? 0) + 1);
  return [...counts].map(([slot, n]) => ({ slot, units: n })).sort((p, q) => q.units - p.units || p.slot - q.slot);
}
