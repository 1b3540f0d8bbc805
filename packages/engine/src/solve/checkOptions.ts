import { EngineError } from '../base/errors.ts';
import type { Preset } from './preset.ts';

const PRESETS: readonly string[] = ['fast', 'balanced', 'thorough'] satisfies readonly Preset[];

interface Options {
  readonly preset?: string;
  readonly seed?: number;
  readonly start?: ArrayLike<number>;
  readonly starts?: number;
  readonly maxSeconds?: number;
}

/** Promises of the caller's, not data. @throws EngineError `solve.option` */
export function checkOptions({ preset, seed, start, starts, maxSeconds }: Options, units: number): void {
  const refuse = (what: string, value: unknown, expected: string): never => {
    throw new EngineError('solve.option', `${what} is ${String(value)}, expected ${expected}.`, value);
  };
  if (preset !== undefined && !PRESETS.includes(preset)) refuse('The preset', preset, PRESETS.join(', '));
  if (seed !== undefined && !Number.isInteger(seed)) refuse('The seed', seed, 'a whole number');
  if (start !== undefined && start.length !== units) refuse('The length of the plan to start from', start.length, `${units}, a slot for each unit`);
  if (starts !== undefined && !(Number.isInteger(starts) && starts >= 1)) refuse('The number of starts', starts, 'a whole number of at least 1');
  if (maxSeconds !== undefined && !(maxSeconds >= 0)) refuse('The time limit', maxSeconds, 'seconds, at least 0');
}
