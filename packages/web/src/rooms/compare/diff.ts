/** What the map of two sides draws; territories by their number in the comparison, `UNASSIGNED` for nobody. */
export interface Diff {
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

/** What lies between two sides of n units each. */
export function diffOf(before: Uint16Array<ArrayBuffer>, after: Uint16Array<ArrayBuffer>): Diff {
  const moved: number[] = [];
  const flows = new Map<number, { from: number; to: number; units: number[] }>();
  for (let u = 0; u < before.length; u++) {
    if (before[u] === after[u]) continue;
    moved.push(u);
    const key = before[u] * 65_536 + after[u];
    const flow = flows.get(key);
    if (flow) flow.units.push(u);
    else flows.set(key, { from: before[u], to: after[u], units: [u] });
  }
  return { before, after, moved, flows: [...flows.values()].toSorted((x, y) => y.units.length - x.units.length || x.from - y.from || x.to - y.to) };
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
