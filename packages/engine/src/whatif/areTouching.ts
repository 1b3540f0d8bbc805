import type { Problem } from '../problem/problem.ts';

/** Whether two territories share a border that counts: barriers do not, links do. O(borders). */
export function areTouching({ graph, constraints }: Problem, slots: Uint16Array, a: number, b: number): boolean {
  const barred = new Set<number>();
  const n = slots.length;
  for (const c of constraints) {
    if (c.type !== 'barrier' && c.type !== 'link') continue;
    for (let p = 0; p + 1 < c.pairs.length; p += 2) {
      const [u, v] = [c.pairs[p], c.pairs[p + 1]];
      if (c.type === 'barrier') barred.add(u * n + v).add(v * n + u);
      else if ((slots[u] === a && slots[v] === b) || (slots[u] === b && slots[v] === a)) return true;
    }
  }
  for (let u = 0; u < n; u++) {
    if (slots[u] !== a) continue;
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) {
      const v = graph.neighbors[e];
      if (slots[v] === b && !barred.has(u * n + v)) return true;
    }
  }
  return false;
}
