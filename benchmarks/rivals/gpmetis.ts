/** METIS through its command line, when it is installed: two constraints, contiguous parts. Its times include reading and writing its files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure, UnitGraph } from '@hexalign/engine';
import type { Cost } from '../report/clock.ts';

export function hasGpmetis(): boolean {
  return spawnSync('gpmetis', ['-help'], { stdio: 'ignore' }).error === undefined;
}

/** Largest total of a constraint: METIS counts in 32 bits and multiplies. */
const TOTAL = 4e8;

/** What METIS is asked for: its seed and the overload it may leave, in thousandths. */
export interface MetisOptions {
  readonly seed?: number;
  readonly overload?: number;
}

/** @returns the parts and the cost of the whole process; null when gpmetis fails */
export function gpmetis(graph: UnitGraph, measures: readonly Measure[], k: number, { seed = 1, overload = 10 }: MetisOptions = {}): ({ slots: Uint16Array } & Cost) | null {
  const folder = mkdtempSync(join(tmpdir(), 'hexalign-bench-'));
  try {
    const file = join(folder, 'g.graph');
    writeFileSync(file, graphFile(graph, measures));
    const began = performance.now();
    const { status, stderr } = spawnSync('bash', ['-c', `TIMEFORMAT='cpu %U %S'; time gpmetis -contig -seed="$2" -ufactor="$3" "$0" "$1"`, file, String(k), String(seed), String(overload)], { encoding: 'utf8' });
    const wallSeconds = (performance.now() - began) / 1000;
    const cpu = /cpu ([\d.]+) ([\d.]+)/.exec(stderr);
    if (status !== 0 || !cpu) return null;
    const slots = Uint16Array.from(readFileSync(`${file}.part.${k}`, 'utf8').trim().split('\n'), Number);
    return { slots, wallSeconds, cpuSeconds: Number(cpu[1]) + Number(cpu[2]) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function graphFile({ offsets, neighbors }: UnitGraph, measures: readonly Measure[]): string {
  const weights = measures.map(({ values }) => {
    const total = values.reduce((a, b) => a + b, 0);
    return Int32Array.from(values, (value) => Math.round((value / total) * TOTAL));
  });
  const n = offsets.length - 1;
  const lines = [`${n} ${neighbors.length / 2} 010 ${measures.length}`];
  for (let u = 0; u < n; u++) {
    const line = weights.map((weight) => weight[u]);
    for (let e = offsets[u]; e < offsets[u + 1]; e++) line.push(neighbors[e] + 1);
    lines.push(line.join(' '));
  }
  return `${lines.join('\n')}\n`;
}
