import type { Problem } from './problem.ts';

/**
 * Which units have to stay together: groups that share a unit are one.
 *
 * @returns n leaders, the smallest unit of each group; a unit without a group leads itself
 */
export function together({ graph, constraints }: Pick<Problem, 'graph' | 'constraints'>): Uint32Array {
  const n = graph.ids.length;
  const leader = Uint32Array.from({ length: n }, (_, u) => u);
  const find = (u: number): number => {
    let root = u;
    while (leader[root] !== root) root = leader[root];
    while (leader[u] !== root) [leader[u], u] = [root, leader[u]];
    return root;
  };
  for (const c of constraints) {
    if (c.type !== 'keepTogether') continue;
    const headOf = new Map<number, number>();
    for (let u = 0; u < n; u++) {
      if (c.group[u] === 0) continue;
      const head = headOf.get(c.group[u]);
      if (head === undefined) headOf.set(c.group[u], u);
      else {
        const [a, b] = [find(head), find(u)];
        leader[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  for (let u = 0; u < n; u++) leader[u] = find(u);
  return leader;
}
