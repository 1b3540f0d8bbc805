import { figure, percentOf } from '../base/figure.ts';
import type { Band } from './bands.ts';
import type { OpenGround } from './openGround.ts';
import type { Problem, Violation } from './problem.ts';

const SLACK = 1e-9;
/** Units beyond which nobody looks: ground of that many is cells, which have ways around, and the walk takes as long as a step of the search. */
const MOST = 50_000;

/**
 * Units that are the only way to ground around them. A piece of ground behind such a unit that holds too little for any territory
 * belongs to the territory of that unit, because every other that reached into it would have to lie in it whole. Where all such pieces and the
 * unit are more than any territory may hold there is no plan: a star, or many islands on one port. One violation per measure, of the worst unit.
 */
export function bottlenecks(problem: Problem, open: OpenGround, bands: readonly Band[]): Violation[] {
  const { graph, measures, constraints, load, k } = problem;
  const n = graph.ids.length;
  if (n > MOST || bands.length === 0 || constraints.some(({ type }) => type === 'scattered')) return [];
  const carried = (t: number, measure: number): number => (load ? load[t * measures.length + measure] : 0);
  const ends = bands.map(({ measure, low, high, total }) => {
    let [least, most] = [Infinity, 0];
    for (let t = 0; t < k; t++) {
      if (open.locked[t]) continue;
      least = Math.min(least, low[t] - carried(t, measure));
      most = Math.max(most, high[t] - carried(t, measure));
    }
    // Sums by difference carry the rounding of the whole.
    return { values: measures[measure].values, least: least - SLACK * total, most };
  });
  const behind = new Pieces(open, ends);
  const found: Violation[] = [];
  bands.forEach(({ key, total }, b) => {
    let worst = -1;
    for (let u = 0; u < n; u++) if (behind.many[u] > 0 && behind.held(u, b) > ends[b].most * (1 + SLACK) && (worst < 0 || behind.held(u, b) > behind.held(worst, b))) worst = u;
    if (worst < 0) return;
    const [sum, many] = [behind.held(worst, b), behind.many[worst]];
    found.push({ code: 'ground.bottleneck', message: `Unit ${graph.ids[worst]} is the only way to ${many === 1 ? 'a piece' : `${many} pieces`} of the ground, ${many === 1 ? 'too small for a territory' : 'each too small for a territory'}; with ${many === 1 ? 'it' : 'them'} it holds ${percentOf(sum / total)} of ${key}, ${figure(sum)}, more than the ${figure(ends[b].most)} that any territory may hold: link ${many === 1 ? 'that piece' : 'those pieces'} elsewhere, or ask for fewer territories.`, unit: worst, measure: key, value: sum, limit: ends[b].most });
  });
  return found;
}

interface Ends {
  readonly values: Float64Array;
  /** What the least demanding territory needs, and the most that any may hold. */
  readonly least: number;
  readonly most: number;
}

/** What hangs on each unit alone and is too small for a territory, by one walk in depth (Hopcroft and Tarjan 1973). n = units, q = bands. */
class Pieces {
  /** n: pieces that hang on a unit and are too small. */
  readonly many: Uint32Array;
  /** n * q: what these pieces hold. */
  private readonly small: Float64Array;
  private readonly ends: readonly Ends[];

  constructor({ offsets, neighbors, partOf }: OpenGround, ends: readonly Ends[]) {
    const n = partOf.length;
    const q = ends.length;
    this.ends = ends;
    this.many = new Uint32Array(n);
    this.small = new Float64Array(n * q);
    const order = new Int32Array(n).fill(-1);
    const lowest = new Int32Array(n);
    const from = new Int32Array(n).fill(-1);
    const next = new Uint32Array(n);
    const below = new Float64Array(n * q);
    /** n * q: what all pieces that hang on a unit hold, small or not. */
    const hanging = new Float64Array(n * q);
    const parts = new Uint8Array(n);
    const visited: number[] = [];
    for (let root = 0; root < n; root++) {
      if (partOf[root] < 0 || order[root] >= 0) continue;
      const first = visited.length;
      const enter = (u: number): void => {
        order[u] = lowest[u] = visited.length;
        next[u] = offsets[u];
        for (let b = 0; b < q; b++) below[u * q + b] = ends[b].values[u];
        visited.push(u);
      };
      enter(root);
      for (let u = root; u >= 0; ) {
        if (next[u] < offsets[u + 1]) {
          const v = neighbors[next[u]++];
          if (order[v] < 0) {
            from[v] = u;
            enter(v);
            u = v;
          } else lowest[u] = Math.min(lowest[u], order[v]);
          continue;
        }
        const up = from[u];
        if (up >= 0) {
          lowest[up] = Math.min(lowest[up], lowest[u]);
          for (let b = 0; b < q; b++) below[up * q + b] += below[u * q + b];
          // Nothing under it reaches past the unit above.
          if (lowest[u] >= order[up]) {
            parts[up] = 1;
            this.hang(up, below, u);
            for (let b = 0; b < q; b++) hanging[up * q + b] += below[u * q + b];
          }
        }
        u = up;
      }
      // The rest of the ground is a piece too, for all but the root.
      const rest = new Float64Array(q);
      for (const u of visited.slice(first + 1)) {
        for (let b = 0; b < q; b++) rest[b] = below[root * q + b] - ends[b].values[u] - hanging[u * q + b];
        if (parts[u] === 1) this.hang(u, rest, 0);
      }
    }
  }

  /** What a unit holds with the small pieces that hang on it. */
  held(u: number, b: number): number {
    return this.ends[b].values[u] + this.small[u * this.ends.length + b];
  }

  private hang(u: number, sums: Float64Array, at: number): void {
    const q = this.ends.length;
    if (this.ends.every(({ least }, b) => sums[at * q + b] >= least)) return;
    this.many[u]++;
    for (let b = 0; b < q; b++) this.small[u * q + b] += sums[at * q + b];
  }
}
