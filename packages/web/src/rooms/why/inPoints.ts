/** A difference of deviations in percentage points, such as `1.4`. */
export function inPoints(difference: number): string {
  return (100 * difference).toFixed(Math.abs(difference) < 0.001 ? 2 : 1);
}
