#!/usr/bin/env node
/**
 * The one door of every command: makes the clone ready (pinned packages, pinned Node) and hands over to a script.
 *
 * Plain JavaScript without dependencies, because it runs before there are any, on whatever Node >= 18 is at hand.
 * Everything it says itself goes to stderr: stdout belongs to the command.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, standingFolder, toolEnvironment } from './bootstrap/environment.mjs';
import { findNode } from './bootstrap/findNode.mjs';
import { install } from './bootstrap/install.mjs';
import { run } from './bootstrap/run.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Script of each command, and whether it works in the folder the user stands in. */
const targets = {
  start: { script: 'scripts/start.ts' },
  test: { script: 'scripts/test.ts' },
  testLong: { script: 'scripts/testLong.ts' },
  bench: { script: 'benchmarks/bench.ts' },
  hexalign: { script: 'packages/api/src/cli/main.ts', standsWithUser: true },
};

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const target = Object.hasOwn(targets, name) ? targets[/** @type {keyof typeof targets} */ (name)] : undefined;
  if (!target) return fail(`expected one of: ${Object.keys(targets).join(', ')}; found: ${name || 'nothing'}`);
  const folder = standingFolder(process.env, process.cwd());
  const environment = cleanEnvironment(process.env);
  await install({ root, environment });
  const node = findNode(root);
  if ('problem' in node) return fail(node.problem);
  // Silent where type stripping is still called experimental: a Node of the machine's own, before 24.
  return run(node.path, ['--disable-warning=ExperimentalWarning', join(root, target.script), ...args], {
    cwd: 'standsWithUser' in target ? folder : root,
    env: { ...toolEnvironment(environment, root, node.path), INIT_CWD: folder },
    endWithParent: process.env.npm_lifecycle_event !== undefined,
  });
}

/** @param {string} line */
function fail(line) {
  process.stderr.write(`hexalign: ${line}\n`);
  return 1;
}

main().then(
  (code) => { process.exitCode = code; },
  (error) => { process.exitCode = fail(error instanceof Error ? error.message : String(error)); },
);
