import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureWebBuilt } from '../../../scripts/webBuild.ts';

export const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/** Longest wait for a server's first word; a cold database on a busy machine takes its time. */
const START_MS = 90_000;

/** Owner's cookie of every server that was started here, by address. */
export const owners = new Map<string, string>();

/** A server of its own, with its own data folder, on a free port of loopback. */
export interface TestServer {
  readonly address: string;
  /** Cookie of the owner, who came in by the address that the server printed first; as `name=value`. */
  readonly cookie: string;
  /** The whole address that the server printed last, with what lets in once. */
  readonly printed: () => string;
  /** Calls the API as the owner. */
  api(method: string, path: string, body?: object): Promise<unknown>;
  /** Ends the process and starts another one on the same data and port. */
  restart(): Promise<void>;
  /** Ends the process; the data stays. */
  halt(): Promise<void>;
  stop(): Promise<void>;
}

/** Uses the secret of a printed address, as the page behind it does; the cookie of the session. */
export async function cookieOf(printed: string): Promise<string> {
  const { origin, hash } = new URL(printed);
  const response = await fetch(`${origin}/api/links/use`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: hash.slice(1) }) });
  if (!response.ok) throw new Error(`the printed address does not let in: ${await response.text()}`);
  return response.headers.getSetCookie()[0].split(';')[0];
}

/** @param options `env` is read at every start of the process, so that it may be changed before a restart */
export async function startServer(options: { demo: boolean; env?: Record<string, string> }): Promise<TestServer> {
  await ensureWebBuilt(root);
  const folder = mkdtempSync(join(tmpdir(), 'hexalign-e2e-'));
  // As root the database runs as another user, who must be able to walk in.
  chmodSync(folder, 0o755);
  let port = 0;
  let child: ChildProcess | null = null;
  const launch = async (): Promise<string> => {
    const env = { ...process.env, DATA_DIR: join(folder, 'data'), HOST: '127.0.0.1', PORT: String(port), HEXALIGN_DEMO: options.demo ? '1' : '0', LOG_LEVEL: 'error', ...options.env };
    const started = spawn(process.execPath, [join(root, 'packages/api/src/cli/main.ts'), 'serve'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    return firstAddress(started);
  };
  const halt = async (): Promise<void> => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((done) => ending.once('exit', done));
    ending.kill('SIGTERM');
    await ended;
  };
  let printed = await launch();
  const address = new URL(printed).origin;
  port = Number(new URL(address).port);
  const cookie = await cookieOf(printed);
  owners.set(address, cookie);
  return {
    address, cookie,
    printed: () => printed,
    api: async (method, path, body) => {
      const response = await fetch(`${address}/api${path}`, { method, headers: { cookie, origin: address, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
      return response.status === 204 ? null : response.json();
    },
    halt,
    restart: async () => {
      await halt();
      printed = await launch();
    },
    stop: async () => {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The address the server prints when it is ready. */
function firstAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    const timer = setTimeout(() => failed(new Error(`the server is not ready after ${START_MS / 1000} s: ${said}`)), START_MS);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\S*\n/.exec(said);
      if (!address) return;
      clearTimeout(timer);
      found(address[0].trim());
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      failed(new Error(`the server ended with ${code}: ${said}`));
    });
  });
}
