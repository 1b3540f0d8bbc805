/** The counties of the lower 48 states as units: polygons, some of them heavier than a whole territory, or the heavy ones divided into cells. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { aggregate, link, proposeLinks, splitAreas, type Measure, type SplitAreas } from '@hexalign/engine';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { makeAccounts } from './accounts.ts';
import { isElsewhere } from './groundCells.ts';
import { SEED, type DesignInstance } from './instance.ts';
import type { DesignSize } from './sizes.ts';

/** Within which islands may keep territories of their own. */
const TOLERANCE = 0.05;

/** Share of a territory's target above which a county is divided, where counties are. */
const HEAVY = 0.05;
/** Resolution of the pieces of a divided county. */
const PIECE_RESOLUTION = 6;

/**
 * Counties, their borders and what the same accounts as everywhere else come to in them. Islands are linked to the nearest county.
 *
 * @param divided whether heavy counties are divided into cells
 */
export function makeCounties(size: DesignSize, divided: boolean): DesignInstance {
  const path = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ counties: GeometryCollection }>;
  atlas.objects.counties.geometries = atlas.objects.counties.geometries.filter(({ id }) => !isElsewhere(String(id).padStart(5, '0').slice(0, 2)));
  const build = (split: readonly string[]): SplitAreas => splitAreas(atlas, 'id', { object: 'counties', split, resolution: PIECE_RESOLUTION });
  let units = build([]);
  let measures = sums(units);
  if (divided) {
    const isHeavy = measures.map(({ values }) => {
      const limit = (HEAVY * values.reduce((a, b) => a + b, 0)) / size.territories;
      return values.map((value) => Number(value > limit));
    });
    units = build(units.graph.ids.filter((_, u) => isHeavy.some((heavy) => heavy[u] === 1)));
    measures = sums(units);
  }
  const land = units.graph;
  const unitOf = new Map(land.ids.map((id, u) => [id, u]));
  const links = proposeLinks(land, measures, size.territories, TOLERANCE);
  const graph = link(land, Uint32Array.from(links.flatMap(({ from, to }) => [unitOf.get(from) ?? 0, unitOf.get(to) ?? 0])));
  return { size, graph, measures };
}

function sums({ graph, unitsOf }: SplitAreas): Measure[] {
  const { lngLat, revenue, hours } = makeAccounts(SEED);
  const held = unitsOf(lngLat);
  const kept = [...held.keys()].filter((a) => held[a] >= 0);
  const unitOfAccount = Uint32Array.from(kept, (a) => held[a]);
  const sum = (values: Float64Array): Float64Array => aggregate(graph.ids.length, unitOfAccount, Float64Array.from(kept, (a) => values[a]));
  return [
    { key: 'revenue', unit: 'currency', values: sum(revenue) },
    { key: 'hours', unit: 'hours', values: sum(hours) },
  ];
}
