import { UNASSIGNED } from '@hexalign/engine';
import { groundOf } from './ownersSide.ts';
import type { Assignment } from './readAssignment.ts';
import type { Elsewhere, SharedGround, SideState } from './sideState.ts';

/** A place on the shared ground; null where nobody knows it. */
export type PlaceOf = (code: string) => readonly [lng: number, lat: number] | null;

/**
 * An uploaded list as a side: accounts go to whom it gives them, or with their cell, or with the postal code that has most of it. What it
 * does not name is nobody's; of postal codes, ground between them goes to the nearest.
 *
 * @param placeOf of postal codes
 */
export function fileSide(file: { readonly id: string; readonly name: string }, { by, column, territoryColumn, rows }: Assignment, { loaded, accounts }: SharedGround, placeOf: PlaceOf): SideState {
  const { graph } = loaded;
  const names = [...new Set(rows.flatMap(({ territory }) => (territory === '' ? [] : [territory])))].sort();
  const slotOf = new Map(names.map((name, slot) => [name, slot]));
  const elsewhere: Elsewhere[] = [];
  const given = new Map<string, number>();
  for (const { row, key, territory } of rows) {
    const slot = slotOf.get(territory) ?? UNASSIGNED;
    if (given.has(key)) {
      if (given.get(key) !== slot) elsewhere.push({ row, key, territory, why: 'repeated' });
      continue;
    }
    given.set(key, slot);
  }
  const rowOf = new Map(rows.toReversed().map((one) => [one.key, one]));
  const miss = (key: string, why: Elsewhere['why']): void => void elsewhere.push({ row: rowOf.get(key)!.row, key, territory: rowOf.get(key)!.territory, why });
  let slots = new Uint16Array(graph.ids.length).fill(UNASSIGNED);
  let slotOfAccount = new Uint16Array(accounts.ids.length).fill(UNASSIGNED);
  const follow = (): Uint16Array<ArrayBuffer> => Uint16Array.from(accounts.units, (unit) => slots[unit]);
  if (by === 'account') {
    const at = new Map(accounts.ids.map((id, a) => [id, a]));
    for (const [key, slot] of given) {
      const a = at.get(key);
      if (a === undefined) miss(key, 'unknown');
      else slotOfAccount[a] = slot;
    }
    slots = new Uint16Array(groundOf(graph, accounts.units, slotOfAccount, accounts.values[0]));
  } else if (by === 'cell') {
    const at = new Map(graph.ids.map((id, u) => [id, u]));
    for (const [key, slot] of given) {
      const u = at.get(key);
      if (u === undefined) miss(key, 'unknown');
      else slots[u] = slot;
    }
    slotOfAccount = follow();
  } else {
    const points: [unit: number, slot: number][] = [];
    for (const [key, slot] of given) {
      const place = placeOf(key);
      const unit = place === null ? -1 : loaded.unitAt(...place);
      if (unit < 0) miss(key, place === null ? 'unknown' : 'outside');
      else points.push([unit, slot]);
    }
    slots = new Uint16Array(groundOf(graph, Uint32Array.from(points, ([unit]) => unit), Uint16Array.from(points, ([, slot]) => slot)));
    slotOfAccount = follow();
  }
  elsewhere.sort((a, b) => a.row - b.row);
  return {
    side: { pinned: `file:${file.id}`, kind: 'file', name: file.name, scenarioId: null, seq: null, read: { by, column, territoryColumn, rows: rows.length, used: rows.length - elsewhere.length } },
    territories: names.map((name) => ({ id: name, name, slot: null })),
    slots, slotOfAccount, goals: null, elsewhere,
  };
}
