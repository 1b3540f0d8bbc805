import { positionsNeeded, type PositionsNeeded } from '@hexalign/engine';
import { wrongOption as wrong } from './wrongOption.ts';

/** What one territory can take of a measure. */
export interface TerritoryCapacity {
  readonly measure: string;
  readonly capacity: number;
  /** Share of it that is to be used, 0-1. */
  readonly utilisation: number;
}

/** Reads `--territories`: a number, or `MEASURE=CAPACITY[@USE%]`, several with commas between. @throws InputError `option.invalid` */
export function territoriesOption(text: string): number | readonly TerritoryCapacity[] {
  const example = 'Say --territories 40, or --territories hours=1600@85%.';
  if (!text.includes('=')) {
    const value = /^\d{1,12}$/.test(text.trim()) ? Number(text) : NaN;
    if (!(value >= 1 && value <= 65_534)) throw wrong('--territories', 'a whole number from 1 to 65534, or MEASURE=CAPACITY', `"${text}"`, example);
    return value;
  }
  const found = text.split(',').map((part): TerritoryCapacity => {
    const match = /^(.+)=\s*(\d+(?:\.\d+)?)\s*(?:@\s*(\d+(?:\.\d+)?)\s*%\s*)?$/.exec(part.trim());
    const capacity = Number(match?.[2] ?? NaN);
    const use = match?.[3] === undefined ? 100 : Number(match[3]);
    if (!match || !(capacity > 0) || !(use > 0 && use <= 100)) throw wrong('--territories', 'MEASURE=CAPACITY[@USE%], what one territory can take and how much of that is to be used', `"${part}"`, example);
    return { measure: match[1].trim(), capacity, utilisation: use / 100 };
  });
  return found;
}

/** A number of territories with its arithmetic. */
export interface TerritoryCount {
  readonly k: number;
  readonly needed: PositionsNeeded;
  /** What one territory less would have to do, where that is more because it covers more ground; else null. */
  readonly fewer: PositionsNeeded | null;
}

/**
 * How many territories it takes when work grows with the ground they cover: the fewest that suffice.
 *
 * @param totalOf total of a measure, when so many territories share it; null when there is no such measure
 */
export function territoryCount(capacities: readonly TerritoryCapacity[], totalOf: (measure: string, k: number) => number | null, known: readonly string[]): TerritoryCount {
  const needed = (k: number): PositionsNeeded =>
    positionsNeeded(capacities.map(({ measure, capacity, utilisation }) => {
      const total = totalOf(measure, k);
      if (total === null) throw wrong('--territories', `a measure of the plan: ${known.join(', ')}`, `"${measure}"`, 'Name it as in --measure.');
      return { measure, total, capacity, utilisation };
    }));
  let high = 1;
  while (needed(high).k > high) high *= 2;
  let low = Math.floor(high / 2) + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (needed(middle).k > middle) low = middle + 1;
    else high = middle;
  }
  const found = needed(high);
  return { k: high, needed: found, fewer: high > 1 && found.k < high ? needed(high - 1) : null };
}
