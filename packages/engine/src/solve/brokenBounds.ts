import { arcKm } from '../graph/distance.ts';
import { unitVectors } from '../graph/project.ts';
import { figure } from '../base/figure.ts';
import { plainName } from '../problem/naming.ts';
import { countedBy } from '../problem/budgets.ts';
import { kmFrom } from '../problem/placeHomes.ts';
import { UNASSIGNED, type Problem, type Violation } from '../problem/problem.ts';

/** A demand that a plan breaks, and by which share of what it allows. */
export interface BrokenBound {
  readonly violation: Violation;
  readonly by: number;
}

/** Rounding of sums. */
const SLACK = 1e-9;

/** Budgets on what moves, leashes and reaches of homes that a plan of the solver's breaks, which only impossible demands make it do. */
export function brokenBounds(problem: Problem, slots: Uint16Array): BrokenBound[] {
  const { graph, constraints, baseline } = problem;
  const found: BrokenBound[] = [];
  for (const c of constraints) {
    if (c.type === 'budget' && baseline) {
      const { name, amounts, already } = countedBy(problem, c);
      let moved = already;
      for (let u = 0; u < slots.length; u++) {
        if (baseline[u] === UNASSIGNED || baseline[u] === slots[u] || (c.from !== undefined && baseline[u] !== c.from)) continue;
        moved += amounts[u];
      }
      if (moved <= c.max * (1 + SLACK)) continue;
      const whose = c.from === undefined ? 'today\'s territories' : plainName(c.from);
      found.push({
        by: c.max > 0 ? (moved - c.max) / c.max : 1,
        violation: { code: 'budget.exceeded', message: `${figure(moved)} ${c.measure === null ? `${name} leave` : `of ${name} leaves`} ${whose}; ${figure(c.max)} may.`, slot: c.from, measure: c.measure ?? undefined, value: moved, limit: c.max },
      });
    }
    if (c.type !== 'home') continue;
    const km = kmFrom(graph.lngLat, c.lng, c.lat);
    if (c.reachKm !== undefined) {
      let farthest = -1;
      let many = 0;
      for (let u = 0; u < slots.length; u++) {
        if (slots[u] !== c.slot || km[u] <= c.reachKm) continue;
        many++;
        if (farthest < 0 || km[u] > km[farthest]) farthest = u;
      }
      if (farthest >= 0) found.push({ by: many / slots.length, violation: { code: 'home.too_far', message: `${plainName(c.slot)} has ${many} ${many === 1 ? 'unit' : 'units'} beyond ${figure(c.reachKm)} km from its home, the farthest ${graph.ids[farthest]} at ${km[farthest].toFixed(0)} km.`, slot: c.slot, unit: farthest, value: km[farthest], limit: c.reachKm } });
    }
    if (c.centreKm === undefined) continue;
    const off = centreKm(problem, slots, c.slot, c.lng, c.lat);
    if (off > c.centreKm * (1 + SLACK)) found.push({ by: (off - c.centreKm) / c.centreKm, violation: { code: 'home.centre', message: `The centre of ${plainName(c.slot)} lies ${off.toFixed(0)} km from its home; ${figure(c.centreKm)} km is allowed.`, slot: c.slot, value: off, limit: c.centreKm } });
  }
  return found;
}

/** Kilometres from a place to a territory's centre: the mean of its units' places on the globe, by area. */
function centreKm({ graph }: Problem, slots: Uint16Array, slot: number, lng: number, lat: number): number {
  const vectors = unitVectors(graph.lngLat);
  const centre = [0, 0, 0];
  for (let u = 0; u < slots.length; u++) if (slots[u] === slot) for (let j = 0; j < 3; j++) centre[j] += graph.areaKm2[u] * vectors[3 * u + j];
  const length = Math.sqrt(centre[0] * centre[0] + centre[1] * centre[1] + centre[2] * centre[2]);
  if (!(length > 0)) return 0;
  const home = unitVectors(Float64Array.of(lng, lat));
  let square = 0;
  for (let j = 0; j < 3; j++) square += (centre[j] / length - home[j]) * (centre[j] / length - home[j]);
  return arcKm(square);
}
