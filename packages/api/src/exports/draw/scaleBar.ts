import type { ReportWords } from '../reportWords.ts';
import { textWidth } from './fonts.ts';
import type { Frame, Projection } from './projection.ts';
import { rectangle, type Item } from './scene.ts';

/** Longest bar, in points. */
const LONGEST = 130;
const MARGIN = 10;

/** A scale bar in the lower left corner of a map, of a round length. */
export function scaleBar({ pointsPerKm }: Pick<Projection, 'pointsPerKm'>, frame: Frame, { numbers }: Pick<ReportWords, 'numbers'>): Item[] {
  const km = roundLength(LONGEST / pointsPerKm);
  const length = km * pointsPerKm;
  const [x, y] = [frame.x + MARGIN, frame.y + frame.height - MARGIN];
  const label = km >= 1 ? `${km.toLocaleString(numbers)} km` : `${Math.round(km * 1000)} m`;
  return [
    { kind: 'path', d: rectangle(x - 4, y - 16, length + 14 + textWidth(label, 7.5, 400), 20), fill: '#ffffff' },
    { kind: 'path', d: rectangle(x, y - 4, length / 2, 4), fill: '#222222' },
    { kind: 'path', d: rectangle(x, y - 4, length, 4), stroke: '#222222', width: 0.7 },
    { kind: 'text', x, y: y - 7, text: '0', size: 7.5, weight: 400, anchor: 'middle', fill: '#222222' },
    { kind: 'text', x: x + length + 5, y: y - 0.5, text: label, size: 7.5, weight: 400, anchor: 'start', fill: '#222222' },
  ];
}

/** The largest of 1, 2, 5, 10 ... that is not above a length. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const digit = most / power;
  return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
}
