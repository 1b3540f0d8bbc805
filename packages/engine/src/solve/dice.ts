/**
 * The solver's random numbers: xorshift32 with its state in a one-element array, so that hot loops can keep it
 * in a register and write it back at the end of a chunk.
 */
export function dice(seed: number): Int32Array {
  let s = (seed | 0) ^ 0x9e3779b9;
  s = Math.imul(s ^ (s >>> 16), 0x85ebca6b);
  s = Math.imul(s ^ (s >>> 13), 0xc2b2ae35);
  s ^= s >>> 16;
  const state = new Int32Array(1);
  state[0] = s === 0 ? 1 : s;
  return state;
}

/** Advances the state and gives its 32 bits. */
export function roll(state: Int32Array): number {
  let s = state[0];
  s ^= s << 13;
  s ^= s >>> 17;
  s ^= s << 5;
  state[0] = s;
  return s;
}

/** A uniform integer below `limit` (1 to 2^24). */
export function rollBelow(state: Int32Array, limit: number): number {
  return Math.floor(((roll(state) >>> 8) * limit) / 16777216);
}

/** A uniform number in [0, 1) with 24 bits. */
export function rollUnit(state: Int32Array): number {
  return (roll(state) >>> 8) / 16777216;
}

/** Entries of the table of exponentials. */
export const EXPONENTIAL_SIZE = 1 << 14;

let table: Float64Array | null = null;

/**
 * -ln((j + 1/2) / 2^14) for every j: exponentially distributed thresholds for annealing. Computed by the series of
 * 2 artanh, because the last bit of `Math.log` differs between JavaScript engines and would make plans differ. Made when it is
 * asked for first: whoever only shows a plan does not need it.
 */
export function exponentials(): Float64Array {
  return (table ??= exponentialTable());
}

function exponentialTable(): Float64Array {
  const made = new Float64Array(EXPONENTIAL_SIZE);
  const ln2 = 0.6931471805599453;
  for (let j = 0; j < EXPONENTIAL_SIZE; j++) {
    let v = (j + 0.5) / EXPONENTIAL_SIZE;
    let halvings = 0;
    while (v < 0.75) {
      v *= 2;
      halvings++;
    }
    const z = (v - 1) / (v + 1);
    const z2 = z * z;
    let term = z;
    let sum = 0;
    for (let odd = 1; odd < 40; odd += 2) {
      sum += term / odd;
      term *= z2;
    }
    made[j] = halvings * ln2 - 2 * sum;
  }
  return made;
}
