import type { Stored } from '../country/source.ts';
import { timed, type Cost } from '../report/clock.ts';
import { judge } from '../report/quality.ts';
import { gpmetis, hasGpmetis } from '../rivals/gpmetis.ts';
import { lloyd } from '../rivals/lloyd.ts';
import { turfKmeans } from '../rivals/turfKmeans.ts';
import { METIS, type Plan } from './figures.ts';

/** Units times territories above which Turf needs minutes and gigabytes. */
const TURF_LIMIT = 50_000 * 50;

/** What others made of the same ground and k, by path and k: they know no tolerance, so once for all. */
const known = new Map<string, Record<string, Plan | null>>();

/** METIS when it is installed, plain Lloyd always, k-means of Turf where the instance is small. */
export function measurePeers({ instance: { graph, measures }, path }: Stored, k: number): Record<string, Plan | null> {
  const key = `${path} ${k}`;
  const before = known.get(key);
  if (before) return before;
  const plan = (slots: Uint16Array, cost: Cost): Plan => ({ cost: { cpuSeconds: cost.cpuSeconds, wallSeconds: cost.wallSeconds }, quality: judge(graph, measures, slots, k) });
  const peers: Record<string, Plan | null> = {};
  if (hasGpmetis()) {
    const metis = gpmetis(graph, measures, k);
    peers[METIS] = metis && plan(metis.slots, metis);
  }
  const centred = timed(() => lloyd(graph, measures, k));
  peers['Lloyd, weighted by the first measure'] = plan(centred.result, centred.cost);
  if (graph.ids.length * k <= TURF_LIMIT) {
    const turf = timed(() => turfKmeans(graph, k));
    peers['Turf k-means'] = plan(turf.result, turf.cost);
  }
  known.set(key, peers);
  return peers;
}
