import type { PlanHold } from '../solving/planDemands.ts';

/** Notes of one kind at most. */
const NAMED = 5;

/**
 * Units that stay in a territory because an account in them does.
 *
 * @param texts per point the territory it is held in; null = none
 * @param ids per point its id, for notes
 */
export function holdsOf(texts: readonly (string | null)[], unitOf: Uint32Array, ids: readonly string[], units: readonly string[]): { holds: PlanHold[]; notes: string[] } {
  const seen = new Map<number, Map<string, number>>();
  const notes: string[] = [];
  texts.forEach((territory, p) => {
    if (territory === null) return;
    const of = seen.get(unitOf[p]) ?? new Map<string, number>();
    if (of.size > 0 && !of.has(territory) && notes.length < NAMED) {
      const [[other, first]] = of;
      notes.push(`${ids[first]} is held in ${other} and ${ids[p]} in ${territory}, but both lie in unit ${units[unitOf[p]]}: only finer units can keep both.`);
    }
    if (!of.has(territory)) of.set(territory, p);
    seen.set(unitOf[p], of);
  });
  const holds = [...seen].sort(([a], [b]) => a - b).flatMap(([u, of]) => [...of.keys()].map((territory) => ({ unit: units[u], territory })));
  return { holds, notes };
}

/**
 * Units that stay together because accounts in them do; groups that share a unit are one.
 *
 * @param texts per point the name of its group; null = none
 * @returns ids of the units of each group of two and more, ascending
 */
export function groupsOf(texts: readonly (string | null)[], unitOf: Uint32Array, units: readonly string[]): string[][] {
  const leader = Uint32Array.from(units.keys());
  const find = (u: number): number => {
    while (leader[u] !== u) u = leader[u] = leader[leader[u]];
    return u;
  };
  const first = new Map<string, number>();
  texts.forEach((name, p) => {
    if (name === null) return;
    const head = first.get(name);
    if (head === undefined) first.set(name, unitOf[p]);
    else {
      const [a, b] = [find(head), find(unitOf[p])];
      leader[Math.max(a, b)] = Math.min(a, b);
    }
  });
  const groups = new Map<number, string[]>();
  for (const u of [...new Set(unitOf)].sort((a, b) => a - b)) {
    const list = groups.get(find(u));
    if (list) list.push(units[u]);
    else groups.set(find(u), [units[u]]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
