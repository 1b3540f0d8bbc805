/**
 * Least-cost amounts that bring every row's sum into its band: minimise cost . x + dearest * (what lies outside) with
 * low <= now + A x <= high up to that, 0 <= x <= most. q entries a column and few rows, so that columns are kept sparse.
 */
export interface FlowProblem {
  readonly rows: number;
  /** columns + 1 starts into `row` and `value`. */
  readonly start: ArrayLike<number>;
  readonly row: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  /** Below 0 only where `most` is finite. */
  readonly cost: ArrayLike<number>;
  /** Most of each amount; Infinity for no limit. */
  readonly most: ArrayLike<number>;
  readonly now: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Price of a unit that a sum lies outside its band. */
  readonly dearest: number;
}

export interface CheapestFlow {
  readonly amounts: Float64Array;
  /** Rows: how far outside its band each is left, because no column helps for less than `dearest` per unit. */
  readonly beyond: Float64Array;
  /** Price of each row: what one unit more in it would save; above 0 where the row is short, below where it is full. */
  readonly prices: Float64Array;
  /** cost . x. */
  readonly cost: number;
}

const EPS = 1e-9;
/** Smallest pivot. */
const FIRM = 1e-7;
const BASIC = 2;

/**
 * The dual simplex method with bounds (Lemke 1954; Chvatal, Linear Programming, 1983) on an explicit inverse, with steps that
 * pass over columns used up on the way (Kirillova, Gabasov and Kostyukova 1979). Everything at its cheaper bound is dual feasible;
 * each pivot brings the row that is furthest outside to the edge of its band by the columns that cost least.
 * O(pivots * (entries + rows^2)); deterministic.
 */
export function cheapestFlow({ rows, now, low, high, dearest, ...given }: FlowProblem): CheapestFlow {
  const columns = given.cost.length;
  const start = Int32Array.from(given.start);
  const row = Int32Array.from(given.row);
  const value = Float64Array.from(given.value);
  const cost = Float64Array.from(given.cost);
  const most = Float64Array.from(given.most);
  // Variables: amounts, then what a row is raised, then what it is lowered at the price of lying outside, then the rows' sums.
  const raise = columns;
  const lower = columns + rows;
  const sums = columns + 2 * rows;
  const all = columns + 3 * rows;
  const state = new Uint8Array(all);
  const reduced = new Float64Array(all);
  const alpha = new Float64Array(all);
  const lowest = (v: number): number => (v < sums ? 0 : low[v - sums]);
  const highest = (v: number): number => (v < columns ? most[v] : v < sums ? Infinity : high[v - sums]);
  const basic = new Int32Array(rows);
  const at = new Float64Array(rows);
  const inverse = new Float64Array(rows * rows);
  for (let j = 0; j < columns; j++) {
    reduced[j] = cost[j];
    if (cost[j] < 0) state[j] = 1;
  }
  reduced.fill(dearest, raise, sums);
  for (let i = 0; i < rows; i++) {
    basic[i] = sums + i;
    state[sums + i] = BASIC;
    inverse[i * rows + i] = -1;
    at[i] = now[i];
  }
  for (let j = 0; j < columns; j++) if (state[j] === 1) for (let e = start[j]; e < start[j + 1]; e++) at[row[e]] += value[e] * most[j];
  const change = new Float64Array(rows);
  const step = new Float64Array(rows);
  // Variables that could enter, what they cost per unit of the row and how much of it they give.
  const offer = new Int32Array(all);
  const ratio = new Float64Array(all);
  const firm = new Float64Array(all);
  const flipped = new Int32Array(all);
  let offered = 0;

  for (let pivots = 0; pivots < 50 * rows + 500; pivots++) {
    let p = -1;
    let off = EPS;
    for (let i = 0; i < rows; i++) {
      const v = basic[i];
      const x = at[i];
      const over = x < lowest(v) ? lowest(v) - x : x - highest(v);
      if (over > off) {
        off = over;
        p = i;
      }
    }
    if (p < 0) break;
    const leaving = basic[p];
    const up = at[p] < lowest(leaving);
    const bound = up ? lowest(leaving) : highest(leaving);
    priceRow(p * rows, up);
    // The cheapest columns one after the other: those that are used up before the row is there go to their other bound.
    let entering = -1;
    let flips = 0;
    for (let left = off; offered > 0; ) {
      let best = 0;
      for (let c = 1; c < offered; c++) {
        const ahead = ratio[c] - ratio[best];
        if (ahead < -1e-12 || (ahead < 1e-12 && firm[c] > firm[best])) best = c;
      }
      entering = offer[best];
      const room = firm[best] * (highest(entering) - lowest(entering));
      offered--;
      offer[best] = offer[offered];
      ratio[best] = ratio[offered];
      firm[best] = firm[offered];
      // The last one enters even when it is used up.
      if (!(room < left - EPS) || offered === 0) break;
      left -= room;
      flipped[flips++] = entering;
    }
    if (entering < 0) break;
    if (flips > 0) flip(flips);
    const theta = reduced[entering] / alpha[entering];
    for (let v = 0; v < all; v++) if (alpha[v] !== 0) reduced[v] -= theta * alpha[v];
    reduced[leaving] = -theta;
    reduced[entering] = 0;
    step.fill(0);
    addColumn(entering, 1, step);
    const pivot = step[p];
    const length = (at[p] - bound) / pivot;
    const before = state[entering] === 1 ? highest(entering) : lowest(entering);
    for (let i = 0; i < rows; i++) if (step[i] !== 0) at[i] -= length * step[i];
    at[p] = before + length;
    basic[p] = entering;
    state[entering] = BASIC;
    state[leaving] = up ? 0 : 1;
    eliminate(p, pivot);
  }

  const amounts = new Float64Array(columns);
  const beyond = new Float64Array(rows);
  for (let j = 0; j < columns; j++) if (state[j] === 1) amounts[j] = most[j];
  for (let i = 0; i < rows; i++) {
    const v = basic[i];
    if (v < columns) amounts[v] = Math.min(Math.max(at[i], 0), most[v]);
    else if (v < sums) beyond[v < lower ? v - raise : v - lower] = Math.max(0, at[i]);
  }
  let total = 0;
  for (let j = 0; j < columns; j++) total += cost[j] * amounts[j];
  return { amounts, beyond, prices: reduced.slice(sums), cost: total };

  /** `alpha`: the row of the tableau, of every variable outside the basis; and those that can raise the leaving one, or lower it. */
  function priceRow(from: number, up: boolean): void {
    const firmest = up ? 1 : -1;
    let count = 0;
    for (let j = 0, e = 0; j < columns; j++) {
      const end = start[j + 1];
      let a = 0;
      for (; e < end; e++) a += inverse[from + row[e]] * value[e];
      const of = state[j];
      if (of === BASIC) a = 0;
      alpha[j] = a;
      const size = of === 1 ? firmest * a : -firmest * a;
      if (size < FIRM) continue;
      offer[count] = j;
      firm[count] = size;
      ratio[count++] = (reduced[j] < 0 ? -reduced[j] : reduced[j]) / size;
    }
    offered = count;
    for (let i = 0; i < rows; i++) {
      const a = inverse[from + i];
      alpha[raise + i] = alpha[lower + i] = alpha[sums + i] = 0;
      if (a === 0) continue;
      consider(raise + i, a, firmest);
      consider(lower + i, -a, firmest);
      consider(sums + i, -a, firmest);
    }
  }

  function consider(v: number, a: number, firmest: number): void {
    if (state[v] === BASIC) return;
    alpha[v] = a;
    const size = state[v] === 1 ? firmest * a : -firmest * a;
    if (size < FIRM) return;
    offer[offered] = v;
    firm[offered] = size;
    ratio[offered++] = (reduced[v] < 0 ? -reduced[v] : reduced[v]) / size;
  }

  /** Takes what was used up to its other bound. */
  function flip(flips: number): void {
    change.fill(0);
    for (let f = 0; f < flips; f++) {
      const v = flipped[f];
      addColumn(v, state[v] === 1 ? lowest(v) - highest(v) : highest(v) - lowest(v), change);
      state[v] = state[v] === 1 ? 0 : 1;
    }
    for (let i = 0; i < rows; i++) at[i] -= change[i];
  }

  /** Adds `by` times the column of a variable in terms of the basis. */
  function addColumn(v: number, by: number, into: Float64Array): void {
    if (v < columns) for (let e = start[v]; e < start[v + 1]; e++) addUnit(row[e], by * value[e], into);
    else if (v < lower) addUnit(v - raise, by, into);
    else if (v < sums) addUnit(v - lower, -by, into);
    else addUnit(v - sums, -by, into);
  }

  function addUnit(r: number, by: number, into: Float64Array): void {
    for (let i = 0, e = r; i < rows; i++, e += rows) into[i] += by * inverse[e];
  }

  function eliminate(p: number, pivot: number): void {
    const from = p * rows;
    for (let c = 0; c < rows; c++) inverse[from + c] /= pivot;
    for (let i = 0; i < rows; i++) {
      const a = step[i];
      if (i === p || a === 0) continue;
      const to = i * rows;
      for (let c = 0; c < rows; c++) {
        const b = inverse[from + c];
        if (b !== 0) inverse[to + c] -= a * b;
      }
    }
  }
}
