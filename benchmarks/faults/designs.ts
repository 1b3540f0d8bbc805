import { setTimeout as sleep } from 'node:timers/promises';
import { endpoints } from '@hexalign/api/contract';
import type { Client } from '../server/client.ts';

/** Keeps the worker busy: one design of a scenario after the other. Returns ids of those that were accepted. */
export async function design(at: Client, scenarioId: string, stop: AbortSignal): Promise<string[]> {
  const started: string[] = [];
  for (let seed = 1; !stop.aborted; seed++) {
    const reply = await at.send(endpoints.solveScenario, { params: { scenarioId }, body: { preset: 'fast', seed } }).catch(() => null);
    if (reply?.status === 202) started.push(reply.result.id);
    await sleep(300);
  }
  return started;
}
