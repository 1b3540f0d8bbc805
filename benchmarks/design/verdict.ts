import type { Target } from './cases.ts';
import { METIS, summarise, worstOf, type CaseFigures } from './figures.ts';

/** Whether a target was met, and if not, in what. */
export interface Verdict {
  readonly met: boolean;
  /** What is missed, e.g. `CPU 2.4 s > 2 s`. */
  readonly missed: readonly string[];
  /** What could not be judged because no peer ran. */
  readonly open: readonly string[];
}

/** Rounding of sums. */
const SLACK = 1e-9;

export function judgeTarget(figures: CaseFigures, target: Target): Verdict {
  const found = summarise(figures);
  const peer = figures.peers[METIS] ?? null;
  const missed: string[] = [];
  const open: string[] = [];
  const atMost = (name: string, value: number, limit: number | undefined, text: (n: number) => string): void => {
    if (limit !== undefined && !(value <= limit + SLACK)) missed.push(`${name} ${text(value)} > ${text(limit)}`);
  };
  const atLeast = (name: string, value: number, limit: number | undefined): void => {
    if (limit !== undefined && !(value >= limit - SLACK)) missed.push(`${name} ${value.toFixed(4)} < ${limit}`);
  };
  if (found.broken > 0) missed.push(`${found.broken} territories empty or in pieces`);
  atMost('deviation', found.deviation, target.deviation, (n) => `${(100 * n).toFixed(2)} %`);
  atLeast('compactness', found.compactness, target.compactness);
  atLeast('worst shape', found.worstCompactness, target.worstCompactness);
  atMost('memory', found.megabytes, target.megabytes, (n) => `${n.toFixed(0)} MB`);
  if (target.gap !== undefined) {
    atMost('gap', found.gap ?? Infinity, target.gap, (n) => `${(100 * n).toFixed(1)} %`);
    atMost('CPU of the bound', (found.boundSeconds ?? 0) / found.warmSeconds, 3, (n) => `${n.toFixed(1)} solves`);
  }
  const seconds = (n: number): string => `${n.toFixed(2)} s`;
  if (target.cpuSeconds !== undefined) {
    const limit = target.cpuSeconds === 'peer' ? peer?.cost.cpuSeconds : target.cpuSeconds;
    if (limit === undefined) open.push('CPU beside gpmetis');
    atMost('CPU', found.warmSeconds, limit, seconds);
    atMost('cold CPU', found.coldSeconds, 2 * found.warmSeconds + 1, seconds);
  }
  if (target.beatsPeer && peer === null) open.push('gpmetis in every column');
  if (target.beatsPeer && peer !== null) {
    atMost('deviation', found.deviation, worstOf(peer.quality), (n) => `${(100 * n).toFixed(1)} %`);
    atLeast('compactness', found.compactness, Number(peer.quality.momentCompactness.toFixed(3)));
    atLeast('Polsby-Popper', found.polsbyPopper, Number(peer.quality.polsbyPopper.toFixed(3)));
    atMost('rms km', found.rmsKm, peer.quality.rmsKm, (n) => n.toFixed(0));
    atMost('CPU', found.warmSeconds, peer.cost.cpuSeconds, seconds);
  }
  return { met: missed.length === 0, missed, open };
}
