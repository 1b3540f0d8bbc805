/** Designs as Markdown: first every case against its targets, then plans beside those of the peers. */
import type { Target } from '../design/cases.ts';
import { METIS, summarise, worstOf, type CaseFigures, type Plan } from '../design/figures.ts';
import { judgeTarget } from '../design/verdict.ts';

export function designTables(all: readonly CaseFigures[]): string {
  if (all.length === 0) return '';
  return `### designs, against floor and goal\n\n${markdown(HEADER, all.map(lineOf))}\n\n### designs, beside peers\n\n${markdown(PEER_HEADER, peerLines(all))}`;
}

const HEADER = [
  'instance', 'units', 'k', 'asked', 'seeds', 'deviation (worst)', 'compactness', 'worst shape (least)', 'PP', 'within 1/2/5 %', 'rms km',
  'CPU warm', 'CPU cold', 'MB', 'gap', 'gap CPU', 'floor', 'goal',
];

function lineOf(figures: CaseFigures): string[] {
  const { case: { instance, k, tolerance, floor, goal }, units, solved } = figures;
  const s = summarise(figures);
  return [
    instance, units.toLocaleString('en-US'), String(k), percent(tolerance), String(solved.length),
    `${percent(s.deviation, 2)} (${percent(s.worstDeviation, 2)})`, s.compactness.toFixed(3), `${s.worstCompactness.toFixed(2)} (${s.leastCompactness.toFixed(2)})`,
    s.polsbyPopper.toFixed(3), s.within.join(' / '), s.rmsKm.toFixed(0), `${s.warmSeconds.toFixed(2)} s`, `${s.coldSeconds.toFixed(2)} s`, s.megabytes.toFixed(0),
    s.gap === null ? '' : percent(s.gap), s.boundSeconds === null ? '' : `${(s.boundSeconds / s.warmSeconds).toFixed(1)} x`, verdict(figures, floor), verdict(figures, goal),
  ];
}

function verdict(figures: CaseFigures, target: Target | undefined): string {
  if (target === undefined) return '';
  const { met, missed, open } = judgeTarget(figures, target);
  const unknown = open.length > 0 ? ` (not judged: ${open.join(', ')})` : '';
  return (met ? '**met**' : missed.join('; ')) + unknown;
}

const PEER_HEADER = ['instance', 'k', 'way', 'CPU s', 'CPU against ours', 'deviation', 'compactness', 'worst shape', 'PP', 'within 1/2/5 %', 'rms km', 'in pieces', 'empty'];

/** Per ground and k: our medians at each tolerance, then what the others made. */
function peerLines(all: readonly CaseFigures[]): string[][] {
  const groups = Map.groupBy(all, ({ case: { instance, k } }) => `${instance} ${k}`);
  return [...groups.values()].flatMap((group) => {
    const { case: { instance, k }, peers } = group[0];
    const own = group.map((figures) => {
      const s = summarise(figures);
      return [
        instance, String(k), `**ours at ${percent(figures.case.tolerance)}**`, s.warmSeconds.toFixed(2), '', percent(s.deviation, 1), s.compactness.toFixed(3),
        s.worstCompactness.toFixed(2), s.polsbyPopper.toFixed(3), s.within.join(' / '), s.rmsKm.toFixed(0), String(s.broken), '0',
      ];
    });
    const seconds = Math.max(...group.map((figures) => summarise(figures).warmSeconds));
    return [...own, ...Object.entries(peers).map(([way, plan]) => [instance, String(k), ...peerLine(way, plan, seconds)])];
  });
}

function peerLine(way: string, plan: Plan | null, seconds: number): string[] {
  if (plan === null) return [way, 'no plan'];
  const { quality: q, cost: { cpuSeconds } } = plan;
  return [
    way, cpuSeconds.toFixed(2), `${(cpuSeconds / seconds).toPrecision(2)} x`, percent(worstOf(q), 1), q.momentCompactness.toFixed(3), q.leastCompactness.toFixed(2),
    q.polsbyPopper.toFixed(3), q.within.join(' / '), q.rmsKm.toFixed(0), String(q.broken), String(q.empty),
  ];
}

/** Says when no METIS ran, so that its absence is no silence. */
export function metisNote(all: readonly CaseFigures[]): string {
  return all.length > 0 && all.every(({ peers }) => !(METIS in peers)) ? 'gpmetis is not installed: its column is missing (Debian: apt-get install metis).' : '';
}

function percent(share: number, digits = Math.abs(share * 100 - Math.round(share * 100)) < 1e-9 ? 0 : 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

function markdown(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const rule = header.map((name) => (['instance', 'way', 'floor', 'goal'].includes(name) ? '---' : '--:'));
  return [header, rule, ...lines.map((cells) => header.map((_, at) => cells[at] ?? ''))].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
