import type { UnitGraph } from '../graph/unitGraph.ts';
import { ancestorKey, childKey, isCell, isPentagonKey, keyOf, resolutionOf } from './cellKey.ts';
import { type KeyTable, keyTable } from '../base/keyTable.ts';

/** No territory: ground outside the units, and units that nobody covers. */
export const OUTSIDE = -1;
/** A cell whose ground belongs to more than one territory, or in part to none. */
export const MIXED = -2;

/** The units of an H3 graph and all cells above them. Nodes 0 .. n - 1 are the units, the rest their ancestors, finest first. */
export interface CellTree {
  /** Number of units. */
  readonly n: number;
  /** Resolution of the topmost nodes, and the finest among the units. */
  readonly coarsest: number;
  readonly finest: number;
  readonly keys: Float64Array;
  readonly resolutions: Uint8Array;
  /** Node above each node, -1 for the topmost. */
  readonly parents: Int32Array;
  /** Nodes ordered from the finest resolution to the coarsest. */
  readonly order: Uint32Array;
  readonly nodeOf: KeyTable;
}

const trees = new WeakMap<readonly string[], CellTree | null>();

/**
 * The tree of a graph's units; built once per graph.
 *
 * @returns null when the units are not H3 cells, or when one lies inside another
 */
export function cellTree(graph: Pick<UnitGraph, 'ids'>): CellTree | null {
  let tree = trees.get(graph.ids);
  if (tree === undefined) {
    tree = plant(graph.ids);
    trees.set(graph.ids, tree);
  }
  return tree;
}

function plant(ids: readonly string[]): CellTree | null {
  const n = ids.length;
  let coarsest = 15;
  let finest = 0;
  for (const id of ids) {
    if (!isCell(id)) return null;
    const resolution = resolutionOf(id);
    if (resolution < coarsest) coarsest = resolution;
    if (resolution > finest) finest = resolution;
  }
  if (n === 0) return null;
  // Three resolutions above the coarsest unit, so that the inside of a territory is a handful of cells.
  coarsest = Math.max(coarsest - 3, 0);
  const nodeOf = keyTable(n + (n >> 2));
  const keys: number[] | Float64Array = new Float64Array(n);
  // Nodes of each resolution; ancestors join while the walk goes from fine to coarse.
  const levels: number[][] = Array.from({ length: 16 }, () => []);
  const upperKeys: number[] = [];
  const upperResolutions: number[] = [];
  for (let u = 0; u < n; u++) {
    const key = keyOf(ids[u]);
    keys[u] = key;
    if (nodeOf.add(key, u) >= 0) return null;
    levels[resolutionOf(ids[u])].push(u);
  }
  const parentOf: number[] = new Array<number>(n).fill(-1);
  for (let resolution = finest; resolution > coarsest; resolution--) {
    for (const node of levels[resolution]) {
      const key = ancestorKey(node < n ? keys[node] : upperKeys[node - n], resolution - 1);
      const fresh = n + upperKeys.length;
      let parent = nodeOf.add(key, fresh);
      if (parent < 0) {
        parent = fresh;
        upperKeys.push(key);
        upperResolutions.push(resolution - 1);
        parentOf.push(-1);
        levels[resolution - 1].push(parent);
      }
      // A unit above a unit: the same ground twice.
      if (parent < n) return null;
      parentOf[node] = parent;
    }
  }
  const total = n + upperKeys.length;
  const allKeys = new Float64Array(total);
  allKeys.set(keys);
  allKeys.set(upperKeys, n);
  const resolutions = new Uint8Array(total);
  for (let u = 0; u < n; u++) resolutions[u] = resolutionOf(ids[u]);
  resolutions.set(upperResolutions, n);
  const order = new Uint32Array(total);
  let at = 0;
  for (let resolution = finest; resolution >= coarsest; resolution--) for (const node of levels[resolution]) order[at++] = node;
  return { n, coarsest, finest, keys: allKeys, resolutions, parents: Int32Array.from(parentOf), order, nodeOf };
}

/**
 * The territory of every node: of a unit its own; of a cell above units theirs when they fill it and agree, else `MIXED`.
 *
 * @param slots n slots; those of k and more count as `OUTSIDE`
 */
export function nodeOwners(tree: CellTree, slots: Uint16Array, k: number): Int32Array {
  const { n, keys, resolutions, parents, order } = tree;
  const owners = new Int32Array(keys.length).fill(MIXED);
  const children = new Uint8Array(keys.length);
  for (let i = 0; i < order.length; i++) {
    const node = order[i];
    if (node < n) owners[node] = slots[node] < k ? slots[node] : OUTSIDE;
    else if (children[node] < (isPentagonKey(keys[node], resolutions[node]) ? 6 : 7)) owners[node] = MIXED;
    const parent = parents[node];
    if (parent < 0) continue;
    if (children[parent]++ === 0) owners[parent] = owners[node];
    else if (owners[parent] !== owners[node]) owners[parent] = MIXED;
  }
  return owners;
}

/**
 * Rounds owners to a resolution coarser than the finest units: a mixed cell of it goes to the owner of its centre.
 *
 * @param owners from `nodeOwners`; changed in place
 */
export function ownersAtCentres(tree: CellTree, owners: Int32Array, resolution: number): void {
  for (let node = 0; node < owners.length; node++) {
    if (tree.resolutions[node] !== resolution || owners[node] !== MIXED) continue;
    let key = tree.keys[node];
    for (let r = resolution + 1; owners[node] === MIXED; r++) {
      key = childKey(key, r, 0);
      const at = tree.nodeOf.get(key);
      owners[node] = at < 0 ? OUTSIDE : owners[at];
    }
  }
}

/** The territory on a cell's ground: that of the unit it is or lies in, `MIXED` when units lie inside it, else `OUTSIDE`. */
export function ownerAt(tree: CellTree, owners: Int32Array, key: number, resolution: number): number {
  let node = tree.nodeOf.get(key);
  if (node >= 0) return owners[node];
  for (let r = resolution - 1; r >= tree.coarsest; r--) {
    node = tree.nodeOf.get(ancestorKey(key, r));
    if (node < 0) continue;
    // Below a cell with units inside it there is a unit or nothing, and the cell itself was not found.
    return node < tree.n || owners[node] !== MIXED ? owners[node] : OUTSIDE;
  }
  return OUTSIDE;
}

/** The unit that a cell is or lies in, or -1. */
export function unitAt(tree: CellTree, key: number, resolution: number): number {
  for (let r = resolution; r >= tree.coarsest; r--) {
    const node = tree.nodeOf.get(ancestorKey(key, r));
    if (node >= 0) return node < tree.n ? node : -1;
  }
  return -1;
}
