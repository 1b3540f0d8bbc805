import { tally, tallyMoveInto, type UnitGraph } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { timedMean } from '../report/clock.ts';
import type { Row } from '../report/row.ts';
import { territoriesFor } from './roughPlan.ts';

const UNITS = 1_000;
/** A second of dragging: as often as a screen is drawn. */
const POINTER_EVENTS = 60;

/** One stroke of the brush over 1,000 units, with every territory's sums right at each moment. */
export function paintStroke(instance: Instance, slots: Uint16Array): Row[] {
  const { graph, measures, name } = instance;
  const k = territoriesFor(instance);
  const stroke = around(graph, graph.ids.length >> 1, UNITS);
  const to = slots[stroke[0]];
  const before = tally(measures, slots, k);
  const own = timedMean(100, () => {
    const sums = before.slice();
    for (const u of stroke) if (slots[u] !== to) tallyMoveInto(sums, measures, u, slots[u], to);
    return sums;
  });
  const painted = slots.slice();
  for (const u of stroke) painted[u] = to;
  const peer = timedMean(3, () => {
    let sums = before;
    for (let event = 0; event < POINTER_EVENTS; event++) sums = tally(measures, painted, k);
    return sums;
  });
  const equal = own.result.every((sum, i) => sum === peer.result[i]) ? 'equal' : 'NOT equal';
  const base = { topic: `stroke over ${UNITS} units`, size: name, units: graph.ids.length };
  return [
    { ...base, ...own.cost, way: 'tallyMoveInto per unit', own: true, quality: { sums: equal } },
    { ...base, ...peer.cost, way: `recomputed at ${POINTER_EVENTS} pointer events`, own: false, quality: { sums: equal } },
  ];
}

/** The units nearest to `start` by steps over borders. */
function around({ offsets, neighbors }: UnitGraph, start: number, count: number): number[] {
  const found = [start];
  const seen = new Set(found);
  for (let i = 0; i < found.length && found.length < count; i++) {
    for (let e = offsets[found[i]]; e < offsets[found[i] + 1]; e++) {
      if (seen.has(neighbors[e])) continue;
      seen.add(neighbors[e]);
      found.push(neighbors[e]);
    }
  }
  return found.slice(0, count);
}
