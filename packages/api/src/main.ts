import { availableParallelism } from 'node:os';
import { readConfig } from './config.ts';
import { makeLog } from './log.ts';
import { PortTakenError, startServer } from './server.ts';
import { untilStopped } from './untilStopped.ts';

/**
 * `hexalign serve`: starts the server with what the environment says, prints where it answers, and runs until it is
 * told to stop. Whatever cannot be done is said in one line.
 *
 * @returns exit code
 */
export async function serve(env: Readonly<Record<string, string | undefined>> = process.env): Promise<number> {
  return untilStopped(async () => {
    const config = readConfig(env, availableParallelism());
    const server = await startServer({ config, log: makeLog(config.logLevel) });
    const data = config.databaseUrl === null ? config.dataDir : `the PostgreSQL at ${new URL(config.databaseUrl).host}`;
    process.stdout.write(`\n  Hexalign is ready:  ${server.address}\n  Data lies in:       ${data}\n  To stop:            press Ctrl-C\n\n`);
    return server;
  }, (error) => error instanceof PortTakenError);
}
