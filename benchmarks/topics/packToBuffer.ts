import { packGraph, unpackGraph } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { timed } from '../report/clock.ts';
import type { Row } from '../report/row.ts';

/** The longest text that can be one string. */
const TEXT_LIMIT = 300_000;

/** The graph to bytes and back, as it is stored and sent. */
export function packToBuffer({ graph, name }: Instance): Row[] {
  const base = { topic: 'pack and unpack', size: name, units: graph.ids.length };
  const own = timed(() => {
    const buffer = packGraph(graph);
    return { bytes: buffer.byteLength, same: unpackGraph(buffer).fingerprint === graph.fingerprint };
  });
  const rows: Row[] = [{ ...base, ...own.cost, way: 'packGraph, unpackGraph', own: true, quality: { MB: megabytes(own.result.bytes), same: String(own.result.same) } }];
  if (graph.ids.length > TEXT_LIMIT) return rows;
  const peer = timed(() => {
    const text = JSON.stringify({
      ids: graph.ids, offsets: [...graph.offsets], neighbors: [...graph.neighbors], borderM: [...graph.borderM],
      lngLat: [...graph.lngLat], areaKm2: [...graph.areaKm2], fingerprint: graph.fingerprint,
    });
    return { bytes: text.length, same: (JSON.parse(text) as { fingerprint: string }).fingerprint === graph.fingerprint };
  });
  rows.push({ ...base, ...peer.cost, way: 'JSON', own: false, quality: { MB: megabytes(peer.result.bytes), same: String(peer.result.same) } });
  return rows;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
