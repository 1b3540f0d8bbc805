/** How values are cut into classes. */
export type Cut = 'quantile' | 'equal';

export const CLASSES = 5;

/** A class of what has no value; classes count from 0. */
export const NO_DATA = 255;

/**
 * Edges between classes, ascending and rounded to what people read, of the values above 0. Fewer than asked for where the values do
 * not differ enough.
 */
export function edgesOf(values: Float64Array, cut: Cut, classes = CLASSES): number[] {
  const sorted = values.filter((value) => value > 0).sort();
  if (sorted.length === 0) return [];
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  const raw = Array.from({ length: classes - 1 }, (_, i) => (cut === 'quantile' ? sorted[Math.floor(((i + 1) * sorted.length) / classes)] : least + ((most - least) * (i + 1)) / classes));
  const edges: number[] = [];
  for (const edge of raw) {
    const round = rounded(edge);
    if (round > (edges.at(-1) ?? 0) && round > least && round <= most) edges.push(round);
  }
  return edges;
}

/** Two digits are enough to read an edge by. */
export function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

/** Class of each value and how many values each class has; a value at an edge belongs to the class above it, 0 and less to none. */
export function classify(values: Float64Array, edges: readonly number[]): { readonly classes: Uint8Array; readonly counts: number[]; readonly none: number } {
  const classes = new Uint8Array(values.length).fill(NO_DATA);
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  let none = 0;
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0)) {
      none++;
      continue;
    }
    const at = classOf(values[i], edges);
    classes[i] = at;
    counts[at]++;
  }
  return { classes, counts, none };
}

/** Position of a value among the edges. */
export function classOf(value: number, edges: readonly number[]): number {
  let at = 0;
  while (at < edges.length && value >= edges[at]) at++;
  return at;
}

/** Edges of deviations from a target, the tolerance band in the middle: four below it and four above. */
export function balanceEdges(tolerance: number): number[] {
  const step = Math.max(tolerance, 0.05);
  const above = [0, 1, 2, 3].map((i) => Number((tolerance + i * step).toFixed(4)));
  return [...above.map((edge) => -edge).reverse(), ...above];
}

/** Class of a deviation, 0 to 8; 4 is inside tolerance, both ends of the band included. */
export function balanceClass(deviation: number, inside: boolean, tolerance: number): number {
  if (inside) return 4;
  const above = balanceEdges(tolerance).slice(4);
  const size = Math.abs(deviation);
  const far = Math.max(1, above.filter((edge) => size > edge).length);
  return deviation > 0 ? 4 + far : 4 - far;
}
