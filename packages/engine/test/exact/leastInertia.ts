import { project } from '../../src/graph/project.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { Program } from './program.ts';

/** Inertia of a plan in the first measure and the centres of its territories, in kilometres. */
export function inertiaOf({ graph, measures, k }: Problem, slots: ArrayLike<number>): { inertia: number; centres: [number, number][] } {
  const metres = project(graph);
  const { values } = measures[0];
  const held = new Float64Array(k);
  const centres = Array.from({ length: k }, (): [number, number] => [0, 0]);
  values.forEach((mass, u) => {
    held[slots[u]] += mass;
    for (let axis = 0; axis < 2; axis++) centres[slots[u]][axis] += (mass * metres[2 * u + axis]) / 1000;
  });
  centres.forEach((centre, slot) => {
    for (let axis = 0; axis < 2; axis++) centre[axis] /= held[slot];
  });
  let inertia = 0;
  values.forEach((mass, u) => (inertia += mass * square(metres, u, centres[slots[u]])));
  return { inertia, centres };
}

/**
 * The least inertia of any contiguous plan around given centres whose sums keep the tolerances: a mixed integer program, solved
 * again with a cut for every piece that hangs apart until none does.
 *
 * @returns null when there is no such plan, or it was not found in time
 */
export async function leastInertia(problem: Problem, centres: readonly (readonly [number, number])[]): Promise<{ inertia: number; slots: number[] } | null> {
  const { graph, measures, goals, k } = problem;
  const n = graph.ids.length;
  const metres = project(graph);
  const program = new Program();
  const name = (u: number, t: number): string => `x${u}_${t}`;
  const territories = [...centres.keys()];
  for (let u = 0; u < n; u++) {
    program.row(territories.map((t) => [1, name(u, t)]), '=', 1);
    for (const t of territories) {
      program.binary(name(u, t));
      program.minimise(measures[0].values[u] * square(metres, u, centres[t]), name(u, t));
    }
  }
  for (const [m, { values }] of measures.entries()) {
    const { tolerance } = goals[m];
    const target = values.reduce((sum, value) => sum + value, 0) / k;
    for (const t of territories) {
      const sum = Array.from(values, (value, u): [number, string] => [value, name(u, t)]);
      program.row(sum, '<=', target * (1 + tolerance + 1e-9));
      program.row(sum, '>=', target * (1 - tolerance - 1e-9));
    }
  }
  for (let round = 0; round < 40; round++) {
    const solution = await program.solve(1e-4);
    if (solution === null || !solution.proved) return null;
    const slots = Array.from({ length: n }, (_, u) => territories.findIndex((t) => solution.value(name(u, t)) > 0.5));
    const apart = strayPieces(problem, slots);
    if (apart.length === 0) return { inertia: solution.objective, slots };
    for (const { piece, main } of apart) {
      // A unit of the piece and one of the main part in the same territory need one of the units around the piece between them.
      const around = new Set(piece.flatMap((u) => [...graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])]).filter((v) => !piece.includes(v)));
      for (const t of territories) program.row([[1, name(piece[0], t)], [1, name(main, t)], ...[...around].map((v): [number, string] => [-1, name(v, t)])], '<=', 1);
    }
  }
  return null;
}

/** Pieces of territories beside their largest one, of which a unit is named. */
function strayPieces({ graph, k }: Problem, slots: readonly number[]): { piece: number[]; main: number }[] {
  const seen = new Uint8Array(slots.length);
  const pieces = Array.from({ length: k }, () => [] as number[][]);
  for (let start = 0; start < slots.length; start++) {
    if (seen[start]) continue;
    const piece = [start];
    seen[start] = 1;
    for (const u of piece) {
      for (const v of graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])) {
        if (seen[v] || slots[v] !== slots[u]) continue;
        seen[v] = 1;
        piece.push(v);
      }
    }
    pieces[slots[start]].push(piece);
  }
  return pieces.flatMap((all) => {
    const [largest, ...others] = all.sort((a, b) => b.length - a.length);
    return others.map((piece) => ({ piece, main: largest[0] }));
  });
}

function square(metres: ArrayLike<number>, u: number, [x, y]: readonly [number, number]): number {
  return (metres[2 * u] / 1000 - x) ** 2 + (metres[2 * u + 1] / 1000 - y) ** 2;
}
