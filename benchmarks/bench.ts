/**
 * `npm run bench`: what the engine costs and what it gives for it, on a made-up company in the real shape of the contiguous United States,
 * beside peers on the same input in the same run. Prints Markdown tables and writes the rows as JSON.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { ENGINE_VERSION } from '@hexalign/engine';
import { makeCounties } from './country/countyInstance.ts';
import { makeInstance } from './country/instance.ts';
import { DIVIDED_COUNTIES, type DesignSize, type Size } from './country/sizes.ts';
import { readOptions, type Options } from './options.ts';
import type { Row } from './report/row.ts';
import { tables } from './report/table.ts';
import { buildGraph } from './topics/buildGraph.ts';
import { designPlan } from './topics/designPlan.ts';
import { measureShapes } from './topics/measureShapes.ts';
import { packToBuffer } from './topics/packToBuffer.ts';
import { paintStroke } from './topics/paintStroke.ts';
import { sumAccounts } from './topics/sumAccounts.ts';
import { traceOutlines } from './topics/traceOutlines.ts';

const work = join(import.meta.dirname, 'work');

function measure(size: Size, { preset }: Options): Row[] {
  say(`${size.name}: cells and accounts`);
  const instance = makeInstance(size, work);
  say(`${size.name}: build, sum, pack`);
  const rows = [...buildGraph(instance), ...sumAccounts(instance), ...packToBuffer(instance)];
  say(`${size.name}: design`);
  const plan = designPlan(instance, preset);
  say(`${size.name}: stroke, outlines, shapes`);
  return [...rows, ...plan.rows, ...paintStroke(instance, plan.slots), ...traceOutlines(instance, plan.slots), ...measureShapes(instance, plan.slots)];
}

function measureCounties(size: DesignSize, { preset }: Options): Row[] {
  say(`${size.name}: borders and accounts`);
  const instance = makeCounties(size, size === DIVIDED_COUNTIES);
  say(`${size.name}: design`);
  return designPlan(instance, preset).rows;
}

function say(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}

try {
  const options = readOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd(), work);
  const rows = options.sizes.flatMap((size) => ('resolution' in size ? measure(size, options) : measureCounties(size, options)));
  const machine = { node: process.version, processors: availableParallelism(), model: cpus()[0]?.model ?? 'unknown', platform: `${process.platform}-${process.arch}` };
  mkdirSync(dirname(options.json), { recursive: true });
  writeFileSync(options.json, `${JSON.stringify({ format: 'hexalign-bench', version: 1, engineVersion: ENGINE_VERSION, machine, rows }, null, 2)}\n`);
  console.log(tables(rows));
  say(`rows written to ${options.json}`);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
