import { setTimeout as sleep } from 'node:timers/promises';
import { endpoints } from '@hexalign/api/contract';
import type { Client } from '../server/client.ts';
import { waitFor } from '../server/waitFor.ts';

/** A change that the server said it has. */
export interface Acknowledged {
  readonly seq: number;
  readonly units: readonly number[];
  readonly to: readonly number[];
}

/** What an editor has lived through. */
export interface Tale {
  readonly acknowledged: Acknowledged[];
  /** Calls that broke, so that nobody knows whether they were done. */
  unknown: number;
  /** Refusals by status, e.g. 503 while the database is away. */
  readonly refused: Map<number, number>;
}

const STROKE = 5;

/**
 * Paints strokes on units that nobody else paints, one after the other, until it is told to stop; after a call that
 * broke it looks at what is there and goes on from that.
 *
 * @param units the editor's own
 */
export async function edit(at: Client, scenarioId: string, units: readonly number[], slots: number, stop: AbortSignal, tale: Tale): Promise<void> {
  const params = { scenarioId };
  const look = async (): Promise<{ seq: number; held: Uint16Array }> => {
    const { seq } = await at.get(endpoints.readScenario, { params });
    return { seq, held: new Uint16Array(await at.get(endpoints.readSlots, { params, query: { seq } })) };
  };
  let { seq, held } = await waitFor(look);
  for (let turn = 0; !stop.aborted; turn++) {
    const start = (turn * STROKE) % (units.length - STROKE);
    const some = units.slice(start, start + STROKE);
    const to = some.map((unit) => (held[unit] + 1) % slots);
    const reply = await at.send(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [{ type: 'assign', by: 'brush', patch: { units: [...some], from: some.map((unit) => held[unit]), to } }] } }).catch(() => null);
    if (reply?.status === 200) {
      seq = reply.result.seq;
      some.forEach((unit, i) => (held[unit] = to[i]));
      tale.acknowledged.push({ seq: reply.result.appended[0].seq, units: some, to });
      continue;
    }
    if (reply === null) tale.unknown++;
    else tale.refused.set(reply.status, (tale.refused.get(reply.status) ?? 0) + 1);
    await sleep(50);
    if (stop.aborted) break;
    ({ seq, held } = await waitFor(look));
  }
}
