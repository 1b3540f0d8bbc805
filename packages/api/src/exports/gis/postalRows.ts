import { areasOfPoints, crosswalkByAccount, crosswalkByGround, groundOverlap, UNASSIGNED, type CrosswalkArea, type CrosswalkPart } from '@hexalign/engine';
import type { FeatureCollection } from 'geojson';
import { nearestPoints } from './nearestPoints.ts';
import type { PlanSheet } from '../planSheet.ts';

/** Where postal codes lie. */
export type PostalPlaces =
  | { readonly kind: 'areas'; readonly areas: FeatureCollection }
  /** c codes with a country (ISO 3166 alpha-2, empty where not told) and a place each, 2c degrees. */
  | { readonly kind: 'points'; readonly codes: readonly string[]; readonly countries: readonly string[]; readonly lngLat: Float64Array };

/** What a territory has of a postal code. */
export interface PostalRow {
  readonly postal: string;
  readonly country: string;
  /** Slot of the territory; `UNASSIGNED` for nobody. */
  readonly slot: number;
  /** Share of the code that the territory has, 0-1, in what `basis` says. */
  readonly share: number;
  /** Whether it has more of the code than any other. */
  readonly majority: boolean;
  /** Whether several territories have a part of the code. */
  readonly split: boolean;
  readonly accounts: number;
  /**
   * How the share is known: `unit` = the code is a unit of the plan, `ground` = by the ground of its area, `accounts` = by the
   * accounts that lie in it or nearest to it, `place` = no account is there, so its middle decides.
   */
  readonly basis: 'unit' | 'ground' | 'accounts' | 'place';
}

/** Less of a code's ground than this is a border drawn a little differently, not a part. */
const LEAST_SHARE = 0.001;

type Sheet = Pick<PlanSheet, 'graph' | 'slots' | 'accounts' | 'unitOfAccount' | 'slotOfAccount' | 'layer' | 'resolution'>;

/**
 * The territory of every postal code, by code; a code that several territories share has a row for each, the largest first.
 *
 * @param unitAt position of the unit that holds a point, -1 outside the ground
 */
export function postalRows(plan: Sheet, places: PostalPlaces, unitAt: (lng: number, lat: number) => number): PostalRow[] {
  return places.kind === 'areas' ? byAreas(plan, places.areas) : byPlaces(plan, places, unitAt);
}

function byAreas(plan: Sheet, areas: FeatureCollection): PostalRow[] {
  const { graph, slots, accounts, layer, resolution } = plan;
  const codes = accounts ? areasOfPoints(accounts.lngLat, areas, 'id') : [];
  const counted = crosswalkByAccount({ codes, slots: slotsOfAccounts(plan) }).areas;
  const accountsIn = new Map(counted.flatMap(({ id, parts }) => parts.map((part) => [`${id}\n${part.slot}`, part.accounts ?? 0])));
  const own = new Map(graph.ids.map((id, u) => [id, u]));
  if (layer && areas.features.every(({ id }) => own.has(String(id)))) {
    return graph.ids.map((postal, u) => ({ postal, country: '', slot: slots[u], share: 1, majority: true, split: false, accounts: accountsIn.get(`${postal}\n${slots[u]}`) ?? 0, basis: 'unit' }));
  }
  // Only cells can be laid over areas; other units know their accounts alone.
  if (resolution === null) return counted.flatMap((area) => rowsOf(area, '', 'accounts', ({ accounts: count }) => ({ share: (count ?? 0) / sum(area.parts, (part) => part.accounts ?? 0), count: count ?? 0 })));
  return crosswalkByGround(graph, slots, groundOverlap(graph, areas, 'id')).areas.flatMap((area) =>
    rowsOf(area, '', 'ground', ({ groundShare, slot }) => ({ share: groundShare ?? 0, count: accountsIn.get(`${area.id}\n${slot}`) ?? 0 })));
}

function byPlaces(plan: Sheet, { codes, countries, lngLat }: Extract<PostalPlaces, { kind: 'points' }>, unitAt: (lng: number, lat: number) => number): PostalRow[] {
  const nearest = plan.accounts ? nearestPoints(lngLat, plan.accounts.lngLat) : new Int32Array(0);
  const counted = crosswalkByAccount({ codes: Array.from(nearest, String), slots: slotsOfAccounts(plan) }).areas;
  const rows = counted.flatMap((area) => {
    const at = Number(area.id);
    const all = sum(area.parts, (part) => part.accounts ?? 0);
    return rowsOf({ ...area, id: codes[at] }, countries[at], 'accounts', ({ accounts }) => ({ share: (accounts ?? 0) / all, count: accounts ?? 0 }));
  });
  const met = new Set(counted.map(({ id }) => Number(id)));
  codes.forEach((postal, i) => {
    const u = met.has(i) ? -1 : unitAt(lngLat[2 * i], lngLat[2 * i + 1]);
    if (u >= 0) rows.push({ postal, country: countries[i], slot: plan.slots[u], share: 1, majority: true, split: false, accounts: 0, basis: 'place' });
  });
  return rows.sort((a, b) => compareText(a.country, b.country) || compareText(a.postal, b.postal) || b.share - a.share || a.slot - b.slot);
}

/** Rows of one code; parts too small to be meant are left out, the majority never. */
function rowsOf(area: CrosswalkArea, country: string, basis: PostalRow['basis'], told: (part: CrosswalkPart) => { share: number; count: number }): PostalRow[] {
  const parts = area.parts.map((part) => ({ slot: part.slot, ...told(part) })).filter(({ slot, share, count }) => slot === area.majority || share >= LEAST_SHARE || count > 0);
  return parts.map(({ slot, share, count }) => ({ postal: area.id, country, slot, share, majority: slot === area.majority, split: parts.length > 1, accounts: count, basis }));
}

function slotsOfAccounts({ accounts, slots, unitOfAccount, slotOfAccount }: Sheet): Uint16Array {
  return Uint16Array.from({ length: accounts?.ids.length ?? 0 }, (_, a) => slotOfAccount?.[a] ?? slots[unitOfAccount![a]] ?? UNASSIGNED);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
