import { aggregate } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { timedMean } from '../report/clock.ts';
import type { Row } from '../report/row.ts';

const TIMES = 20;

/** Accounts to sums per unit. */
export function sumAccounts({ name, graph, accounts }: Instance): Row[] {
  if (!accounts) return [];
  const n = graph.ids.length;
  const { unitOf } = accounts;
  const own = timedMean(TIMES, () => aggregate(n, unitOf, accounts.revenue));
  const peer = timedMean(TIMES, () => {
    const sums = new Map<string, number>();
    for (let a = 0; a < unitOf.length; a++) {
      const id = graph.ids[unitOf[a]];
      sums.set(id, (sums.get(id) ?? 0) + accounts.revenue[a]);
    }
    return sums;
  });
  const base = { topic: 'sum accounts', size: name, units: n };
  const quality = { accounts: unitOf.length };
  return [
    { ...base, ...own.cost, way: 'aggregate', own: true, quality },
    { ...base, ...peer.cost, way: 'a Map by id', own: false, quality },
  ];
}
