import { endpoints, unpackSlots, type Plan, type Scenario, type Units } from '@hexalign/api/contract';
import { queries, queryClient } from '../../server/queries.ts';
import { call } from '../../server/call.ts';
import { Editor } from '../../editor/Editor.ts';
import { openUnits } from '../../editor/OpenUnits.ts';
import { engineHost } from '../../engine/engineHost.ts';
import { meshOf } from '../../engine/meshOf.ts';
import { scenarioServer } from '../../editor/ScenarioServer.ts';
import { mapAhead } from './loadMapPane.ts';

/** Everything a workspace needs before its first picture. */
export interface Opened {
  readonly plan: Plan;
  /** Of the units that it was opened with. */
  readonly units: Units;
  readonly editor: Editor;
}

/** Reads a scenario with its units. */
export async function openScenario(planId: string, scenarioId: string, signal: AbortSignal): Promise<Opened> {
  // The worker starts and the map comes while the plan is read.
  engineHost();
  mapAhead();
  const { may } = await queryClient.ensureQueryData(queries.session());
  const scenario: Scenario = await call(endpoints.readScenario, { params: { scenarioId }, signal });
  const [plan, { told, graph, measures, accountsPerUnit }, packedSlots] = await Promise.all([
    call(endpoints.readPlan, { params: { planId }, signal }),
    openUnits(scenario.unitsId, signal, (read) => void meshOf(read).catch(() => undefined)),
    call(endpoints.readSlots, { params: { scenarioId }, query: { seq: scenario.seq }, signal }),
    // The first picture has them.
    queryClient.fetchQuery({ ...queries.colours(scenarioId), staleTime: 0 }),
  ]);
  const slots = unpackSlots(packedSlots, graph.ids.length);
  return { plan, units: told, editor: new Editor({ scenario, graph, measures, slots, accountsPerUnit, readOnly: !may.includes('scenario.edit') }, scenarioServer(scenarioId)) };
}
