import { cellToParent, getResolution, gridDisk, isValidCell } from 'h3-js';
import type { Link } from '../graph/unitGraph.ts';
import { UNASSIGNED, type Violation } from '../problem/problem.ts';

/** What `verifyCells` found. */
export interface CellsVerified {
  /** k numbers of connected pieces, 0 for an empty territory. */
  readonly pieces: Uint32Array;
  /** Codes `cell.invalid`, `slots.range`, `cell.repeated`, `cell.overlap`, `link.unknown`, `territory.empty`, `territory.not_contiguous`. */
  readonly violations: readonly Violation[];
}

/**
 * Checks the ground of a plan of H3 cells from the ids alone: borders are derived with h3-js, not taken from any
 * graph, and only listed links join anything else. Works for cells of one or of mixed resolution.
 *
 * Cells that touch have parents that are the same or touch. Two units of different size therefore touch if and
 * only if one of the six cells around the finer one, of its own size, lies inside the coarser one; so every
 * border is found from its finer side, without a look at finer cells still.
 *
 * @param ids n cells in any order
 * @param slots n slots, `UNASSIGNED` for none
 * @param links listed links; every other border is ground
 * @param nameOf what a planner calls a territory
 */
export function verifyCells(
  ids: readonly string[],
  slots: Uint16Array,
  k: number,
  links: readonly Pick<Link, 'from' | 'to'>[] = [],
  nameOf: (slot: number) => string = (slot) => `T${String(slot + 1).padStart(2, '0')}`,
): CellsVerified {
  const violations: Violation[] = [];
  const unitOf = new Map<string, number>();
  let coarsest = 15;
  ids.forEach((id, u) => {
    if (!isValidCell(id)) {
      violations.push({ code: 'cell.invalid', message: `${JSON.stringify(id)} is no H3 cell.`, unit: u });
      return;
    }
    if (unitOf.has(id)) violations.push({ code: 'cell.repeated', message: `Unit ${id} is listed more than once.`, unit: u });
    unitOf.set(id, u);
    coarsest = Math.min(coarsest, getResolution(id));
  });

  /** The unit that is or holds a cell, or -1. */
  const unitHolding = (cell: string): number => {
    let at = cell;
    for (;;) {
      const unit = unitOf.get(at);
      if (unit !== undefined) return unit;
      const resolution = getResolution(at);
      if (resolution <= coarsest) return -1;
      at = cellToParent(at, resolution - 1);
    }
  };
  const root = Int32Array.from(ids.keys());
  const find = (u: number): number => {
    while (root[u] !== u) u = root[u] = root[root[u]];
    return u;
  };
  const join = (u: number, v: number): void => {
    if (slots[u] === slots[v]) root[find(u)] = find(v);
  };
  for (const [id, u] of unitOf) {
    const resolution = getResolution(id);
    const holder = resolution > coarsest ? unitHolding(cellToParent(id, resolution - 1)) : -1;
    if (holder >= 0) violations.push({ code: 'cell.overlap', message: `Unit ${id} lies inside unit ${ids[holder]}.`, unit: u });
    for (const near of gridDisk(id, 1)) {
      const v = near === id ? -1 : unitHolding(near);
      if (v >= 0) join(u, v);
    }
  }
  for (const { from, to } of links) {
    const u = unitOf.get(from);
    const v = unitOf.get(to);
    if (u !== undefined && v !== undefined) join(u, v);
    else violations.push({ code: 'link.unknown', message: `The link from ${from} to ${to} names ${u === undefined ? from : to}, which is no unit of the plan.` });
  }

  const pieces = new Uint32Array(k);
  for (const u of unitOf.values()) if (find(u) === u && slots[u] < k) pieces[slots[u]]++;
  ids.forEach((id, u) => {
    if (slots[u] >= k && slots[u] !== UNASSIGNED) violations.push({ code: 'slots.range', message: `Unit ${id} lies in territory ${slots[u]} of ${k}.`, unit: u });
  });
  pieces.forEach((many, slot) => {
    if (many === 0) violations.push({ code: 'territory.empty', message: `${nameOf(slot)} has no units.`, slot });
    if (many > 1) violations.push({ code: 'territory.not_contiguous', message: `${nameOf(slot)} lies in ${many} separate pieces.`, slot, value: many, limit: 1 });
  });
  return { pieces, violations };
}
