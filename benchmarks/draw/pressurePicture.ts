import { ACCENT, BAND, LINE, LINE_STRONG, OVER, TEXT2, TEXT3 } from './look.ts';
import { element, picture, text } from './svg.ts';

const PANES = { width: 470, height: 250, y: 92 };
/** Weight of the wall early and late in the search, from the presets of the balancing step. */
const WALLS = [{ name: 'early', wall: 1e3, colour: ACCENT }, { name: 'late', wall: 1e5, colour: OVER }];
const EDGE = 0.002;

/** What a territory's sums cost: nothing in the band, ever more beyond. */
export function pressurePicture(): string {
  return picture(1060, 400, 'Cost of a sum by its deviation, and of two sums by how far they are apart', wallPane(40), ratioPane(560));
}

function wallPane(x0: number): string {
  const [reach, band, top] = [0.12, 0.05, 6];
  const x = (d: number): number => x0 + ((d + reach) / (2 * reach)) * PANES.width;
  const y = (cost: number): number => PANES.y + PANES.height - (Math.min(cost, top) / top) * PANES.height;
  const curves = WALLS.map(({ wall, colour, name }) => {
    const points = Array.from({ length: 241 }, (_, i) => -reach + (2 * reach * i) / 240).map((d) => {
      const over = Math.max(0, Math.abs(d) - band);
      return { d, cost: wall * over * (over + EDGE) };
    }).filter(({ cost }) => cost <= top);
    const path = points.map(({ d, cost }, i) => `${i === 0 ? 'M' : 'L'}${x(d).toFixed(1)} ${y(cost).toFixed(1)}`).join('');
    const last = points[points.length - 1];
    return element('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': 2.5 }) + text(x(last.d) + (name === 'early' ? -40 : 8), y(last.cost) + 14, name, { size: 12, weight: 600, fill: colour, anchor: name === 'early' ? 'end' : 'start' });
  });
  return [
    text(x0, 34, 'The wall around the band', { size: 16, weight: 600 }), text(x0, 56, 'One measure of one territory, tolerance 5 %', { size: 13, fill: TEXT2 }),
    element('rect', { x: x(-band), y: PANES.y, width: x(band) - x(-band), height: PANES.height, fill: BAND, 'fill-opacity': 0.6 }),
    axis(x0),
    ...curves,
    ...[-0.1, -0.05, 0, 0.05, 0.1].map((d) => text(x(d), PANES.y + PANES.height + 20, d === 0 ? 'target' : `${d > 0 ? '+' : '−'}${Math.abs(100 * d)} %`, { size: 12, fill: TEXT3, anchor: 'middle' })),
  ].join('');
}

function ratioPane(x0: number): string {
  const [reach, free] = [0.12, 0.0425];
  const at = (a: number, b: number): [number, number] => [x0 + PANES.width / 2 + (a / reach) * 125, PANES.y + PANES.height / 2 - (b / reach) * 125];
  const polygon = (corners: readonly [number, number][], fill: string, opacity: number): string => element('polygon', { points: corners.map(([a, b]) => at(a, b).map((n) => n.toFixed(1)).join(',')).join(' '), fill, 'fill-opacity': opacity });
  const [cx, cy] = at(0, 0);
  const square = 0.05;
  return [
    text(x0, 34, 'The band on the ratio', { size: 16, weight: 600 }), text(x0, 56, 'Two measures of one territory: across, up; the stripe is free at first', { size: 13, fill: TEXT2 }),
    polygon([[-reach, -reach + 2 * free], [reach - 2 * free, reach], [reach, reach], [reach, reach - 2 * free], [-reach + 2 * free, -reach], [-reach, -reach]], ACCENT, 0.18),
    polygon([[-square, -square], [square, -square], [square, square], [-square, square]], BAND, 0.95),
    element('rect', { x: at(-reach, reach)[0], y: at(-reach, reach)[1], width: 250, height: 250, fill: 'none', stroke: LINE_STRONG }),
    element('line', { x1: at(-reach, 0)[0], y1: cy, x2: at(reach, 0)[0], y2: cy, stroke: LINE }), element('line', { x1: cx, y1: at(0, -reach)[1], x2: cx, y2: at(0, reach)[1], stroke: LINE }),
    text(cx + 132, at(0, reach)[1] + 22, 'too much of both:', { size: 12, fill: TEXT2 }), text(cx + 132, at(0, reach)[1] + 39, 'cheap to move later', { size: 12, fill: TEXT2 }),
    text(cx - 132, at(0, reach)[1] + 22, 'too much of one,', { size: 12, fill: TEXT2, anchor: 'end' }), text(cx - 132, at(0, reach)[1] + 39, 'too little of the other', { size: 12, fill: TEXT2, anchor: 'end' }),
    text(cx + 132, cy + 4, 'both in the band', { size: 12, fill: '#1B7A4B', weight: 600 }),
  ].join('');
}

function axis(x0: number): string {
  return element('line', { x1: x0, y1: PANES.y + PANES.height, x2: x0 + PANES.width, y2: PANES.y + PANES.height, stroke: LINE_STRONG });
}
