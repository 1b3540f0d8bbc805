/** A number as it is read in print: large ones short, small ones with three digits. */
export function figureText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${(value / 1e9).toFixed(2)} bn`;
  if (size >= 1e6) return `${(value / 1e6).toFixed(2)} m`;
  if (size >= 1e4) return `${(value / 1e3).toFixed(1)} k`;
  return Number(value.toPrecision(4)).toLocaleString('en-US');
}

/** A deviation in per cent, with its sign. */
export function deviationText(share: number): string {
  const percent = (100 * share).toFixed(1);
  return `${share > 0 && percent !== '0.0' ? '+' : percent === '-0.0' ? '' : ''}${percent === '-0.0' ? '0.0' : percent} %`;
}
