/** Above so many holders pairs are kept in a map, because a table would be larger than the ground. */
const TABLE = 1024;

/** Numbers by pairs of holders, -1 where there is none. */
export interface PairTable {
  get(pair: number): number;
  set(pair: number, value: number): void;
}

/** A table for pairs `a * holders + b`. */
export function pairTable(holders: number): PairTable {
  if (holders <= TABLE) {
    const rows = new Int32Array(holders * holders).fill(-1);
    return {
      get: (pair) => rows[pair],
      set: (pair, value) => {
        rows[pair] = value;
      },
    };
  }
  const map = new Map<number, number>();
  return {
    get: (pair) => map.get(pair) ?? -1,
    set: (pair, value) => {
      map.set(pair, value);
    },
  };
}
