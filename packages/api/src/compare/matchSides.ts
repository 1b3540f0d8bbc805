import type { OwnTerritory } from './sideState.ts';

/** A territory of several sides; `at` says its number on each, null where it is not there. */
export interface SharedTerritory {
  readonly id: string;
  readonly name: string;
  readonly at: readonly (number | null)[];
}

export interface SideToMatch {
  readonly territories: readonly OwnTerritory[];
  /** Slots that it had in common with the first scenario among the sides when they parted. */
  readonly shared: number;
}

/**
 * Which territory of one side is which of the others: between scenarios one that was there when they parted by its slot, any other by its
 * id; lists know territories by their ids or by their names.
 *
 * @returns in the order in which they come up, side after side; named as on the first side that is a scenario and has them
 */
export function matchSides(sides: readonly SideToMatch[]): SharedTerritory[] {
  const first = sides.findIndex(({ territories }) => territories.some(({ slot }) => slot !== null));
  const found: { id: string; name: string; slot: number | null; at: (number | null)[] }[] = [];
  const order = first < 0 ? sides.map((_, i) => i) : [first, ...[...sides.keys()].filter((i) => i !== first)];
  for (const i of order) {
    const { territories, shared } = sides[i];
    const free = found.map(() => true);
    const take = (fits: (one: (typeof found)[number]) => boolean): number => free.findIndex((isFree, n) => isFree && fits(found[n]));
    // What is known for certain goes first, so that a name taken by two falls to whoever has it by right.
    const rules: ((own: OwnTerritory) => (one: (typeof found)[number]) => boolean)[] = [
      ({ slot }) => (one) => slot !== null && slot < shared && one.slot === slot,
      ({ id, slot }) => (one) => (slot === null || slot >= shared) && one.id === id,
      ({ name, slot }) => (one) => (slot === null || one.slot === null) && one.name === name,
    ];
    const at = new Map<number, number>();
    for (const rule of rules) {
      territories.forEach((own, t) => {
        if (at.has(t)) return;
        const n = take(rule(own));
        if (n < 0) return;
        free[n] = false;
        at.set(t, n);
      });
    }
    territories.forEach(({ id, name, slot }, t) => {
      const n = at.get(t);
      if (n !== undefined) found[n].at[i] = t;
      else found.push({ id, name, slot: i === first ? slot : null, at: sides.map((_, s) => (s === i ? t : null)) });
    });
  }
  return found.map(({ id, name, at }) => ({ id, name, at }));
}
