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

/** Later than this the page that it was read for has not come, and what was read may have changed. */
const FRESH_MS = 10_000;

let ahead: { readonly scenarioId: string; readonly at: number; readonly reading: Promise<ScenarioReading> } | null = null;

/** Begins to read the scenario of the page's address, while the code of the page is on its way too. */
export function readAhead(planId: string, scenarioId: string): void {
  ahead = { scenarioId, at: performance.now(), reading: read(planId, scenarioId) };
  ahead.reading.catch(() => undefined);
}

/** Reads a scenario; takes what was read ahead of it where that did not fail. */
export async function readScenario(planId: string, scenarioId: string, signal: AbortSignal): Promise<ScenarioReading> {
  const taken = ahead;
  ahead = null;
  if (taken?.scenarioId === scenarioId && performance.now() - taken.at < FRESH_MS) {
    try {
      return await taken.reading;
    } catch {
      // Asked again, and told: whoever reads now may have signed in since.
    }
  }
  return read(planId, scenarioId, signal);
}

async function read(planId: string, scenarioId: string, signal?: AbortSignal): Promise<ScenarioReading> {
  const plan = call(endpoints.readPlan, { params: { planId }, signal });
  const colours = queryClient.fetchQuery({ ...queries.colours(scenarioId), staleTime: 0 });
  for (const part of [plan, colours]) part.catch(() => undefined);
  const scenario: Scenario = await call(endpoints.readScenario, { params: { scenarioId }, signal });
  const slots = call(endpoints.readSlots, { params: { scenarioId }, query: { seq: scenario.seq }, signal });
  slots.catch(() => undefined);
  return { scenario, plan, units: readUnits(scenario.unitsId, signal), slots, colours };
}
