import { endpoints, pathOf } from '@hexalign/api/contract';
import type { TestServer } from './server.ts';

/** A small plan to work on: where its main scenario is, and slots of units at a state of any of its scenarios. */
export interface SmallPlan {
  readonly planId: string;
  readonly scenarioId: string;
  readonly url: (scenarioId?: string) => string;
  slots(scenarioId: string): Promise<Uint16Array>;
  /** Moves units by hand, as the owner. */
  move(scenarioId: string, units: readonly number[], to: number): Promise<void>;
}

const CORNERS = ['Northwest', 'Northeast', 'Southwest', 'Southeast'];

/** A plan of a made-up company in Colorado with the four territories of today, on cells or on the areas of a layer. */
export async function colorado(server: TestServer, layer: string | null = null): Promise<SmallPlan> {
  const response = await fetch(`${server.address}${pathOf(endpoints.uploadDataset, {}, { filename: 'accounts.csv' })}`, { method: 'POST', headers: { cookie: server.cookie, origin: server.address, 'content-type': 'text/csv' }, body: accountsFile() });
  const dataset = (await response.json()) as { id: string };
  const mapping = { id: 'id', name: 'name', place: { kind: 'lngLat', lat: 'lat', lng: 'lng' }, measures: [{ name: 'Revenue', column: 'revenue', unit: 'currency' }], where: [], missing: 'reject', current: 'territory' };
  const { plan } = (await server.api('POST', '/plans', { name: 'Colorado', datasetId: dataset.id, mapping, territories: null, tolerance: 0.3, region: 'us-co', start: 'today', resolution: layer === null ? [4, 5] : null, layer })) as { plan: { id: string } };
  const scenarioId = await built(server, plan.id);
  const slots = async (of: string): Promise<Uint16Array> => {
    const packed = await fetch(`${server.address}/api/scenarios/${of}/slots`, { headers: { cookie: server.cookie } });
    return new Uint16Array(await packed.arrayBuffer());
  };
  return {
    planId: plan.id, scenarioId, slots,
    url: (of = scenarioId) => `${server.address}/plans/${plan.id}/scenarios/${of}`,
    move: async (of, units, to) => {
      const now = await slots(of);
      const { seq } = (await server.api('GET', `/scenarios/${of}`)) as { seq: number };
      await server.api('POST', `/scenarios/${of}/edits`, { baseSeq: seq, edits: [{ type: 'assign', by: 'lasso', patch: { units, from: units.map((u) => now[u]), to: units.map(() => to) } }] });
    },
  };
}

async function built(server: TestServer, planId: string): Promise<string> {
  for (;;) {
    const plan = (await server.api('GET', `/plans/${planId}`)) as { status: string; scenarioId: string | null };
    if (plan.status === 'ready' && plan.scenarioId !== null) return plan.scenarioId;
    if (plan.status === 'failed') throw new Error('the plan could not be built');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function accountsFile(): string {
  let state = 7;
  const roll = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const lines = ['id,name,lat,lng,revenue,territory'];
  for (let i = 0; i < 600; i++) {
    const [lat, lng] = [37.1 + 3.8 * roll(), -108.9 + 6.7 * roll()];
    lines.push(`A${i},Shop ${i},${lat.toFixed(5)},${lng.toFixed(5)},${Math.round(1000 + 9000 * roll())},${CORNERS[(lat < 39 ? 2 : 0) + (lng > -105.5 ? 1 : 0)]}`);
  }
  return `${lines.join('\n')}\n`;
}
