import { diffSlots, UNASSIGNED } from '@hexalign/engine';
import type { Alert, ProposedRepair } from '../../contract/alerts.ts';
import type { Db } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import type { ScenarioState } from '../scenarios/document.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { demandOf, type CompactScenario } from '../solving/demand.ts';
import type { UnitSets } from '../units/service.ts';
import { deviationsBySlot, driftOf } from './drift.ts';
import * as store from './store.ts';

/** What went wrong in the field since a plan came into force. */
export interface Alerts {
  list(actor: Actor, planId: string, state: 'open' | 'all'): Promise<Alert[]>;
  /**
   * Looks at everything in force: a territory outside its band raises an alert with the smallest repair, and an alert ends
   * when all are back in their bands.
   *
   * @param planId one plan only
   * @returns how many scenarios have drifted
   */
  check(planId?: string): Promise<number>;
}

interface Deps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly units: UnitSets;
  readonly pool: EnginePool;
}

export function alerts({ db, scenarios, units, pool }: Deps): Alerts {
  /** What the engine would move; nothing while ground is unassigned, since that is no plan to repair. */
  async function repairOf({ doc }: ScenarioState, demanded: CompactScenario): Promise<ProposedRepair | null> {
    const { live, slots, demand } = demanded;
    if (live.length < 2 || slots.includes(UNASSIGNED)) return null;
    const plan = await pool.run('repair', { demand, slots });
    const patch = diffSlots(doc.slots, Uint16Array.from(plan.slots, (slot) => live[slot]));
    if (patch.units.length === 0) return null;
    return {
      edit: { type: 'assign', by: 'solver', patch: { units: [...patch.units], from: [...patch.from], to: [...patch.to] } },
      units: patch.units.length, movedShare: plan.movedShare, worstDeviation: plan.worstDeviation, outside: [...plan.outside],
      measures: demand.measures.map(({ key }) => key), territories: touched(doc, [...patch.from, ...patch.to], [slots, plan.slots].map((at) => deviationsBySlot(doc, { ...demanded, slots: Uint16Array.from(at) }))),
    };
  }

  function touched({ territories }: ScenarioState['doc'], slots: readonly number[], [before, after]: readonly Map<number, number[]>[]): ProposedRepair['territories'] {
    return [...new Set(slots)].sort((a, b) => a - b).map((slot) => ({ slot, territory: territories[slot]!.id, name: territories[slot]!.name, before: before.get(slot)!, after: after.get(slot)! }));
  }

  return {
    list: (actor, planId, state) => store.listAlerts(db, actor.workspaceId, planId, state),
    async check(planId) {
      await store.clearRetired(db);
      let drifting = 0;
      for (const found of await store.inForce(db, planId ?? null)) {
        const open = await scenarios.open(found.workspaceId, found.scenarioId);
        const { state } = open;
        const demanded = await demandOf(units, found.workspaceId, open);
        const drifted = driftOf(state.doc, demanded);
        if (drifted.length === 0) {
          await store.clear(db, found.scenarioId);
          continue;
        }
        drifting++;
        await store.raise(db, found, { seq: state.seq, drifted, repair: await repairOf(state, demanded) });
      }
      return drifting;
    },
  };
}
