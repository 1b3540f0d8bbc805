import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Preset } from '@hexalign/engine';
import { CASES } from './design/cases.ts';

export interface Options {
  /** Instances and topics to measure; null: all. */
  readonly only: readonly string[] | null;
  /** The cases marked quick with two seeds, and the parts on the smallest graph only. */
  readonly quick: boolean;
  readonly preset: Preset;
  /** Largest number of seeds per case; even. */
  readonly seeds: number;
  /** Folder with a folder per graph; null: graphs are made. */
  readonly graphs: string | null;
  /** File with the hospitals layer; null: left out. */
  readonly hospitals: string | null;
  /** Also put the figures into docs/benchmarks.md and benchmarks/results. */
  readonly record: boolean;
  /** Only renew the pictures of the documents. */
  readonly draw: boolean;
  /** Where the machine-readable result goes. */
  readonly json: string;
}

const PRESETS: readonly string[] = ['fast', 'balanced', 'thorough'] satisfies Preset[];

/** What can be measured beside designs. */
export const TOPICS = ['presets', 'frontier', 'whatif', 'hotpath', 'parts', 'polygons'] as const;

const FLAGS = ['quick', 'record', 'draw'];
const VALUES = ['only', 'preset', 'seeds', 'graphs', 'hospitals', 'json'];

/**
 * `--only us-r5m[,us-r6m,parts...]`, `--quick`, `--seeds N`, `--preset fast|balanced|thorough`, `--graphs FOLDER`,
 * `--hospitals FILE`, `--record`, `--draw`, `--json FILE`.
 *
 * @param folder where relative paths start
 * @throws {Error} naming what is wrong and what there is
 */
export function readOptions(args: readonly string[], folder: string, work: string): Options {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const name = args[i].replace(/^--/, '');
    if (args[i].startsWith('--') && FLAGS.includes(name)) given.set(name, '');
    else if (args[i].startsWith('--') && VALUES.includes(name) && args[i + 1] !== undefined) given.set(name, args[++i]);
    else throw new Error(`cannot read "${args[i]}"; there are ${FLAGS.map((flag) => `--${flag}`).join(', ')}, and with a value each ${VALUES.map((value) => `--${value}`).join(', ')}`);
  }
  const preset = given.get('preset') ?? 'balanced';
  if (!isPreset(preset)) throw new Error(`no preset "${preset}"; there are ${PRESETS.join(', ')}`);
  const quick = given.has('quick');
  const seeds = Number(given.get('seeds') ?? (quick ? 2 : 8));
  if (!Number.isInteger(seeds) || seeds < 2 || seeds % 2 !== 0) throw new Error(`--seeds is ${given.get('seeds') ?? ''}, expected an even number of at least 2: a cold solve and a warm one in each process`);
  const path = (name: string): string | null => (given.has(name) ? resolve(folder, given.get(name) ?? '') : null);
  const graphs = path('graphs');
  const only = given.get('only')?.split(',') ?? null;
  const known = [...new Set(CASES.map(({ instance }) => instance)), ...TOPICS, ...(graphs === null ? [] : foldersOf(graphs))];
  for (const name of only ?? []) if (!known.includes(name)) throw new Error(`no instance or topic "${name}"; there are ${[...new Set(known)].join(', ')}`);
  return { only, quick, preset, seeds, graphs, hospitals: path('hospitals'), record: given.has('record'), draw: given.has('draw'), json: path('json') ?? resolve(work, 'results.json') };
}

/** Names of the folders in a folder. @throws {Error} when it cannot be read */
export function foldersOf(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  } catch {
    throw new Error(`--graphs ${path}: expected a folder with a folder per graph, found none; give its path`);
  }
}

function isPreset(text: string): text is Preset {
  return PRESETS.includes(text);
}
