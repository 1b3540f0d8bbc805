import type { MeasureColumn } from '../../contract/datasets.ts';
import type { Workload } from '../datasets/workload.ts';
import { wrongOption as wrong } from './wrongOption.ts';

export const WORKLOAD_OPTIONS = {
  workload: { type: 'string' },
  visits: { type: 'string' },
  minutes: { type: 'string' },
  speed: { type: 'string' },
  day: { type: 'string' },
} as const;

/** @throws InputError `option.invalid` */
export function workloadOptions(values: { readonly [K in keyof typeof WORKLOAD_OPTIONS]?: string }, taken: readonly MeasureColumn[]): Workload | null {
  if (values.workload === undefined) {
    for (const option of ['visits', 'minutes', 'speed', 'day'] as const) if (values[option] !== undefined) throw wrong(`--${option}`, '--workload NAME beside it', 'none', 'Say --workload hours.');
    return null;
  }
  const name = values.workload.trim();
  if (name === '' || name.length > 60 || /[\r\n"]/.test(name)) throw wrong('--workload', 'a name for the measure, of at most 60 characters', `"${values.workload}"`, 'Say --workload hours.');
  if (taken.some((measure) => measure.name === name)) throw wrong('--workload', 'a name of its own', `"${name}", which --measure gives as well`, 'Rename one.');
  const positive = (option: 'speed' | 'day', usual: number, most: number): number => {
    const text = values[option];
    const value = text === undefined ? usual : /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : NaN;
    if (!(value > 0 && value <= most)) throw wrong(`--${option}`, `a number above 0, at most ${most}`, `"${text}"`, `Say --${option} ${usual}.`);
    return value;
  };
  return { name, visits: columnOrNumber('--visits', values.visits ?? '1'), minutes: columnOrNumber('--minutes', values.minutes ?? '60'), speedKmh: positive('speed', 60, 1000), dayHours: positive('day', 8, 24) };
}

function columnOrNumber(option: string, text: string): Workload['visits'] {
  if (text.trim() === '') throw wrong(option, 'a column, or a number', 'none', `Leave ${option} out for its default.`);
  return /^\s*\d+(\.\d+)?\s*$/.test(text) ? { value: Number(text) } : { column: text };
}
