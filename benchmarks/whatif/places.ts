import type { UnitGraph } from '@hexalign/engine';

/** Units for newcomers' homes: a third spread evenly over the ground, a third where the weight lies, a third on coasts and outer borders. */
export function spreadHomes({ offsets, neighbors }: UnitGraph, weight: Float64Array, count: number): number[] {
  const n = weight.length;
  const third = Math.ceil(count / 3);
  const land = Array.from({ length: third }, (_, i) => Math.floor(((i + 0.5) * n) / third));
  const total = weight.reduce((sum, value) => sum + value, 0);
  const towns: number[] = [];
  for (let u = 0, sum = 0; u < n; u++) {
    sum += weight[u];
    while (towns.length < third && sum >= ((towns.length + 0.5) * total) / third) towns.push(u);
  }
  let degree = 0;
  for (let u = 0; u < n; u++) degree = Math.max(degree, offsets[u + 1] - offsets[u]);
  const rim = [...weight.keys()].filter((u) => offsets[u + 1] - offsets[u] < Math.min(6, degree) && neighbors.length > 0);
  const coast = Array.from({ length: third }, (_, i) => rim[Math.floor(((i + 0.5) * rim.length) / third)]);
  return [...new Set([...land, ...towns, ...coast].filter((u) => u !== undefined))].slice(0, count);
}

/** Pairs of neighbouring territories, evenly picked. */
export function neighbourPairs({ offsets, neighbors }: UnitGraph, slots: Uint16Array, count: number): [number, number][] {
  const found = new Set<number>();
  for (let u = 0; u < slots.length; u++) for (let e = offsets[u]; e < offsets[u + 1]; e++) if (slots[u] < slots[neighbors[e]]) found.add(slots[u] * 65536 + slots[neighbors[e]]);
  const all = [...found].sort((a, b) => a - b).map((pair): [number, number] => [Math.floor(pair / 65536), pair % 65536]);
  return pick(all, count);
}

/** About `count` units of `from` nearest to its border with `to`: what a hand drags across. */
export function alongBorder({ offsets, neighbors }: UnitGraph, slots: Uint16Array, from: number, to: number, count: number): number[] {
  const start = slots.findIndex((slot, u) => slot === from && neighbors.slice(offsets[u], offsets[u + 1]).some((v) => slots[v] === to));
  const found = [start];
  const seen = new Set(found);
  for (let i = 0; i < found.length && found.length < count; i++) {
    for (const v of neighbors.slice(offsets[found[i]], offsets[found[i] + 1])) {
      if (seen.has(v) || slots[v] !== from) continue;
      seen.add(v);
      found.push(v);
    }
  }
  return found.slice(0, count);
}

/** `count` of a list, evenly picked. */
export function pick<T>(list: readonly T[], count: number): T[] {
  return list.length <= count ? [...list] : Array.from({ length: count }, (_, i) => list[Math.floor(((i + 0.5) * list.length) / count)]);
}
