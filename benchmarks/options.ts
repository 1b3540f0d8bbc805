import { resolve } from 'node:path';
import type { Preset } from '@hexalign/engine';
import { COUNTIES, DIVIDED_COUNTIES, SIZES, sizeNamed, type DesignSize, type Size } from './country/sizes.ts';

export interface Options {
  readonly sizes: readonly (Size | DesignSize)[];
  readonly preset: Preset;
  /** Where the machine-readable result goes. */
  readonly json: string;
}

const PRESETS: readonly string[] = ['fast', 'balanced', 'thorough'] satisfies Preset[];

/**
 * `--size 30k[,210k,counties...]` (default: all), `--preset fast|balanced|thorough`, `--json FILE`.
 * @param folder where relative paths start
 * @throws {Error} naming what is wrong
 */
export function readOptions(args: readonly string[], folder: string, work: string): Options {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i].replace(/^--/, '');
    const value = args[i + 1];
    if (!['size', 'preset', 'json'].includes(name) || value === undefined) throw new Error(`cannot read "${args[i]}"; there are --size, --preset and --json, each with a value`);
    given.set(name, value);
  }
  const preset = given.get('preset') ?? 'balanced';
  if (!isPreset(preset)) throw new Error(`no preset "${preset}"; there are ${PRESETS.join(', ')}`);
  return {
    sizes: given.has('size') ? (given.get('size') ?? '').split(',').map(sizeNamed) : [...SIZES, COUNTIES, DIVIDED_COUNTIES],
    preset,
    json: given.has('json') ? resolve(folder, given.get('json') ?? '') : resolve(work, 'results.json'),
  };
}

function isPreset(text: string): text is Preset {
  return PRESETS.includes(text);
}
