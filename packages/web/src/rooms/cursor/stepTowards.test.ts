import { describe, expect, it } from 'vitest';
import { stepTowards, type Track } from './stepTowards.ts';

const COLUMNS = 9;
const ROWS = 6;

/** Hexagons with a corner up: odd rows are shifted by half a cell, nothing lies straight up or down. */
function hexagons(): { graph: { offsets: Uint32Array; neighbors: Uint32Array }; centres: number[] } {
  const centres: number[] = [];
  for (let row = 0; row < ROWS; row++) for (let column = 0; column < COLUMNS; column++) centres.push(column + (row % 2) / 2, row * 0.866);
  const offsets = [0];
  const neighbors: number[] = [];
  const n = COLUMNS * ROWS;
  for (let u = 0; u < n; u++) {
    for (let v = 0; v < n; v++) if (v !== u && Math.hypot(centres[2 * u] - centres[2 * v], centres[2 * u + 1] - centres[2 * v + 1]) < 1.01) neighbors.push(v);
    offsets.push(neighbors.length);
  }
  return { graph: { offsets: Uint32Array.from(offsets), neighbors: Uint32Array.from(neighbors) }, centres };
}

describe('a step to the neighbour in a direction', () => {
  const { graph, centres } = hexagons();
  const at = (column: number, row: number): number => row * COLUMNS + column;

  it('goes along a row, one cell or five', () => {
    expect(stepTowards(graph, centres, at(1, 2), 'right', 1, null).unit).toBe(at(2, 2));
    expect(stepTowards(graph, centres, at(7, 2), 'left', 5, null).unit).toBe(at(2, 2));
  });

  it('keeps to its line where cells lie aside of it only, and comes back the same way', () => {
    let unit = at(4, 0);
    let track: Track | null = null;
    for (let step = 0; step < 4; step++) ({ unit, track } = stepTowards(graph, centres, unit, 'down', 1, track));
    expect(unit).toBe(at(4, 4));
    for (let step = 0; step < 4; step++) ({ unit, track } = stepTowards(graph, centres, unit, 'up', 1, track));
    expect(unit).toBe(at(4, 0));
  });

  it('stays at the rim', () => {
    expect(stepTowards(graph, centres, at(0, 2), 'left', 1, null).unit).toBe(at(0, 2));
    expect(stepTowards(graph, centres, at(6, 1), 'right', 5, null).unit).toBe(at(8, 1));
  });
});
