import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { endpoints } from '@hexalign/api/contract';
import { random } from '@hexalign/engine';
import { checkLog, type LogFindings } from '../faults/checkLog.ts';
import { client, type Client } from '../server/client.ts';
import { colorado } from '../server/colorado.ts';
import { freePort, startProcess } from '@hexalign/api/test/process';
import { signIn } from '../server/signIn.ts';
import { person } from './person.ts';
import { lookOn } from './streams.ts';

export interface CrowdOptions {
  readonly people: number;
  readonly seconds: number;
  readonly streams: number;
  /** Units of a stroke. */
  readonly stroke: number;
}

/** Figures in milliseconds. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly longest: number;
}

export interface CrowdReport {
  readonly appends: Spread;
  readonly acknowledged: number;
  readonly stale: number;
  readonly gets: Spread;
  readonly streams: { readonly asked: number; readonly open: number; readonly events: number };
  readonly log: LogFindings;
  readonly odd: readonly string[];
}

const TERRITORIES = 12;

/** People of one organisation, each signed in, edit one plan at once; regions reach halfway into the next one's. */
export async function crowd({ people, seconds, streams, stroke }: CrowdOptions): Promise<CrowdReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hexalign-load-'));
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const server = await startProcess(['serve'], { DATA_DIR: dataDir, PORT: String(port), HEXALIGN_THREADS: '1' }, /To stop/);
  try {
    const address = `http://127.0.0.1:${port}`;
    const owner = client(address, await signIn(address, server.said()));
    const plan = await colorado(owner, { accounts: 400, territories: TERRITORIES, resolution: [5, 7] });
    const scenarioId = plan.scenarioId!;
    const n = new Uint16Array(await owner.get(endpoints.readSlots, { params: { scenarioId } })).length;
    const clients: Client[] = [];
    for (let p = 0; p < people; p++) clients.push(await newPlanner(owner, p));
    const width = Math.min(2 * stroke, Math.floor((2 * n) / (people + 1)));
    const from = performance.now() + 1000;
    const until = from + 1000 * seconds;
    const stop = new AbortController();
    const onlooking = lookOn(owner, { planId: plan.id, scenarioId }, streams, 5000, stop.signal);
    const days = await Promise.all(clients.map((at, p) => {
      const start = Math.floor((p * width) / 2);
      return person(at, { scenarioId, region: Array.from({ length: width }, (_, i) => start + i), stroke: Math.min(stroke, width - 1), from, until, territories: TERRITORIES }, dice(p + 1));
    }));
    stop.abort();
    const seen = await onlooking;
    const log = await checkLog(owner, scenarioId, days.flatMap(({ acknowledged }) => acknowledged));
    return {
      appends: spread(days.flatMap(({ ms }) => ms)), acknowledged: days.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0), stale: days.reduce((sum, day) => sum + day.stale, 0),
      gets: spread(seen.getMs), streams: { asked: streams, open: seen.open, events: seen.events }, log,
      odd: [...days.flatMap((day) => day.odd), ...seen.odd].slice(0, 20),
    };
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Somebody invited by the owner, who made an account by the link. */
async function newPlanner(owner: Client, p: number): Promise<Client> {
  const { link } = await owner.get(endpoints.invite, { body: { email: `planner${p}@example.com`, scope: { role: 'planner', regions: null, moneyHidden: false, branch: null } } });
  const response = await fetch(`${owner.address}/api/links/use`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: link.address.split('#')[1], name: `Planner ${p}`, password: `quiet marble lantern ${p}` }) });
  if (!response.ok) throw new Error(`nobody came in: ${await response.text()}`);
  return client(owner.address, { origin: owner.address, cookie: response.headers.getSetCookie()[0].split(';')[0] });
}

/** Numbers in [0, 1) of one person: neighbouring seeds share nothing, or everybody would paint in the same instant. */
function dice(seed: number): () => number {
  const stream = random(seed);
  return () => stream.next() / 2 ** 32;
}

function spread(ms: readonly number[]): Spread {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(10 * (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)) / 10;
  return { count: sorted.length, median: at(0.5), p95: at(0.95), p99: at(0.99), longest: at(1) };
}
