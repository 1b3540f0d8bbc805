import { EngineError } from '../base/errors.ts';

/**
 * Sums points into units.
 *
 * @param n number of units
 * @param unitOfPoint unit of each point, 0 to n - 1
 * @param values one number per point
 * @returns n sums
 * @throws EngineError `measure.length`, `measure.unit`
 */
export function aggregate(n: number, unitOfPoint: Uint32Array, values: ArrayLike<number>): Float64Array {
  if (values.length !== unitOfPoint.length) {
    throw new EngineError('measure.length', `${values.length} values for ${unitOfPoint.length} points; give one value per point.`, values.length);
  }
  const sums = new Float64Array(n);
  for (let p = 0; p < unitOfPoint.length; p++) {
    const u = unitOfPoint[p];
    if (u >= n) throw new EngineError('measure.unit', `Point ${p} lies in unit ${u}, expected a unit below ${n}.`, u);
    sums[u] += values[p];
  }
  return sums;
}
