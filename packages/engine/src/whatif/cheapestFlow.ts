/**
 * Least-cost amounts that bring every row's sum into its band: minimise cost . x with low <= now + A x <= high, 0 <= x <= most.
 * Costs are above 0, so that doing nothing is cheapest and only rows outside their bands make anything move.
 */
export interface FlowProblem {
  readonly rows: number;
  readonly columns: number;
  /** rows * columns, row by row. */
  readonly matrix: Float64Array;
  readonly cost: Float64Array;
  /** Most of each amount; Infinity for no limit. */
  readonly most: Float64Array;
  readonly now: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface CheapestFlow {
  readonly amounts: Float64Array;
  /** Rows whose band cannot be reached along these columns, or only at more than `dearest` per unit. */
  readonly beyond: Uint8Array;
  /** Price of each row: what one unit more in it would save; above 0 where the row is short, below where it is full. */
  readonly prices: Float64Array;
}

const EPS = 1e-9;

/**
 * The dual simplex method on a bounded tableau (Lemke 1954; Chvatal, Linear Programming, 1983). Rows start as they are,
 * which is dual feasible; each pivot brings the row that is furthest outside its band to the edge of it, by the column
 * that costs least. A row that no column can help stays where it is.
 *
 * @param dearest price of a unit above which a row is left outside its band
 */
export function cheapestFlow({ rows, columns, matrix, cost, most, now, low, high }: FlowProblem, dearest: number): CheapestFlow {
  const table = matrix.slice();
  const reduced = cost.slice();
  const value = now.slice();
  // Variables 0 .. columns - 1 are amounts, the others rows; those not in the basis stand at a bound.
  const basic = Int32Array.from({ length: rows }, (_, i) => columns + i);
  const outside = Int32Array.from({ length: columns }, (_, j) => j);
  const at = new Float64Array(columns);
  const atHigh = new Uint8Array(columns);
  const beyond = new Uint8Array(rows);
  const lowOf = (v: number): number => (v < columns ? 0 : low[v - columns]);
  const highOf = (v: number): number => (v < columns ? most[v] : high[v - columns]);
  const nonzero = new Int32Array(columns);

  for (let pivots = 0; pivots < 20 * rows + 200; pivots++) {
    let p = -1;
    let worst = EPS;
    for (let i = 0; i < rows; i++) {
      const v = basic[i];
      if (v >= columns && beyond[v - columns]) continue;
      const off = Math.max(lowOf(v) - value[i], value[i] - highOf(v));
      if (off > worst) {
        worst = off;
        p = i;
      }
    }
    if (p < 0) break;
    const leaving = basic[p];
    const up = value[p] < lowOf(leaving);
    const bound = up ? lowOf(leaving) : highOf(leaving);
    const row = p * columns;
    let j = -1;
    let least = Infinity;
    let firm = 0;
    for (let c = 0; c < columns; c++) {
      const a = table[row + c];
      if (a < EPS && a > -EPS) continue;
      // At its lower bound a variable may only grow, at its upper one only shrink; one with equal bounds not at all.
      const v = outside[c];
      if (lowOf(v) === highOf(v)) continue;
      const raises = atHigh[c] ? a < 0 : a > 0;
      if (raises !== up) continue;
      const size = a < 0 ? -a : a;
      const ratio = Math.abs(reduced[c]) / size;
      if (ratio < least - 1e-12 || (ratio < least + 1e-12 && size > firm)) {
        least = ratio;
        firm = size;
        j = c;
      }
    }
    if (j < 0 || least > dearest) {
      if (leaving < columns) break;
      beyond[leaving - columns] = 1;
      continue;
    }

    const pivot = table[row + j];
    const step = (bound - value[p]) / pivot;
    for (let i = 0; i < rows; i++) {
      const a = table[i * columns + j];
      if (a !== 0 && i !== p) value[i] += a * step;
    }
    const entering = outside[j];
    value[p] = at[j] + step;
    // The leaving row in terms of the others: x_j = (x_p - sum a_l x_l) / a_j.
    let filled = 0;
    for (let c = 0; c < columns; c++) {
      const a = table[row + c];
      if (c === j || a === 0) continue;
      table[row + c] = -a / pivot;
      nonzero[filled++] = c;
    }
    table[row + j] = 1 / pivot;
    for (let i = 0; i < rows; i++) {
      if (i === p) continue;
      const from = i * columns;
      const a = table[from + j];
      if (a === 0) continue;
      for (let z = 0; z < filled; z++) table[from + nonzero[z]] += a * table[row + nonzero[z]];
      table[from + j] = a / pivot;
    }
    const d = reduced[j];
    for (let z = 0; z < filled; z++) reduced[nonzero[z]] += d * table[row + nonzero[z]];
    reduced[j] = d / pivot;
    basic[p] = entering;
    outside[j] = leaving;
    at[j] = bound;
    atHigh[j] = up ? 0 : 1;
  }

  const amounts = new Float64Array(columns);
  for (let c = 0; c < columns; c++) if (outside[c] < columns) amounts[outside[c]] = at[c];
  for (let i = 0; i < rows; i++) if (basic[i] < columns) amounts[basic[i]] = Math.max(0, value[i]);
  const prices = new Float64Array(rows);
  for (let c = 0; c < columns; c++) if (outside[c] >= columns) prices[outside[c] - columns] = reduced[c];
  return { amounts, beyond, prices };
}
