import { UNASSIGNED } from '@hexalign/engine';
import type { Amounts } from '@hexalign/api/contract';
import { formatCount, formatMeasure } from '../../text/format.ts';
import type { Picture } from '../scenarios/useDrawn.ts';
import type { Arrow } from './FlowArrows.tsx';
import type { Pair } from './pair.ts';

/** Arrows that a map holds before it is a thicket; the table holds all. */
const MOST = 40;

/** What the width of an arrow can say: cells, accounts, or a measure by its position. */
export function weightOf({ units, accounts, sums }: Amounts, weight: number): number {
  return weight === 0 ? units : weight === 1 ? accounts : (sums[weight - 2] ?? 0);
}

/** Ways between territories by their weight, the largest first; those that weigh nothing are left out. */
export function weighedFlows({ flows, measures }: Pair, weight: number): { from: number; to: number; value: number; told: string }[] {
  return flows.map(({ from, to, amounts }) => {
    const value = weightOf(amounts, weight);
    return { from, to, value, told: weight < 2 ? formatCount(value) : formatMeasure(value, measures[weight - 2].unit) };
  }).filter(({ value }) => value > 0).toSorted((x, y) => y.value - x.value || x.from - y.from || x.to - y.to);
}

/** The same on the map, between the places of names: where a giver stands before and a taker after. What nobody gives or takes has no place there. */
export function mapArrows(flows: ReturnType<typeof weighedFlows>, before: Picture | undefined, after: Picture | undefined): Arrow[] {
  const [starts, ends] = [before, after].map((picture) => new Map((picture?.shapes.labels.features ?? []).map(({ properties, geometry }) => [properties.slot, geometry.coordinates as [number, number]])));
  return flows.flatMap((flow): Arrow[] => {
    const start = starts.get(flow.from) ?? ends.get(flow.from);
    const end = ends.get(flow.to) ?? starts.get(flow.to);
    return start && end && flow.from >= 0 && flow.to >= 0 && flow.to !== UNASSIGNED ? [{ ...flow, start, end }] : [];
  }).slice(0, MOST);
}
