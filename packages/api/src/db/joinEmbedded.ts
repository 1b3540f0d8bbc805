import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './binaries.ts';
import { answers, urlOf } from './clusterClient.ts';
import { readPidFile } from './postmaster.ts';

const WAIT_MS = 30_000;

/**
 * Address of the database that a server keeps running over a data folder; waits a while for it to come up.
 *
 * @throws EmbeddedError in one line when there is none, or when this user may not read its password
 */
export async function joinEmbedded(dataDir: string, waitMs: number = WAIT_MS): Promise<string> {
  for (const end = Date.now() + waitMs; ; ) {
    const password = await readPassword(join(dataDir, 'database-password'));
    const file = await readPidFile(join(dataDir, 'postgres'));
    if (password !== null && file !== null && (await answers(file.port, password))) return urlOf(file.port, password);
    if (Date.now() >= end) break;
    await sleep(200);
  }
  throw new EmbeddedError(`No server keeps a database running over ${dataDir}. Start "npm start" with the same DATA_DIR first, or set DATABASE_URL to a PostgreSQL of your own.`);
}

async function readPassword(path: string): Promise<string | null> {
  return readFile(path, 'utf8').then((text) => text.trim(), (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new EmbeddedError(`${path} cannot be read (${error.code}). Run this as the user who runs the server.`);
  });
}
