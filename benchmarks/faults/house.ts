import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, type Client } from '../server/client.ts';
import { freePort, startProcess, type OtherProcess } from '@hexalign/api/test/process';
import { signIn } from '../server/signIn.ts';
import { waitFor } from '../server/waitFor.ts';

export const VICTIMS = ['server', 'worker', 'database'] as const;
export type Victim = (typeof VICTIMS)[number];

/** A server that takes no jobs, a worker, and their database with commits on disk: each a process that can be killed. */
export interface House {
  readonly client: Client;
  /** Kills one without warning, and sees to it that it comes back; resolves when all three are at work again. */
  kill(victim: Victim): Promise<void>;
  end(): Promise<void>;
}

export async function openHouse(): Promise<House> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hexalign-faults-'));
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const env = { LOG_LEVEL: 'fatal', DATA_DIR: dataDir, PORT: String(port), HEXALIGN_JOBS: '0', HEXALIGN_THREADS: '1' };
  const start: Record<'server' | 'worker', () => Promise<OtherProcess>> = {
    server: () => startProcess(['serve'], env, /To stop/),
    worker: () => startProcess(['worker'], env, /works on jobs/),
  };
  const server = await start.server();
  const running: Record<'server' | 'worker', OtherProcess> = { server, worker: await start.worker() };
  const address = `http://127.0.0.1:${port}`;
  const headers = await signIn(address, server.said());
  const ready = (): Promise<boolean> => waitFor(async () => ((await fetch(`${address}/readyz`)).ok ? true : null));
  const databasePid = async (): Promise<number> => Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);

  return {
    client: client(address, headers),
    async kill(victim) {
      if (victim === 'database') {
        const pid = await databasePid();
        process.kill(pid, 'SIGKILL');
        await waitFor(async () => ((await databasePid()) === pid ? null : true));
      } else {
        await running[victim].kill();
        running[victim] = await start[victim]();
      }
      await ready();
    },
    async end() {
      await running.worker.stop();
      await running.server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
