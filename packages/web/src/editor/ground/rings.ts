import { UNASSIGNED, type UnitGraph } from '@hexalign/engine';
import type { Moves } from './moves.ts';

/** Units just outside a territory: those of others, or of nobody, that border it. */
export function ringOutside({ offsets, neighbors }: UnitGraph, slots: Uint16Array, slot: number): number[] {
  const ring = new Set<number>();
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] !== slot) continue;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) if (slots[neighbors[e]] !== slot) ring.add(neighbors[e]);
  }
  return [...ring].sort((a, b) => a - b);
}

/** The outermost ring of a territory, each unit with the neighbour it shares most border with. The coast is no border: units there stay. */
export function rimTo(graph: UnitGraph, slots: Uint16Array, slot: number, mayTake: (other: number) => boolean): Moves {
  const units: number[] = [];
  const to: number[] = [];
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] !== slot) continue;
    const other = neighbourOf(graph, slots, [u], slot, mayTake);
    if (other === null) continue;
    units.push(u);
    to.push(other);
  }
  return { units, to };
}

/** Of all that border some units the slot that shares most border with them; `slot` itself aside, unassigned ground only where nobody else borders. */
export function neighbourOf({ offsets, neighbors, borderM }: UnitGraph, slots: Uint16Array, units: readonly number[], slot: number, mayTake: (other: number) => boolean): number | null {
  const shared = new Map<number, number>();
  for (const u of units) {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const other = slots[neighbors[e]];
      // A link has no length, and still is a border.
      if (other !== slot && mayTake(other)) shared.set(other, (shared.get(other) ?? 0) + borderM[e] + 1);
    }
  }
  const unassigned = shared.delete(UNASSIGNED);
  let best: number | null = null;
  for (const [other, metres] of shared) if (best === null || metres > shared.get(best)! || (metres === shared.get(best) && other < best)) best = other;
  return best ?? (unassigned ? UNASSIGNED : null);
}
