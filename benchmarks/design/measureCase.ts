import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Preset } from '@hexalign/engine';
import type { Stored } from '../country/source.ts';
import { judge } from '../report/quality.ts';
import type { Case } from './cases.ts';
import type { CaseFigures, SolvedPlan } from './figures.ts';
import { measurePeers } from './measurePeers.ts';
import type { Answer, Asked } from './solveFresh.ts';

/** Where the plans of a case are kept, `-SEED.u16` left out. */
export function plansOf({ instance, k, tolerance }: Case, work: string): string {
  return join(work, 'plans', `${instance}-${k}-${Number((100 * tolerance).toFixed(2))}`);
}

/** Solves a case with all its seeds, two in each fresh process, and lets the peers have a go. */
export function measureCase(one: Case, stored: Stored, seeds: number, preset: Preset, work: string): CaseFigures {
  const { graph, measures } = stored.instance;
  const out = plansOf(one, work);
  mkdirSync(dirname(out), { recursive: true });
  const solved: SolvedPlan[] = [];
  const megabytes: number[] = [];
  const bounds: CaseFigures['bounds'][number][] = [];
  for (let seed = 1; seed < seeds + 1; seed += 2) {
    const found = solveFresh({ path: stored.path, k: one.k, tolerance: one.tolerance, seeds: [seed, seed + 1], preset, bound: seed < 5, out });
    const plan = (s: number, warm: boolean): SolvedPlan => ({ seed: s, warm, cost: warm ? found.warm : found.cold, quality: judge(graph, measures, readSlots(`${out}-${s}.u16`), one.k) });
    solved.push(plan(seed, false), plan(seed + 1, true));
    megabytes.push(found.megabytes);
    if (found.bound) bounds.push(found.bound);
  }
  return { case: one, units: graph.ids.length, from: stored.from, solved, megabytes, bounds, peers: measurePeers(stored, one.k) };
}

/** n slots as the solving process wrote them. */
export function readSlots(path: string): Uint16Array {
  const bytes = readFileSync(path);
  return new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function solveFresh(asked: Asked): Answer {
  const script = join(import.meta.dirname, 'solveFresh.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--disable-warning=ExperimentalWarning', script, JSON.stringify(asked)], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${asked.path} into ${asked.k}: the solving process ended with ${status}\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as Answer;
}
