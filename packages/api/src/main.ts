import { availableParallelism } from 'node:os';
import { readConfig, type Config } from './config.ts';
import { makeLog } from './log.ts';
import { PortTakenError, startServer } from './server.ts';
import { untilStopped } from './untilStopped.ts';
import { readyGround } from './workspace/groundTile.ts';

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
    process.stdout.write(`\n  Hexalign is ready:  ${config.publicUrl ?? server.address}${server.entry ?? ''}\n${entrance(server.entry, config)}  Data lies in:       ${data}\n  To stop:            press Ctrl-C\n\n`);
    void readyGround();
    return server;
  }, (error) => error instanceof PortTakenError);
}

/** What a person who reads the address has to know about getting in. */
function entrance(entry: string | null, { loopbackOnly }: Config): string {
  if (entry === null) return '';
  return loopbackOnly
    ? '  The address signs you in once, in this browser. Another one: npm run -s hexalign -- user link\n'
    : '  The address makes the first account, once. Nobody can do anything here before.\n';
}
