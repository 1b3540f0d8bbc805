import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { signedInByLink } from './client.ts';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

/** A real second process of Hexalign. */
export interface OtherProcess {
  readonly child: ChildProcess;
  /** All it has said. */
  said(): string;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Asks it to end, and waits. Returns its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts `hexalign NAME` and waits until it says that it is ready.
 *
 * @param ready what it prints then
 */
export async function startProcess(args: readonly string[], env: Readonly<Record<string, string>>, ready: RegExp): Promise<OtherProcess> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, HEXALIGN_DEMO: '0', PORT: '0', LOG_LEVEL: 'error', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return (await ended)[0];
  };
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (ready.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(([code, signal]) => reject(new Error(`hexalign ${args.join(' ')} ended with ${code ?? signal}: ${said}`)), reject);
  });
  return {
    child,
    said: () => said,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
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

/** Starts `hexalign worker` over the database of a data folder. */
export function startWorkerProcess(dataDir: string, env: Record<string, string> = {}): Promise<OtherProcess> {
  return startProcess(['worker'], { DATA_DIR: dataDir, HEXALIGN_THREADS: '1', ...env }, /works on jobs/);
}

/** Starts `hexalign serve`; its address, and what goes along with the requests of its owner. */
export async function startServerProcess(dataDir: string, env: Record<string, string> = {}): Promise<OtherProcess & { readonly address: string; readonly headers: Readonly<Record<string, string>> }> {
  const started = await startProcess(['serve'], { DATA_DIR: dataDir, ...env }, /To stop/);
  const { origin, hash } = new URL(/ready:\s+(\S+)/.exec(started.said())![1]);
  return { ...started, address: origin, headers: await signedInByLink(origin, hash.slice(1)) };
}

/** Runs a command of `hexalign` to its end. */
export async function runCommand(args: readonly string[], env: Record<string, string>): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}
