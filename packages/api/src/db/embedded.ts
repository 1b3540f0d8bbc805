import { randomBytes } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { blockedFor, EmbeddedError, findBinaries, type Binaries } from './binaries.ts';
import { answers, urlOf, USER } from './clusterClient.ts';
import { keepServer } from './keepServer.ts';
import { alive, belongsTo, readPidFile, stopServer } from './postmaster.ts';

/** A PostgreSQL that runs beside us. */
export interface EmbeddedServer {
  /** Of the database `hexalign`. */
  readonly url: string;
  readonly pid: number;
  /** At the start: `started` by us, `adopted` after a crash of its former owner, or `shared` with another process that owns it. */
  readonly origin: 'started' | 'adopted' | 'shared';
  /** Stops the server, unless another process owns it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Whether every commit reaches the disk. False is for tests only. */
  readonly durable?: boolean;
  /** `always` copies the programs even where that is not needed; for tests. */
  readonly copyBinaries?: 'whenNeeded' | 'always';
  /** Told when the server ended under us and is started again. */
  readonly onTrouble?: (error: Error) => void;
}

/** What a server stands on. */
interface Ground {
  readonly binaries: Binaries;
  readonly cluster: string;
  readonly password: string;
  /** Starts it on a port; null when it did not come up. */
  readonly relaunch: (port: number) => Promise<number | null>;
  readonly onTrouble: (error: Error) => void;
}

/** Whom the server runs as when we are root: nobody. */
const NOBODY = 65534;
const START_MS = 60_000;

/**
 * Starts, adopts or shares the PostgreSQL of a data folder.
 *
 * The server listens on loopback only, under a password of its own that lies beside the data. It is started apart from
 * our process group, so that Ctrl-C reaches it through us and never before us; when we are killed it stays, and the
 * next start adopts it. When the server itself is killed, its owner starts it again on the same port. What a crash of the machine leaves (a stale `postmaster.pid`, half a fresh cluster) is cleared.
 *
 * @throws EmbeddedError with one line and a repair
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, durable = true } = options;
  const asRoot = process.getuid?.() === 0;
  await mkdir(dataDir, { recursive: true, mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
    throw new EmbeddedError(`The data folder ${dataDir} cannot be made (${error.code}). Set DATA_DIR to a folder you may write to.`);
  });
  const blocked = asRoot ? blockedFor(dataDir) : null;
  if (blocked !== null) {
    throw new EmbeddedError(
      `The database runs as an unprivileged user that cannot walk into ${blocked}. Run "chmod o+x ${blocked}" or set DATA_DIR to another folder.`,
    );
  }
  const cluster = join(dataDir, 'postgres');
  const password = await ownPassword(dataDir, existsSync(join(cluster, 'PG_VERSION')));
  const binaries = await findBinaries(join(dataDir, 'programs'), options.copyBinaries);
  const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(binaries, cluster, password, durable, identity);

  const log = join(dataDir, 'postgres.log');
  const relaunch = async (port: number): Promise<number | null> => launch(binaries, cluster, port, durable, log, identity, password);
  const ground: Ground = { binaries, cluster, password, relaunch, onTrouble: options.onTrouble ?? (() => undefined) };
  const left = await takeOver(cluster, password);
  if (left !== null) return own(left, ground, 'adopted');
  if (((await stat(log).catch(() => null))?.size ?? 0) > 16 * 1024 * 1024) await truncate(log);
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(dataDir);
    const started = await relaunch(port);
    if (started !== null) return own({ pid: started, port }, ground, 'started');
    // Two processes that start at once: one of them was first.
    const other = await takeOver(cluster, password);
    if (other !== null) return own(other, ground, 'adopted');
    if (attempt === 3) throw new EmbeddedError(`PostgreSQL did not start; the last lines of ${log} say why:\n${await tail(log)}`);
  }
}

/** Random password, made once per data folder and readable by its owner only. */
async function ownPassword(dataDir: string, clusterExists: boolean): Promise<string> {
  const path = join(dataDir, 'database-password');
  if (!existsSync(path) && clusterExists) {
    throw new EmbeddedError(`${path} is missing, and without it nobody gets into the database beside it. Put it back from a backup of ${dataDir}.`);
  }
  if (!existsSync(path)) await writeFile(path, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return (await readFile(path, 'utf8')).trim();
}

/** Makes the cluster beside its final place and moves it there when it is whole. */
async function initialise(binaries: Binaries, cluster: string, password: string, durable: boolean, identity: { uid?: number; gid?: number }): Promise<void> {
  const fresh = `${cluster}.fresh`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  const passwordFile = join(fresh, '..', `.pw-${randomBytes(6).toString('hex')}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined) {
    await chown(fresh, identity.uid, NOBODY);
    await chown(passwordFile, identity.uid, NOBODY);
  }
  try {
    const args = ['-D', fresh, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'];
    const said = await run(binaries.initdb, durable ? args : [...args, '--no-sync'], identity);
    if (said.code !== 0) throw new EmbeddedError(`PostgreSQL could not make its files in ${fresh}: ${said.output.trim().split('\n').slice(-3).join(' ')}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(fresh, cluster);
}

/** A server that still runs over this cluster and lets us in; null when there is none (any more). */
async function takeOver(cluster: string, password: string): Promise<{ pid: number; port: number } | null> {
  const file = await readPidFile(cluster);
  if (file === null) return null;
  if (!alive(file.pid) || !(await belongsTo(file.pid, cluster))) {
    await rm(join(cluster, 'postmaster.pid'), { force: true });
    return null;
  }
  // It may be starting, recovering or stopping just now: give it time before it is replaced.
  for (let waited = 0; waited < 10_000 && alive(file.pid); waited += 100) {
    if (await answers(file.port, password)) return file;
    await sleep(100);
  }
  await stopServer(file.pid, 'immediate');
  await rm(join(cluster, 'postmaster.pid'), { force: true });
  return null;
}

async function launch(binaries: Binaries, cluster: string, port: number, durable: boolean, log: string, identity: { uid?: number; gid?: number }, password: string): Promise<number | null> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120', 'shared_buffers=128MB', 'jit=off', 'log_min_messages=warning', 'password_encryption=scram-sha-256'];
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const output = openSync(log, 'a', 0o600);
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...settings.flatMap((s) => ['-c', s])], {
    ...identity, cwd: cluster, detached: true, stdio: ['ignore', output, output], env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
  });
  let ended = false;
  child.once('exit', () => { ended = true; });
  child.once('error', () => { ended = true; });
  child.unref();
  for (const end = Date.now() + START_MS; Date.now() < end && !ended; ) {
    if (await answers(port, password)) return child.pid ?? null;
    await sleep(25);
  }
  if (!ended && child.pid !== undefined) await stopServer(child.pid, 'immediate');
  return null;
}

/** Keeps the server and makes the database; without the owner's lock the server is somebody else's. */
async function own(found: { readonly pid: number; readonly port: number }, { binaries, cluster, password, relaunch, onTrouble }: Ground, origin: 'started' | 'adopted'): Promise<EmbeddedServer> {
  const { port } = found;
  const keeper = await keepServer({ cluster, pid: found.pid, port, password, onTrouble, relaunch: () => relaunch(port) });
  return {
    url: urlOf(port, password),
    get pid() { return keeper.pid; },
    origin: keeper.owns ? origin : 'shared',
    async stop() {
      const pid = await keeper.release();
      if (pid === null) return;
      if (process.platform === 'win32') await run(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w'], {});
      else await stopServer(pid, 'fast');
    },
  };
}

/** The port of the last start where it is free, so that whoever waits for the database finds it again. */
async function choosePort(dataDir: string): Promise<number> {
  const path = join(dataDir, 'database-port');
  const last = Number((await readFile(path, 'utf8').catch(() => '')).trim());
  const port = Number.isInteger(last) && last > 0 && last < 65_536 && (await isFree(last)) ? last : await freePort();
  await writeFile(path, `${port}\n`, { mode: 0o600 });
  return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

function run(program: string, args: readonly string[], identity: { uid?: number; gid?: number }): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...identity, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

async function tail(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n');
}
