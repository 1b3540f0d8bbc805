import { compactness } from '@hexalign/engine';
import { area, feature, length, polygonToLine } from '@turf/turf';
import { cellsToMultiPolygon } from 'h3-js';
import type { Instance } from '../country/instance.ts';
import { timed } from '../report/clock.ts';
import type { Row } from '../report/row.ts';
import { territoriesFor } from './roughPlan.ts';

/** Shape figures of every territory. The peer has polygons only, so it must dissolve before it can measure, and knows Polsby-Popper alone. */
export function measureShapes(instance: Instance, slots: Uint16Array): Row[] {
  const { graph, name } = instance;
  const k = territoriesFor(instance);
  const own = timed(() => compactness(graph, slots, k).map((shape) => shape.polsbyPopper));
  const peer = timed(() => {
    const cells = Array.from({ length: k }, (): string[] => []);
    for (let u = 0; u < slots.length; u++) cells[slots[u]]?.push(graph.ids[u]);
    return cells.map(polsbyPopper);
  });
  const base = { topic: 'shape figures', size: name, units: graph.ids.length };
  return [
    { ...base, ...own.cost, way: 'compactness', own: true, quality: { 'mean Polsby-Popper': mean(own.result) } },
    { ...base, ...peer.cost, way: 'h3.cellsToMultiPolygon and Turf', own: false, quality: { 'mean Polsby-Popper': mean(peer.result) } },
  ];
}

function polsbyPopper(cells: string[]): number {
  const polygon = feature({ type: 'MultiPolygon' as const, coordinates: cellsToMultiPolygon(cells, true) });
  const metres = length(polygonToLine(polygon), { units: 'meters' });
  return metres === 0 ? 0 : (4 * Math.PI * area(polygon)) / (metres * metres);
}

function mean(values: readonly number[]): string {
  return (values.reduce((a, b) => a + b, 0) / values.length).toFixed(3);
}
