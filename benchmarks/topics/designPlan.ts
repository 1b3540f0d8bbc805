import { drain, solve, type Preset, type Problem } from '@hexalign/engine';
import type { DesignInstance } from '../country/instance.ts';
import { timed, type Cost } from '../report/clock.ts';
import { columnsOf, countOutside, judge } from '../report/quality.ts';
import type { Row } from '../report/row.ts';
import { gpmetis, hasGpmetis } from '../rivals/gpmetis.ts';
import { lloyd } from '../rivals/lloyd.ts';
import { turfKmeans } from '../rivals/turfKmeans.ts';

/** Above this Turf needs minutes and gigabytes. */
const TURF_LIMIT = 50_000;

export const TOLERANCE = 0.05;

/** Territories over the whole country, balanced on revenue and hours. @returns our slots too, for the topics that need a plan */
export function designPlan(instance: DesignInstance, preset: Preset): { rows: Row[]; slots: Uint16Array } {
  const { graph, measures, size } = instance;
  const k = size.territories;
  const own = timed(() => drain(solve(problemOf(instance), { preset, seed: 1 })));
  const row = (way: string, slots: Uint16Array, cost: Cost, isOwn = false): Row => ({
    topic: `design ${k} territories`, size: size.name, units: graph.ids.length, way, own: isOwn, ...cost,
    quality: { ...columnsOf(judge(graph, measures, slots, k)), [`outside ${100 * TOLERANCE} %`]: countOutside(measures, slots, k, TOLERANCE), 'heaviest unit': heaviest(instance) },
  });
  const rows = [row(`solve, ${preset}`, own.result.slots, own.cost, true)];
  const metis = hasGpmetis() ? gpmetis(graph, measures, k) : null;
  if (metis) rows.push(row('gpmetis -contig, both measures', metis.slots, metis));
  const kmeans = timed(() => lloyd(graph, measures, k));
  rows.push(row('Lloyd, weighted by revenue', kmeans.result, kmeans.cost));
  if (graph.ids.length <= TURF_LIMIT) {
    const turf = timed(() => turfKmeans(graph, k));
    rows.push(row('Turf k-means', turf.result, turf.cost));
  }
  return { rows, slots: own.result.slots };
}

/** The heaviest unit against a target: what cannot be divided limits every way alike. */
function heaviest({ measures, size }: DesignInstance): string {
  const shares = measures.map(({ values }) => values.reduce((a, b) => Math.max(a, b), 0) / (values.reduce((a, b) => a + b, 0) / size.territories));
  return `${(100 * Math.max(...shares)).toFixed(0)} %`;
}

function problemOf({ graph, measures, size: { territories: k } }: DesignInstance): Problem {
  const share = new Float64Array(k).fill(1 / k);
  return {
    graph, measures, k,
    goals: measures.map(({ key }) => ({ measure: key, share, tolerance: TOLERANCE, weight: 1 })),
    constraints: [],
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}
