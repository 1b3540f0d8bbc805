/** The counties of the lower 48 states as units: polygons that nobody may divide, some of them heavier than a whole territory. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { aggregate, areasOfPoints, fromPolygons, link, proposeLinks, type Measure } from '@hexalign/engine';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { makeAccounts } from './accounts.ts';
import { isElsewhere } from './groundCells.ts';
import { SEED, type DesignInstance } from './instance.ts';
import type { DesignSize } from './sizes.ts';

/** Within which islands may keep territories of their own. */
const TOLERANCE = 0.05;

/** Counties, their borders and what the same accounts as everywhere else come to in them. Islands are linked to the nearest county. */
export function makeCounties(size: DesignSize): DesignInstance {
  const path = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ counties: GeometryCollection }>;
  atlas.objects.counties.geometries = atlas.objects.counties.geometries.filter(({ id }) => !isElsewhere(String(id).padStart(5, '0').slice(0, 2)));
  const land = fromPolygons(atlas, 'id', { object: 'counties' });
  const accounts = makeAccounts(SEED);
  const unitOf = new Map(land.ids.map((id, u) => [id, u]));
  const holding = areasOfPoints(accounts.lngLat, atlas, 'id', { object: 'counties' });
  const kept = holding.flatMap((id, a) => (id === '' ? [] : [a]));
  const unitOfAccount = Uint32Array.from(kept, (a) => unitOf.get(holding[a]) ?? land.ids.length);
  const sum = (values: Float64Array): Float64Array => aggregate(land.ids.length, unitOfAccount, Float64Array.from(kept, (a) => values[a]));
  const measures: Measure[] = [
    { key: 'revenue', unit: 'currency', values: sum(accounts.revenue) },
    { key: 'hours', unit: 'hours', values: sum(accounts.hours) },
  ];
  const links = proposeLinks(land, measures, size.territories, TOLERANCE);
  const graph = link(land, Uint32Array.from(links.flatMap(({ from, to }) => [unitOf.get(from) ?? 0, unitOf.get(to) ?? 0])));
  return { size, graph, measures };
}
