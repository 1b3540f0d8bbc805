import { ConfigError } from './config.ts';
import { EmbeddedError } from './db/binaries.ts';

/** Longest wait for an orderly end. */
const LAST_RESORT_MS = 10_000;

/**
 * Starts something and keeps it until the process is told to end (Ctrl-C, SIGTERM), then stops it in good order. What cannot be
 * done is said in one line.
 *
 * @param start says on stdout that it is ready and returns how to stop
 * @param isExpected errors besides those of configuration and database whose message says it all
 * @returns exit code
 */
export async function untilStopped(start: () => Promise<{ stop(): Promise<void> }>, isExpected: (error: unknown) => boolean = () => false): Promise<number> {
  try {
    const stopping = new Promise<void>((resolve) => {
      // Kept for good: a signal may arrive twice, from the terminal and passed on by the process that started this one.
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    });
    const running = await start();
    await stopping;
    process.stderr.write('Stopping ...\n');
    // Not taken back when all is stopped: what still keeps the process alive then must not keep it for ever.
    setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
    await running.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof EmbeddedError || isExpected(error))) throw error;
    process.stderr.write(`hexalign: ${(error as Error).message}\n`);
    return 1;
  }
}
