import { endpoints } from '@hexalign/api/contract';
import type { Client } from '../server/client.ts';

/** Opens a scenario on a server that has just started: the document, then its slots, then both again; milliseconds. */
export async function openScenario(at: Client, scenarioId: string): Promise<{ readonly entries: number; readonly units: number; readonly ms: Readonly<Record<string, number>> }> {
  const params = { scenarioId };
  const ms: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    ms[name] = Math.round(10 * (performance.now() - began)) / 10;
    return result;
  };
  await timed('signedIn', () => at.get(endpoints.readWorkspace));
  const { seq } = await timed('document', () => at.get(endpoints.readScenario, { params }));
  const slots = await timed('slots', () => at.get(endpoints.readSlots, { params }));
  await timed('documentAgain', () => at.get(endpoints.readScenario, { params }));
  await timed('halfWayBack', () => at.get(endpoints.readSlots, { params, query: { seq: Math.floor(seq / 2) + 57 } }));
  return { entries: seq, units: slots.byteLength / 2, ms };
}
