import { fromEdges, emptyDoc, type InertiaBound } from '@hexalign/engine';
import { describe, expect, it } from 'vitest';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import type { UnitSets } from '../units/service.ts';
import { bounds } from './bounds.ts';
import type { Scenarios } from './service.ts';

const actor = { id: 'a', workspaceId: 'w' } as Actor;
const found: InertiaBound = { measure: 'revenue', inertia: 12, lowerBound: 10, gap: 0.2, bands: [{ measure: 'revenue', tolerance: 0.05, multipliers: [1, 2] }] };

/** The room with a pool whose tasks end when they are told to. */
function room({ unassigned = false, today = false } = {}) {
  const { graph } = fromEdges({ ids: ['a', 'b'], lngLat: Float64Array.of(10, 50, 10.1, 50), areaKm2: Float64Array.of(1, 1), pairs: Uint32Array.of(0, 1) });
  const measures = [{ key: 'revenue', unit: 'count' as const, values: Float64Array.of(1, 1) }];
  const doc = { ...emptyDoc('print', 2), slots: Uint16Array.of(0, unassigned ? 0xffff : 1), territories: [{ id: 'T01', name: 'T01', level: 0 }, { id: 'T02', name: 'T02', level: 0 }] };
  const tasks: { readonly abandon: AbortSignal; end(): void }[] = [];
  const pool = {
    run: (method: string, args: { readonly disruption: unknown }, { abandon }: { abandon: AbortSignal }) => new Promise((resolve, reject) => {
      if (method === 'leastDisruption') return resolve(args.disruption);
      tasks.push({ abandon, end: () => resolve(found) });
      abandon.addEventListener('abort', () => reject(new Error('given up')));
    }),
  } as unknown as EnginePool;
  const scenarios = { open: async (_workspace: string, id: string, seq = 7) => ({ row: { id, unit_set_id: 'u', seq }, state: { doc, seq } }) } as unknown as Scenarios;
  const accounts = { units: Uint32Array.of(0, 1), values: [Float64Array.of(1, 1)], current: today ? ['T01', 'T01'] : null };
  const units = { allAccounts: async () => accounts, load: async () => ({ shared: new SharedArrayBuffer(0), measures, graph, units: { links: [] } }) } as unknown as UnitSets;
  return { service: bounds({ scenarios, units, pool }), tasks };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('bounds of scenarios', () => {
  it('are worked out once per state, for all who ask', async () => {
    const { service, tasks } = room();
    const all = [0, 1, 2].map(() => service.read(actor, 's', undefined, new AbortController().signal));
    await turn();
    expect(tasks).toHaveLength(1);
    tasks[0].end();
    const bound = { measure: 'revenue', inertia: 12, lowerBound: 10, gap: 0.2, bands: [{ measure: 'revenue', tolerance: 0.05 }] };
    expect(await Promise.all(all)).toEqual(all.map(() => ({ seq: 7, bound, disruption: null })));
    expect(await service.read(actor, 's', 7, new AbortController().signal)).toEqual({ seq: 7, bound, disruption: null });
    expect([service.known('s', 7), service.known('s', 6)]).toEqual([bound, null]);
    expect(tasks).toHaveLength(1);
  });

  it('are given up when nobody waits any more, and begun anew for the next who asks', async () => {
    const { service, tasks } = room();
    const [first, second] = [new AbortController(), new AbortController()];
    const waiting = [service.read(actor, 's', 7, first.signal), service.read(actor, 's', 7, second.signal)];
    await turn();
    first.abort();
    expect(tasks[0].abandon.aborted).toBe(false);
    second.abort();
    expect(tasks[0].abandon.aborted).toBe(true);
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => ({ seq: 7, bound: null, disruption: null })));
    expect(service.known('s', 7)).toBeNull();
    const again = service.read(actor, 's', 7, new AbortController().signal);
    await turn();
    expect(tasks).toHaveLength(2);
    tasks[1].end();
    expect((await again).bound?.gap).toBe(0.2);
  });

  it('come with what moves against the territories that the file names', async () => {
    const { service, tasks } = room({ today: true });
    const read = service.read(actor, 's', 7, new AbortController().signal);
    await turn();
    tasks[0].end();
    expect((await read).disruption).toEqual({ moved: 1, of: 2, measures: [{ key: 'revenue', moved: 1, of: 2, least: null }] });
  });

  it('do not exist for plans that leave ground out', async () => {
    const { service, tasks } = room({ unassigned: true });
    expect(await service.read(actor, 's', 7, new AbortController().signal)).toEqual({ seq: 7, bound: null, disruption: null });
    expect(tasks).toHaveLength(0);
  });
});
