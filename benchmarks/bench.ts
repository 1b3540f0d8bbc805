/**
 * `npm run bench`: what the engine costs and what it gives for it, on made-up companies in the real shape of the contiguous United
 * States or on graphs that are given, beside peers on the same input in the same run. Prints Markdown tables and writes all
 * figures as JSON.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ENGINE_VERSION } from '@hexalign/engine';
import { makeCountry, sourceOf } from './country/source.ts';
import { casesOf, chooseCases } from './design/chooseCases.ts';
import { summarise, type CaseFigures } from './design/figures.ts';
import { measureCase } from './design/measureCase.ts';
import { judgeTarget } from './design/verdict.ts';
import { drawPictures } from './draw/pictures.ts';
import { readOptions, type Options } from './options.ts';
import { designTables, metisNote } from './report/designTable.ts';
import { describeMachine, Watch } from './report/machine.ts';
import { replaceSection } from './report/record.ts';
import type { Row } from './report/row.ts';
import { tables } from './report/table.ts';
import { buildGraph } from './topics/buildGraph.ts';
import { comparePresets } from './topics/comparePresets.ts';
import { editHotPath } from './topics/editHotPath.ts';
import { measureShapes } from './topics/measureShapes.ts';
import { packToBuffer } from './topics/packToBuffer.ts';
import { paintStroke } from './topics/paintStroke.ts';
import { readPolygons } from './topics/readPolygons.ts';
import { repairWhatIfs } from './topics/repairWhatIfs.ts';
import { roughPlan } from './topics/roughPlan.ts';
import { spanFrontier } from './topics/spanFrontier.ts';
import { sumAccounts } from './topics/sumAccounts.ts';
import { traceOutlines } from './topics/traceOutlines.ts';

const work = join(import.meta.dirname, 'work');
const pictures = join(import.meta.dirname, '../docs/pictures');
const page = join(import.meta.dirname, '../docs/benchmarks.md');

/** Graphs that the parts of the engine are measured on. */
const PARTS = ['us-r5m', 'us-r6m', 'us-r7'];

function measureDesigns(options: Options, watch: Watch): CaseFigures[] {
  const sources = { graphs: options.graphs, hospitals: options.hospitals, work };
  return chooseCases(options).flatMap((chosen) => {
    const [name, k, tolerance] = 'stranger' in chosen ? [chosen.stranger, 50, 0.05] : [chosen.instance, chosen.k, chosen.tolerance];
    const stored = sourceOf(name, k, tolerance, sources);
    return casesOf(chosen, stored.instance.graph.ids.length).map((one) => {
      say(`${name} into ${one.k} at ${Number((100 * one.tolerance).toFixed(2))} %`);
      watch.look();
      return measureCase(one, stored, Math.min(one.seeds, options.seeds), options.preset, work);
    });
  });
}

function measurePresets({ graphs, quick }: Options, watch: Watch): Row[] {
  say('presets');
  watch.look();
  return comparePresets(sourceOf('us-r5m', 50, 0.03, { graphs, hospitals: null, work }).instance, quick ? [1] : [1, 2, 3, 4]);
}

function measureFrontier({ graphs, preset }: Options, watch: Watch): Row[] {
  say('frontier');
  watch.look();
  return spanFrontier(sourceOf('us-r5m', 50, 0.05, { graphs, hospitals: null, work }).instance, preset);
}

function measureWhatIfs({ graphs, quick }: Options, watch: Watch): Row[] {
  say('whatif');
  watch.look();
  return repairWhatIfs(sourceOf('us-r6m', 200, 0.06, { graphs, hospitals: null, work }).instance, 200, 0.06, quick);
}

function measureHotPath({ graphs }: Options, watch: Watch): Row[] {
  say('hotpath');
  watch.look();
  const { instance } = sourceOf('us-r6m', 200, 0.06, { graphs, hospitals: null, work });
  return editHotPath(instance, roughPlan(instance));
}

function measureParts(name: string, watch: Watch): Row[] {
  say(`${name}: parts`);
  watch.look();
  const instance = makeCountry(name, work);
  const plan = roughPlan(instance);
  return [
    ...buildGraph(instance), ...sumAccounts(instance), ...packToBuffer(instance),
    ...paintStroke(instance, plan), ...traceOutlines(instance, plan), ...measureShapes(instance, plan),
  ];
}

function say(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}

function measureAll(options: Options): void {
  const wants = (topic: string): boolean => options.only === null || options.only.includes(topic);
  const watch = new Watch();
  const designs = measureDesigns(options, watch);
  const rows: Row[] = [];
  if (wants('presets')) rows.push(...measurePresets(options, watch));
  if (wants('frontier')) rows.push(...measureFrontier(options, watch));
  if (wants('whatif')) rows.push(...measureWhatIfs(options, watch));
  if (wants('hotpath')) rows.push(...measureHotPath(options, watch));
  if (wants('parts')) rows.push(...(options.quick ? PARTS.slice(0, 1) : PARTS).flatMap((name) => measureParts(name, watch)));
  if (wants('polygons')) rows.push(...readPolygons());
  const machine = watch.machine();
  const judged = designs.map((one) => ({ ...one, summary: summarise(one), floor: one.case.floor && judgeTarget(one, one.case.floor), goal: one.case.goal && judgeTarget(one, one.case.goal) }));
  const json = `${JSON.stringify({ format: 'hexalign-bench', version: 2, engineVersion: ENGINE_VERSION, machine, designs: judged, rows }, null, 2)}\n`;
  mkdirSync(dirname(options.json), { recursive: true });
  writeFileSync(options.json, json);
  const text = [describeMachine(machine), metisNote(designs), designTables(designs), tables(rows)].filter((part) => part !== '').join('\n\n');
  console.log(text);
  say(`figures written to ${options.json}`);
  if (!options.record) return;
  const name = options.graphs === null ? 'made' : 'given';
  writeFileSync(page, replaceSection(readFileSync(page, 'utf8'), name, text));
  writeFileSync(join(import.meta.dirname, `results/${ENGINE_VERSION}-${name}.json`), json);
  say(`recorded in ${page} as figures of ${name} graphs`);
}

try {
  const options = readOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd(), work);
  if (options.draw) drawPictures(pictures, { graphs: options.graphs, hospitals: null, work }, say);
  else measureAll(options);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
