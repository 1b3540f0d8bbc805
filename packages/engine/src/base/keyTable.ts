/** A hash table from numbers below 2^52 to numbers, in two arrays: open addressing, linear probing, at most half full. */
export interface KeyTable {
  /** The value of a key, or -1. */
  get(key: number): number;
  /** The value a key already has, or -1 after giving it this one (>= 0). */
  add(key: number, value: number): number;
}

/** A table for about `expected` keys; it grows as needed. */
export function keyTable(expected: number): KeyTable {
  let mask = 15;
  while (mask < 2 * expected) mask = 2 * mask + 1;
  let keys = new Float64Array(mask + 1);
  let values = new Int32Array(mask + 1).fill(-1);
  let size = 0;

  const place = (key: number): number => {
    const high = Math.floor(key / 0x1000000);
    let h = Math.imul(high, 0x9e3779b1) ^ Math.imul(key - high * 0x1000000, 0x85ebca77);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    let at = (h ^ (h >>> 13)) & mask;
    while (values[at] >= 0 && keys[at] !== key) at = (at + 1) & mask;
    return at;
  };
  const grow = (): void => {
    const oldKeys = keys;
    const oldValues = values;
    mask = 2 * mask + 1;
    keys = new Float64Array(mask + 1);
    values = new Int32Array(mask + 1).fill(-1);
    for (let i = 0; i < oldValues.length; i++) {
      if (oldValues[i] < 0) continue;
      const at = place(oldKeys[i]);
      keys[at] = oldKeys[i];
      values[at] = oldValues[i];
    }
  };
  return {
    get: (key) => values[place(key)],
    add(key, value) {
      let at = place(key);
      if (values[at] >= 0) return values[at];
      if (2 * ++size > mask) {
        grow();
        at = place(key);
      }
      keys[at] = key;
      values[at] = value;
      return -1;
    },
  };
}
