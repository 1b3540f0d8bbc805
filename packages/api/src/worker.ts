import { availableParallelism } from 'node:os';
import { ENGINE_VERSION } from '@hexalign/engine';
import type { Logger } from 'pino';
import { readConfig, type Config } from './config.ts';
import { checkDatabase } from './db/checkDatabase.ts';
import { openDatabase } from './db/db.ts';
import { joinEmbedded } from './db/joinEmbedded.ts';
import { migrate } from './db/migrate.ts';
import { makeLog } from './log.ts';
import { openRooms } from './rooms.ts';
import { shippedPlaces } from './units/shippedPlaces.ts';
import { untilStopped } from './untilStopped.ts';

/**
 * Starts to work on jobs, beside a server and any number of other workers over the same database.
 *
 * @throws ConfigError, EmbeddedError: each one line for the person who started the worker
 */
export async function startWorker({ config, log }: { readonly config: Config; readonly log: Logger }): Promise<{ stop(): Promise<void> }> {
  let stopped = false;
  const troubled = (error: Error): void => {
    if (!stopped) log.warn({ err: error }, 'database connection');
  };
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    stopped = true;
    for (const step of undo) await step().catch(() => undefined);
  };
  try {
    const database = openDatabase(config.databaseUrl ?? (await joinEmbedded(config.dataDir)), troubled);
    undo.unshift(() => database.close());
    await checkDatabase(database.db, config.databaseUrl);
    await migrate(database.db);
    const running = await openRooms({ database, config, places: shippedPlaces, version: ENGINE_VERSION, log, troubled });
    undo.unshift(() => running.stop());
    await running.work();
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * `hexalign worker`: works on jobs until it is told to stop; a running one is given back then.
 *
 * @returns exit code
 */
export async function work(env: Readonly<Record<string, string | undefined>> = process.env): Promise<number> {
  return untilStopped(async () => {
    const config = readConfig(env, availableParallelism());
    const worker = await startWorker({ config, log: makeLog(config.logLevel) });
    process.stdout.write(`Hexalign works on jobs, up to ${config.threads} at once. To stop: press Ctrl-C\n`);
    return worker;
  });
}
