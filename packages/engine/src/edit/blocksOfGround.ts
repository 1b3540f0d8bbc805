import type { UnitGraph } from '../graph/unitGraph.ts';

/** Units of a block, and blocks of a district, at most. */
export const BLOCK = 160;
export const DISTRICT = 32;

/** Ground cut into blocks that hang together, and blocks gathered into districts. n = units. */
export interface Blocks {
  readonly count: number;
  /** n: block of a unit; units block by block: those of block b are `units[start[b] .. start[b + 1])`. */
  readonly blockOf: Uint32Array;
  readonly units: Uint32Array;
  readonly start: Uint32Array;
  /** Borders within blocks, those of block b are `row[b] .. row[b + 1]`: the positions of two units in the block. */
  readonly row: Uint32Array;
  readonly a: Uint16Array;
  readonly b: Uint16Array;
  /** Per block its district; blocks district by district. */
  readonly districtOf: Uint32Array;
  readonly members: Uint32Array;
  readonly district: Uint32Array;
}

/** Pairs of blocks that touch: first those within districts, district by district, then those between two. */
export interface BlockPairs {
  readonly count: number;
  /** Pairs within district d: `within[d] .. within[d + 1]`; the last number is the first pair between districts. */
  readonly within: Uint32Array;
  /** Per block its pairs: `of[row[b] .. row[b + 1])`. */
  readonly row: Uint32Array;
  readonly of: Uint32Array;
  /** Per pair its first block, and its borders: `start[pair] .. start[pair + 1]`, a unit of the first block and one of the other. */
  readonly first: Uint32Array;
  readonly start: Uint32Array;
  readonly inside: Uint32Array;
  readonly across: Uint32Array;
}

/** Cuts ground into blocks, each grown around its first unit, and those into districts in the same way. O(n + borders). */
export function cutIntoBlocks({ offsets, neighbors, ids }: UnitGraph): Blocks {
  const n = ids.length;
  const { groupOf: blockOf, items: units, start } = group(n, BLOCK, (u, visit) => {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) visit(neighbors[e]);
  });
  const count = start.length - 1;
  const position = new Uint32Array(n);
  units.forEach((u, i) => (position[u] = i));
  const row = new Uint32Array(count + 1);
  const [a, b] = [new Uint16Array(neighbors.length / 2), new Uint16Array(neighbors.length / 2)];
  const beside = Array.from({ length: count }, () => new Set<number>());
  let size = 0;
  for (let block = 0; block < count; block++) {
    for (let i = start[block]; i < start[block + 1]; i++) {
      for (let e = offsets[units[i]]; e < offsets[units[i] + 1]; e++) {
        const v = neighbors[e];
        if (blockOf[v] !== block) beside[block].add(blockOf[v]);
        else if (position[v] > i) {
          a[size] = i - start[block];
          b[size++] = position[v] - start[block];
        }
      }
    }
    row[block + 1] = size;
  }
  const districts = group(count, DISTRICT, (block, visit) => beside[block].forEach(visit));
  return { count, blockOf, units, start, row, a: a.slice(0, size), b: b.slice(0, size), districtOf: districts.groupOf, members: districts.items, district: districts.start };
}

/** Groups of at most `most` items that hang together, each grown breadth first. */
function group(n: number, most: number, neighborsOf: (item: number, visit: (other: number) => void) => void): { groupOf: Uint32Array; items: Uint32Array; start: Uint32Array } {
  const none = 0xffffffff;
  const groupOf = new Uint32Array(n).fill(none);
  const items = new Uint32Array(n);
  const start = [0];
  let tail = 0;
  for (let s = 0; s < n; s++) {
    if (groupOf[s] !== none) continue;
    const g = start.length - 1;
    const join = (item: number): void => {
      if (groupOf[item] !== none || tail - start[g] === most) return;
      groupOf[item] = g;
      items[tail++] = item;
    };
    join(s);
    for (let head = start[g]; head < tail; head++) neighborsOf(items[head], join);
    start.push(tail);
  }
  return { groupOf, items, start: Uint32Array.from(start) };
}

/** Gathers the borders between blocks by pairs. O(borders + pairs log pairs). */
export function pairBlocks({ offsets, neighbors, ids }: UnitGraph, { blockOf, count: blocks, districtOf, district }: Blocks): BlockPairs {
  const sizes = new Map<number, number>();
  const each = (visit: (key: number, u: number, v: number) => void): void => {
    for (let u = 0; u < ids.length; u++) {
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (blockOf[u] < blockOf[v]) visit(blockOf[u] * blocks + blockOf[v], u, v);
      }
    }
  };
  each((key) => sizes.set(key, (sizes.get(key) ?? 0) + 1));
  const districts = district.length - 1;
  const placeOf = (key: number): number => {
    const [a, b] = [districtOf[Math.floor(key / blocks)], districtOf[key % blocks]];
    return a === b ? a : districts;
  };
  const keys = [...sizes.keys()].sort((p, q) => placeOf(p) - placeOf(q) || p - q);
  const count = keys.length;
  const number = new Map(keys.map((key, pair) => [key, pair]));
  const within = new Uint32Array(districts + 1);
  for (const key of keys) if (placeOf(key) < districts) within[placeOf(key) + 1]++;
  for (let d = 0; d < districts; d++) within[d + 1] += within[d];
  const start = new Uint32Array(count + 1);
  keys.forEach((key, pair) => (start[pair + 1] = start[pair] + (sizes.get(key) ?? 0)));
  const inside = new Uint32Array(start[count]);
  const across = new Uint32Array(start[count]);
  const next = start.slice();
  each((key, u, v) => {
    const at = next[number.get(key) ?? 0]++;
    inside[at] = u;
    across[at] = v;
  });
  const row = new Uint32Array(blocks + 1);
  const ends = keys.map((key) => [Math.floor(key / blocks), key % blocks]);
  for (const [a, b] of ends) {
    row[a + 1]++;
    row[b + 1]++;
  }
  for (let b = 0; b < blocks; b++) row[b + 1] += row[b];
  const at = row.slice();
  const of = new Uint32Array(2 * count);
  ends.forEach(([a, b], pair) => {
    of[at[a]++] = pair;
    of[at[b]++] = pair;
  });
  return { count, within, row, of, first: Uint32Array.from(ends, ([a]) => a), start, inside, across };
}
