import type { Territory } from '@hexalign/api/contract';
import type { Figure } from '../../editor/figures.ts';

/**
 * The place of each territory among all, by measure: the fullest against its target is the first, and those that are equally full
 * share a place. A measure without targets goes by its sums.
 *
 * @returns places from 1 by slot, one per measure
 */
export function ranksOf(territories: readonly (Territory | null)[], figures: readonly Figure[]): Map<number, number[]> {
  const slots = territories.flatMap((territory, slot) => (territory?.level === 0 ? [slot] : []));
  const ranks = new Map<number, number[]>(slots.map((slot) => [slot, []]));
  const measures = figures[slots[0]]?.balance.length ?? 0;
  for (let at = 0; at < measures; at++) {
    const value = (slot: number): number => {
      const { sum, target, deviation } = figures[slot].balance[at];
      return target > 0 ? deviation : sum;
    };
    const order = slots.toSorted((a, b) => value(b) - value(a));
    let place = 0;
    order.forEach((slot, i) => {
      if (i === 0 || value(slot) !== value(order[i - 1])) place = i + 1;
      ranks.get(slot)?.push(place);
    });
  }
  return ranks;
}
