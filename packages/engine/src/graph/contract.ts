import { EngineError } from '../base/errors.ts';
import { assemble, rowsFromPairs } from './assemble.ts';
import { unitVectors } from './project.ts';
import type { UnitGraph } from './unitGraph.ts';

/**
 * The quotient of a graph: every group of units becomes one unit. Serves keep-together groups, coarse levels of the
 * solver and hierarchy alike (a territory is a unit one level up). Groups need not be connected; `components` tells.
 *
 * A group is called by the id of its smallest unit and numbered in that order, its area is the sum, its point that
 * of the member nearest to the centre of its ground, and its border with another group the sum of borders between them.
 *
 * @param group n numbers; units with the same number form a group. Any numbers will do.
 * @returns the quotient and `groupOf`: the unit of the quotient for every unit
 * @throws EngineError `graph.length`
 */
export function contract(graph: UnitGraph, group: ArrayLike<number>): { graph: UnitGraph; groupOf: Uint32Array } {
  const n = graph.ids.length;
  if (group.length !== n) throw new EngineError('graph.length', `group has ${group.length} numbers, expected one for each of ${n} units.`, group.length);
  const numberOf = new Map<number, number>();
  const groupOf = new Uint32Array(n);
  const ids: string[] = [];
  for (let u = 0; u < n; u++) {
    let g = numberOf.get(group[u]);
    if (g === undefined) {
      g = ids.length;
      numberOf.set(group[u], g);
      ids.push(graph.ids[u]);
    }
    groupOf[u] = g;
  }
  const count = ids.length;
  const areaKm2 = new Float64Array(count);
  for (let u = 0; u < n; u++) areaKm2[groupOf[u]] += graph.areaKm2[u];
  return {
    graph: assemble({ ids, ...sumBorders(graph, groupOf, count), lngLat: middles(graph, groupOf, count), areaKm2 }),
    groupOf,
  };
}

function sumBorders(graph: UnitGraph, groupOf: Uint32Array, count: number): Pick<UnitGraph, 'offsets' | 'neighbors' | 'borderM'> {
  const n = groupOf.length;
  // Units by group, by counting.
  const starts = new Uint32Array(count + 1);
  for (let u = 0; u < n; u++) starts[groupOf[u] + 1]++;
  for (let g = 0; g < count; g++) starts[g + 1] += starts[g];
  const next = starts.slice(0, count);
  const members = new Uint32Array(n);
  for (let u = 0; u < n; u++) members[next[groupOf[u]]++] = u;

  const pairs: number[] = [];
  const lengths: number[] = [];
  const placeOf = new Uint32Array(count);
  for (let g = 0; g < count; g++) {
    const first = lengths.length;
    for (let i = starts[g]; i < starts[g + 1]; i++) {
      const u = members[i];
      for (let j = graph.offsets[u]; j < graph.offsets[u + 1]; j++) {
        const other = groupOf[graph.neighbors[j]];
        if (other <= g) continue;
        let place = placeOf[other];
        // A place kept from an earlier group lies before `first`.
        if (place < first || place >= lengths.length || pairs[2 * place + 1] !== other) {
          place = lengths.length;
          placeOf[other] = place;
          pairs.push(g, other);
          lengths.push(0);
        }
        lengths[place] += graph.borderM[j];
      }
    }
  }
  return rowsFromPairs(count, Uint32Array.from(pairs), Float32Array.from(lengths));
}

/** For each group the place of the member nearest to the centre of its ground; the smaller unit where two are as near. */
function middles(graph: UnitGraph, groupOf: Uint32Array, count: number): Float64Array {
  const n = groupOf.length;
  const vectors = unitVectors(graph.lngLat);
  const sums = new Float64Array(3 * count);
  for (let u = 0; u < n; u++) {
    for (let axis = 0; axis < 3; axis++) sums[3 * groupOf[u] + axis] += graph.areaKm2[u] * vectors[3 * u + axis];
  }
  const nearest = new Float64Array(count).fill(-Infinity);
  const lngLat = new Float64Array(2 * count);
  for (let u = 0; u < n; u++) {
    const g = groupOf[u];
    // The largest dot product with the centre is the smallest distance to it.
    const closeness = vectors[3 * u] * sums[3 * g] + vectors[3 * u + 1] * sums[3 * g + 1] + vectors[3 * u + 2] * sums[3 * g + 2];
    if (closeness > nearest[g]) {
      nearest[g] = closeness;
      lngLat[2 * g] = graph.lngLat[2 * u];
      lngLat[2 * g + 1] = graph.lngLat[2 * u + 1];
    }
  }
  return lngLat;
}
