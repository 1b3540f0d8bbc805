/** The pictures of the documents, made anew from plans that are solved for them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drain, solve, type Progress } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import { sourceOf, type Sources } from '../country/source.ts';
import { worstOf } from '../design/figures.ts';
import { problemOf } from '../design/problemOf.ts';
import { judge } from '../report/quality.ts';
import { gpmetis, hasGpmetis } from '../rivals/gpmetis.ts';
import { lloyd } from '../rivals/lloyd.ts';
import { turfKmeans } from '../rivals/turfKmeans.ts';
import { contiguityPicture } from './contiguityPicture.ts';
import { frontierPicture, type OwnCurve, type PlanPoint } from './frontierPicture.ts';
import { mapPicture } from './mapPicture.ts';
import { pressurePicture } from './pressurePicture.ts';
import { rasterise } from './raster.ts';
import { stagesPicture, type Moment } from './stagesPicture.ts';

const K = 50;
const TOLERANCES = [0.1, 0.07, 0.05, 0.03, 0.02];
/** Where cells are small where accounts are many. */
const TIGHTER = [...TOLERANCES, 0.01];
const SEEDS = [1, 2, 3];
const PNG_WIDTH = 1300;

/**
 * Draws every picture into a folder, as SVG and as PNG.
 *
 * @param say told what is being drawn
 */
export function drawPictures(folder: string, sources: Sources, say: (line: string) => void): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, svg: string): void => {
    writeFileSync(join(folder, `${name}.svg`), `${svg}\n`);
    writeFileSync(join(folder, `${name}.png`), rasterise(svg, PNG_WIDTH));
    say(`drew ${name}`);
  };
  write('contiguity', contiguityPicture());
  write('pressure', pressurePicture());
  const { instance } = sourceOf('us-r5m', K, 0.05, sources);
  const count = instance.graph.ids.length.toLocaleString('en-US');
  const names = ['Revenue', 'Hours'];
  const plan = solved(instance, 0.05, 1);
  write('map-cells', mapPicture(instance, plan, K, 0.05, { title: '50 territories, even in revenue and in hours to 5 %', line: `${count} H3 cells of resolution 5.`, names }, null));
  write('stages', stagesPicture(instance, K, 0.05, momentsOf(instance)));
  const mixed = sourceOf('mixed', K, 0.03, { ...sources, graphs: null }).instance;
  write('map-mixed', mapPicture(mixed, solved(mixed, 0.03, 1), K, 0.03, {
    title: '50 territories, even in revenue and in hours to 3 %', line: `${mixed.graph.ids.length.toLocaleString('en-US')} H3 cells of resolution 4 to 9, small where accounts are many.`, names,
  }, { name: 'Cells around Denver', lng: -104.95, lat: 39.7, km: 190 }));
  write('frontier', frontierOf(instance, mixed));
}

function solved(instance: Instance, tolerance: number, seed: number): Uint16Array {
  return drain(solve(problemOf(instance, K, tolerance), { seed })).slots;
}

const STEPS: Record<string, string> = {
  shape: 'Clusters change hands; the ratio of the measures first, sums softly.',
  redeal: 'Groups of two to four territories are dealt anew where that is cheaper.',
  balance: 'Finer units, hard walls: sums go into their bands.',
  refine: 'Single cells.',
  close: 'Surplus is steered over full territories to those with room.',
  mend: 'Territories with cells too heavy to hand on are dealt anew.',
  polish: 'A last cool annealing.',
  smooth: 'Groups around ugly shapes are dealt anew within the bands.',
};

/** The plan after the first four steps that change it. */
function momentsOf(instance: Instance): Moment[] {
  const moments: Moment[] = [];
  const task = solve(problemOf(instance, K, 0.05), { seed: 1 });
  for (let next = task.next(); !next.done && moments.length < 4; next = task.next()) {
    const { phase, slots }: Progress = next.value;
    if (slots) moments.push({ name: phase, note: STEPS[phase] ?? '', slots: slots.slice() });
  }
  return moments;
}

function frontierOf(even: Instance, mixed: Instance): string {
  const { graph, measures } = even;
  return frontierPicture({
    title: 'The price of evenness, and where others stand',
    line: `50 territories, two measures that lean apart mildly, ${SEEDS.length} seeds; numbers: tolerance asked for, in percent.`,
    own: [
      { name: 'Hexalign, cells of one size', points: pointsOf(even, TOLERANCES) },
      { name: 'Hexalign, mixed cells', points: pointsOf(mixed, TIGHTER) },
    ],
    peers: [
      { name: 'gpmetis -contig', note: 'two constraints; hollow: mixed cells', plans: metisOf(even), others: metisOf(mixed) },
      { name: 'Lloyd, weighted by revenue', note: 'some in pieces', plans: [pointOf(even, lloyd(graph, measures, K))] },
      { name: 'Turf k-means', note: 'some in pieces', plans: [pointOf(even, turfKmeans(graph, K))] },
    ].filter(({ plans }) => plans.length > 0),
  });
}

function pointsOf(instance: Instance, tolerances: readonly number[]): OwnCurve['points'] {
  return tolerances.map((tolerance) => ({ tolerance, plans: SEEDS.map((seed) => pointOf(instance, solved(instance, tolerance, seed))) }));
}

function metisOf(instance: Instance): PlanPoint[] {
  if (!hasGpmetis()) return [];
  const found = SEEDS.flatMap((seed) => [10, 30, 100].map((overload) => gpmetis(instance.graph, instance.measures, K, { seed, overload })));
  return found.flatMap((one) => (one ? [pointOf(instance, one.slots)] : []));
}

function pointOf({ graph, measures }: Instance, slots: Uint16Array): PlanPoint {
  const quality = judge(graph, measures, slots, K);
  return { deviation: worstOf(quality), compactness: quality.momentCompactness };
}
