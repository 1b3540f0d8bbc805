import type { OwnTerritory } from '../../contract/own.ts';
import { linesOf } from '../access/lines.ts';
import { shownMeasures } from '../access/money.ts';
import type { Actor } from '../http/actor.ts';
import type { Plans } from '../plans/service.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { namedOn } from '../scenarios/standing.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import { today } from '../timeline/today.ts';
import type { UnitSets } from '../units/service.ts';

export interface Own {
  /** The territories of the actor's branch in every plan, and nothing of anybody else's. */
  territories(actor: Actor): Promise<OwnTerritory[]>;
}

export function own({ plans, timeline, scenarios, units }: { readonly plans: Plans; readonly timeline: TimelineRoom; readonly scenarios: Scenarios; readonly units: UnitSets }): Own {
  async function ofPlan(actor: Actor, branch: string, plan: { id: string; name: string; scenarioId: string | null }): Promise<OwnTerritory[]> {
    const { activation } = await timeline.on(actor.workspaceId, plan.id);
    const scenarioId = activation?.scenarioId ?? plan.scenarioId;
    if (scenarioId === null) return [];
    const { row, state: { doc } } = await scenarios.open(actor.workspaceId, scenarioId, activation?.seq);
    const mine = doc.territories.flatMap((territory, slot) => (territory !== null && territory.level === 0 && linesOf(doc, [{ type: 'lock', slot, from: false, to: true }])[0].includes(branch) ? [slot] : []));
    if (mine.length === 0) return [];
    const { measures } = await units.read({ ...actor, moneyHidden: false }, row.unit_set_id);
    const all = await units.allAccounts(actor.workspaceId, row.unit_set_id);
    const shown = shownMeasures(actor, measures);
    const named = namedOn(doc, today());
    const slotOf = all.ids.map((id, a) => named.get(id)?.slot ?? doc.slots[all.units[a]]);
    return mine.map((slot) => {
      const accounts = all.ids.flatMap((id, a) => (slotOf[a] === slot ? [{ id, name: all.names[a], lng: all.lngLat[2 * a], lat: all.lngLat[2 * a + 1], values: shown.map((m) => all.values[m][a]) }] : []));
      return {
        plan: { id: plan.id, name: plan.name }, territory: { id: doc.territories[slot]!.id, name: doc.territories[slot]!.name }, inForce: activation !== null,
        measures: shown.map((m, i) => ({ key: measures[m].key, unit: measures[m].unit, total: accounts.reduce((sum, { values }) => sum + values[i], 0) })), accounts,
      };
    });
  }

  return {
    async territories(actor) {
      if (actor.branch === null) return [];
      const found: OwnTerritory[] = [];
      for (const plan of await plans.list(actor, 'active')) found.push(...(await ofPlan(actor, actor.branch, plan)));
      return found;
    },
  };
}
