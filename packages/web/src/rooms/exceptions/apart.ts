import type { Hold } from '@hexalign/api/contract';
import type { Feature, Point } from 'geojson';
import type { Load } from '../../editor/Load.ts';
import { pin, type PinKind } from '../../map/pins.ts';
import type { Ledger } from './useLedger.ts';

/** How many things are held in each territory, by slot. */
export function heldBySlot(units: readonly number[], slots: Uint16Array, ledger: Ledger | undefined): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (slot: number): void => void counts.set(slot, (counts.get(slot) ?? 0) + 1);
  for (const u of units) add(slots[u]);
  for (const { account, unit, expired } of ledger?.holds ?? []) if (account !== null && unit !== null && !expired) add(slots[unit.index]);
  return counts;
}

/** Units that are held on a day, by index. */
export function heldUnits(holds: ReadonlyMap<string, Hold>, day: string): number[] {
  return Array.from(holds).flatMap(([subject, { expires }]) => (subject.startsWith('unit ') && (expires === null || expires >= day) ? [Number(subject.slice('unit '.length))] : []));
}

/** Accounts apart from their ground or held, as points of the map; what holds no more is left out. */
export function apartPins(ledger: Ledger | undefined): Feature<Point, { kind: PinKind; label: string }>[] {
  if (ledger === undefined) return [];
  const exceptions = ledger.exceptions.flatMap(({ account, place, expired }) => (place === null || expired ? [] : [pin('exception', [place.lng, place.lat], account.name)]));
  const held = ledger.holds.flatMap(({ account, place, expired }) => (account === null || place === null || expired ? [] : [pin('held', [place.lng, place.lat], account.name)]));
  return [...exceptions, ...held];
}

/** What exceptions that hold carry from their ground to whom they belong. */
export function loadsOf(ledger: Ledger | undefined): Load[] {
  return (ledger?.exceptions ?? []).flatMap(({ unit, territory, values, expired }) => (expired || unit === null || territory === null ? [] : [{ unit: unit.index, slot: territory.slot, values }]));
}
