import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assignmentHash, drain, fromCells, packGraph, random, solve, unpackGraph, type Problem } from '@hexalign/engine';
import { gridDisk, latLngToCell } from 'h3-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root, startServer, type TestServer } from './server.ts';
import { Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

const SEED = 7;
const K = 9;

/** Some ground with two uneven measures, made by the engine's own dice. */
function plain(): Problem {
  const graph = fromCells(gridDisk(latLngToCell(39.1, -94.6, 5), 18));
  const dice = random(42);
  const values = (): Float64Array => Float64Array.from(graph.ids, () => dice.below(1000) + (dice.below(20) === 0 ? 5000 : 0));
  const share = new Float64Array(K).fill(1 / K);
  const measures = [{ key: 'potential', unit: 'currency' as const, values: values() }, { key: 'hours', unit: 'hours' as const, values: values() }];
  return { graph, measures, k: K, goals: measures.map(({ key }) => ({ measure: key, share, tolerance: 0.05, weight: 1 })), constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
}

/** The same with today's plan, a price, a budget, homes, travel, bounds, a group in pieces, a barrier, a link and uneven shares: whatever reckons with distances, roots and sines. */
function demanding(): Problem {
  const problem = plain();
  const { graph } = problem;
  const n = graph.ids.length;
  const west = Float64Array.from({ length: n }, (_, u) => graph.lngLat[2 * u]).sort();
  const unitAt = (share: number): number => Math.floor(share * n);
  const barred: number[] = [];
  for (let u = 0; u < n; u++) {
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) if (graph.neighbors[e] > u && graph.lngLat[2 * u + 1] > 39.3 && graph.lngLat[2 * u] < -94.6 !== graph.lngLat[2 * graph.neighbors[e]] < -94.6) barred.push(u, graph.neighbors[e]);
  }
  const share = Float64Array.from({ length: K }, (_, t) => (t === 3 ? 1.5 : 1) / (K + 0.5));
  return {
    ...problem,
    goals: problem.goals.map((goal) => ({ ...goal, share, tolerance: 0.1 })),
    baseline: Uint16Array.from({ length: n }, (_, u) => Math.min(K - 1, Math.floor((west.findIndex((x) => x >= graph.lngLat[2 * u]) * K) / n))),
    priced: 'hours',
    weights: { balance: 1, compactness: 1, disruption: 0.4, travel: 0.3 },
    constraints: [
      { type: 'budget', measure: null, max: Math.floor(0.7 * n) }, { type: 'home', slot: 2, lng: -95.1, lat: 39.05, centreKm: 90, reachKm: 260 }, { type: 'capacity', measure: 'hours', slot: 5, min: 0, max: 1e6 },
      { type: 'keepTogether', group: Uint32Array.from({ length: n }, (_, u) => (u === unitAt(0.2) || u === unitAt(0.21) ? 1 : 0)) }, { type: 'barrier', pairs: Uint32Array.from(barred) },
      { type: 'link', pairs: Uint32Array.of(unitAt(0.05), unitAt(0.5)) }, { type: 'scattered', slot: 7 }, { type: 'hold', units: Uint32Array.of(unitAt(0.9)), slot: 8 },
    ],
  };
}

it.each([['without demands', plain], ['with every kind of demand', demanding]])('solves to the same assignment in the page’s web worker as in Node, %s', async (_, problem) => {
  const asked = problem();
  const options = { preset: 'balanced' as const, seed: SEED };
  const packed = packGraph(asked.graph);
  const here = drain(solve({ ...asked, graph: unpackGraph(packed) }, options));
  const worker = readdirSync(join(root, 'packages/web/dist/assets')).find((name) => name.startsWith('engine.worker-'));
  expect(worker).toBeDefined();

  const { page } = await visitor.open(server.address);
  await page.goto(`${server.address}/plans`);
  // Typed arrays do not go into a page as they are.
  const text = JSON.stringify({ ...asked, graph: undefined }, (__, value: unknown) => (ArrayBuffer.isView(value) ? { typed: value.constructor.name, values: Array.from(value as Float64Array) } : value));
  const there = await page.evaluate(
    async ({ url, bytes, rest, fingerprint, solveOptions }) => {
      const end = new Worker(url, { type: 'module' });
      let calls = 0;
      const call = (method: string, args: unknown): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const id = ++calls;
          end.addEventListener('error', (event) => reject(new Error(event.message)));
          end.addEventListener('message', ({ data }: MessageEvent<{ id: number; type: string; value: unknown; error?: { message: string } }>) => {
            if (data.id !== id) return;
            if (data.type === 'done') resolve(data.value);
            if (data.type === 'failed') reject(new Error(data.error?.message));
          });
          end.postMessage({ type: 'call', id, method, args });
        });
      await call('open', { packed: Uint8Array.from(bytes).buffer });
      const kinds: Record<string, { from(values: number[]): unknown }> = { Float64Array, Uint32Array, Uint16Array };
      const given = JSON.parse(rest, (__, value: { typed?: string; values: number[] }) => (value?.typed === undefined ? value : kinds[value.typed].from(value.values))) as object;
      const solution = (await call('solve', { fingerprint, problem: given, options: solveOptions })) as { slots: Uint16Array };
      end.terminate();
      return Array.from(solution.slots);
    },
    { url: `/assets/${worker}`, bytes: Array.from(new Uint8Array(packed)), rest: text, fingerprint: asked.graph.fingerprint, solveOptions: options },
  );
  expect(assignmentHash(asked.graph.fingerprint, Uint16Array.from(there))).toBe(assignmentHash(asked.graph.fingerprint, here.slots));
  expect(new Set(here.slots).size).toBe(K);
});
