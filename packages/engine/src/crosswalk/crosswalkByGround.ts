import { EngineError } from '../base/errors.ts';
import type { Measure } from '../measure/measure.ts';
import { CrosswalkSums, type CrosswalkArea, type CrosswalkPart, type MajorityBy } from './crosswalk.ts';
import type { GroundOverlap } from './groundOverlap.ts';

/** Which territory has what of each area, by the ground they share. */
export interface GroundCrosswalk {
  /** Areas with ground in at least one unit, by id. */
  readonly areas: readonly CrosswalkArea[];
  /** Ids of areas that lie in no unit. */
  readonly unmet: readonly string[];
  /** What lies in no area, per slot; with the areas it is every unit's whole ground and measures. */
  readonly outside: readonly CrosswalkPart[];
}

export interface GroundCrosswalkOptions {
  /** What decides the majority: ground when left out, or the key of a measure. */
  readonly majorityBy?: string;
  /**
   * What a unit has beyond the areas, where it touches one: `outside` (when left out) counts it as outside, `areas` gives its
   * measures to the areas it touches. Fit for areas that cover the whole country, since nobody lives beyond the coast.
   */
  readonly beyond?: 'outside' | 'areas';
}

/**
 * Says which share of each area lies in which territory. A unit's measures are spread evenly over its ground, so that
 * what the areas and the rest hold is what the territories hold, nothing twice and nothing lost.
 *
 * @param overlap of the plan's units with the areas
 * @param slots n slots, `UNASSIGNED` for nobody
 * @throws EngineError `crosswalk.length`, `crosswalk.measure`
 */
export function crosswalkByGround(
  graph: { readonly areaKm2: Float64Array },
  slots: Uint16Array,
  overlap: GroundOverlap,
  measures: readonly Measure[] = [],
  { majorityBy = 'ground', beyond = 'outside' }: GroundCrosswalkOptions = {},
): GroundCrosswalk {
  const n = slots.length;
  const by = deciding(majorityBy, measures);
  for (const { length, name } of [{ length: graph.areaKm2.length, name: 'The graph' }, ...measures.map(({ key, values }) => ({ length: values.length, name: `Measure ${JSON.stringify(key)}` }))]) {
    if (length !== n) throw new EngineError('crosswalk.length', `${name} has ${length} units, the plan ${n}; they must be of one graph.`, length);
  }
  const last = overlap.unit.length > 0 ? overlap.unit[overlap.unit.length - 1] : -1;
  if (last >= n) throw new EngineError('crosswalk.length', `The overlap knows unit ${last}, the plan has ${n} units; they must be of one graph.`, last);

  const sums = new CrosswalkSums(measures.length);
  const outside = new CrosswalkSums(measures.length);
  const inside = new Float64Array(n);
  for (let i = 0; i < overlap.unit.length; i++) inside[overlap.unit[i]] += overlap.share[i];
  for (let i = 0; i < overlap.unit.length; i++) {
    const u = overlap.unit[i];
    // A sum a hair above 1 comes from rounding.
    const share = inside[u] > 1 || (beyond === 'areas' && inside[u] > 0) ? overlap.share[i] / inside[u] : overlap.share[i];
    const row = sums.at(overlap.area[i], slots[u]);
    row.km2 += overlap.km2[i];
    measures.forEach(({ values }, j) => (row.sums[j] += share * values[u]));
  }
  for (let u = 0; u < n; u++) {
    const left = 1 - inside[u];
    // What rounding leaves is no ground.
    if (left < 1e-9) continue;
    const row = outside.at(0, slots[u]);
    row.km2 += left * graph.areaKm2[u];
    if (beyond === 'outside' || inside[u] === 0) measures.forEach(({ values }, j) => (row.sums[j] += left * values[u]));
  }
  const known = { ground: true, accounts: false };
  const areas: CrosswalkArea[] = [];
  const unmet: string[] = [];
  overlap.areaIds.forEach((id, area) => {
    const found = sums.area(area, id, by, known);
    if (found) areas.push(found);
    else unmet.push(id);
  });
  return { areas, unmet, outside: outside.area(0, '', by, known)?.parts ?? [] };
}

function deciding(majorityBy: string, measures: readonly Measure[]): MajorityBy {
  if (majorityBy === 'ground') return 'ground';
  const at = measures.findIndex(({ key }) => key === majorityBy);
  if (at < 0) throw new EngineError('crosswalk.measure', `There is no measure ${JSON.stringify(majorityBy)}; there are ${measures.map(({ key }) => key).join(', ') || 'none'}, and "ground".`, majorityBy);
  return at;
}
