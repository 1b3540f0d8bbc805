import { cosDegrees, sinDegrees } from '../base/trig.ts';
import type { Constraint } from '../problem/constraint.ts';
import { figure } from '../base/figure.ts';
import { UNASSIGNED, type Problem, type Violation } from '../problem/problem.ts';

/** Radius of the sphere with the area of the Earth, in kilometres. */
const RADIUS_KM = 6371.007180918475;

/** Rounding of sums and of distances, as a share of what is allowed. */
const SLACK = 1e-9;

/** A place on the unit sphere: to [0, 0], to [90, 0], to the north pole. */
type Place = readonly [number, number, number];

/**
 * A budget that more moved than, or a home that ground lies too far from. Sums are summed anew and distances measured
 * along the globe; nothing is shared with the solver.
 *
 * @param nameOf what a planner calls a territory
 */
export function boundsKept(problem: Problem, slots: Uint16Array, demand: Constraint & { type: 'budget' | 'home' }, nameOf: (slot: number) => string): Violation[] {
  return demand.type === 'budget' ? budgetKept(problem, slots, demand, nameOf) : homeKept(problem, slots, demand, nameOf);
}

function budgetKept({ measures, baseline, graph }: Problem, slots: Uint16Array, { measure, max, from, counts }: Constraint & { type: 'budget' }, nameOf: (slot: number) => string): Violation[] {
  const values = counts?.amounts ?? measures.find(({ key }) => key === measure)?.values;
  if (baseline === undefined || (measure !== null && values === undefined)) {
    return [{ code: 'budget.unknown', message: `A budget limits how much of ${measure ?? 'the units'} moves, but there is ${baseline === undefined ? 'no plan in force' : 'no such measure'}.`, measure: measure ?? undefined }];
  }
  let moved = counts?.already ?? 0;
  for (let u = 0; u < graph.ids.length; u++) {
    const today = baseline[u];
    if (today === UNASSIGNED || today === slots[u]) continue;
    if (from === undefined || from === today) moved += values === undefined ? 1 : values[u];
  }
  if (moved <= max + SLACK * Math.max(1, max)) return [];
  const what = counts?.name ?? measure ?? (moved === 1 ? 'unit' : 'units');
  return [{
    code: 'budget.exceeded',
    message: from === undefined ? `${figure(moved)} ${what} would move; at most ${figure(max)} may.` : `${figure(moved)} ${what} would leave ${nameOf(from)}; at most ${figure(max)} may.`,
    slot: from, measure: measure ?? undefined, value: moved, limit: max,
  }];
}

function homeKept({ graph }: Problem, slots: Uint16Array, { slot, lng, lat, centreKm, reachKm }: Constraint & { type: 'home' }, nameOf: (slot: number) => string): Violation[] {
  const home = placeOf(lng, lat);
  const found: Violation[] = [];
  const centre: [number, number, number] = [0, 0, 0];
  let farthest = -1;
  let most = 0;
  let many = 0;
  for (let u = 0; u < graph.ids.length; u++) {
    if (slots[u] !== slot) continue;
    const place = placeOf(graph.lngLat[2 * u], graph.lngLat[2 * u + 1]);
    place.forEach((coordinate, j) => (centre[j] += graph.areaKm2[u] * coordinate));
    if (reachKm === undefined) continue;
    const km = apart(home, place);
    if (km <= reachKm * (1 + SLACK)) continue;
    many++;
    if (km <= most) continue;
    most = km;
    farthest = u;
  }
  if (reachKm !== undefined && farthest >= 0) {
    const rest = many === 1 ? '' : `, and ${many - 1} more ${many === 2 ? 'unit lies' : 'units lie'} too far out`;
    found.push({ code: 'home.too_far', message: `Unit ${graph.ids[farthest]} of ${nameOf(slot)} lies ${farOf(most, reachKm)} km from its home; ${figure(reachKm)} km is allowed${rest}.`, slot, unit: farthest, value: most, limit: reachKm });
  }
  const length = Math.sqrt(centre[0] * centre[0] + centre[1] * centre[1] + centre[2] * centre[2]);
  if (centreKm === undefined || !(length > 0)) return found;
  const off = apart(home, [centre[0] / length, centre[1] / length, centre[2] / length]);
  if (off > centreKm * (1 + SLACK)) found.push({ code: 'home.centre', message: `The centre of ${nameOf(slot)} lies ${farOf(off, centreKm)} km from its home; ${figure(centreKm)} km is allowed.`, slot, value: off, limit: centreKm });
  return found;
}

function placeOf(lng: number, lat: number): Place {
  return [cosDegrees(lat) * cosDegrees(lng), cosDegrees(lat) * sinDegrees(lng), sinDegrees(lat)];
}

/** A distance with as many digits as tell it from what is allowed. */
function farOf(km: number, allowed: number): string {
  return Math.round(km) > allowed ? km.toFixed(0) : figure(km);
}

/** Kilometres along the great circle: the chord is halved in angle until it is as long as its arc. */
function apart(a: Place, b: Place): number {
  let square = Math.min(4, (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
  let times = 1;
  for (; square > 1e-10; times *= 2) square /= 2 + Math.sqrt(4 - square);
  return RADIUS_KM * times * Math.sqrt(square) * (1 + square / 24);
}
