import { EngineError } from '../base/errors.ts';
import { kmFrom } from '../problem/placeHomes.ts';
import type { Problem } from '../problem/problem.ts';
import { checkSlots, inPlace, type WhatIf } from './whatIf.ts';

/** The place a territory is worked from, and how far from it ground may lie. */
export interface Reached {
  readonly slot: number;
  readonly lng: number;
  readonly lat: number;
  readonly reachKm: number;
}

/**
 * What if nobody had to drive further than so far: ground beyond needs somebody else, and no such ground comes. Ground that lies beyond
 * everybody's reach stays where it is, since somebody has to have it, and so does what is held or locked.
 *
 * @throws EngineError `slots.length`, `slot.range`, `whatif.reach`
 */
export function reach(problem: Problem, slots: Uint16Array, homes: readonly Reached[]): WhatIf {
  checkSlots(problem, slots, ...homes.map(({ slot }) => slot));
  const { k, graph, constraints } = problem;
  const start = slots.slice();
  const km = homes.map(({ lng, lat, reachKm }) => {
    if (!(reachKm > 0 && reachKm < Infinity)) throw new EngineError('whatif.reach', `The reach is ${reachKm} km; it must be above 0.`, reachKm);
    return kmFrom(graph.lngLat, lng, lat);
  });
  const homeOf = new Map(homes.map(({ slot }, h) => [slot, h]));
  const stays = fixedUnits(problem, slots);
  const free = new Set([...Array(k).keys()].filter((t) => !homeOf.has(t)));
  for (let u = 0; u < slots.length; u++) {
    const h = homeOf.get(slots[u]);
    if (h === undefined || stays[u] === 1 || !(km[h][u] > homes[h].reachKm)) continue;
    const nobody = free.size === 0 && homes.every(({ reachKm }, other) => km[other][u] > reachKm);
    // One number for all of it: it belongs to nobody any more.
    if (!nobody) start[u] = k;
  }
  const asked = homes.map(({ slot, lng, lat, reachKm }) => ({ type: 'home' as const, slot, lng, lat, reachKm }));
  // A reach that was asked for before gives way.
  const kept = constraints.filter((c) => c.type !== 'home' || !homeOf.has(c.slot));
  return inPlace({ ...problem, constraints: [...kept, ...asked] }, start, slots.slice());
}

/** n flags: units that are held, seeds, or in a locked territory. */
function fixedUnits({ constraints }: Problem, slots: Uint16Array): Uint8Array {
  const fixed = new Uint8Array(slots.length);
  const locked = new Set(constraints.flatMap((c) => (c.type === 'lock' ? [c.slot] : [])));
  slots.forEach((slot, u) => (fixed[u] = locked.has(slot) ? 1 : 0));
  for (const c of constraints) {
    if (c.type === 'hold') for (const u of c.units) fixed[u] = 1;
    if (c.type === 'seed') fixed[c.unit] = 1;
  }
  return fixed;
}
