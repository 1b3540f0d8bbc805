import { joinUnits, type Level } from './level.ts';

/** A coarser level and where each finer unit went. */
export interface Coarsened {
  readonly level: Level;
  /** Fine unit -> coarse unit. */
  readonly group: Int32Array;
}

/**
 * Joins each unit with its free neighbours into a cluster, as aggregation multigrid does: on a hexagonal
 * grid that gives flowers of seven, about an eighth of the units. No cluster weighs more than `cap` (q weights)
 * in any measure, so that metropolitan units stay fine while deserts coarsen; units fixed to a territory only join
 * units fixed to the same one, and units whose moving costs only units of the same territory of today. `fence`, when given, is an assignment no cluster may straddle.
 */
export function coarsen(of: Level, q: number, cap: Float64Array, areaCap: number, fence?: Uint16Array): Coarsened {
  const { n, offsets, neighbors, border, weight, fixed, area } = of;
  const today = of.asks?.today ?? null;
  const group = new Int32Array(n).fill(-1);
  const load = new Float64Array(n * q);
  const ground = new Float64Array(n);
  let count = 0;

  const fits = (g: number, root: number, i: number): boolean => {
    if (fixed[i] !== fixed[root] || (fence !== undefined && fence[i] !== fence[root])) return false;
    if (today !== null && today[i] !== today[root]) return false;
    if (ground[g] + area[i] > areaCap) return false;
    for (let m = 0; m < q; m++) if (load[g * q + m] + weight[i * q + m] > cap[m]) return false;
    return true;
  };
  const add = (g: number, i: number): void => {
    group[i] = g;
    ground[g] += area[i];
    for (let m = 0; m < q; m++) load[g * q + m] += weight[i * q + m];
  };
  const rootOf = new Int32Array(n);

  for (let i = 0; i < n; i++) {
    if (group[i] >= 0) continue;
    let free = true;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      if (group[neighbors[e]] >= 0) {
        free = false;
        break;
      }
    }
    if (!free) continue;
    rootOf[count] = i;
    add(count, i);
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const v = neighbors[e];
      if (fits(count, i, v)) add(count, v);
    }
    count++;
  }
  // What is left lies between flowers: it joins the one it shares most border with, or starts a small cluster.
  const loose: number[] = [];
  const flowers = count;
  for (let i = 0; i < n; i++) {
    if (group[i] >= 0) continue;
    let best = -1;
    let most = -1;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const g = group[neighbors[e]];
      if (g < 0 || g >= flowers || border[e] <= most || !fits(g, rootOf[g], i)) continue;
      best = g;
      most = border[e];
    }
    if (best >= 0) add(best, i);
    else loose.push(i);
  }
  for (const i of loose) {
    if (group[i] >= 0) continue;
    rootOf[count] = i;
    add(count, i);
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const v = neighbors[e];
      if (group[v] < 0 && fits(count, i, v)) add(count, v);
    }
    count++;
  }
  return { level: joinUnits(of, q, group, count), group };
}
