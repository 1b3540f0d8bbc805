import { tourHours } from '@hexalign/engine';
import { z } from 'zod';
import type { Mapping, MeasureColumn } from '../../contract/datasets.ts';
import { measuresOf } from './judgeRow.ts';

const ColumnOrNumber = z.union([z.strictObject({ column: z.string() }), z.strictObject({ value: z.number().min(0) })]);

/** A measure of hours with the way to the accounts in it: how it is made, as plan.json keeps it. */
export const Workload = z.strictObject({
  name: z.string().min(1),
  visits: ColumnOrNumber,
  minutes: ColumnOrNumber,
  speedKmh: z.number().positive(),
  dayHours: z.number().positive(),
});
export type Workload = z.infer<typeof Workload>;

/** What stands in `column` of a measure that no column has. */
export const WORKLOAD_COLUMN = 'workload';

/** The mapping with the columns that the workload is made of as measures behind the others. */
export function withWorkloadColumns<M extends Pick<Mapping, 'measures'>>(mapping: M, workload: Workload | null): M {
  if (workload === null) return mapping;
  const more = [workload.visits, workload.minutes].flatMap((from, i): MeasureColumn[] => ('column' in from ? [{ name: i === 0 ? 'visits' : 'minutes', column: from.column, unit: 'count' }] : []));
  // Without any measure of its own a mapping counts accounts; here the workload is what there is.
  return { ...mapping, measures: [...mapping.measures, ...more] };
}

/** How many of the measures of such a mapping are the plan's own. */
export function ownMeasures(mapping: Pick<Mapping, 'measures'>, workload: Workload | null): readonly MeasureColumn[] {
  return workload === null ? measuresOf(mapping) : mapping.measures;
}

/**
 * Hours per account.
 *
 * @param values numbers of the columns that `withWorkloadColumns` added, in its order
 * @param homes 2 degrees per home; empty when none is known
 */
export function workloadHours(workload: Workload, lngLat: Float64Array, values: readonly Float64Array[], k: number, homes: readonly number[]): Float64Array {
  const many = lngLat.length / 2;
  const columns = [...values];
  const [visits, minutes] = [workload.visits, workload.minutes].map((from) => ('column' in from ? (columns.shift() ?? new Float64Array(many)) : new Float64Array(many).fill(from.value)));
  const { speedKmh, dayHours } = workload;
  return tourHours({ lngLat, visits, serviceHours: minutes.map((one) => one / 60), k, speedKmh, dayHours, ...(homes.length > 0 ? { homes: Float64Array.from(homes) } : {}) }).hours;
}
