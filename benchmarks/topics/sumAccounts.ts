import { aggregate } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { timedMean } from '../report/clock.ts';
import type { Row } from '../report/row.ts';

const TIMES = 20;

/** Accounts to sums per unit. */
export function sumAccounts({ size, graph, accounts, unitOfAccount }: Instance): Row[] {
  const n = graph.ids.length;
  const own = timedMean(TIMES, () => aggregate(n, unitOfAccount, accounts.revenue));
  const peer = timedMean(TIMES, () => {
    const sums = new Map<string, number>();
    for (let a = 0; a < unitOfAccount.length; a++) {
      const id = graph.ids[unitOfAccount[a]];
      sums.set(id, (sums.get(id) ?? 0) + accounts.revenue[a]);
    }
    return sums;
  });
  const base = { topic: 'sum accounts', size: size.name, units: n };
  const quality = { accounts: unitOfAccount.length };
  return [
    { ...base, ...own.cost, way: 'aggregate', own: true, quality },
    { ...base, ...peer.cost, way: 'a Map by id', own: false, quality },
  ];
}
