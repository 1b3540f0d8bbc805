import { availableParallelism } from 'node:os';
import { ConfigError, readConfig } from './config.ts';
import { EmbeddedError } from './db/binaries.ts';
import { makeLog } from './log.ts';
import { PortTakenError, startServer } from './server.ts';

/** Longest wait for an orderly end. */
const LAST_RESORT_MS = 10_000;

/**
 * `hexalign serve`: starts the server with what the environment says, prints where it answers, and runs until it is
 * told to stop (Ctrl-C, SIGTERM). Whatever cannot be done is said in one line.
 *
 * @returns exit code
 */
export async function serve(env: Readonly<Record<string, string | undefined>> = process.env): Promise<number> {
  try {
    const config = readConfig(env, availableParallelism());
    const log = makeLog(config.logLevel);
    const stopping = new Promise<void>((resolve) => {
      // Kept for good: a signal may arrive twice, from the terminal and passed on by the process that started this one.
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    });
    const server = await startServer({ config, log });
    const data = config.databaseUrl === null ? config.dataDir : `the PostgreSQL at ${new URL(config.databaseUrl).host}`;
    process.stdout.write(`\n  Hexalign is ready:  ${server.address}\n  Data lies in:       ${data}\n  To stop:            press Ctrl-C\n\n`);
    await stopping;
    process.stderr.write('Stopping ...\n');
    const timer = setTimeout(() => process.exit(1), LAST_RESORT_MS);
    await server.stop();
    clearTimeout(timer);
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof EmbeddedError || error instanceof PortTakenError)) throw error;
    process.stderr.write(`hexalign: ${error.message}\n`);
    return 1;
  }
}
