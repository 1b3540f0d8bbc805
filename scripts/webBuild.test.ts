import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { ensureWebBuilt } from './webBuild.ts';

const made: string[] = [];
afterEach(() => { for (const folder of made.splice(0)) rmSync(folder, { recursive: true }); });

/** Stands in for the bundler: copies the source, counts its runs, takes a moment, and fails on demand. */
const BUNDLER = `
  const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
  const web = process.argv[3], out = process.argv[process.argv.indexOf('--outDir') + 1];
  appendFileSync(web + '/runs', 'x');
  const source = readFileSync(web + '/src/main.ts', 'utf8');
  setTimeout(() => {
    if (source === 'broken') process.exit(1);
    mkdirSync(out + '/assets', { recursive: true });
    writeFileSync(out + '/assets/app.js', source);
  }, 100);`;

function clone(): { root: string; write: (path: string, text: string) => void; app: () => string; runs: () => number } {
  const root = mkdtempSync(join(tmpdir(), 'hexalign-build-'));
  made.push(root);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('node_modules/vite/bin/vite.js', BUNDLER);
  write('packages/web/src/main.ts', 'one');
  write('packages/engine/src/index.ts', 'engine');
  const web = join(root, 'packages/web');
  return {
    root, write,
    /** As it was compressed. */
    app: () => gunzipSync(readFileSync(join(web, 'dist/assets/app.js.gz'))).toString('utf8'),
    runs: () => (existsSync(join(web, 'runs')) ? readFileSync(join(web, 'runs'), 'utf8').length : 0),
  };
}

test('built once, and again only when what it is made of has changed', async () => {
  const { root, write, app, runs } = clone();
  expect(await ensureWebBuilt(root)).toBe('built');
  expect(await ensureWebBuilt(root)).toBe('ready');
  write('packages/web/src/main.test.ts', 'a test is not part of the app');
  expect(await ensureWebBuilt(root)).toBe('ready');
  write('packages/web/src/main.ts', 'two');
  expect(await ensureWebBuilt(root)).toBe('built');
  expect(app()).toBe('two');
  write('packages/engine/src/index.ts', 'engine, changed');
  expect(await ensureWebBuilt(root)).toBe('built');
  expect(runs()).toBe(3);
});

test('two that ask at once build once', async () => {
  const { root, runs } = clone();
  expect((await Promise.all([ensureWebBuilt(root), ensureWebBuilt(root)])).sort()).toEqual(['built', 'ready']);
  expect(runs()).toBe(1);
});

test('a build that fails leaves the app that is there, and is tried again', async () => {
  const { root, write, app } = clone();
  await ensureWebBuilt(root);
  write('packages/web/src/main.ts', 'broken');
  await expect(ensureWebBuilt(root)).rejects.toThrow('building the web app failed');
  expect(app()).toBe('one');
  await expect(ensureWebBuilt(root)).rejects.toThrow('building the web app failed');
  write('packages/web/src/main.ts', 'mended');
  expect(await ensureWebBuilt(root)).toBe('built');
  expect(app()).toBe('mended');
});
