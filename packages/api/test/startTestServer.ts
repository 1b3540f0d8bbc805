import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { makeLog } from '../src/log.ts';
import { startServer, type RunningServer } from '../src/server.ts';
import { clientOf, signedInByLink, type Client } from './client.ts';

/**
 * A server of its own over a PostgreSQL of its own, on loopback, that checks every answer against its schema. It is
 * itself the client of its owner, who came in by the address that the server prints.
 */
export interface TestServer extends Client {
  readonly server: RunningServer;
  readonly dataDir: string;
  /** Lines of trouble that the server logged. */
  readonly trouble: string[];
  /** The client of somebody else, by what goes along with the requests; without anything: a visitor. */
  as(headers?: Readonly<Record<string, string>>): Client;
  /** Stops it and removes its data. */
  end(): Promise<void>;
}

/** A folder in the temporary files that the database's own user can reach. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hexalign-test-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Whoever makes the first account of a server that others can reach. */
export const FIRST = { name: 'Ada First', email: 'ada@example.com', password: 'plum orbit candle seven' } as const;

export async function startTestServer(env: Record<string, string> = {}, given?: string): Promise<TestServer> {
  const dataDir = given ?? (await temporaryFolder());
  const trouble: string[] = [];
  const log = makeLog(env.LOG_LEVEL ?? 'error', { write: (line) => void trouble.push(line) });
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', HEXALIGN_DEMO: '0', ...env }, 2);
  const server = await startServer({ config, log, durable: false, checkResults: true }).catch(async (error: unknown) => {
    if (given === undefined) await rm(dataDir, { recursive: true, force: true });
    throw error;
  });
  const { address, entry } = server;
  const headers = entry === null ? {} : await signedInByLink(address, entry.split('#')[1], config.loopbackOnly ? {} : FIRST);
  return {
    ...clientOf(address, headers, trouble),
    server, dataDir, trouble,
    as: (others = {}) => clientOf(address, others, trouble),
    async end() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
