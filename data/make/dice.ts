/** A stream of random choices that is the same on every machine: 32-bit integer arithmetic (a Weyl sequence, mixed). */
export interface Dice {
  /** 0 <= x < 1, in steps of 2^-32. */
  uniform(): number;
  /** 0 <= i < n. */
  below(n: number): number;
  /** Mean 0, deviation 1; the sum of twelve uniforms, so within -6..6 and without logarithms. */
  normal(): number;
  pick<T>(list: readonly T[]): T;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  const uniform = (): number => next() / 4294967296;
  const below = (n: number): number => Math.floor(uniform() * n);
  return {
    uniform,
    below,
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += uniform();
      return sum;
    },
    pick: (list) => list[below(list.length)],
  };
}

/** Draws positions of a list in proportion to their weights. */
export function weightedDraw(weights: ArrayLike<number>, stream: Dice): () => number {
  const upTo = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) upTo[i] = total += weights[i];
  return () => {
    const wanted = stream.uniform() * total;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const half = (low + high) >> 1;
      if (upTo[half] > wanted) high = half;
      else low = half + 1;
    }
    return low;
  };
}
