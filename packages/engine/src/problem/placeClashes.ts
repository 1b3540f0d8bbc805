import { arcKm } from '../graph/distance.ts';
import { unitVectors } from '../graph/project.ts';
import type { Band } from './bands.ts';
import type { Constraint } from './constraint.ts';
import { figure, percentOf } from '../base/figure.ts';
import type { Held } from './held.ts';
import type { NameOf } from './naming.ts';
import type { OpenGround } from './openGround.ts';
import type { Problem, Violation } from './problem.ts';
import { chordTo, within } from './within.ts';

type Home = Constraint & { type: 'home' };

const SLACK = 1e-9;

/** Homes whose reach or leash no ground, or too little, lies within. */
export function placeClashes(problem: Problem, open: OpenGround, held: Held, bands: readonly Band[], nameOf: NameOf): Violation[] {
  const homes = problem.constraints.filter((c) => c.type === 'home');
  if (homes.length === 0) return [];
  const vectors = unitVectors(problem.graph.lngLat);
  const reached = homes.map((home) => (home.reachKm === undefined ? null : within(vectors, home, home.reachKm)));
  return [
    ...twoHomes(homes, nameOf),
    ...homes.flatMap((home, h) => reachOf(problem, open, held, bands, nameOf, home, reached[h], vectors)),
    ...nobodys(problem, open, homes, reached),
    ...leashes(problem, vectors, homes, nameOf),
  ];
}

function twoHomes(homes: readonly Home[], nameOf: NameOf): Violation[] {
  const seen = new Map<number, Home>();
  const found: Violation[] = [];
  for (const home of homes) {
    const other = seen.get(home.slot);
    if (other !== undefined) found.push({ code: 'home.twice', message: `${nameOf(home.slot)} has two homes, at ${other.lng}, ${other.lat} and at ${home.lng}, ${home.lat}; give up one of them.`, slot: home.slot });
    seen.set(home.slot, home);
  }
  return found;
}

/** What lies in a home's reach: nothing at all, not all that is held or locked, or too little to live on. */
function reachOf({ graph, measures, baseline, load, k }: Problem, { partOf, locked }: OpenGround, { slotOf }: Held, bands: readonly Band[], nameOf: NameOf, { slot, lng, lat, reachKm }: Home, inside: Uint8Array | null, vectors: Float64Array): Violation[] {
  if (inside === null || reachKm === undefined) return [];
  const name = nameOf(slot);
  const home = unitVectors(Float64Array.of(lng, lat));
  const mine = (u: number): boolean => (locked[slot] ? baseline?.[u] === slot : slotOf[u] === slot);
  const out = inside.findIndex((flag, u) => flag === 0 && mine(u));
  if (out >= 0) return [{ code: locked[slot] ? 'lock.out_of_reach' : 'hold.out_of_reach', message: `Unit ${graph.ids[out]} is ${locked[slot] ? 'locked' : 'held'} in ${name} but lies ${figure(Math.round(arcKm(chordTo(vectors, out, home))))} km from its home, beyond its reach of ${figure(reachKm)} km.`, unit: out, slot, limit: reachKm }];
  if (locked[slot]) return [];
  const may = inside.map((flag, u) => (flag === 1 && partOf[u] >= 0 && (slotOf[u] < 0 || slotOf[u] === slot) ? 1 : 0));
  if (!may.includes(1)) {
    let nearest = 0;
    let chord = Infinity;
    for (let u = 0; u < inside.length; u++) {
      const square = chordTo(vectors, u, home);
      if (square < chord) [chord, nearest] = [square, u];
    }
    return [{ code: 'home.nothing_in_reach', message: `Nothing that ${name} may have lies within ${figure(reachKm)} km of its home; the nearest unit, ${graph.ids[nearest]}, lies at ${figure(Number(arcKm(chord).toPrecision(3)))} km.`, slot, limit: reachKm, value: arcKm(chord) }];
  }
  return bands.flatMap(({ measure, key, low }) => {
    const { values } = measures[measure];
    let sum = load ? load[slot * measures.length + measure] : 0;
    for (let u = 0; u < values.length; u++) if (may[u] === 1) sum += values[u];
    if (k === 1 || sum >= low[slot] * (1 - SLACK)) return [];
    return [{ code: 'home.too_little', message: `Within ${figure(reachKm)} km of its home ${name} finds ${figure(sum)} of ${key}, ${percentOf(sum / low[slot])} of the ${figure(low[slot])} it needs: give it a longer reach or a smaller share.`, slot, measure: key, value: sum, limit: low[slot] }];
  });
}

/** Ground that no territory reaches, when all of them have a reach. */
function nobodys({ graph, k }: Problem, { partOf, locked }: OpenGround, homes: readonly Home[], reached: readonly (Uint8Array | null)[]): Violation[] {
  const bound = new Map<number, Uint8Array>();
  homes.forEach(({ slot }, h) => {
    const inside = reached[h];
    if (inside === null) return;
    const before = bound.get(slot);
    bound.set(slot, before ? before.map((flag, u) => flag & inside[u]) : inside);
  });
  for (let t = 0; t < k; t++) if (!locked[t] && !bound.has(t)) return [];
  const all = [...bound].filter(([slot]) => !locked[slot]).map(([, inside]) => inside);
  let many = 0;
  let example = -1;
  for (let u = 0; u < partOf.length; u++) {
    if (partOf[u] < 0 || all.some((inside) => inside[u] === 1)) continue;
    many++;
    if (example < 0) example = u;
  }
  if (many === 0 || all.length === 0) return [];
  return [{ code: 'unit.out_of_reach', message: `${many === 1 ? `Unit ${graph.ids[example]} lies` : `${many} units, such as ${graph.ids[example]}, lie`} beyond the reach of every home: lengthen a reach, or leave one territory without.`, unit: example, value: many, limit: 0 }];
}

/** Leashes that no territory of this ground can be on: its centre lies within the cap about all units, if that is less than half the globe. */
function leashes({ graph }: Problem, vectors: Float64Array, homes: readonly Home[], nameOf: NameOf): Violation[] {
  const n = graph.ids.length;
  const centre = [0, 0, 0];
  for (let u = 0; u < n; u++) for (let j = 0; j < 3; j++) centre[j] += vectors[3 * u + j];
  const length = Math.sqrt(centre[0] * centre[0] + centre[1] * centre[1] + centre[2] * centre[2]);
  if (!(length > 1e-9 * n)) return [];
  const middle = centre.map((coordinate) => coordinate / length);
  let widest = 0;
  for (let u = 0; u < n; u++) widest = Math.max(widest, chordTo(vectors, u, middle));
  if (widest >= 2) return [];
  return homes.flatMap(({ slot, lng, lat, centreKm }) => {
    if (centreKm === undefined) return [];
    const away = arcKm(chordTo(unitVectors(Float64Array.of(lng, lat)), 0, middle)) - arcKm(widest);
    if (away <= centreKm * (1 + SLACK)) return [];
    return [{ code: 'home.off_the_ground', message: `The home of ${nameOf(slot)} lies ${figure(Math.floor(away))} km or more from any ground, so its centre cannot stay within ${figure(centreKm)} km of it: check the place, or give it a longer leash.`, slot, value: away, limit: centreKm }];
  });
}
