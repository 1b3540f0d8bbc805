import { UNASSIGNED } from '@hexalign/engine';
import type { BoundResult } from '../../contract/scenarios.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { compact } from '../solving/demand.ts';
import type { UnitSets } from '../units/service.ts';
import type { Scenarios } from './service.ts';

export interface Bounds {
  /**
   * How compact any plan around the same centres could be. Takes about as long as a design, so it is asked for by itself,
   * after the certificate; a state never changes, so each is worked out once.
   *
   * @param gone fires when the caller does not wait any more; the work ends when nobody does
   */
  read(actor: Actor, scenarioId: string, seq: number | undefined, gone: AbortSignal): Promise<BoundResult>;
}

const KEPT = 50;

interface Entry {
  readonly result: Promise<BoundResult>;
  readonly abandon: AbortController;
  waiting: number;
  ended: boolean;
}

export function bounds({ scenarios, units, pool }: { readonly scenarios: Scenarios; readonly units: UnitSets; readonly pool: EnginePool }): Bounds {
  const known = new Map<string, Entry>();

  async function workOut(workspaceId: string, scenarioId: string, seq: number, abandon: AbortSignal): Promise<BoundResult> {
    const { row, state: { doc } } = await scenarios.open(workspaceId, scenarioId, seq);
    const { live, slots, demand } = compact(doc, await units.load(workspaceId, row.unit_set_id));
    const bound = live.length === 0 || slots.includes(UNASSIGNED) ? null : await pool.run('bound', { demand, slots }, { abandon });
    return { seq, bound: bound && { measure: bound.measure, inertia: bound.inertia, lowerBound: bound.lowerBound, gap: bound.gap, bands: bound.bands.map(({ measure, tolerance }) => ({ measure, tolerance })) } };
  }

  function begin(key: string, workspaceId: string, scenarioId: string, seq: number): Entry {
    const abandon = new AbortController();
    const entry: Entry = { result: workOut(workspaceId, scenarioId, seq, abandon.signal), abandon, waiting: 0, ended: false };
    entry.result.then(() => (entry.ended = true), () => known.get(key) === entry && known.delete(key));
    known.set(key, entry);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
    return entry;
  }

  return {
    async read(actor, scenarioId, asked, gone) {
      const { row } = await scenarios.open(actor.workspaceId, scenarioId, asked);
      const seq = asked ?? row.seq;
      const key = `${row.id} ${seq}`;
      const entry = known.get(key) ?? begin(key, actor.workspaceId, scenarioId, seq);
      entry.waiting++;
      const leave = (): void => {
        if (--entry.waiting > 0 || entry.ended) return;
        if (known.get(key) === entry) known.delete(key);
        entry.abandon.abort();
      };
      if (gone.aborted) leave();
      else gone.addEventListener('abort', leave, { once: true });
      return entry.result.catch((error: unknown) => {
        // Nobody reads the answer to somebody who left.
        if (gone.aborted) return { seq, bound: null };
        throw error;
      });
    },
  };
}
