import { outline } from '@hexalign/engine';
import { cellsToMultiPolygon } from 'h3-js';
import type { Instance } from '../country/instance.ts';
import { timed } from '../report/clock.ts';
import type { Row } from '../report/row.ts';
import { territoriesFor } from './roughPlan.ts';

/** Slots to the dissolved polygon of every territory. */
export function traceOutlines(instance: Instance, slots: Uint16Array): Row[] {
  const { graph, name } = instance;
  const k = territoriesFor(instance);
  const own = timed(() => outline(graph, slots, k) ?? []);
  const peer = timed(() => {
    const cells = Array.from({ length: k }, (): string[] => []);
    for (let u = 0; u < slots.length; u++) cells[slots[u]]?.push(graph.ids[u]);
    return cells.map((group) => ({ coordinates: cellsToMultiPolygon(group, true) }));
  });
  const base = { topic: 'outlines', size: name, units: graph.ids.length };
  return [
    { ...base, ...own.cost, way: 'outline', own: true, quality: shape(own.result) },
    { ...base, ...peer.cost, way: 'h3.cellsToMultiPolygon each', own: false, quality: shape(peer.result) },
  ];
}

function shape(outlines: readonly { readonly coordinates: readonly (readonly (readonly unknown[])[])[] }[]): { polygons: number; rings: number; points: number } {
  const polygons = outlines.flatMap(({ coordinates }) => coordinates);
  const rings = polygons.flat();
  return { polygons: polygons.length, rings: rings.length, points: rings.reduce((sum, ring) => sum + ring.length, 0) };
}
