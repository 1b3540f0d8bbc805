import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { endpoints, type Edit, type EditEntry } from '@hexalign/api/contract';
import type { Client } from '../server/client.ts';
import type { Acknowledged } from '../faults/editor.ts';

/** What somebody lived through who edited beside others. */
export interface Day {
  readonly acknowledged: Acknowledged[];
  /** Milliseconds from sending a stroke to its answer, whatever the answer was. */
  readonly ms: number[];
  /** Strokes that came after somebody else's at the same place, and were painted again on top of it. */
  stale: number;
  /** Answers that should not be. */
  readonly odd: string[];
}

export interface Work {
  readonly scenarioId: string;
  /** Units of the person's region. */
  readonly region: readonly number[];
  readonly stroke: number;
  /** Milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly territories: number;
}

/** Paints a stroke a second in a region of the person's own, which others reach into; what they did is taken in first. */
export async function person(at: Client, { scenarioId, region, stroke, from, until, territories }: Work, roll: () => number): Promise<Day> {
  const params = { scenarioId };
  const day: Day = { acknowledged: [], ms: [], stale: 0, odd: [] };
  let { seq } = await at.get(endpoints.readScenario, { params });
  const held = new Uint16Array(await at.get(endpoints.readSlots, { params, query: { seq } }));
  const takeIn = (entries: readonly EditEntry[]): void => {
    for (const { edit } of entries) if (edit?.type === 'assign') edit.patch.units.forEach((unit, i) => (held[unit] = edit.patch.to[i]));
  };
  for (let next = from + 1000 * roll(); next < until; next += 1000) {
    await sleep(Math.max(0, next - performance.now()));
    const start = Math.floor(roll() * (region.length - stroke));
    const units = region.slice(start, start + stroke);
    for (let tries = 0; tries < 5; tries++) {
      const to = units.map((unit) => (held[unit] + 1) % territories);
      const edit: Edit = { type: 'assign', by: 'brush', patch: { units: [...units], from: units.map((unit) => held[unit]), to } };
      const began = performance.now();
      const reply = await at.send(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [edit] } });
      day.ms.push(performance.now() - began);
      if (reply.status === 200) {
        takeIn(reply.result.missing);
        takeIn(reply.result.appended);
        seq = reply.result.seq;
        day.acknowledged.push({ seq: reply.result.appended[0].seq, units, to });
        break;
      }
      if (reply.code !== 'scenario.stale') {
        day.odd.push(`${reply.status} ${reply.code}`);
        break;
      }
      day.stale++;
      const { seq: now, missing } = reply.value as { seq: number; missing: EditEntry[] };
      takeIn(missing);
      seq = now;
    }
  }
  return day;
}
