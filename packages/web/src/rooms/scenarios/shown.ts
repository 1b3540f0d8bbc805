import { useCallback, useState } from 'react';
import type { Cut } from '../../map/classes.ts';
import type { GroundLine } from '../../map/mapStyle.ts';

/** What cells are filled with: their territory, how balanced it is in a measure, or how much of something lies in them. */
export type Fill = { readonly kind: 'territory' } | { readonly kind: 'balance' | 'measure'; readonly at: number } | { readonly kind: 'accounts' };

/** What the map of a plan shows; this browser keeps it. */
export interface Shown {
  readonly fill: Fill;
  readonly cut: Cut;
  /** Class edges set by hand, by fill; ascending. */
  readonly edges: Readonly<Record<string, readonly number[]>>;
  readonly accounts: boolean;
  /** Measure that sizes their circles, -1 = their number. */
  readonly accountsBy: number;
  /** Opacity of lines of the ground, 0 to 1; 0 = not shown. */
  readonly lines: Readonly<Record<GroundLine, number>>;
  /** Opacity of imported layers that are shown. */
  readonly imported: Readonly<Record<string, number>>;
}

export const firstShown: Shown = {
  fill: { kind: 'territory' }, cut: 'quantile', edges: {}, accounts: false, accountsBy: 0,
  lines: { 'county-lines': 1, 'state-lines': 1, cities: 1 }, imported: {},
};

/** A name for a fill, under which its edges are kept. */
export function fillKey(fill: Fill): string {
  return 'at' in fill ? `${fill.kind} ${fill.at}` : fill.kind;
}

const keyOf = (planId: string): string => `hexalign.shown.${planId}`;

/** What is shown of a plan, and how to change it. */
export function useShown(planId: string, measures: number): [Shown, (change: Partial<Shown>) => void] {
  const [shown, set] = useState(() => read(planId, measures));
  const change = useCallback((part: Partial<Shown>) => set((before) => {
    const next = { ...before, ...part };
    localStorage.setItem(keyOf(planId), JSON.stringify(next));
    return next;
  }), [planId]);
  return [shown, change];
}

/** What was kept, as far as it fits the plan; else as at first. */
function read(planId: string, measures: number): Shown {
  try {
    const kept = { ...firstShown, ...(JSON.parse(localStorage.getItem(keyOf(planId)) ?? '{}') as Partial<Shown>) };
    const fill = 'at' in kept.fill && !(kept.fill.at < measures) ? firstShown.fill : kept.fill;
    return { ...kept, fill, accountsBy: kept.accountsBy < measures ? kept.accountsBy : -1, lines: { ...firstShown.lines, ...kept.lines } };
  } catch {
    return firstShown;
  }
}
