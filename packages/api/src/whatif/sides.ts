import { tally, territoryCentres, UNASSIGNED, type ScenarioDoc } from '@hexalign/engine';
import type { WhatIfSide } from '../../contract/whatif.ts';
import type { PackedAccounts } from '../../contract/wire.ts';
import { slotsOfAccounts, type Standing } from '../scenarios/standing.ts';
import { sharesOf } from '../scenarios/verdict.ts';
import type { Demand } from '../engine/methods.ts';
import type { CompactScenario } from '../solving/demand.ts';

/** A state whose territories are to be told in figures. */
export interface SidesOf {
  readonly doc: Pick<ScenarioDoc, 'slots' | 'goals'>;
  readonly compact: Pick<CompactScenario, 'live' | 'slots'> & { readonly demand: Pick<Demand, 'measures' | 'load'> };
  readonly standing: Pick<Standing, 'named'>;
  readonly accounts: Pick<PackedAccounts, 'unit' | 'lngLat'>;
  readonly graph: Parameters<typeof territoryCentres>[0];
}

export interface Sides {
  /** Slot of the document -> what it has. */
  readonly of: ReadonlyMap<number, WhatIfSide>;
  /** Slot of the document of each account. */
  readonly slotOfAccount: Uint16Array;
  /** Mean way from the centre of a territory to its accounts; null without any. */
  readonly km: number | null;
}

const EARTH_KM = 6371.0072;

/** What every territory of a state has: ground, accounts, sums against its targets, and how far its accounts are. O(n + accounts). */
export function sidesOf({ doc, compact: { live, slots, demand }, standing, accounts, graph }: SidesOf): Sides {
  const [k, q] = [live.length, demand.measures.length];
  const sums = tally(demand.measures, slots, k);
  demand.load?.forEach((value, at) => (sums[at] += value));
  const totals = demand.measures.map(({ values }, m) => values.reduce((sum, value) => sum + value, 0) + (demand.load === undefined ? 0 : live.reduce((sum, _, t) => sum + demand.load![t * q + m], 0)));
  const shares = demand.measures.map(({ key }) => sharesOf(doc.goals.get(key) ?? { share: null }, live));
  const units = new Int32Array(k);
  for (const slot of slots) if (slot < k) units[slot]++;
  const slotOfAccount = slotsOfAccounts(accounts.unit, doc.slots, standing);
  const own = new Map(live.map((slot, t) => [slot, t]));
  const weight = new Float64Array(slots.length);
  accounts.unit.forEach((unit) => weight[unit]++);
  const centres = territoryCentres(graph, slots, k, weight).lngLat;
  const counts = new Int32Array(k);
  const km = new Float64Array(k);
  slotOfAccount.forEach((slot, a) => {
    const t = own.get(slot);
    if (t === undefined || Number.isNaN(centres[2 * t])) return;
    counts[t]++;
    km[t] += kmBetween(centres[2 * t], centres[2 * t + 1], accounts.lngLat[2 * a], accounts.lngLat[2 * a + 1]);
  });
  const all = counts.reduce((sum, count) => sum + count, 0);
  return {
    slotOfAccount, km: all === 0 ? null : km.reduce((sum, way) => sum + way, 0) / all,
    of: new Map(live.map((slot, t) => [slot, {
      units: units[t], accounts: counts[t], sums: totals.map((_, m) => sums[t * q + m]),
      deviations: totals.map((total, m) => (total > 0 && shares[m][t] > 0 ? (sums[t * q + m] - shares[m][t] * total) / (shares[m][t] * total) : 0)),
      km: counts[t] === 0 ? null : km[t] / counts[t],
    }])),
  };
}

/** What is nobody's. */
export function unownedOf({ slotOfAccount }: Sides, slots: Uint16Array): { units: number; accounts: number } {
  const count = (list: Uint16Array): number => list.reduce((sum, slot) => sum + (slot === UNASSIGNED ? 1 : 0), 0);
  return { units: count(slots), accounts: count(slotOfAccount) };
}

/** Way between two places in degrees, as the crow flies. */
export function kmBetween(lng: number, lat: number, toLng: number, toLat: number): number {
  const rad = Math.PI / 180;
  const [dLat, dLng] = [((toLat - lat) * rad) / 2, ((toLng - lng) * rad) / 2];
  const square = Math.sin(dLat) ** 2 + Math.cos(lat * rad) * Math.cos(toLat * rad) * Math.sin(dLng) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(square)));
}
