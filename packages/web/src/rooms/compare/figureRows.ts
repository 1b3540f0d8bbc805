import type { SideBySide } from '@hexalign/api/contract';
import { formatCount, formatMeasure, formatShare } from '../../text/format.ts';
import type { Catalogue } from '../../text/useText.ts';

/** One row of figures, a value per side; null where a side has none. */
export interface FigureRow {
  readonly key: string;
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly told: readonly string[];
  /** Which end is the good one; null where neither is. */
  readonly better: 'less' | 'more' | null;
}

export interface FigureGroup {
  readonly name: string;
  readonly rows: readonly FigureRow[];
}

/** What the sides come to, row by row. */
export function figureRows({ measures, territories, figures, loose, today, totals }: SideBySide, t: Catalogue['compare']['figures']): FigureGroup[] {
  const row = (key: string, name: string, better: FigureRow['better'], values: readonly (number | null)[], tell: (value: number, side: number) => string): FigureRow => ({ key, name, better, values, told: values.map((value, i) => (value === null ? '–' : tell(value, i))) });
  const outside = figures.map((_, side) => territories.filter(({ of }) => of[side]?.deviations.some((deviation, m) => measures[m].tolerance !== null && Math.abs(deviation) > measures[m].tolerance + 1e-9)).length);
  const change = today === null ? [] : [
    row('disruption', t.disruption[today], 'less', figures.map(({ disruption }) => disruption?.accounts ?? null), (value, i) => `${formatCount(value)} · ${formatShare(value / Math.max(1, figures[i].disruption?.of ?? 1))}`),
    ...measures.map(({ key, unit }, m) => row(`disruption ${key}`, t.disruptionOf(key), 'less', figures.map(({ disruption }) => disruption?.sums[m] ?? null), (value) => formatMeasure(value, unit))),
  ];
  return [
    { name: t.balance, rows: [
      ...measures.map(({ key }, m) => row(`worst ${key}`, t.worst(key), 'less', figures.map((one) => one.measures[m].worst), formatShare)),
      ...measures.map(({ key }, m) => row(`mean ${key}`, t.mean(key), 'less', figures.map((one) => one.measures[m].mean), formatShare)),
      row('outside', t.outside, 'less', outside, formatCount),
      ...measures.flatMap(({ key, unit }, m) => (unit === 'hours' ? [row(`busiest ${key}`, t.busiest(key), 'less', figures.map((one) => one.measures[m].busiest), (value) => formatMeasure(value, unit))] : [])),
    ] },
    { name: t.shape, rows: [
      row('compactness', t.compactness, 'more', figures.map(({ compactness }) => compactness), (value) => formatCount(Math.round(value * 100))),
      row('whole', t.whole, null, figures.map(({ whole }) => whole), (value, i) => t.of(formatCount(value), formatCount(figures[i].drawn))),
      row('km', t.km, 'less', figures.map(({ km }) => km), (value) => `${formatCount(value)} km`),
    ] },
    { name: t.coverage, rows: [
      row('accounts', t.accounts, null, totals.held.map(({ accounts }) => accounts), formatCount),
      row('loose accounts', t.looseAccounts, 'less', loose.map(({ accounts }) => accounts.count), formatCount),
      row('loose cells', t.looseCells, 'less', loose.map(({ cells }) => cells.count), formatCount),
    ] },
    ...(change.length === 0 ? [] : [{ name: t.change, rows: change }]),
  ];
}

/** The best and the worst of a row, by side; none where all are alike, or as the eye sees them. */
export function marksOf({ values, told, better }: FigureRow): (null | 'best' | 'worst')[] {
  const known = values.filter((value) => value !== null);
  if (better === null || known.length < 2 || new Set(told).size < 2) return values.map(() => null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const [best, worst] = better === 'less' ? [least, most] : [most, least];
  const alike = (value: number, end: number): boolean => told[values.indexOf(value)] === told[values.indexOf(end)];
  return values.map((value) => (value === null ? null : alike(value, best) ? 'best' : alike(value, worst) ? 'worst' : null));
}
