import type { Problem, Violation } from '../problem/problem.ts';
import { isOutside, offMiddle } from './standing.ts';
import type { Workbench } from './workbench.ts';

/**
 * The bands a repaired plan does not meet, each with what stands in the way: a unit too heavy to be handed on in parts,
 * neighbours that are locked, or ground that has no room for it.
 */
export function reasonsOutside({ graph, goals, measures }: Problem, bench: Workbench, sum: Float64Array): Violation[] {
  const { ground, owner, still, scales } = bench;
  const { level, q, k, slotOf, half, inverse } = ground;
  const found: Violation[] = [];
  const unitOf = new Map<number, number>();
  for (let t = 0; t < k; t++) {
    if (!isOutside(ground, sum, t)) continue;
    let locked = 0;
    const beside = new Set<number>();
    for (let i = 0; i < level.n; i++) {
      if (owner[i] !== t) continue;
      for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) beside.add(owner[level.neighbors[e]]);
    }
    beside.delete(t);
    for (const s of beside) if (s < k && still[s]) locked++;
    for (let m = 0; m < q; m++) {
      const j = t * q + m;
      const off = offMiddle(ground, sum, j);
      if (Math.abs(off) <= half[j] + 1e-9) continue;
      let heaviest = -1;
      for (let i = 0; i < level.n; i++) if (owner[i] === t && (heaviest < 0 || level.weight[i * q + m] > level.weight[heaviest * q + m])) heaviest = i;
      const key = measures[scales[m].measure].key;
      const lump = heaviest < 0 ? 0 : level.weight[heaviest * q + m] * inverse[j];
      if (unitOf.size === 0) ground.unitOf.forEach((i, u) => (i >= 0 && !unitOf.has(i) ? unitOf.set(i, u) : undefined));
      const why = lump > half[j]
        ? `its unit ${graph.ids[unitOf.get(heaviest) ?? 0]} alone is ${(100 * lump).toFixed(1)} % of the target and cannot be divided`
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
