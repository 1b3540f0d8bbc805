import { endpoints, type Plan, type ResultOf, type Scenario } from '@hexalign/api/contract';
import { readUnits, type UnitsReading } from '../../editor/OpenUnits.ts';
import { call } from '../../server/call.ts';
import { queries, queryClient } from '../../server/queries.ts';

/** What the page of a scenario reads first: the scenario, and all that belongs to it on its way. */
export interface ScenarioReading {
  readonly scenario: Scenario;
  readonly plan: Promise<Plan>;
  readonly units: UnitsReading;
  readonly slots: Promise<ArrayBuffer>;
  /** The first picture has them. */
  readonly colours: Promise<ResultOf<typeof endpoints.readColours>>;
}

/** Reads a scenario. Each part is on its way before the one that needs it is there. */
export async function readScenario(planId: string, scenarioId: string, signal: AbortSignal): Promise<ScenarioReading> {
  const plan = call(endpoints.readPlan, { params: { planId }, signal });
  const colours = queryClient.fetchQuery({ ...queries.colours(scenarioId), staleTime: 0 });
  for (const part of [plan, colours]) part.catch(() => undefined);
  const scenario: Scenario = await call(endpoints.readScenario, { params: { scenarioId }, signal });
  const slots = call(endpoints.readSlots, { params: { scenarioId }, query: { seq: scenario.seq }, signal });
  slots.catch(() => undefined);
  return { scenario, plan, units: readUnits(scenario.unitsId, signal), slots, colours };
}
