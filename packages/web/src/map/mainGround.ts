/** Bins along each axis. */
const BINS = 512;
/** Squares along each axis that units are put together in, so that ever finer ones take no longer. */
const SQUARES = 512;
/** Empty ground that parts far islands from the rest, as a share of the picture. */
const GAP = 0.025;
const EARTH_KM = 40_075;
/** What may be left out, of all that the plan is about. */
const LEFT_OUT = 0.025;
/** Leaving out must at least halve the picture: else all is shown. */
const WORTH = 0.5;

/** West, north, east, south, Web Mercator on the unit square. */
type Square = [number, number, number, number];

/**
 * Where the bulk of a plan lies, when far and lesser parts of its ground make the picture much larger: ground that empty space parts from
 * the rest is left out, as long as what is left out comes to a fortieth at most.
 *
 * @param centres x and y in turn
 * @param weights what each unit counts for
 * @param areaKm2 of each unit: what is no wider than the largest is no empty space
 * @returns null where leaving out is not worth it, or where the bulk lies across the date line
 */
export function mainGround(centres: ArrayLike<number>, weights: ArrayLike<number>, areaKm2: ArrayLike<number>): Square | null {
  const squares = putTogether(centres, weights, areaKm2);
  if (squares === null) return null;
  const { sums } = squares;
  let units = squares.filled;
  const total = units.reduce((sum, u) => sum + sums[u], 0);
  const seam = seamOf(units);
  const x = (u: number): number => (((u % SQUARES) + 0.5) / SQUARES - seam + 1) % 1;
  const y = (u: number): number => (Math.floor(u / SQUARES) + 0.5) / SQUARES;
  const whole = around(units, x, y);
  if (!(total > 0)) return null;
  let left = LEFT_OUT * total;
  for (;;) {
    const box = around(units, x, y);
    let best: Cut | null = null;
    for (const [of, low, high] of [[x, box[0], box[2]], [y, box[1], box[3]]] as const) {
      if (!(high > low)) continue;
      for (const flip of [false, true]) {
        const place = (u: number): number => (flip ? high - of(u) : of(u) - low) / (high - low);
        const cut = cutAt(units, sums, place, left, Math.max(GAP, squares.widest / (high - low)));
        if (cut !== null && (best === null || cut.at > best.gain)) best = { gain: cut.at, lost: cut.lost, keeps: (u) => place(u) >= cut.at };
      }
    }
    if (best === null) break;
    const { keeps } = best;
    units = units.filter(keeps);
    left -= best.lost;
  }
  const kept = around(units, x, y);
  if (area(kept) > WORTH * area(whole)) return null;
  const [west, east] = [(kept[0] + seam) % 1, (kept[2] + seam) % 1];
  return west <= east ? exactly(centres, [west, kept[1], east, kept[3]]) : null;
}

/** The squares with a unit in them, by row and column, what each counts for, and how wide the largest unit is; null where nothing counts. */
function putTogether(centres: ArrayLike<number>, weights: ArrayLike<number>, areaKm2: ArrayLike<number>): { readonly filled: number[]; readonly sums: Float64Array; readonly widest: number } | null {
  const sums = new Float64Array(SQUARES * SQUARES);
  const seen = new Uint8Array(SQUARES * SQUARES);
  const filled: number[] = [];
  let largest = 0;
  let at = 0;
  for (let u = 0; u < weights.length; u++) {
    const square = Math.min(SQUARES - 1, Math.floor(centres[2 * u + 1] * SQUARES)) * SQUARES + Math.min(SQUARES - 1, Math.floor(centres[2 * u] * SQUARES));
    sums[square] += weights[u];
    if (areaKm2[u] > largest) [largest, at] = [areaKm2[u], u];
    if (seen[square] === 1) continue;
    seen[square] = 1;
    filled.push(square);
  }
  // The map stretches what lies away from the equator.
  const stretch = Math.cosh(Math.PI * (1 - 2 * centres[2 * at + 1]));
  return filled.length === 0 ? null : { filled, sums, widest: (Math.sqrt(largest) * stretch) / EARTH_KM };
}

/** The box of the units whose square lies in a box of squares' middles. */
function exactly(centres: ArrayLike<number>, [west, north, east, south]: Square): Square {
  const half = 0.5 / SQUARES;
  const box: Square = [1, 1, 0, 0];
  for (let i = 0; i < centres.length; i += 2) {
    const [x, y] = [centres[i], centres[i + 1]];
    if (x < west - half || x > east + half || y < north - half || y > south + half) continue;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

interface Cut {
  /** Share of the picture. */
  readonly gain: number;
  readonly lost: number;
  keeps(u: number): boolean;
}

/** Middle of the longest stretch round the globe that is empty: where the ground is opened to be looked at as one piece. */
function seamOf(squares: readonly number[]): number {
  const filled = new Uint8Array(BINS);
  for (const square of squares) filled[Math.floor(((square % SQUARES) * BINS) / SQUARES)] = 1;
  let [longest, end, run] = [0, 0, 0];
  for (let i = 0; i < 2 * BINS; i++) {
    run = filled[i % BINS] === 0 ? run + 1 : 0;
    if (run > longest && run < BINS) [longest, end] = [run, i];
  }
  return longest === 0 ? 0 : (((end + 1 - longest / 2) / BINS) % 1 + 1) % 1;
}

/** The furthest cut from the low side that empty ground allows, and what lies before it; null where there is none. */
function cutAt(units: readonly number[], weights: Float64Array, place: (u: number) => number, left: number, gap: number): { readonly at: number; readonly lost: number } | null {
  const sums = new Float64Array(BINS);
  const filled = new Uint8Array(BINS);
  for (const u of units) {
    const bin = Math.min(BINS - 1, Math.floor(place(u) * BINS));
    sums[bin] += weights[u];
    filled[bin] = 1;
  }
  let found: { at: number; lost: number } | null = null;
  let lost = 0;
  let run = 0;
  for (let bin = 0; bin < BINS && lost <= left; bin++) {
    if (filled[bin] === 0) {
      run++;
      continue;
    }
    if (run >= gap * BINS) found = { at: bin / BINS, lost };
    run = 0;
    lost += sums[bin];
  }
  return found;
}

function around(units: readonly number[], x: (u: number) => number, y: (u: number) => number): Square {
  const box: Square = [1, 1, 0, 0];
  for (const u of units) {
    box[0] = Math.min(box[0], x(u));
    box[1] = Math.min(box[1], y(u));
    box[2] = Math.max(box[2], x(u));
    box[3] = Math.max(box[3], y(u));
  }
  return box;
}

function area([west, north, east, south]: Square): number {
  return (east - west) * (south - north);
}
