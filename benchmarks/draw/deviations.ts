import type { Measure } from '@hexalign/engine';
import { BAND, FILLS, INK, LINE_STRONG, TEXT, TEXT2, TEXT3 } from './look.ts';
import { element, text } from './svg.ts';

/** A line of dots per measure: how far each territory is from an even share, with the tolerance behind. */
export function drawDeviations(measures: readonly Measure[], names: readonly string[], slots: Uint16Array, colours: Uint8Array, tolerance: number, at: { x: number; y: number; width: number }): string {
  const k = colours.length;
  const reach = 2 * tolerance;
  const scale = (d: number): number => at.x + at.width / 2 + (Math.max(-reach, Math.min(reach, d)) / reach) * (at.width / 2);
  const rows = measures.map(({ values }, m) => {
    const sums = new Float64Array(k);
    for (let u = 0; u < slots.length; u++) sums[slots[u]] += values[u];
    const mean = sums.reduce((a, b) => a + b, 0) / k;
    const y = at.y + 38 * m;
    const dots = [...sums.keys()].sort((a, b) => sums[a] - sums[b]).map((t, rank) => element('circle', {
      // Dots that would cover each other step aside, up and down in turn.
      cx: scale(sums[t] / mean - 1), cy: y + ((rank % 3) - 1) * 5, r: 3.6, fill: FILLS[colours[t]], stroke: INK, 'stroke-width': 0.8,
    }));
    return [
      text(at.x - 14, y + 4.5, names[m], { weight: 600, fill: TEXT, anchor: 'end' }),
      element('rect', { x: scale(-tolerance), y: y - 12, width: scale(tolerance) - scale(-tolerance), height: 24, rx: 3, fill: BAND }),
      element('line', { x1: at.x, y1: y, x2: at.x + at.width, y2: y, stroke: LINE_STRONG }),
      element('line', { x1: scale(0), y1: y - 14, x2: scale(0), y2: y + 14, stroke: TEXT, 'stroke-width': 1.6 }),
      ...dots,
    ].join('');
  });
  const foot = at.y + 38 * measures.length - 6;
  const percent = (share: number): string => `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.round(1000 * Math.abs(share)) / 10} %`;
  const ticks = [-reach, -tolerance, 0, tolerance, reach].map((d) => text(scale(d), foot, d === 0 ? 'even share' : percent(d), { size: 11.5, fill: d === 0 ? TEXT2 : TEXT3, anchor: 'middle' }));
  return rows.join('') + ticks.join('');
}
