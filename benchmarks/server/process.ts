import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../packages/api/src/cli/main.ts');

/** A process of Hexalign beside this one. */
export interface Process {
  readonly child: ChildProcess;
  /** All it has said. */
  said(): string;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
}

/**
 * Starts `hexalign NAME` and waits until it says that it is ready.
 *
 * @param ready what it prints then
 */
export async function startProcess(name: 'serve' | 'worker', env: Readonly<Record<string, string>>, ready: RegExp): Promise<Process> {
  const child = spawn(process.execPath, [MAIN, name], { env: { ...process.env, HEXALIGN_DEMO: '0', LOG_LEVEL: 'fatal', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (ready.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(([code, signal]) => reject(new Error(`hexalign ${name} ended with ${code ?? signal}: ${said}`)), reject);
  });
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return { child, said: () => said, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** A port of loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
