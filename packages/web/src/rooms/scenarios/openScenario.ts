import { endpoints, unpackAccounts, unpackMeasures, unpackSlots, type Plan, type Scenario, type Units } from '@hexalign/api/contract';
import { unpackGraph, type Measure, type UnitGraph } from '@hexalign/engine';
import { queries, queryClient } from '../../server/queries.ts';
import { call } from '../../server/call.ts';
import { Editor } from '../../editor/Editor.ts';
import { scenarioServer } from '../../editor/ScenarioServer.ts';

/** Everything a workspace needs before its first picture. */
export interface Opened {
  readonly plan: Plan;
  readonly units: Units;
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  readonly editor: Editor;
}

/** Reads a scenario with its units. Units never change under their id, so the browser keeps them. */
export async function openScenario(planId: string, scenarioId: string, signal: AbortSignal): Promise<Opened> {
  const { may } = await queryClient.ensureQueryData(queries.session());
  const scenario: Scenario = await call(endpoints.readScenario, { params: { scenarioId }, signal });
  const params = { unitsId: scenario.unitsId };
  const [plan, units, packedGraph, packedMeasures, packedAccounts, packedSlots] = await Promise.all([
    call(endpoints.readPlan, { params: { planId }, signal }),
    call(endpoints.readUnits, { params, signal }),
    call(endpoints.readGraph, { params, signal }),
    call(endpoints.readMeasures, { params, signal }),
    call(endpoints.readAccounts, { params, signal }),
    call(endpoints.readSlots, { params: { scenarioId }, query: { seq: scenario.seq }, signal }),
  ]);
  const graph = unpackGraph(packedGraph);
  const values = unpackMeasures(packedMeasures);
  const measures: Measure[] = units.measures.map(({ key, unit }, row) => ({ key, unit, values: values[row] }));
  const accountsPerUnit = new Uint32Array(graph.ids.length);
  for (const unit of unpackAccounts(packedAccounts).unit) accountsPerUnit[unit]++;
  const slots = unpackSlots(packedSlots, graph.ids.length);
  return { plan, units, graph, measures, editor: new Editor({ scenario, graph, measures, slots, accountsPerUnit, readOnly: !may.includes('scenario.edit') }, scenarioServer(scenarioId)) };
}
