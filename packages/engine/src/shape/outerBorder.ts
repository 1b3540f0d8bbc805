import type { UnitGraph } from '../graph/unitGraph.ts';
import { borderSides } from './borderSides.ts';
import { cellTree, nodeOwners, unitAt } from './cellTree.ts';
import { sideLengthM } from './sideLength.ts';

const known = new WeakMap<readonly string[], Float64Array>();

/** Side of a regular hexagon of one square kilometre, in metres. */
const HEXAGON_SIDE_M = 1000 * Math.sqrt(2 / (3 * Math.sqrt(3)));

/**
 * Metres of border that each unit shares with no other: the coast.
 *
 * H3 units are measured along the sides of the finest cells (once per graph). Other graphs carry no geometry:
 * what a hexagon of the unit's area has more of than the unit shares is taken for coast, unless it is less
 * than half a side, since real units are a little irregular.
 *
 * @param borderM m metres of shared border
 */
export function outerBorderM(graph: UnitGraph, borderM: ArrayLike<number>): Float64Array {
  let outer = known.get(graph.ids);
  if (outer !== undefined) return outer;
  outer = alongCells(graph);
  if (outer === undefined) return aroundHexagons(graph, borderM);
  known.set(graph.ids, outer);
  return outer;
}

function alongCells(graph: UnitGraph): Float64Array | undefined {
  const tree = cellTree(graph);
  if (tree === null) return undefined;
  const outer = new Float64Array(tree.n);
  const sides = borderSides(tree, nodeOwners(tree, new Uint16Array(tree.n), 1));
  for (let s = 0; s < sides.starts.length; s++) outer[unitAt(tree, sides.cells[s], tree.finest)] += sideLengthM(sides.lngLat, sides.starts[s], sides.ends[s]);
  return outer;
}

function aroundHexagons({ offsets, areaKm2 }: UnitGraph, borderM: ArrayLike<number>): Float64Array {
  return areaKm2.map((area, u) => {
    const side = HEXAGON_SIDE_M * Math.sqrt(area);
    let missing = 6 * side;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) missing -= borderM[e];
    return missing > side / 2 ? missing : 0;
  });
}

/**
 * Metres of each shared border. Graphs made by others often tell none (all are 1): then every border is a
 * side of a hexagon of the mean area of its two units, and links (0 metres) stay links.
 */
export function sharedBorderM({ offsets, neighbors, borderM, areaKm2 }: UnitGraph): ArrayLike<number> {
  if (borderM.some((metres) => metres !== 0 && metres !== 1)) return borderM;
  const none = !borderM.some((metres) => metres === 1);
  const estimate = new Float64Array(neighbors.length);
  for (let u = 0; u < areaKm2.length; u++) {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) if (none || borderM[e] === 1) estimate[e] = HEXAGON_SIDE_M * Math.sqrt((areaKm2[u] + areaKm2[neighbors[e]]) / 2);
  }
  return estimate;
}
