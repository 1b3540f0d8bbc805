import type { ReportWords } from '../reportWords.ts';
import { hashOf, type Stamp } from '../stamp.ts';
import { fitted } from './fonts.ts';
import type { Frame } from './projection.ts';
import { rectangle, type Item } from './scene.ts';

/** A4, landscape. */
export const PAGE = { width: 841.89, height: 595.28 } as const;
const MARGIN = 28;
const COLUMN = 206;
const HEAD = 50;
const FOOT = 26;

/** Where the map is. */
export const MAP_FRAME: Frame = { x: MARGIN, y: MARGIN + HEAD, width: PAGE.width - 2 * MARGIN - COLUMN - 14, height: PAGE.height - 2 * MARGIN - HEAD - FOOT };
/** What of it the ground may take: the scale bar stands below. */
export const GROUND_FRAME: Frame = { ...MAP_FRAME, height: MAP_FRAME.height - 24 };
/** Where legend and figures are. */
export const SIDE_FRAME: Frame = { x: PAGE.width - MARGIN - COLUMN, y: MAP_FRAME.y, width: COLUMN, height: MAP_FRAME.height };

/** Title, what it is of, and the stamp at the foot: the same on every page. To be drawn over the map and under everything else. */
export function pageFrame(title: string, line: string, stamp: Stamp, page: string, t: ReportWords): Item[] {
  const foot = PAGE.height - MARGIN - 4;
  const width = PAGE.width - 2 * MARGIN;
  const told = [stamp.plan, stamp.scenario, stamp.revision === null ? null : t.tell(stamp.revision), stamp.planId === null ? null : t.planStamp(stamp.planId), t.hashStamp(hashOf(stamp).slice(0, 16)), stamp.date].filter((part) => part !== null).join('  ·  ');
  return [
    // What the map drew beyond its frame goes under white.
    { kind: 'path', d: `${rectangle(0, 0, PAGE.width, PAGE.height)}${rectangle(MAP_FRAME.x, MAP_FRAME.y, MAP_FRAME.width, MAP_FRAME.height)}`, fill: '#ffffff' },
    { kind: 'text', x: MARGIN, y: MARGIN + 18, text: fitted(title, width, 18, 600), size: 18, weight: 600, anchor: 'start', fill: '#111111' },
    { kind: 'text', x: MARGIN, y: MARGIN + 35, text: fitted(line, width, 9.5, 400), size: 9.5, weight: 400, anchor: 'start', fill: '#4a4f55' },
    { kind: 'path', d: rectangle(MAP_FRAME.x, MAP_FRAME.y, MAP_FRAME.width, MAP_FRAME.height), stroke: '#9aa3ab', width: 0.7 },
    { kind: 'text', x: MARGIN, y: foot, text: fitted(told, width - 90, 7, 400), size: 7, weight: 400, anchor: 'start', fill: '#4a4f55' },
    { kind: 'text', x: PAGE.width - MARGIN, y: foot, text: page, size: 7, weight: 400, anchor: 'end', fill: '#4a4f55' },
  ];
}
