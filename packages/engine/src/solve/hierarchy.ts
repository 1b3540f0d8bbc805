import type { Ground } from '../problem/ground.ts';
import { coarsen } from './coarsen.ts';
import type { Level } from './level.ts';
import { repair } from './repair.ts';

/** The levels of a ground, finest first, and how units of each went into the next. */
export interface Hierarchy {
  readonly levels: readonly Level[];
  /** `groups[j]`: unit of level j -> unit of level j + 1. */
  readonly groups: readonly Int32Array[];
}

/** Largest share of a mean target that a cluster may weigh, level by level: metropolitan units stay fine. */
const CLUSTER_SHARE = [0.05, 0.1, 0.15, 0.2];

/**
 * Coarsens until there are at most `perTerritory` units per territory, or it no longer pays.
 *
 * @param kept owners of the finest level that no cluster may straddle
 */
export function buildHierarchy(ground: Ground, perTerritory: number, kept?: Int32Array): Hierarchy {
  const levels: Level[] = [ground.level];
  const groups: Int32Array[] = [];
  let fence = kept && Uint16Array.from(kept);
  for (const share of CLUSTER_SHARE) {
    const fine = levels[levels.length - 1];
    if (fine.n <= perTerritory * ground.k) break;
    const cap = ground.mean.map((m) => m * share);
    let coarse = coarsen(fine, ground.q, cap, share, fence);
    // Too coarse in one go, and much too fine as it is: clusters of a limited area instead.
    if (coarse.level.n < 0.5 * perTerritory * ground.k && fine.n > 2 * perTerritory * ground.k) coarse = coarsen(fine, ground.q, cap, Math.min(share, 1.5 / perTerritory), fence);
    const { level, group } = coarse;
    if (level.n > 0.8 * fine.n || level.n < 0.5 * perTerritory * ground.k) break;
    levels.push(level);
    groups.push(group);
    fence = fence && lift(group, level.n, fence);
  }
  return { levels, groups };
}

/** The owners of the finest level as owners of the coarsest, whose clusters do not straddle them. */
export function coarsenOwners({ levels, groups }: Hierarchy, owner: Int32Array): Int32Array {
  return groups.reduce((owners, group, j) => lift(group, levels[j + 1].n, owners), owner);
}

function lift<T extends Int32Array | Uint16Array>(group: Int32Array, count: number, owner: T): T {
  const lifted = new (owner.constructor as new (size: number) => T)(count);
  for (let i = 0; i < group.length; i++) lifted[group[i]] = owner[i];
  return lifted;
}

/** The owners of level `from` seen on the finer level `to`, made sound. */
export function refineOwners(ground: Ground, hierarchy: Hierarchy, owner: Int32Array, from: number, to: number): Int32Array {
  let fine = owner;
  for (let j = from - 1; j >= to; j--) {
    const group = hierarchy.groups[j];
    const next = new Int32Array(group.length);
    for (let i = 0; i < next.length; i++) next[i] = fine[group[i]];
    fine = next;
  }
  if (from !== to) repair(ground, hierarchy.levels[to], fine);
  return fine;
}
