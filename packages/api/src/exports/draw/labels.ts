import { textWidth } from './fonts.ts';
import type { Frame } from './projection.ts';
import type { Item, Weight } from './scene.ts';

/** A name and where it would like to stand. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: Weight;
  readonly fill: string;
  /** Where a dot stands at the place the name keeps beside it. */
  readonly dot?: boolean;
}

/** Names that find room in a frame without covering one another, the first first. */
export function placedLabels(labels: readonly Label[], frame: Frame): Item[] {
  const taken: [number, number, number, number][] = [];
  return labels.flatMap(({ x, y, text, size, weight, fill, dot = false }): Item[] => {
    if (text === '') return [];
    const width = textWidth(text, size, weight);
    const box: [number, number, number, number] = dot ? [x - 2, y - size / 2, x + 4 + width, y + size / 2] : [x - width / 2, y - size / 2, x + width / 2, y + size / 2];
    const inside = box[0] >= frame.x && box[1] >= frame.y && box[2] <= frame.x + frame.width && box[3] <= frame.y + frame.height;
    if (!inside || taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return [];
    taken.push(box);
    return [
      ...(dot ? [{ kind: 'dot' as const, x, y, radius: 1.3, fill: '#333333', stroke: '#ffffff' }] : []),
      { kind: 'text', x: dot ? x + 4 : x, y: y + size * 0.36, text, size, weight, anchor: dot ? 'start' : 'middle', fill, halo: '#ffffff' },
    ];
  });
}
