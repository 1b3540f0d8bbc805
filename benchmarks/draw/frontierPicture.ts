import { ACCENT, ACCENT_SOFT, LINE, LINE_STRONG, NEUTRAL, OVER, SURFACE, TEXT, TEXT2, TEXT3 } from './look.ts';
import { element, picture, text } from './svg.ts';

/** A plan as a point: largest |deviation| of any territory in any measure, and mean moment compactness. */
export interface PlanPoint {
  readonly deviation: number;
  readonly compactness: number;
}

/** Ours on one ground: all seeds at each tolerance, the widest first. */
export interface OwnCurve {
  readonly name: string;
  readonly points: readonly { readonly tolerance: number; readonly plans: readonly PlanPoint[] }[];
}

export interface Frontier {
  readonly own: readonly OwnCurve[];
  /** Others, with all their plans. */
  readonly peers: readonly { readonly name: string; readonly note: string; readonly plans: readonly PlanPoint[]; /** Plans on the ground of the second curve. */ readonly others?: readonly PlanPoint[] }[];
  readonly title: string;
  readonly line: string;
}

const WIDTH = 1000;
const HEIGHT = 620;
const BOX = { x: 78, y: 104, width: 880, height: 440 };
/** Deviations from 0.8 % to 1,000 %, on a logarithmic scale. */
const [NEAR, FAR] = [0.008, 10];
const [LOW, HIGH] = [0.5, 1];
const CURVES = [ACCENT, '#1B7A4B'];

/** Tolerance against compactness: up is rounder, left is more even. */
export function frontierPicture({ own, peers, title, line }: Frontier): string {
  const x = (deviation: number): number => BOX.x + (BOX.width * Math.log(deviation / NEAR)) / Math.log(FAR / NEAR);
  const y = (compactness: number): number => BOX.y + (BOX.height * (HIGH - compactness)) / (HIGH - LOW);
  const grid = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].map((d) => element('line', { x1: x(d), y1: BOX.y, x2: x(d), y2: BOX.y + BOX.height, stroke: LINE })
    + text(x(d), BOX.y + BOX.height + 20, `${Math.round(100 * d)} %`, { size: 12, fill: TEXT3, anchor: 'middle' }));
  const levels = [0.5, 0.6, 0.7, 0.8, 0.9, 1].map((c) => element('line', { x1: BOX.x, y1: y(c), x2: BOX.x + BOX.width, y2: y(c), stroke: LINE })
    + text(BOX.x - 10, y(c) + 4, c.toFixed(1), { size: 12, fill: TEXT3, anchor: 'end' }));
  const usable = element('rect', { x: BOX.x, y: BOX.y, width: x(0.1) - BOX.x, height: BOX.height, fill: ACCENT_SOFT, 'fill-opacity': 0.7 })
    + text(BOX.x + 12, BOX.y + 22, 'usable: every territory within 10 %', { size: 12, fill: ACCENT });
  return picture(
    WIDTH, HEIGHT, `${title}. ${line}`,
    text(32, 38, title, { size: 20, weight: 600 }), text(32, 62, line, { size: 14, fill: TEXT2 }),
    usable, ...grid, ...levels,
    element('rect', { ...BOX, fill: 'none', stroke: LINE_STRONG }),
    text(BOX.x, BOX.y - 10, '↑ rounder: mean moment compactness (disc 1)', { size: 12, fill: TEXT2 }),
    text(BOX.x, BOX.y + BOX.height + 44, '← more even: largest deviation of any territory in either measure, logarithmic', { size: 12, fill: TEXT2 }),
    ...peers.flatMap((peer, i) => drawPeer(peer, i)),
    ...own.flatMap(drawOwn),
  );

  function drawOwn({ name, points }: OwnCurve, i: number): string[] {
    const fill = CURVES[i % CURVES.length];
    const middles = points.map(({ tolerance, plans }) => ({ tolerance, at: [x(middle(plans.map((plan) => plan.deviation))), y(middle(plans.map((plan) => plan.compactness)))] as const }));
    const curve = middles.map(({ at }, j) => `${j === 0 ? 'M' : 'L'}${at[0].toFixed(1)} ${at[1].toFixed(1)}`).join('');
    // The curve on top carries its numbers above, the other one below.
    const [dx, dy] = i === 0 ? [9, 17] : [-2, -13];
    const end = middles[middles.length - 1];
    return [
      element('path', { d: curve, fill: 'none', stroke: fill, 'stroke-width': 2.5, 'stroke-linejoin': 'round' }),
      ...points.flatMap(({ plans }) => plans.map((plan) => element('circle', { cx: x(plan.deviation), cy: y(plan.compactness), r: 3, fill, 'fill-opacity': 0.35 }))),
      ...middles.map(({ tolerance, at }) => element('circle', { cx: at[0], cy: at[1], r: 6, fill, stroke: SURFACE, 'stroke-width': 2 })
        + text(at[0] + dx, at[1] + dy, `${Math.round(1000 * tolerance) / 10}`, { size: 11.5, weight: 600, fill, anchor: i === 0 ? 'start' : 'end' })),
      end === undefined ? '' : text(end.at[0] + (i === 0 ? 12 : 0), end.at[1] + (i === 0 ? 34 : 26), name, { size: 13, weight: 600, fill, anchor: 'start' }),
    ];
  }

  function drawPeer({ name, note, plans, others = [] }: Frontier['peers'][number], i: number): string[] {
    const fill = [OVER, NEUTRAL, TEXT2][i % 3];
    const rightmost = plans.reduce((a, b) => (b.deviation > a.deviation ? b : a));
    const last = x(rightmost.deviation) > BOX.x + BOX.width - 190;
    const [at, anchor] = last ? [x(rightmost.deviation) - 14, 'end' as const] : [x(rightmost.deviation) + 14, 'start' as const];
    // Two peers stand close together: words above the one, below the other.
    const words = y(rightmost.compactness) + [6, 22, -8][i % 3];
    return [
      ...plans.map((plan) => element('rect', { x: x(plan.deviation) - 5, y: y(plan.compactness) - 5, width: 10, height: 10, rx: 2, fill, 'fill-opacity': 0.75, stroke: SURFACE, 'stroke-width': 1.2 })),
      ...others.map((plan) => element('rect', { x: x(plan.deviation) - 4, y: y(plan.compactness) - 4, width: 8, height: 8, rx: 2, fill: SURFACE, stroke: fill, 'stroke-width': 2, 'stroke-opacity': 0.75 })),
      text(at, words - 8, name, { size: 13, weight: 600, fill: TEXT, anchor }),
      text(at, words + 7, note, { size: 12, fill: TEXT3, anchor }),
    ];
  }
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}
