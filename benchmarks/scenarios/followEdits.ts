import { endpoints, pathOf, type Edit, type Plan } from '@hexalign/api/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../server/client.ts';
import { spreadOf, type Spread } from './spread.ts';

/**
 * Follows a plan while strokes of 20 units are appended one by one.
 *
 * @returns how long an append takes, and how long after it was answered, and after it was sent, its event is heard
 */
export async function followEdits(at: Client, plan: Plan, strokes: number): Promise<Readonly<Record<'append' | 'afterAnswer' | 'afterSending', Spread>>> {
  const params = { scenarioId: plan.scenarioId! };
  const heard = new Map<number, number>();
  const stop = new AbortController();
  const stream = await at.open(pathOf(endpoints.followPlan, { planId: plan.id }), stop.signal);
  const reading = listen(stream, heard).catch(() => undefined);
  const slots = new Uint16Array(await at.get(endpoints.readSlots, { params }));
  let { seq } = await at.get(endpoints.readScenario, { params });
  const times: { seq: number; sent: number; answered: number }[] = [];
  for (let stroke = 0; stroke < strokes; stroke++) {
    const units = Array.from({ length: 20 }, (_, i) => (stroke * 20 + i) % slots.length);
    const edit: Edit = { type: 'assign', by: 'brush', patch: { units, from: units.map((u) => slots[u]), to: units.map((u) => (slots[u] + 1) % 40) } };
    units.forEach((u) => (slots[u] = (slots[u] + 1) % 40));
    const sent = performance.now();
    ({ seq } = await at.get(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [edit] } }));
    times.push({ seq, sent, answered: performance.now() });
    await sleep(30);
  }
  await sleep(500);
  stop.abort();
  await reading;
  const missing = times.filter((one) => !heard.has(one.seq));
  if (missing.length > 0) throw new Error(`${missing.length} of ${strokes} strokes were not heard of`);
  return {
    append: spreadOf(times.map(({ sent, answered }) => answered - sent)),
    afterAnswer: spreadOf(times.map((one) => heard.get(one.seq)! - one.answered)),
    afterSending: spreadOf(times.map((one) => heard.get(one.seq)! - one.sent)),
  };
}

async function listen(stream: Response, heard: Map<number, number>): Promise<void> {
  let text = '';
  for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^id: \d+\nevent: edits\ndata: (.*)$/s.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data === undefined) continue;
      for (const { seq } of (JSON.parse(data) as { edits: { seq: number }[] }).edits) heard.set(seq, performance.now());
    }
  }
}
