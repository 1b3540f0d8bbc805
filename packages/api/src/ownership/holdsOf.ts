import type { ScenarioDoc, UnitGraph } from '@hexalign/engine';
import type { Ledger } from '../../contract/ownership.ts';
import { heldAccount, holdsOn } from '../scenarios/standing.ts';
import { territoryAt } from './territoryAt.ts';

/** An account as the units know it. */
interface KnownAccount {
  readonly name: string;
  readonly unit: number;
  /** In the packed accounts. */
  readonly position: number;
}

/**
 * What stays where it is in a scenario, accounts first, each by id.
 *
 * @param accounts by external id: at least those that are held
 * @param lngLat 2a, places of all accounts by position
 * @param date a hold whose last day lies before it has expired
 */
export function holdsOf(doc: ScenarioDoc, graph: UnitGraph, accounts: ReadonlyMap<string, KnownAccount>, lngLat: ArrayLike<number>, date: string): Ledger['holds'] {
  return [...doc.holds].map(([subject, { reason, owner, expires }]): Ledger['holds'][number] => {
    const id = heldAccount(subject);
    const line = id === null ? undefined : accounts.get(id);
    const u = id === null ? Number(subject.slice('unit '.length)) : (line?.unit ?? -1);
    const at = line === undefined ? [graph.lngLat[2 * u], graph.lngLat[2 * u + 1]] : [lngLat[2 * line.position], lngLat[2 * line.position + 1]];
    return {
      subject, account: id === null ? null : { id, name: line?.name ?? id },
      ...(u < 0 ? { unit: null, place: null, territory: null } : { unit: { index: u, id: graph.ids[u] }, place: { lng: at[0], lat: at[1] }, territory: territoryAt(doc, doc.slots[u]) }),
      reason, owner, expires, expired: !holdsOn({ expires }, date),
    };
  }).sort((a, b) => Number(a.account === null) - Number(b.account === null) || (a.subject < b.subject ? -1 : 1));
}
