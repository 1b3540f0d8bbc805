/** Builds the web app into packages/web/dist, its code compressed beside, when what it is made of has changed since the last build, and only then. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { withLock } from './bootstrap/lock.mjs';
import { run } from './bootstrap/run.mjs';

/** Files and folders that end up in the bundle, or decide how it is made. */
const INPUTS = [
  'pnpm-lock.yaml',
  'tsconfig.base.json',
  'packages/api/contract',
  'packages/engine/package.json',
  'packages/engine/src',
  'packages/web/codeParts.ts',
  'packages/web/index.html',
  'packages/web/package.json',
  'packages/web/public',
  'packages/web/src',
  'packages/web/vite.config.ts',
];

const STAMP = '.built-from';

/**
 * Makes sure that packages/web/dist holds the app of the present sources. Safe when two processes ask at once, and an app that is being
 * served stays whole: the new one is built aside and put in place at the end.
 * @throws {Error} when the build fails; the reasons stand on stderr
 */
export async function ensureWebBuilt(root: string): Promise<'built' | 'ready'> {
  const wanted = hashOf(root);
  if (builtFrom(root) === wanted) return 'ready';
  return withLock(join(root, '.build.lock'), async () => {
    if (builtFrom(root) === wanted) return 'ready';
    process.stderr.write('hexalign: building the web app (first start, or its sources changed)\n');
    await build(root, wanted);
    return 'built';
  }, { onWait: () => process.stderr.write('hexalign: another start is building the web app; waiting for it\n') });
}

async function build(root: string, stamp: string): Promise<void> {
  const web = join(root, 'packages', 'web');
  const fresh = join(web, 'dist.new');
  const old = join(web, 'dist.old');
  rmSync(fresh, { recursive: true, force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', web, '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'];
  const code = await run(process.execPath, args, { cwd: web, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error(`building the web app failed (exit ${code}); the lines above say why`);
  for (const file of readdirSync(join(fresh, 'assets')).filter((name) => /\.(js|css)$/.test(name))) {
    const path = join(fresh, 'assets', file);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
  writeFileSync(join(fresh, STAMP), stamp);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(join(web, 'dist'))) renameSync(join(web, 'dist'), old);
  renameSync(fresh, join(web, 'dist'));
  rmSync(old, { recursive: true, force: true });
}

function builtFrom(root: string): string {
  const path = join(root, 'packages', 'web', 'dist', STAMP);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function hashOf(root: string): string {
  const hash = createHash('sha256');
  for (const path of INPUTS.flatMap((input) => filesUnder(root, input))) {
    hash.update(path).update('\0').update(readFileSync(join(root, path))).update('\0');
  }
  return hash.digest('hex');
}

/** Files at or below a path, ascending, tests left out. */
function filesUnder(root: string, path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll('\\', '/'))
    .sort();
}
