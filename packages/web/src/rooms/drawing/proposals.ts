import type { Territory } from '@hexalign/api/contract';
import type { EditorState } from '../../editor/EditorState.ts';
import type { Proposal } from './proposal.ts';

type Territories = EditorState['territories'];

/** Units that stand in a slot. */
export function unitsOf(slots: Uint16Array, slot: number): number[] {
  const units: number[] = [];
  for (let u = 0; u < slots.length; u++) if (slots[u] === slot) units.push(u);
  return units;
}

/** Two territories change their whole ground. */
export function swapOf(slots: Uint16Array, a: number, b: number): Proposal {
  const [ours, theirs] = [unitsOf(slots, a), unitsOf(slots, b)];
  return { kind: 'swap', moves: { units: [...ours, ...theirs], to: [...ours.map(() => b), ...theirs.map(() => a)] }, added: [], removed: [], touched: [a, b], targets: null };
}

/** Picked units of two territories change sides; null unless they are of exactly two. */
export function swapCellsOf(slots: Uint16Array, cells: ReadonlySet<number>, territories: Territories): Proposal | null {
  const units = [...cells].sort((a, b) => a - b);
  const sides = [...new Set(units.map((u) => slots[u]))];
  if (sides.length !== 2 || !sides.every((slot) => territories[slot])) return null;
  const [a, b] = sides;
  return { kind: 'swap', moves: { units, to: units.map((u) => (slots[u] === a ? b : a)) }, added: [], removed: [], touched: [a, b], targets: null };
}

/** One territory goes; another one takes over its ground and its target, so that nobody else's changes. */
export function mergeOf(slots: Uint16Array, slot: number, into: number): Proposal {
  const units = unitsOf(slots, slot);
  return { kind: 'merge', moves: { units, to: units.map(() => into) }, added: [], removed: [slot], touched: [slot, into], targets: { from: slot, to: [{ slot: into, part: 1 }] } };
}

/**
 * A territory in parts; the first keeps its slot, name and person, and all share its target.
 *
 * @param parts units of each part
 * @param weights part of the target of each; equal when left out
 */
export function splitOf(territories: Territories, slot: number, parts: readonly (readonly number[])[], weights?: readonly number[]): Proposal {
  const taken = new Set(territories.flatMap((territory) => (territory ? [territory.id] : [])));
  const first = territories[slot] as Territory;
  const whole = weights?.reduce((sum, weight) => sum + weight, 0) ?? 0;
  const added = parts.slice(1).map((_, i) => {
    const at = territories.length + i;
    return { slot: at, territory: { ...first, id: freeId(at, taken), name: freeName(first.name, i + 2, territories), colour: null, person: null } };
  });
  const moves = parts.slice(1).flatMap((units, i) => units.map((u) => [u, added[i].slot] as const));
  const slots = [slot, ...added.map((one) => one.slot)];
  return {
    kind: 'split', added, removed: [], touched: slots,
    moves: { units: moves.map(([u]) => u), to: moves.map(([, to]) => to) },
    targets: { from: slot, to: slots.map((to, i) => ({ slot: to, part: weights && whole > 0 ? Math.max(1e-9, weights[i] / whole) : 1 / parts.length })) },
  };
}

/** What an assignment found by the engine would move, as a proposal for two territories. */
export function evenOf(slots: Uint16Array, found: Uint16Array, live: readonly number[], a: number, b: number): Proposal {
  const units: number[] = [];
  const to: number[] = [];
  found.forEach((compact, u) => {
    const slot = live[compact] ?? slots[u];
    if (slot === slots[u]) return;
    units.push(u);
    to.push(slot);
  });
  return { kind: 'even', moves: { units, to }, added: [], removed: [], touched: [a, b], targets: null };
}

function freeId(at: number, taken: Set<string>): string {
  let number = at + 1;
  let id = '';
  do id = `T${String(number++).padStart(2, '0')}`;
  while (taken.has(id));
  taken.add(id);
  return id;
}

function freeName(name: string, number: number, territories: Territories): string {
  let next = number;
  let free = `${name} ${next}`;
  while (territories.some((territory) => territory?.name === free)) free = `${name} ${++next}`;
  return free;
}
