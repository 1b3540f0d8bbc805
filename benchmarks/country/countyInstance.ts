/** The counties of the lower 48 states as units: polygons, some of them heavier than a whole territory, or the heavy ones divided into cells. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { splitAreas, type Measure, type SplitAreas } from '@hexalign/engine';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { makeAccounts } from './accounts.ts';
import { SEED } from './cellInstance.ts';
import { DISAGREEMENTS } from './disagreement.ts';
import { isElsewhere } from './groundCells.ts';
import type { Instance } from './instance.ts';
import { joinIslands } from './joinIslands.ts';
import { measuresOf } from './measuresOf.ts';

/** Share of a territory's target above which a county is divided, where counties are. */
const HEAVY = 0.05;
/** Resolution of the pieces of a divided county. */
const PIECE_RESOLUTION = 6;

/**
 * Counties, their borders and what the accounts of the mild country come to in them. Islands are linked to the nearest county.
 *
 * @param divided whether heavy counties are divided into cells
 */
export function countyInstance(name: string, k: number, tolerance: number, divided: boolean): Instance {
  const path = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ counties: GeometryCollection }>;
  atlas.objects.counties.geometries = atlas.objects.counties.geometries.filter(({ id }) => !isElsewhere(String(id).padStart(5, '0').slice(0, 2)));
  const build = (split: readonly string[]): SplitAreas => splitAreas(atlas, 'id', { object: 'counties', split, resolution: PIECE_RESOLUTION });
  let units = build([]);
  let measures = sums(units);
  if (divided) {
    const isHeavy = measures.map(({ values }) => {
      const limit = (HEAVY * values.reduce((a, b) => a + b, 0)) / k;
      return values.map((value) => Number(value > limit));
    });
    units = build(units.graph.ids.filter((_, u) => isHeavy.some((heavy) => heavy[u] === 1)));
    measures = sums(units);
  }
  return { name, graph: joinIslands(units.graph, measures, k, tolerance), measures };
}

function sums({ graph, unitsOf }: SplitAreas): Measure[] {
  const { lngLat, revenue, hours } = makeAccounts(SEED, DISAGREEMENTS.mild);
  const held = unitsOf(lngLat);
  const kept = [...held.keys()].filter((a) => held[a] >= 0);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, (a) => values[a]);
  return measuresOf(graph.areaKm2, { lngLat, revenue: pick(revenue), hours: pick(hours) }, Uint32Array.from(kept, (a) => held[a]), DISAGREEMENTS.mild);
}
