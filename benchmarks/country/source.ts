/** Where each instance of the table comes from: made here, or read from what the caller gave. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cellInstance } from './cellInstance.ts';
import { countyInstance } from './countyInstance.ts';
import type { DisagreementName } from './disagreement.ts';
import { hospitals } from './hospitals.ts';
import type { Instance } from './instance.ts';
import { mixedInstance } from './mixedInstance.ts';
import { readFolder } from './readFolder.ts';
import { isStored, loadInstance, storeInstance } from './store.ts';

/** What the caller gave and where things are kept. */
export interface Sources {
  /** Folder of graph folders, whose graphs stand in for those made here by name; null: none. */
  readonly graphs: string | null;
  /** The hospitals layer; null: not measured. */
  readonly hospitals: string | null;
  readonly work: string;
}

/** An instance kept on disk. */
export interface Stored {
  readonly instance: Instance;
  /** Files of the instance without their endings. */
  readonly path: string;
  /** `made`, or the file or folder it was read from. */
  readonly from: string;
}

/** Goes into the names of stored instances; a new number for every change to how they are made. */
const MAKERS = 3;

const COUNTRIES: Record<string, readonly [resolution: number, disagreement: DisagreementName]> = {
  'us-r5l': [5, 'local'], 'us-r5m': [5, 'mild'], 'us-r5': [5, 'std'], 'us-r5h': [5, 'hard'],
  'us-r6l': [6, 'local'], 'us-r6m': [6, 'mild'], 'us-r6': [6, 'std'], 'us-r6h': [6, 'hard'],
  'us-r7': [7, 'std'], 'us-r7m': [7, 'mild'],
};

/** Accounts of a graph folder from which the mixed layer is made when it is there. */
const ACCOUNTS = ['us-r7m', 'us-r7'];

/** The instance that designs into k territories are measured on. Links of islands depend on k and on the tolerance. */
export function sourceOf(name: string, k: number, tolerance: number, sources: Sources): Stored {
  const given = givenFor(name, sources);
  const joined = name in COUNTRIES || (given !== null && name !== 'mixed' && name !== 'hospitals') ? name : `${name}-${k}`;
  const path = join(sources.work, 'instances', given === null ? `${joined}.v${MAKERS}` : `given-${joined}`);
  // What was given may have changed since; what is made here does not.
  if (given === null && isStored(path)) return { instance: loadInstance(path), path, from: 'made' };
  const { accounts: _, ...instance } = make(name, k, tolerance, given, sources.work);
  storeInstance(instance, path);
  return { instance, path, from: given ?? 'made' };
}

/** The instance with its accounts, made anew. */
export function makeCountry(name: string, work: string): Instance {
  const [resolution, disagreement] = COUNTRIES[name];
  return cellInstance(name, resolution, disagreement, work);
}

function givenFor(name: string, { graphs, hospitals: file }: Sources): string | null {
  if (name === 'hospitals') return file;
  if (graphs === null) return null;
  if (name === 'mixed') return ACCOUNTS.map((folder) => join(graphs, folder, 'accounts.csv')).find((path) => existsSync(path)) ?? null;
  return existsSync(join(graphs, name, 'cells.txt')) ? join(graphs, name) : null;
}

function make(name: string, k: number, tolerance: number, given: string | null, work: string): Instance {
  if (name === 'hospitals') {
    if (given === null) throw new Error('hospitals: expected the hospitals layer, found none; give it with --hospitals FILE');
    return hospitals(name, given, k, tolerance);
  }
  if (name === 'mixed') return mixedInstance(name, k, tolerance, given);
  if (name === 'counties' || name === 'counties-divided') return countyInstance(name, k, tolerance, name === 'counties-divided');
  return given === null ? makeCountry(name, work) : readFolder(given, name);
}
