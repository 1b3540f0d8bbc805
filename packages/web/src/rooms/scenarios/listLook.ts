import { useCallback, useState } from 'react';

/** How the list of territories looks; this browser keeps it for each plan. */
export interface ListLook {
  /** Figures as percent of target, as amounts, or as the place among all territories, the fullest first. */
  readonly figures: 'percent' | 'amounts' | 'rank';
  /** Position of the measure that comes first. */
  readonly main: number;
  /** Measures that have bars, by position; at most three, the main one among them. */
  readonly bars: readonly number[];
  /** Under what stands above them, where anything does. */
  readonly grouped: boolean;
}

export const MOST_BARS = 3;

const keyOf = (planId: string): string => `hexalign.list.${planId}`;

/** The look of a plan's list, and how to change it. */
export function useListLook(planId: string, measures: number): [ListLook, (change: Partial<ListLook>) => void] {
  const [look, set] = useState((): ListLook => {
    const first: ListLook = { figures: 'percent', main: 0, bars: Array.from({ length: Math.min(MOST_BARS, measures) }, (_, at) => at), grouped: true };
    try {
      const kept = { ...first, ...(JSON.parse(localStorage.getItem(keyOf(planId)) ?? '{}') as Partial<ListLook>) };
      return ['percent', 'amounts', 'rank'].includes(kept.figures) && kept.main < measures && kept.bars.every((at) => at < measures) && kept.bars.length > 0 ? kept : first;
    } catch {
      return first;
    }
  });
  const change = useCallback((part: Partial<ListLook>) => set((before) => {
    const next = { ...before, ...part };
    localStorage.setItem(keyOf(planId), JSON.stringify(next));
    return next;
  }), [planId]);
  return [look, change];
}

/** The bars of a row, the main measure first. */
export function barsOf({ main, bars }: ListLook): number[] {
  return [main, ...bars.filter((at) => at !== main)].slice(0, MOST_BARS);
}
