import { UNASSIGNED } from '@hexalign/engine';
import type { BoundResult } from '../../contract/scenarios.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { disruptionOf } from '../exports/disruptionOf.ts';
import { demandOf } from '../solving/demand.ts';
import { today } from '../timeline/today.ts';
import type { UnitSets } from '../units/service.ts';
import type { Scenarios } from './service.ts';
import { slotsOfAccounts } from './standing.ts';

export interface Bounds {
  /**
   * How compact any plan around the same centres could be. Takes about as long as a design, so it is asked for by itself,
   * after the certificate; a state never changes, so each is worked out once a day, since exceptions may end with a day.
   *
   * @param gone fires when the caller does not wait any more; the work ends when nobody does
   */
  read(actor: Actor, scenarioId: string, seq: number | undefined, gone: AbortSignal): Promise<BoundResult>;
  /** What is known already, of a scenario of the caller's. */
  known(scenarioId: string, seq: number): BoundResult['bound'];
}

const KEPT = 50;

interface Entry {
  readonly result: Promise<BoundResult>;
  readonly abandon: AbortController;
  waiting: number;
  ended: BoundResult | null;
}

export function bounds({ scenarios, units, pool }: { readonly scenarios: Scenarios; readonly units: UnitSets; readonly pool: EnginePool }): Bounds {
  const known = new Map<string, Entry>();

  async function workOut(workspaceId: string, scenarioId: string, seq: number, abandon: AbortSignal): Promise<BoundResult> {
    const open = await scenarios.open(workspaceId, scenarioId, seq);
    const { row, state: { doc } } = open;
    const { live, slots, demand, standing } = await demandOf(units, workspaceId, open);
    if (live.length === 0 || slots.includes(UNASSIGNED)) return { seq, bound: null, disruption: null };
    const bound = await pool.run('bound', { demand, slots }, { abandon });
    const { current, values, units: unitOf } = await units.allAccounts(workspaceId, row.unit_set_id);
    const ids = live.map((slot) => doc.territories[slot]!.id);
    const keys = demand.measures.map(({ key }) => key);
    const disruption = current && (await pool.run('leastDisruption', {
      disruption: disruptionOf(keys, values, current, slotsOfAccounts(unitOf, slots, standing, (slot) => live.indexOf(slot)), ids),
      keys, weights: values, today: current, ids, shares: demand.shares, tolerance: demand.tolerance,
    }, { abandon }));
    return { seq, disruption: disruption && { ...disruption, measures: disruption.measures.map(({ key, moved, of, least }) => ({ key, moved, of, least })) }, bound: bound && { measure: bound.measure, inertia: bound.inertia, lowerBound: bound.lowerBound, gap: bound.gap, bands: bound.bands.map(({ measure, tolerance }) => ({ measure, tolerance })) } };
  }

  function begin(key: string, workspaceId: string, scenarioId: string, seq: number): Entry {
    const abandon = new AbortController();
    const entry: Entry = { result: workOut(workspaceId, scenarioId, seq, abandon.signal), abandon, waiting: 0, ended: null };
    entry.result.then((result) => (entry.ended = result), () => known.get(key) === entry && known.delete(key));
    known.set(key, entry);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
    return entry;
  }

  return {
    known: (scenarioId, seq) => known.get(keyOf(scenarioId, seq))?.ended?.bound ?? null,
    async read(actor, scenarioId, asked, gone) {
      const { row } = await scenarios.open(actor.workspaceId, scenarioId, asked);
      const seq = asked ?? row.seq;
      const key = keyOf(row.id, seq);
      const entry = known.get(key) ?? begin(key, actor.workspaceId, scenarioId, seq);
      entry.waiting++;
      const leave = (): void => {
        if (--entry.waiting > 0 || entry.ended !== null) return;
        if (known.get(key) === entry) known.delete(key);
        entry.abandon.abort();
      };
      if (gone.aborted) leave();
      else gone.addEventListener('abort', leave, { once: true });
      return entry.result.catch((error: unknown) => {
        // Nobody reads the answer to somebody who left.
        if (gone.aborted) return { seq, bound: null, disruption: null };
        throw error;
      });
    },
  };
}

function keyOf(scenarioId: string, seq: number): string {
  return `${scenarioId} ${seq} ${today()}`;
}
