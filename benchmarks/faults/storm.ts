import { setTimeout as sleep } from 'node:timers/promises';
import { endpoints } from '@hexalign/api/contract';
import { colorado } from '../server/colorado.ts';
import { waitFor } from '../server/waitFor.ts';
import { checkLog, type LogFindings } from './checkLog.ts';
import { design } from './designs.ts';
import { edit, type Tale } from './editor.ts';
import { openHouse, VICTIMS, type Victim } from './house.ts';

export interface StormOptions {
  readonly kills: number;
  /** Acknowledged edits between one kill and the next, at least. */
  readonly between: number;
  readonly editors: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** What was killed, what was promised, and what is there. */
export interface StormReport {
  readonly kills: Readonly<Record<Victim, number>>;
  readonly acknowledged: number;
  readonly unknown: number;
  readonly refused: Readonly<Record<number, number>>;
  /** Milliseconds from a kill to the next acknowledged edit. */
  readonly recoveryMs: { readonly median: number; readonly longest: number };
  readonly designs: { readonly started: number; readonly ended: number; readonly entries: number; readonly done: number };
  readonly log: LogFindings;
  /** Whether the whole document has the same hash after everything was killed once more and read from disk. */
  readonly sameHash: boolean;
  /** Documents that could be opened, of all that there are. */
  readonly opened: readonly [number, number];
}

/** Kills server, worker and database at random points while people edit and designs run, then looks for what was promised. */
export async function storm({ kills, between, editors, seed, say }: StormOptions): Promise<StormReport> {
  const house = await openHouse();
  try {
    const at = house.client;
    const plan = await colorado(at, { accounts: 400, territories: 8, resolution: [5, 7] });
    const scenarioId = plan.scenarioId!;
    const copy = await at.get(endpoints.duplicatePlan, { params: { planId: plan.id }, body: { name: 'For designs' } });
    const n = new Uint16Array(await at.get(endpoints.readSlots, { params: { scenarioId } })).length;
    const stop = new AbortController();
    const tales: Tale[] = Array.from({ length: editors }, () => ({ acknowledged: [], unknown: 0, refused: new Map() }));
    const atWork = tales.map((tale, e) => edit(at, scenarioId, Array.from({ length: Math.floor((n - e - 1) / editors) + 1 }, (_, i) => e + i * editors), 8, stop.signal, tale));
    const designing = design(at, copy.scenarioId!, stop.signal);
    const total = (): number => tales.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);

    let state = seed >>> 0;
    const roll = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const killed: Record<Victim, number> = { server: 0, worker: 0, database: 0 };
    const recovery: number[] = [];
    for (let k = 0; k < kills; k++) {
      const before = total();
      await waitFor(async () => (total() >= before + between ? true : null));
      await sleep(400 * roll());
      // The first three take one of each.
      const victim = k < VICTIMS.length ? VICTIMS[k] : VICTIMS[Math.floor(roll() * VICTIMS.length)];
      const at0 = Date.now();
      const back = house.kill(victim);
      const then = total();
      await waitFor(async () => (total() > then + editors ? true : null));
      recovery.push(Date.now() - at0);
      await back;
      killed[victim]++;
      if ((k + 1) % 10 === 0) say(`${k + 1} kills, ${total()} edits acknowledged`);
    }
    stop.abort();
    await Promise.all(atWork);
    const jobs = await designing;
    const states = await Promise.all(jobs.map((jobId) => waitFor(async () => {
      const { state: now } = await at.get(endpoints.readJob, { params: { jobId } });
      return now === 'queued' || now === 'running' ? null : now;
    })));
    const acknowledged = tales.flatMap((tale) => tale.acknowledged);
    const log = await checkLog(at, scenarioId, acknowledged);
    // Once more, so that nothing is answered from memory.
    await house.kill('database');
    await house.kill('server');
    const { hash } = await at.get(endpoints.readHash, { params: { scenarioId } });
    const opened = await openAll(at);
    recovery.sort((a, b) => a - b);
    return {
      kills: killed, acknowledged: acknowledged.length, unknown: tales.reduce((sum, { unknown }) => sum + unknown, 0),
      refused: Object.fromEntries(tales.flatMap(({ refused }) => [...refused]).reduce((sums, [status, count]) => sums.set(status, (sums.get(status) ?? 0) + count), new Map<number, number>())),
      recoveryMs: { median: recovery[Math.floor(recovery.length / 2)] ?? 0, longest: recovery.at(-1) ?? 0 },
      designs: { started: jobs.length, ended: states.length, done: states.filter((now) => now === 'done').length, entries: (await at.get(endpoints.readScenario, { params: { scenarioId: copy.scenarioId! } })).seq },
      log, sameHash: hash === log.hash, opened,
    };
  } finally {
    await house.end();
  }
}

async function openAll(at: Parameters<typeof checkLog>[0]): Promise<[number, number]> {
  const { plans } = await at.get(endpoints.listPlans);
  let opened = 0;
  let all = 0;
  for (const { id: planId } of plans) {
    for (const { id: scenarioId } of (await at.get(endpoints.readPlan, { params: { planId } })).scenarios) {
      all++;
      const replies = await Promise.all([at.send(endpoints.readScenario, { params: { scenarioId } }), at.send(endpoints.readSlots, { params: { scenarioId } }), at.send(endpoints.readCertificate, { params: { scenarioId } })]);
      if (replies.every(({ status }) => status === 200)) opened++;
    }
  }
  return [opened, all];
}
