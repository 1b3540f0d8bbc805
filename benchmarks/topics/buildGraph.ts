import { fromCells } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { timed } from '../report/clock.ts';
import type { Row } from '../report/row.ts';
import { gridDiskBorders } from '../rivals/gridDisk.ts';

/** Cells to borders. Ours also measures every border, area and centre, sorts, and hashes the graph. */
export function buildGraph({ graph: { ids: cells }, name }: Instance): Row[] {
  const own = timed(() => fromCells(cells));
  const peer = timed(() => gridDiskBorders(cells));
  const base = { topic: 'build graph', size: name, units: cells.length };
  return [
    { ...base, ...own.cost, way: 'fromCells', own: true, quality: { borders: own.result.neighbors.length / 2, also: 'metres, areas, centres, fingerprint' } },
    { ...base, ...peer.cost, way: 'h3.gridDisk and a Map', own: false, quality: { borders: peer.result.length / 2 } },
  ];
}
