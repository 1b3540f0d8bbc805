import { compactness, territoryCentres, UNASSIGNED, unpackGraph, type UnitGraph } from '@hexalign/engine';
import { balanceOf, deviations, staysWhole, worstDeviation, type Weighed } from './balance.ts';

export interface RivalsArgs {
  readonly demand: Weighed;
  /** n slots below k. */
  readonly slots: Uint16Array;
  /** Unit of the account's ground, its place, and what it carries by itself, one value per measure. */
  readonly unit: number;
  readonly lngLat: readonly [number, number];
  readonly values: readonly number[];
  /** Who has it. */
  readonly own: number;
  /** Who had it before; null = nobody, or not known. */
  readonly was: number | null;
}

interface Change {
  readonly before: number[];
  readonly after: number[];
}

/** Another territory that could have an account, and what would be then. */
export interface Rival {
  readonly slot: number;
  readonly was: boolean;
  readonly how: 'ground' | 'apart';
  readonly km: number | null;
  readonly own: Change;
  readonly rival: Change;
  readonly worstDeviation: { readonly before: number; readonly after: number };
  readonly shape: { readonly own: { readonly before: number; readonly after: number }; readonly rival: { readonly before: number; readonly after: number } } | null;
  readonly whole: boolean;
}

/** How many are told. */
const MOST = 5;

/**
 * The territories that could have an account instead: those next to its own, found from the account outwards, and the one it
 * was with. Where its unit touches a territory the ground goes along, else the account goes alone.
 */
export function rivalsOf({ demand, slots, unit, lngLat, values, own, was }: RivalsArgs): { readonly km: number | null; readonly rivals: Rival[] } {
  const graph = unpackGraph(demand.graph);
  const { k, measures } = demand;
  const q = measures.length;
  const balance = balanceOf(demand, slots);
  const centres = territoryCentres(graph, slots, k);
  const km = (slot: number): number | null => (centres.unit[slot] < 0 ? null : kmBetween(lngLat, [centres.lngLat[2 * slot], centres.lngLat[2 * slot + 1]]));
  const found = outwards(graph, slots, unit).filter((slot) => slot !== own && slot < k);
  if (slots[unit] !== own && slots[unit] < k) found.unshift(slots[unit]);
  const listed = [...new Set(found)].slice(0, MOST);
  if (was !== null && was !== own && !listed.includes(was)) listed.push(was);
  const touched = new Set(Array.from(graph.neighbors.subarray(graph.offsets[unit], graph.offsets[unit + 1]), (v) => slots[v]));
  const shapes = compactness(graph, slots, k);
  const worst = worstDeviation(balance, q);
  const rivals = listed.map((slot): Rival => {
    const withGround = slots[unit] === own && touched.has(slot);
    const carried = withGround ? measures.map((measure) => measure.values[unit]) : values;
    const after = { own: deviations(balance, q, own, carried, -1), rival: deviations(balance, q, slot, carried) };
    let shape: Rival['shape'] = null;
    if (withGround) {
      const then = slots.slice();
      then[unit] = slot;
      const changed = compactness(graph, then, k);
      shape = { own: { before: shapes[own].momentCompactness, after: changed[own].momentCompactness }, rival: { before: shapes[slot].momentCompactness, after: changed[slot].momentCompactness } };
    }
    return {
      slot, was: slot === was, how: withGround ? 'ground' : 'apart', km: km(slot),
      own: { before: deviations(balance, q, own), after: after.own }, rival: { before: deviations(balance, q, slot), after: after.rival },
      worstDeviation: { before: worst, after: Math.max(worstDeviation(balance, q, [own, slot]), ...[...after.own, ...after.rival].map(Math.abs)) },
      shape, whole: !withGround || staysWhole(graph, slots, unit),
    };
  });
  return { km: km(own), rivals };
}

/** Territories in the order in which they are met from a unit through its own territory. */
function outwards({ offsets, neighbors }: UnitGraph, slots: Uint16Array, unit: number): number[] {
  const met: number[] = [];
  const seen = new Uint8Array(slots.length);
  seen[unit] = 1;
  let ring = [unit];
  while (ring.length > 0 && met.length < MOST) {
    const next: number[] = [];
    for (const u of ring) {
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (seen[v] === 1) continue;
        seen[v] = 1;
        if (slots[v] === slots[unit]) next.push(v);
        else if (slots[v] !== UNASSIGNED && !met.includes(slots[v])) met.push(slots[v]);
      }
    }
    ring = next;
  }
  return met;
}

function kmBetween([lngA, latA]: readonly [number, number], [lngB, latB]: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const half = (angle: number): number => Math.sin(angle / 2) ** 2;
  return 2 * 6371.007 * Math.asin(Math.sqrt(Math.min(1, half((latA - latB) * radians) + Math.cos(latA * radians) * Math.cos(latB * radians) * half((lngA - lngB) * radians))));
}
