import { UNASSIGNED } from '@hexalign/engine';
import type { Comparison } from '@hexalign/api/contract';

/** What the map of a comparison draws; territories by their index in the comparison. */
export interface Diff {
  /** n indexes before and after, `UNASSIGNED` for nobody. */
  readonly before: Uint16Array<ArrayBuffer>;
  readonly after: Uint16Array<ArrayBuffer>;
  /** Units that change hands, ascending. */
  readonly moved: readonly number[];
  /** From and to with their units, most units first. */
  readonly flows: readonly Flow[];
}

export interface Flow {
  readonly from: number;
  readonly to: number;
  readonly units: readonly number[];
}

/**
 * Puts the slots of two states into the numbers of their comparison.
 *
 * @param before n slots of the one state, `after` n slots of the other
 */
export function diffOf(before: Uint16Array, after: Uint16Array, territories: Comparison['territories']): Diff {
  const [a, b] = [renumbered(before, territories, 'slotBefore'), renumbered(after, territories, 'slotAfter')];
  const moved: number[] = [];
  const flows = new Map<number, { from: number; to: number; units: number[] }>();
  for (let u = 0; u < a.length; u++) {
    if (a[u] === b[u]) continue;
    moved.push(u);
    const key = a[u] * 65_536 + b[u];
    const flow = flows.get(key);
    if (flow) flow.units.push(u);
    else flows.set(key, { from: a[u], to: b[u], units: [u] });
  }
  return { before: a, after: b, moved, flows: [...flows.values()].toSorted((x, y) => y.units.length - x.units.length || x.from - y.from || x.to - y.to) };
}

function renumbered(slots: Uint16Array, territories: Comparison['territories'], side: 'slotBefore' | 'slotAfter'): Uint16Array<ArrayBuffer> {
  const index = new Map(territories.flatMap((territory, i): [number, number][] => (territory[side] === null ? [] : [[territory[side], i]])));
  return Uint16Array.from(slots, (slot) => index.get(slot) ?? UNASSIGNED);
}

/** West, south, east, north of some units; `lngLat` is 2n degrees. */
export function boundsOf(units: readonly number[], lngLat: Float64Array): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const u of units) {
    const [lng, lat] = [lngLat[2 * u], lngLat[2 * u + 1]];
    box[0] = Math.min(box[0], lng - 0.1);
    box[1] = Math.min(box[1], lat - 0.1);
    box[2] = Math.max(box[2], lng + 0.1);
    box[3] = Math.max(box[3], lat + 0.1);
  }
  return box;
}
