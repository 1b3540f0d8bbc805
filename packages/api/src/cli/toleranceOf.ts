import { wrongOption as wrong } from './wrongOption.ts';

/** A share as it is typed, `0.05` or `5%`. @throws InputError `option.invalid` */
export function toleranceOf(text: string): number {
  const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text);
  const value = percent ? Number(percent[1]) / 100 : /^\s*(\d+(\.\d*)?|\.\d+)\s*$/.test(text) ? Number(text) : NaN;
  if (!(value >= 0 && value <= 1)) throw wrong('--tolerance', 'a share from 0 to 1, e.g. 0.05 for 5 %', `"${text}"`, Number(text) > 1 ? `Did you mean ${Number(text) / 100}?` : 'Say --tolerance 0.05.');
  return value;
}
