import type { Problem } from './problem.ts';

/** What is held where. n = units. */
export interface Held {
  /** n: the territory a unit is held in, by itself or through its group; -1 for none. */
  readonly slotOf: Int32Array;
  /** n: the smallest unit of the group it belongs to (`together`). */
  readonly leader: Uint32Array;
  /** Units that are themselves held or seeds, in the order of the demands. */
  readonly asked: readonly { readonly unit: number; readonly slot: number }[];
}

/** Where two demands contradict each other, the first one counts. */
export function heldBy({ graph, constraints }: Pick<Problem, 'graph' | 'constraints'>, leader: Uint32Array): Held {
  const asked: { unit: number; slot: number }[] = [];
  const slotOf = new Int32Array(graph.ids.length).fill(-1);
  for (const c of constraints) {
    if (c.type !== 'hold' && c.type !== 'seed') continue;
    for (const unit of c.type === 'hold' ? c.units : [c.unit]) {
      asked.push({ unit, slot: c.slot });
      if (slotOf[leader[unit]] < 0) slotOf[leader[unit]] = c.slot;
    }
  }
  for (let u = 0; u < slotOf.length; u++) slotOf[u] = slotOf[leader[u]];
  return { slotOf, leader, asked };
}
