import { assemble, rowsFromPairs } from './assemble.ts';
import { CellField } from './cellField.ts';
import { cellGround } from './cellGround.ts';
import type { UnitGraph } from './unitGraph.ts';

/**
 * Builds the graph of H3 cells, of one resolution or mixed.
 *
 * Ground belongs to a cell by logical containment: a unit is all its descendants at the finest resolution F
 * present, not its own hexagon. Two units are neighbours where such descendants are. Each of the six sides of a
 * cell at resolution r has exactly 3^(F - r) sides of finest cells, so a border is found from its finer unit alone:
 * step to the neighbouring position and walk up the parents until one is a unit. `borderM` is the number of
 * finest sides that touch times the side of a regular hexagon of the local area.
 *
 * @param cells indexes in any order; repeated ones count once
 * @throws EngineError `cell.invalid` for a text that is no cell, `cell.overlap` when a cell lies in another
 */
export function fromCells(cells: Iterable<string>): UnitGraph {
  const field = new CellField(cells);
  const { ids, hi, finest } = field;
  const n = ids.length;
  const ground = cellGround(ids);
  const sideM = finestSides(field, ground.areaKm2);
  const sidesAt = powers(3);
  // A unit adds at most its own six sides.
  const pairs = new Uint32Array(12 * n);
  const borderM = new Float32Array(6 * n);
  const found = new Int32Array(6);
  let e = 0;
  for (let u = 0; u < n; u++) {
    const resolution = hi[u] >>> 22;
    const sides = sidesAt[finest - resolution];
    const first = e;
    const count = field.around(u, found);
    for (let side = 0; side < count; side++) {
      const v = found[side];
      // A neighbour of the same size finds this border too; the lower one keeps it.
      if (v < 0 || (v < u && hi[v] >>> 22 === resolution)) continue;
      let at = first;
      while (at < e && pairs[2 * at + 1] !== v) at++;
      if (at === e) {
        pairs[2 * e] = u;
        pairs[2 * e + 1] = v;
        e++;
      }
      borderM[at] += sides * 0.5 * (sideM[u] + sideM[v]);
    }
  }
  const rows = rowsFromPairs(n, pairs.subarray(0, 2 * e), borderM.subarray(0, e));
  return assemble({ ids, ...rows, ...ground });
}

/** Side in metres of a regular hexagon with the area of a finest cell near each unit. */
function finestSides(field: CellField, areaKm2: Float64Array): Float64Array {
  const cellsAt = powers(7);
  const sides = new Float64Array(areaKm2.length);
  for (let u = 0; u < sides.length; u++) {
    const areaM2 = (areaKm2[u] * 1e6) / cellsAt[field.finest - (field.hi[u] >>> 22)];
    sides[u] = Math.sqrt((2 * areaM2) / 5.196152422706632);
  }
  return sides;
}

/** The powers 0 to 15 of a whole number, exact. */
function powers(base: number): Float64Array {
  const table = new Float64Array(16).fill(1);
  for (let i = 1; i < 16; i++) table[i] = table[i - 1] * base;
  return table;
}
