import { ACCENT, FILLS, INK, SURFACE, TEXT2 } from './look.ts';
import { element, picture, text } from './svg.ts';

const R = 46;

interface Situation {
  readonly title: string;
  readonly note: string;
  /** Per neighbour, clockwise from the right: whether it belongs to the unit's territory. */
  readonly own: readonly boolean[];
}

const SITUATIONS: readonly Situation[] = [
  { title: 'It may leave', note: 'its own neighbours hang together', own: [false, false, true, true, true, false] },
  { title: 'It may not', note: 'two groups: they may meet far away, or not', own: [true, true, false, true, true, false] },
  { title: 'It may not', note: 'the last of its kind', own: [false, false, false, false, false, false] },
];

/** How a unit is tested before it changes hands. */
export function contiguityPicture(): string {
  return picture(1000, 340, 'Contiguity test: a unit may leave its territory when its neighbours in the territory touch each other', ...SITUATIONS.map((one, i) => drawSituation(one, 180 + i * 320)));
}

function drawSituation({ title, note, own }: Situation, x: number): string {
  const y = 190;
  const step = R * Math.sqrt(3);
  const centres = own.map((_, a): [number, number] => [x + step * Math.cos((a * Math.PI) / 3), y + step * Math.sin((a * Math.PI) / 3)]);
  const links = own.map((mine, a) => {
    const b = (a + 1) % 6;
    return mine && own[b] ? element('line', { x1: centres[a][0], y1: centres[a][1], x2: centres[b][0], y2: centres[b][1], stroke: ACCENT, 'stroke-width': 4, 'stroke-linecap': 'round' }) : '';
  });
  return [
    text(x, 34, title, { size: 16, weight: 600, anchor: 'middle' }),
    text(x, 54, note, { size: 13, fill: TEXT2, anchor: 'middle' }),
    ...own.map((mine, a) => hexagon(centres[a], mine ? FILLS[0] : FILLS[7])),
    hexagon([x, y], FILLS[0], 3),
    ...links,
    ...own.map((mine, a) => (mine ? element('circle', { cx: centres[a][0], cy: centres[a][1], r: 9, fill: ACCENT, stroke: SURFACE, 'stroke-width': 2 }) : '')),
    text(x, y + 5, 'unit', { size: 13, weight: 600, fill: INK, anchor: 'middle' }),
  ].join('');
}

function hexagon([x, y]: [number, number], fill: string, width = 1.2): string {
  const corners = Array.from({ length: 6 }, (_, a) => `${(x + R * Math.sin((a * Math.PI) / 3)).toFixed(1)},${(y + R * Math.cos((a * Math.PI) / 3)).toFixed(1)}`);
  return element('polygon', { points: corners.join(' '), fill, stroke: INK, 'stroke-width': width });
}
