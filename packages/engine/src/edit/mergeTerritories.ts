import type { Territory } from './scenario.ts';

/**
 * Makes one tree of territories that two sides put together: ids stay unique, and a parent that is gone, too low or
 * below its own child gives way to the one the territory had.
 *
 * @param wanted by slot
 * @param fallback by slot, a tree that holds together
 * @returns the tree, and one sentence for each thing that was not taken as it was
 */
export function mergeTerritories(wanted: readonly (Territory | null)[], fallback: readonly (Territory | null)[]): { territories: (Territory | null)[]; notes: string[] } {
  const territories = [...wanted];
  const notes: string[] = [];
  // Whoever had an id first keeps it.
  const taken = new Set(territories.flatMap((territory, slot) => (territory && fallback[slot]?.id === territory.id ? [territory.id] : [])));
  territories.forEach((territory, slot) => {
    if (!territory || fallback[slot]?.id === territory.id) return;
    let { id } = territory;
    for (let copy = 2; taken.has(id); copy++) id = `${territory.id} (${copy})`;
    taken.add(id);
    if (id === territory.id) return;
    territories[slot] = { ...territory, id };
    notes.push(`The id ${territory.id} is taken; ${territory.name} has ${id}.`);
  });
  for (let round = 0; round < territories.length; round++) {
    const slot = territories.findIndex((territory, at) => territory !== null && !fits(territories, at));
    if (slot < 0) break;
    const territory = territories[slot]!;
    const before = fallback[slot]?.parent ?? null;
    territories[slot] = { ...territory, parent: before === territory.parent ? null : before };
    if (!fits(territories, slot)) territories[slot] = { ...territory, parent: null };
    notes.push(`${territory.name} cannot stand below ${wanted[territory.parent!]?.name ?? 'a territory that is gone'}; it stands where it stood.`);
  }
  return { territories, notes };
}

/** Whether the way up from a territory rises level by level, which no circle does. */
function fits(territories: readonly (Territory | null)[], slot: number): boolean {
  const { parent, level } = territories[slot]!;
  return parent === null || (territories[parent]?.level ?? -1) > level;
}
