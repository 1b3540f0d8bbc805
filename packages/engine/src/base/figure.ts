/** A number as people read it: at most six digits that mean something. */
export function figure(value: number): string {
  const rounded = Number(value.toPrecision(6));
  return Math.abs(rounded) < 1e15 ? String(rounded) : rounded.toPrecision(4);
}

/** A share as per cent: 0.0512 -> 5.12 %, 0.004 -> 0.4 %. */
export function percentOf(share: number): string {
  const percent = 100 * share;
  const digits = Math.abs(percent) >= 100 ? 0 : Math.abs(percent) >= 10 ? 1 : Math.abs(percent) >= 0.1 ? 2 : 4;
  return `${Number(percent.toFixed(digits))} %`;
}
