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
function problem(): Problem {
  const graph = fromCells(gridDisk(latLngToCell(39.1, -94.6, 5), 18));
  const dice = random(42);
  const values = (): Float64Array => Float64Array.from(graph.ids, () => dice.below(1000) + (dice.below(20) === 0 ? 5000 : 0));
  const share = new Float64Array(K).fill(1 / K);
  const measures = [{ key: 'potential', unit: 'currency' as const, values: values() }, { key: 'hours', unit: 'hours' as const, values: values() }];
  return { graph, measures, k: K, goals: measures.map(({ key }) => ({ measure: key, share, tolerance: 0.05, weight: 1 })), constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
}

it('solves to the same assignment in the page’s web worker as in Node', async () => {
  const asked = problem();
  const options = { preset: 'balanced' as const, seed: SEED };
  const packed = packGraph(asked.graph);
  const here = drain(solve({ ...asked, graph: unpackGraph(packed) }, options));
  const worker = readdirSync(join(root, 'packages/web/dist/assets')).find((name) => name.startsWith('engine.worker-'));
  expect(worker).toBeDefined();

  const { page } = await visitor.open(server.address);
  await page.goto(`${server.address}/plans`);
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
      const measures = rest.measures.map((measure) => ({ ...measure, values: Float64Array.from(measure.values) }));
      const goals = rest.goals.map((goal) => ({ ...goal, share: Float64Array.from(goal.share) }));
      const solution = (await call('solve', { fingerprint, problem: { ...rest, measures, goals }, options: solveOptions })) as { slots: Uint16Array };
      end.terminate();
      return Array.from(solution.slots);
    },
    {
      url: `/assets/${worker}`,
      bytes: Array.from(new Uint8Array(packed)),
      rest: { ...asked, graph: undefined, measures: asked.measures.map((measure) => ({ ...measure, values: Array.from(measure.values) })), goals: asked.goals.map((goal) => ({ ...goal, share: Array.from(goal.share) })) },
      fingerprint: asked.graph.fingerprint,
      solveOptions: options,
    },
  );
  expect(assignmentHash(asked.graph.fingerprint, Uint16Array.from(there))).toBe(assignmentHash(asked.graph.fingerprint, here.slots));
  expect(new Set(here.slots).size).toBe(K);
});
