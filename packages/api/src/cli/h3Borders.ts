import { cellToParent, getResolution, gridDisk } from 'h3-js';

/**
 * Borders of a set of H3 cells of one or mixed resolution, by h3-js alone: two units touch when a cell beside the finer
 * one, at its own resolution, is the other or lies below it.
 *
 * @param ids cells none of which lies below another
 * @returns per unit the positions of its neighbours, ascending
 */
export function h3Borders(ids: readonly string[]): number[][] {
  const position = new Map(ids.map((id, u) => [id, u]));
  const resolutions = new Set(ids.map((id) => getResolution(id)));
  const coarsest = Math.min(...resolutions);
  const neighbors = ids.map(() => new Set<number>());
  ids.forEach((id, u) => {
    for (const beside of gridDisk(id, 1)) {
      if (beside === id) continue;
      for (let resolution = getResolution(id), cell = beside; ; cell = cellToParent(cell, --resolution)) {
        const v = position.get(cell);
        if (v !== undefined) {
          neighbors[u].add(v);
          neighbors[v].add(u);
        }
        if (v !== undefined || resolution === coarsest) break;
      }
    }
  });
  return neighbors.map((set) => [...set].sort((a, b) => a - b));
}
