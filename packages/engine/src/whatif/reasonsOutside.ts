import type { Problem, Violation } from '../problem/problem.ts';
import { isOutside, offMiddle } from './standing.ts';
import type { Workbench } from './workbench.ts';

/**
 * The bands a repaired plan does not meet, each with what stands in the way: a unit too heavy to be handed on in parts,
 * neighbours that are locked, or ground that has no room for it. O(n) when there is any.
 */
export function reasonsOutside({ graph, goals, measures }: Problem, bench: Workbench, owner: Int32Array, sum: Float64Array): Violation[] {
  const { ground, still, scales } = bench;
  const { level, q, k, slotOf, half, inverse } = ground;
  const outside = [...Array(k).keys()].filter((t) => isOutside(ground, sum, t));
  if (outside.length === 0) return [];
  const units = new Map<number, number[]>(outside.map((t) => [t, []]));
  for (let i = 0; i < level.n; i++) units.get(owner[i])?.push(i);
  const found: Violation[] = [];
  for (const t of outside) {
    const own = units.get(t) ?? [];
    const beside = new Set<number>();
    for (const i of own) for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) beside.add(owner[level.neighbors[e]]);
    beside.delete(t);
    const locked = [...beside].filter((s) => s < k && still[s]).length;
    for (let m = 0; m < q; m++) {
      const j = t * q + m;
      const off = offMiddle(ground, sum, j);
      if (Math.abs(off) <= half[j] + 1e-9) continue;
      let heaviest = -1;
      for (const i of own) if (heaviest < 0 || level.weight[i * q + m] > level.weight[heaviest * q + m]) heaviest = i;
      const key = measures[scales[m].measure].key;
      const lump = heaviest < 0 ? 0 : level.weight[heaviest * q + m] * inverse[j];
      const why = lump > half[j]
        ? `its unit ${graph.ids[ground.unitOf.indexOf(heaviest)]} alone is ${(100 * lump).toFixed(1)} % of the target and cannot be divided`
        : locked > 0 && locked === beside.size ? 'all its neighbours are locked'
          : locked > 0 ? `${locked} of its ${beside.size} neighbours are locked and the others have no room`
            : 'what lies around it is full or leans the same way';
      found.push({
        code: 'balance.outside', slot: slotOf[t], measure: key, value: off, limit: goals[scales[m].goal].tolerance,
        message: `Territory ${slotOf[t]} is ${(100 * Math.abs(off)).toFixed(1)} % ${off > 0 ? 'above' : 'below'} its target of ${key}; ${(100 * half[j]).toFixed(1)} % is allowed: ${why}.`,
      });
    }
  }
  return found;
}
