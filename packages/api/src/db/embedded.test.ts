import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbedded, type EmbeddedServer } from './embedded.ts';
import { alive, stopServer } from './postmaster.ts';

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  const started: EmbeddedServer[] = [];

  const start = async (more: { copyBinaries?: 'always'; durable?: boolean } = {}): Promise<EmbeddedServer> => {
    const server = await startEmbedded({ dataDir, durable: false, ...more });
    started.push(server);
    return server;
  };
  const query = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hexalign-pg-'));
    await chmod(dataDir, 0o755);
  });
  afterEach(async () => {
    for (const server of started.splice(0)) {
      await server.stop();
      await stopServer(server.pid, 'immediate');
    }
    await rm(dataDir, { recursive: true, force: true });
  });

  it('starts on loopback under a password of its own, keeps data, and stops', async () => {
    const first = await start();
    expect(first.origin).toBe('started');
    expect(new URL(first.url).hostname).toBe('127.0.0.1');
    await query(first.url, 'create table kept as select 42 as answer');
    const stranger = new URL(first.url);
    stranger.password = 'wrong';
    await expect(query(stranger.href, 'select 1')).rejects.toThrow(/password/);
    expect(await query(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await first.stop();
    expect(alive(first.pid)).toBe(false);
    const second = await start();
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect((await stat(join(dataDir, 'database-password'))).mode & 0o077).toBe(0);
  });

  it('flushes every commit unless it is told not to', async () => {
    const server = await start({ durable: true });
    expect(await query(server.url, 'select name, setting from pg_settings where name in (\'fsync\', \'full_page_writes\', \'synchronous_commit\') order by name')).toEqual([
      { name: 'fsync', setting: 'on' }, { name: 'full_page_writes', setting: 'on' }, { name: 'synchronous_commit', setting: 'on' },
    ]);
  });

  it('adopts the server of an owner that was killed', async () => {
    const script = `const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)});
      const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, durable: false });
      console.log(server.pid);
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const left = Number(line.toString());
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(alive(left)).toBe(true);
    // The lock goes with the connection of the killed owner.
    let server = await start();
    for (let i = 0; i < 50 && server.origin === 'shared'; i++) server = await start();
    expect([server.origin, server.pid]).toEqual(['adopted', left]);
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(alive(left)).toBe(false);
  });

  it('shares a server that has an owner, and leaves it running', async () => {
    const owner = await start();
    const guest = await start();
    expect([guest.origin, guest.pid]).toEqual(['shared', owner.pid]);
    await guest.stop();
    expect(await query(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('comes back by itself at the same address, with what was committed, when it is killed', async () => {
    const first = await start({ durable: true });
    await query(first.url, 'create table kept as select 7 as answer');
    const killed = first.pid;
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => query(first.url, 'select answer from kept').catch(() => null), { timeout: 20_000 }).toEqual([{ answer: 7 }]);
    await expect.poll(() => first.pid).not.toBe(killed);
    const pid = first.pid;
    await first.stop();
    expect(alive(pid)).toBe(false);
  });

  it('clears a process number that was given to another program', async () => {
    const first = await start();
    const path = join(dataDir, 'postgres', 'postmaster.pid');
    const lines = (await readFile(path, 'utf8')).split('\n');
    await first.stop();
    await writeFile(path, [String(process.pid), ...lines.slice(1)].join('\n'));
    expect((await start()).origin).toBe('started');
  });

  it('starts anew after an initialisation that was cut short', async () => {
    await mkdir(join(dataDir, 'postgres.fresh'));
    await writeFile(join(dataDir, 'postgres.fresh', 'PG_VERSION'), '18\n');
    const server = await start();
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('runs from copies of its programs', async () => {
    const server = await start({ copyBinaries: 'always' });
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says in one line what is wrong with a data folder', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    await expect(startEmbedded({ dataDir: join(file, 'below') })).rejects.toThrow(/cannot be made \(ENOTDIR\)/);
    const first = await start();
    await first.stop();
    await rm(join(dataDir, 'database-password'));
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/database-password is missing/);
  });

  it.runIf(process.getuid?.() === 0)('names the folder that its own user cannot walk into', async () => {
    const closed = join(dataDir, 'closed');
    await mkdir(closed, { mode: 0o700 });
    await expect(startEmbedded({ dataDir: join(closed, 'data') })).rejects.toThrow(`chmod o+x ${closed}`);
  });
});
