import { readFileSync } from 'node:fs';
import { dataPath } from './dataPath.ts';

/** The United States as H3 cells of resolution 5 (about 250 km2), with an estimate of the people in each. */
export interface UsPopulation {
  /** H3 indexes, ascending. */
  cells: string[];
  /** People per cell, same order. */
  people: Float64Array;
}

/**
 * Every cell whose centre lies in the 50 states, DC or the five territories. People are a proxy made from city populations
 * (GeoNames) and ZIP centroids (Census): a weight for demand where no customer list exists, not a statistic.
 *
 * File: for each cell two LEB128 numbers, the gap from the cell before and the people. A cell is its 22 bits of base cell and
 * five digits; mode and resolution (`85`) and the unused digits (all ones) are the same for all.
 */
export function usPopulation(): UsPopulation {
  const bytes = readFileSync(dataPath('population/us-h3r5.bin'));
  const cells: string[] = [];
  const people: number[] = [];
  let at = 0;
  let position = 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    position += next();
    cells.push(`85${((position << 2) | 3).toString(16).padStart(6, '0')}fffffff`);
    people.push(next());
  }
  return { cells, people: Float64Array.from(people) };
}
