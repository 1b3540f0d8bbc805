import { endpoints, type Mapping, type Plan } from '@hexalign/api/contract';
import type { Client } from './client.ts';
import { waitFor } from './waitFor.ts';

const MAPPING: Mapping = {
  id: 'id', name: null, place: { kind: 'lngLat', lat: 'lat', lng: 'lng' },
  measures: [{ name: 'Revenue', column: 'revenue', unit: 'currency' }], where: [], missing: 'reject', current: null,
};

/** A plan of a made-up company in Colorado, drawn, ready to be edited. */
export async function colorado(at: Client, { accounts, territories, resolution }: { readonly accounts: number; readonly territories: number; readonly resolution: [number, number] }): Promise<Plan> {
  const dataset = await at.get(endpoints.uploadDataset, { query: { filename: 'accounts.csv' }, body: accountsFile(accounts) });
  const { plan, job } = await at.get(endpoints.createPlan, { body: { name: 'Colorado', datasetId: dataset.id, mapping: MAPPING, territories, tolerance: 0.1, region: 'us-co', start: 'empty', resolution } });
  await ended(at, job.id);
  const built = await at.get(endpoints.readPlan, { params: { planId: plan.id } });
  const design = await at.get(endpoints.solveScenario, { params: { scenarioId: built.scenarioId! }, body: { preset: 'fast', seed: 1 } });
  await ended(at, design.id);
  return built;
}

async function ended(at: Client, jobId: string): Promise<void> {
  const job = await waitFor(async () => {
    const now = await at.get(endpoints.readJob, { params: { jobId } });
    return now.state === 'queued' || now.state === 'running' ? null : now;
  });
  if (job.state !== 'done') throw new Error(`a job ended as ${job.state}: ${job.error?.message}`);
}

function accountsFile(accounts: number): Uint8Array {
  let state = 7;
  const roll = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const lines = ['id,lat,lng,revenue'];
  for (let i = 0; i < accounts; i++) lines.push(`A${i},${(37.1 + 3.8 * roll()).toFixed(5)},${(-108.9 + 6.7 * roll()).toFixed(5)},${Math.round(1000 + 9000 * roll())}`);
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}
