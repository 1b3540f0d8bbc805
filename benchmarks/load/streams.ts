import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { endpoints, pathOf } from '@hexalign/api/contract';
import type { Client } from '../server/client.ts';

/** What those saw who looked on. */
export interface Onlookers {
  readonly streams: number;
  /** Streams that were still open at the end. */
  readonly open: number;
  /** Events that came over all of them. */
  events: number;
  readonly getMs: number[];
  readonly odd: string[];
}

/** Opens streams of a plan's events, and asks for the scenario beside each of them every few seconds. */
export function lookOn(at: Client, where: { readonly planId: string; readonly scenarioId: string }, streams: number, everyMs: number, stop: AbortSignal): Promise<Onlookers> {
  const seen = { streams, open: 0, events: 0, getMs: [] as number[], odd: [] as string[] };
  async function follow(): Promise<void> {
    const own = new AbortController();
    try {
      const response = await at.open(pathOf(endpoints.followPlan, { planId: where.planId }), own.signal);
      if (!response.ok) throw new Error(`${response.status}`);
      const reader = response.body!.getReader();
      const end = new Promise<'stop'>((resolve) => stop.addEventListener('abort', () => resolve('stop'), { once: true }));
      for (;;) {
        const next = await Promise.race([reader.read(), end]);
        if (next === 'stop') {
          seen.open++;
          break;
        }
        if (next.done) throw new Error('a stream ended');
        // Events end with an empty line; counting those keeps the onlookers cheap.
        for (let i = 1; i < next.value.length; i++) if (next.value[i] === 10 && next.value[i - 1] === 10) seen.events++;
      }
    } catch (error) {
      seen.odd.push(`stream: ${(error as Error).message}`);
    } finally {
      own.abort();
    }
  }
  async function ask(first: number): Promise<void> {
    for (let next = first; !stop.aborted; next += everyMs) {
      await sleep(Math.max(0, next - performance.now()));
      if (stop.aborted) return;
      const began = performance.now();
      const { status, code } = await at.send(endpoints.readScenario, { params: { scenarioId: where.scenarioId } });
      seen.getMs.push(performance.now() - began);
      if (status !== 200) seen.odd.push(`GET: ${status} ${code}`);
    }
  }
  const now = performance.now();
  return Promise.all(Array.from({ length: streams }, (_, i) => Promise.all([follow(), ask(now + (everyMs * i) / streams)]))).then(() => seen);
}
