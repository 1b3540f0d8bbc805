import { endpoints, unpackSlots, type Plan, type Scenario, type Units } from '@hexalign/api/contract';
import { queries, queryClient } from '../../server/queries.ts';
import { call } from '../../server/call.ts';
import { Editor } from '../../editor/Editor.ts';
import { openJournal } from '../../editor/journal/indexedJournal.ts';
import { memoryJournal, type Journal } from '../../editor/journal/Journal.ts';
import { openUnits } from '../../editor/OpenUnits.ts';
import { engineHost } from '../../engine/engineHost.ts';
import { meshOf } from '../../engine/meshOf.ts';
import { scenarioServer } from '../../editor/ScenarioServer.ts';

/** Everything a workspace needs before its first picture. */
export interface Opened {
  readonly plan: Plan;
  /** Of the units that it was opened with. */
  readonly units: Units;
  readonly editor: Editor;
}

/** Reads a scenario with its units. */
export async function openScenario(planId: string, scenarioId: string, signal: AbortSignal): Promise<Opened> {
  // The worker starts while the plan is read.
  engineHost();
  const { may, user } = await queryClient.ensureQueryData(queries.session());
  const readOnly = !may.includes('scenario.edit');
  const journal = readOnly || !user ? Promise.resolve(memoryJournal()) : openJournal({ userId: user.id, planId, scenarioId });
  try {
    const { editor, ...rest } = await openEditor(planId, scenarioId, signal, readOnly, journal);
    // What cannot be brought back now stays where it is, and is tried again when the line to the server is up.
    await Promise.all([editor.readUnsettled(), editor.recover()]).catch(() => undefined);
    return { ...rest, editor };
  } catch (error) {
    void journal.then((opened) => opened.close());
    throw error;
  }
}

async function openEditor(planId: string, scenarioId: string, signal: AbortSignal, readOnly: boolean, opening: Promise<Journal>): Promise<Opened> {
  const scenario: Scenario = await call(endpoints.readScenario, { params: { scenarioId }, signal });
  const [journal, plan, { told, graph, measures, accountsPerUnit }, packedSlots] = await Promise.all([
    opening,
    call(endpoints.readPlan, { params: { planId }, signal }),
    openUnits(scenario.unitsId, signal, (read, packed) => void meshOf(read, packed).catch(() => undefined)),
    call(endpoints.readSlots, { params: { scenarioId }, query: { seq: scenario.seq }, signal }),
    // The first picture has them.
    queryClient.fetchQuery({ ...queries.colours(scenarioId), staleTime: 0 }),
  ]);
  const slots = unpackSlots(packedSlots, graph.ids.length);
  return { plan, units: told, editor: new Editor({ scenario, graph, measures, slots, accountsPerUnit, readOnly }, scenarioServer(scenarioId), journal) };
}
