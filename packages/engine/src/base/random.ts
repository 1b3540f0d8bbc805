/** A small deterministic generator of 32-bit numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** The next uint32, 0 to 4,294,967,295. */
  next(): number;
  /** A whole number from 0 to n - 1, without bias. n is an integer from 1 to 2^32. */
  below(n: number): number;
}

/**
 * Starts a stream of random numbers. Xorshift128 in the form of Marsaglia (2003), seeded through the finaliser
 * of MurmurHash3 so that neighbouring seeds share nothing. Integer operations only.
 */
export function random(seed: number): Random {
  let mixed = seed | 0;
  const word = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let h = mixed;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  };
  let x = word();
  let y = word();
  let z = word();
  // An all-zero state would stay zero; one odd word makes that impossible.
  let w = word() | 1;
  const next = (): number => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return (w + 0x6d2b79f5) >>> 0;
  };
  return {
    next,
    below(n) {
      const limit = 4294967296 - (4294967296 % n);
      for (;;) {
        const value = next();
        if (value < limit) return value % n;
      }
    },
  };
}
