/**
 * `npm test`: types, lint, layers, tests of every package, the web build, and the app in a real browser. The last line is the true total;
 * each check that is no test counts as one. `npm test -- types lint` runs some stages only.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './bootstrap/run.mjs';
import { findBrowser } from './browser.ts';
import { FAILED, PASSED, sentence, sum, tallyOf, type Tally, type VitestReport } from './tally.ts';
import { ensureWebBuilt } from './webBuild.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const reports = mkdtempSync(join(tmpdir(), 'hexalign-test-'));

const TYPE_PROJECTS = ['packages/engine', 'packages/engine/tsconfig.test.json', 'packages/api', 'packages/web', 'data', 'benchmarks', 'scripts'];

/** The stages in their order: what is quick and tells most comes first. */
const stages: Record<string, () => Promise<Tally>> = {
  types: checkTypes,
  lint: () => check('lint', tool('oxlint/bin/oxlint'), []),
  layers: () => check('layers', join(root, 'scripts/checkLayers.ts'), []),
  engine: () => vitest('engine'),
  ground: () => vitest('ground'),
  api: () => vitest('api'),
  web: () => vitest('web'),
  build: buildWeb,
  e2e: inBrowser,
};

async function checkTypes(): Promise<Tally> {
  const waiting = [...TYPE_PROJECTS];
  const done: Tally[] = [];
  const worker = async (): Promise<void> => {
    for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
      done.push(await check(`types of ${project}`, tool('typescript/bin/tsc'), ['-p', project]));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return sum(done);
}

async function check(name: string, script: string, args: readonly string[]): Promise<Tally> {
  const code = await node([script, ...args]);
  console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${name}`);
  return code === 0 ? PASSED : FAILED;
}

async function vitest(project: string): Promise<Tally> {
  const report = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await node([tool('vitest/vitest.mjs'), ...args]);
  const read = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) as VitestReport : null;
  return tallyOf(read, code);
}

async function buildWeb(): Promise<Tally> {
  try {
    console.log(`ok  web app ${await ensureWebBuilt(root)}`);
    return PASSED;
  } catch (error) {
    console.log(`FAILED  web app: ${error instanceof Error ? error.message : String(error)}`);
    return FAILED;
  }
}

/** The browser is found once, here, so that a missing one is one clear line and not a failure of every test. */
async function inBrowser(): Promise<Tally> {
  try {
    console.log(`ok  browser ${(await findBrowser()).executablePath}`);
  } catch (error) {
    console.log(`FAILED  ${error instanceof Error ? error.message : String(error)}`);
    return FAILED;
  }
  return vitest('e2e');
}

function node(args: readonly string[]): Promise<number> {
  return run(process.execPath, args, { cwd: root, env: process.env });
}

function tool(path: string): string {
  return join(root, 'node_modules', path);
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((name) => name !== '--');
  const unknown = asked.filter((name) => !Object.hasOwn(stages, name));
  if (unknown.length > 0) throw new Error(`no such stage: ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}`);
  const tallies: Tally[] = [];
  for (const [name, stage] of Object.entries(stages)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const began = Date.now();
    console.log(`\n== ${name}`);
    const tally = await stage();
    console.log(`== ${name}: ${sentence(tally)} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    tallies.push(tally);
  }
  const total = sum(tallies);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
  console.log(`\n${sentence(total)}`);
}

try {
  await main();
} catch (error) {
  console.error(`hexalign: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
