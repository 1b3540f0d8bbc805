/** Installs the pinned packages when the lockfile has changed since the last time, and only then. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { run } from './run.mjs';

const PNPM = 'pnpm@12.21.0';

/** What decides the content of node_modules. */
const INPUTS = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.mjs'];

/**
 * @param {{ root: string, environment: Record<string, string | undefined> }} options
 * @throws {Error} when the installation fails
 */
export async function install({ root, environment }) {
  const wanted = stampOf(root);
  if (installed(root) === wanted) return;
  say('installing the pinned packages (first start, or the lockfile changed)');
  const lock = join(root, '.bootstrap.lock');
  await withLock(lock, async () => {
    if (installed(root) === wanted) return;
    const began = Date.now();
    const code = await runPnpm(['install', '--frozen-lockfile', '--config.confirmModulesPurge=false'], { root, environment });
    if (code !== 0) throw new Error(`installing the packages failed (exit ${code}); the lines above say why. It needs the npm registry once; behind a proxy set HTTPS_PROXY or npm_config_registry.`);
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(join(root, 'node_modules', '.bootstrap'), wanted);
    say(`packages ready after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }, { onWait: () => say('another start is installing; waiting for it') });
}

/** @param {string} root */
function stampOf(root) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch} ${PNPM}`);
  for (const name of INPUTS) hash.update('\0').update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

/** @param {string} root */
function installed(root) {
  const path = join(root, 'node_modules', '.bootstrap');
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

/**
 * Starts pnpm through npm: without a shell where npm's own script can be found, because a shell would split paths with blanks, and with a
 * prefix of its own, because older npm stops when its global folder has never been made.
 * @param {readonly string[]} args
 * @param {{ root: string, environment: Record<string, string | undefined> }} options
 */
async function runPnpm(args, { root, environment }) {
  const prefix = mkdtempSync(join(tmpdir(), 'hexalign-npm-'));
  mkdirSync(join(prefix, 'lib'));
  const npm = npmScript();
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 2, 2];
  const options = { cwd: root, env: { ...environment, npm_config_prefix: prefix }, stdio };
  try {
    if (npm) return await run(process.execPath, [npm, 'exec', '--yes', '--', PNPM, ...args], options);
    return await run('npx', ['-y', PNPM, ...args], { ...options, shell: process.platform === 'win32' });
  } finally {
    rmSync(prefix, { recursive: true, force: true });
  }
}

function npmScript() {
  const bin = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`hexalign: ${line}\n`);
}
