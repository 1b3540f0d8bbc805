import { formatCount } from '../../text/format.ts';

/** Size of a cell in square kilometres, two digits below ten. */
export function formatArea(km2: number): string {
  return km2 >= 10 ? formatCount(km2) : km2.toPrecision(2);
}
