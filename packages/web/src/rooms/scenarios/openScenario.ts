import { unpackSlots, type Plan, type Units } from '@hexalign/api/contract';
import { queries, queryClient } from '../../server/queries.ts';
import { Editor } from '../../editor/Editor.ts';
import { openJournal } from '../../editor/journal/indexedJournal.ts';
import { memoryJournal, type Journal } from '../../editor/journal/Journal.ts';
import { openUnits } from '../../editor/OpenUnits.ts';
import { engineHost } from '../../engine/engineHost.ts';
import { meshOf } from '../../engine/meshOf.ts';
import { scenarioServer } from '../../editor/ScenarioServer.ts';
import { readScenario } from './readScenario.ts';

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
  const reading = await readScenario(planId, scenarioId, signal);
  const { scenario } = reading;
  const [journal, plan, { told, graph, measures, accountsPerUnit }, packedSlots] = await Promise.all([
    opening,
    reading.plan,
    openUnits(scenario.unitsId, reading.units, (read, packed) => void meshOf(read, packed).catch(() => undefined)),
    reading.slots,
    reading.colours,
  ]);
  const slots = unpackSlots(packedSlots, graph.ids.length);
  return { plan, units: told, editor: new Editor({ scenario, graph, measures, slots, accountsPerUnit, readOnly }, scenarioServer(scenarioId), journal) };
}
