import { endpoints, type Edit, type Plan } from '@hexalign/api/contract';
import type { Client } from '../server/client.ts';

const GESTURE = 500;

/** Paints a scenario until its history has so many entries, through the door like anybody else. Returns entries per second. */
export async function growHistory(at: Client, scenarioId: string, entries: number): Promise<{ readonly perSecond: number }> {
  const params = { scenarioId };
  const slots = new Uint16Array(await at.get(endpoints.readSlots, { params }));
  let { seq } = await at.get(endpoints.readScenario, { params });
  const began = performance.now();
  const first = seq;
  for (let u = 0; seq < entries; ) {
    const edits: Edit[] = [];
    for (let i = 0; i < Math.min(GESTURE, entries - seq); i++, u = (u + 7) % slots.length) {
      const to = (slots[u] + 1) % 40;
      // Two tools in turn: strokes of one would become one entry.
      edits.push({ type: 'assign', by: i % 2 === 0 ? 'brush' : 'lasso', patch: { units: [u], from: [slots[u]], to: [to] } });
      slots[u] = to;
    }
    ({ seq } = await at.get(endpoints.appendEdits, { params, body: { baseSeq: seq, edits } }));
  }
  return { perSecond: Math.round((1000 * (seq - first)) / (performance.now() - began)) };
}

/** Brings the scenario into force as it is, from this year on, and a fork with changes from the next. */
export async function activateTwo(at: Client, plan: Plan): Promise<void> {
  for (const from of ['2026-01-01', '2027-01-01']) {
    const fork = await at.get(endpoints.forkScenario, { params: { scenarioId: plan.scenarioId! }, body: { name: `From ${from}` } });
    const params = { scenarioId: fork.id };
    await growHistory(at, fork.id, fork.seq + 40);
    await at.get(endpoints.changeStatus, { params, body: { action: 'submit' } });
    const { seq } = await at.get(endpoints.readScenario, { params });
    await at.get(endpoints.approveScenario, { params, body: { seq } });
    await at.get(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: fork.id, from } });
  }
}
