import type { Cost } from '../report/clock.ts';
import type { Quality } from '../report/quality.ts';
import type { Case } from './cases.ts';

/** One plan, whoever made it. */
export interface Plan {
  readonly quality: Quality;
  readonly cost: Cost;
}

/** One of our plans. */
export interface SolvedPlan extends Plan {
  readonly seed: number;
  /** Whether it was the second solve of its process. */
  readonly warm: boolean;
}

/** Everything measured for one line of the table. */
export interface CaseFigures {
  readonly case: Case;
  readonly units: number;
  /** `made`, or what it was read from. */
  readonly from: string;
  readonly solved: readonly SolvedPlan[];
  /** MB beyond the parsed input, one per process. */
  readonly megabytes: readonly number[];
  /** How far plans are from the least inertia possible around their centres, and what it cost to know. */
  readonly bounds: readonly (Cost & { readonly gap: number })[];
  /** The same ground and k by others, by name; `null` where one gave no plan. */
  readonly peers: Readonly<Record<string, Plan | null>>;
}

export const METIS = 'gpmetis -contig, both measures';

/** Largest |deviation| in any measure, 0-1. */
export function worstOf({ worst }: Quality): number {
  return Math.max(...worst);
}

/** The middle value; the upper of the two middle ones when they are even in number, so that nothing is made to look better. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** As `median` for figures of which more is better: the lower of the two middle ones. */
export function lowMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? NaN;
}

/** What a case came to: medians over its seeds. */
export interface Summary {
  readonly deviation: number;
  readonly worstDeviation: number;
  readonly compactness: number;
  readonly worstCompactness: number;
  readonly leastCompactness: number;
  readonly polsbyPopper: number;
  readonly within: readonly [number, number, number];
  readonly rmsKm: number;
  readonly coldSeconds: number;
  readonly warmSeconds: number;
  readonly megabytes: number;
  readonly gap: number | null;
  readonly boundSeconds: number | null;
  readonly broken: number;
}

export function summarise({ solved, megabytes, bounds }: CaseFigures): Summary {
  const of = (pick: (quality: Quality) => number): number[] => solved.map(({ quality }) => pick(quality));
  const cpu = (warm: boolean): number => median(solved.filter((plan) => plan.warm === warm).map(({ cost }) => cost.cpuSeconds));
  return {
    deviation: median(of(worstOf)),
    worstDeviation: Math.max(...of(worstOf)),
    compactness: lowMedian(of((q) => q.momentCompactness)),
    worstCompactness: lowMedian(of((q) => q.leastCompactness)),
    leastCompactness: Math.min(...of((q) => q.leastCompactness)),
    polsbyPopper: lowMedian(of((q) => q.polsbyPopper)),
    within: [0, 1, 2].map((at) => lowMedian(of((q) => q.within[at]))) as [number, number, number],
    rmsKm: median(of((q) => q.rmsKm)),
    coldSeconds: cpu(false),
    warmSeconds: cpu(true),
    megabytes: Math.max(...megabytes),
    gap: bounds.length > 0 ? median(bounds.map(({ gap }) => gap)) : null,
    boundSeconds: bounds.length > 0 ? median(bounds.map(({ cpuSeconds }) => cpuSeconds)) : null,
    broken: Math.max(...of((q) => q.broken + q.empty)),
  };
}
