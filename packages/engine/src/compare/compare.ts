import { EngineError } from '../base/errors.ts';
import type { Measure } from '../measure/measure.ts';

/** What one territory is in two assignments. q = measures; lists in their order. */
export interface SlotChange {
  readonly slot: number;
  readonly unitsBefore: number;
  readonly unitsAfter: number;
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** What came in and what went out. */
  readonly gained: Float64Array;
  readonly lost: Float64Array;
}

/** What goes from one territory to another; a slot of `UNASSIGNED` is nobody. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  readonly units: number;
  /** q sums. */
  readonly sums: Float64Array;
}

interface FlowSum extends Flow {
  units: number;
}

/**
 * Two assignments of one graph side by side.
 *
 * @param k number of slots
 * @returns a change per slot, and a flow for every pair of slots between which anything moves, by from and to
 */
export function compare(before: Uint16Array, after: Uint16Array, measures: readonly Measure[], k: number): { changes: SlotChange[]; flows: Flow[] } {
  if (before.length !== after.length) throw new EngineError('compare.length', `The assignments have ${before.length} and ${after.length} units; compare assignments of one graph.`, [before.length, after.length]);
  const q = measures.length;
  const changes = Array.from({ length: k }, (_, slot) => ({
    slot,
    unitsBefore: 0,
    unitsAfter: 0,
    before: new Float64Array(q),
    after: new Float64Array(q),
    gained: new Float64Array(q),
    lost: new Float64Array(q),
  }));
  const flows = new Map<number, FlowSum>();
  for (let u = 0; u < before.length; u++) {
    const [from, to] = [before[u], after[u]];
    const giver = from < k ? changes[from] : null;
    const taker = to < k ? changes[to] : null;
    if (giver) giver.unitsBefore++;
    if (taker) taker.unitsAfter++;
    const flow = from === to ? null : flowBetween(flows, from, to, q);
    if (flow) flow.units++;
    for (let j = 0; j < q; j++) {
      const value = measures[j].values[u];
      if (giver) giver.before[j] += value;
      if (taker) taker.after[j] += value;
      if (!flow) continue;
      flow.sums[j] += value;
      if (giver) giver.lost[j] += value;
      if (taker) taker.gained[j] += value;
    }
  }
  return { changes, flows: [...flows.values()].sort((a, b) => a.from - b.from || a.to - b.to) };
}

function flowBetween(flows: Map<number, FlowSum>, from: number, to: number, q: number): FlowSum {
  const pair = from * 65536 + to;
  const known = flows.get(pair);
  if (known) return known;
  const flow = { from, to, units: 0, sums: new Float64Array(q) };
  flows.set(pair, flow);
  return flow;
}
