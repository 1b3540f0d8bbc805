import type { ReportWords } from '../reportWords.ts';

/** A number as it is read in print: large ones short, small ones with three digits. */
export function figureText(value: number, { numbers, large: [billions, millions, thousands] }: Pick<ReportWords, 'numbers' | 'large'>): string {
  const written = (part: number, digits: number): string => part.toLocaleString(numbers, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const size = Math.abs(value);
  if (size >= 1e9) return `${written(value / 1e9, 2)} ${billions}`;
  if (size >= 1e6) return `${written(value / 1e6, 2)} ${millions}`;
  if (size >= 1e4) return `${written(value / 1e3, 1)} ${thousands}`;
  return Number(value.toPrecision(4)).toLocaleString(numbers);
}

/** A share in per cent. */
export function percentText(share: number, { numbers }: Pick<ReportWords, 'numbers'>): string {
  return `${Number((100 * share).toFixed(1)).toLocaleString(numbers, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`;
}

/** A deviation in per cent, with its sign. */
export function deviationText(share: number, { numbers }: Pick<ReportWords, 'numbers'>): string {
  const percent = (100 * share).toFixed(1);
  const near = percent === '-0.0' ? 0 : Number(percent);
  return `${near > 0 ? '+' : ''}${near.toLocaleString(numbers, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`;
}
