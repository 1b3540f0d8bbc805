import type { Territory } from '@hexalign/api/contract';
import { balanceOf, worstOf, type Balance, type Figure } from '../../editor/figures.ts';
import { folded } from '../../text/folded.ts';

/** By what territories are sorted. */
export type TerritorySort = { readonly kind: 'name' | 'worst' | 'accounts' } | { readonly kind: 'measure'; readonly at: number };

/** A row of the list: a territory, or a group of them by what stands above, `depth` levels in. */
export type TerritoryListRow = { readonly kind: 'territory'; readonly slot: number; readonly depth: number } | { readonly kind: 'group'; readonly slot: number; readonly depth: number; readonly members: readonly number[] };

interface Asked {
  readonly territories: readonly (Territory | null)[];
  readonly figures: readonly Figure[];
  readonly query: string;
  readonly sort: TerritorySort;
  /** Under their groups, and which of those are shut. */
  readonly grouped: boolean;
  readonly shut: ReadonlySet<number>;
}

/** Some territories stand above others. */
export function hasHierarchy(territories: readonly (Territory | null)[]): boolean {
  return territories.some((territory) => territory !== null && territory.level > 0);
}

/** The rows of the list, top to bottom. A search looks into shut groups too. */
export function territoryRows({ territories, figures, query, sort, grouped, shut }: Asked): TerritoryListRow[] {
  const wanted = folded(query.trim());
  const name = (slot: number): string => territories[slot]?.name ?? '';
  const value = (slot: number): number => (sort.kind === 'measure' ? (figures[slot].balance[sort.at]?.sum ?? 0) : sort.kind === 'worst' ? worstOf(figures[slot]) : figures[slot].accounts);
  const byName = (a: number, b: number): number => name(a).localeCompare(name(b), 'en', { numeric: true }) || a - b;
  const slots = territories
    .flatMap((one, slot) => (one && one.level === 0 && (wanted === '' || [one.name, one.id, one.person ?? ''].some((text) => folded(text).includes(wanted))) ? [slot] : []))
    .sort((a, b) => (sort.kind === 'name' ? 0 : value(b) - value(a)) || byName(a, b));
  if (!grouped) return slots.map((slot) => ({ kind: 'territory', slot, depth: 0 }));
  const below = new Map<number, number[]>();
  const leaves = new Map<number, number[]>();
  const under = (parent: number): number => {
    const above = territories[parent]?.parent ?? -1;
    return above >= 0 && territories[above] ? above : -1;
  };
  for (const slot of slots) {
    below.set(under(slot), [...(below.get(under(slot)) ?? []), slot]);
    // A chain of parents that runs in a circle ends where it began.
    for (let at = under(slot), seen = new Set<number>(); at >= 0 && !seen.has(at); at = under(at)) {
      seen.add(at);
      leaves.set(at, [...(leaves.get(at) ?? []), slot]);
    }
  }
  const groupsIn = (parent: number): number[] => [...leaves.keys()].filter((slot) => under(slot) === parent).sort(byName);
  const rows: TerritoryListRow[] = [];
  const walk = (parent: number, depth: number): void => {
    for (const slot of groupsIn(parent)) {
      rows.push({ kind: 'group', slot, depth, members: leaves.get(slot) ?? [] });
      if (wanted !== '' || !shut.has(slot)) walk(slot, depth + 1);
    }
    for (const slot of below.get(parent) ?? []) rows.push({ kind: 'territory', slot, depth });
  };
  walk(-1, 0);
  return rows;
}

/** Where a group stands in each measure: the sums of its territories against the sum of their targets. */
export function rollUp(members: readonly number[], figures: readonly Figure[]): Balance[] {
  return (figures[members[0]]?.balance ?? []).map(({ tolerance }, at) => {
    let [sum, target] = [0, 0];
    for (const slot of members) {
      sum += figures[slot].balance[at].sum;
      target += figures[slot].balance[at].target;
    }
    return balanceOf(sum, target, tolerance);
  });
}
