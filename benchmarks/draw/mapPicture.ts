import { cellToBoundary } from 'h3-js';
import type { Instance } from '../country/instance.ts';
import { judge } from '../report/quality.ts';
import { albers } from './albers.ts';
import { coloursOf } from './colours.ts';
import { drawCountry, type Frame } from './country.ts';
import { drawDeviations } from './deviations.ts';
import { FILLS, INK, LINE_STRONG, SURFACE, TEXT2, WATER } from './look.ts';
import { element, pathData, picture, text, use } from './svg.ts';
import { drawTerritories } from './territories.ts';

const WIDTH = 1200;
const MAP: Frame = { x: 0, y: 76, width: WIDTH, height: 690 };

/** A look at the units of a small part of the ground. */
export interface Lens {
  readonly name: string;
  readonly lng: number;
  readonly lat: number;
  /** Kilometres from side to side. */
  readonly km: number;
}

export interface MapWords {
  readonly title: string;
  readonly line: string;
  readonly names: readonly string[];
}

/** Territories on a map of the lower 48 states, and below it how even they are. */
export function mapPicture({ graph, measures }: Instance, slots: Uint16Array, k: number, tolerance: number, words: MapWords, lens: Lens | null): string {
  const project = albers(1050, 596, 432);
  const country = drawCountry(project, MAP);
  const colours = coloursOf(graph, slots, k);
  const mixed = lens !== null;
  const land = drawTerritories(graph, slots, k, colours, project, { id: 'borders', resolution: mixed ? 6 : 5, detailM: mixed ? 4000 : 0, border: 1.25 });
  const quality = judge(graph, measures, slots, k);
  const figures = `${words.line} Mean moment compactness ${quality.momentCompactness.toFixed(2)}; every territory is one piece.`;
  return picture(
    WIDTH, MAP.y + MAP.height + 124, `${words.title}. ${figures}`,
    text(32, 36, words.title, { size: 20, weight: 600 }),
    text(32, 60, figures, { size: 14, fill: TEXT2 }),
    element('defs', {}, country.defs),
    country.under,
    element('g', { 'clip-path': 'url(#land)' }, land),
    country.over,
    lens === null ? '' : drawLens(graph.ids, slots, colours, lens),
    drawDeviations(measures, words.names, slots, colours, tolerance, { x: 320, y: MAP.y + MAP.height + 30, width: 560 }),
  );
}

const LENS_RADIUS = 118;
const LENS_AT = { x: 1062, y: 610 };

/** A round window in the Atlantic with the units around a place, coarse and fine. */
function drawLens(ids: readonly string[], slots: Uint16Array, colours: Uint8Array, { name, lng, lat, km }: Lens): string {
  const perDegree = (111.2 * 2 * LENS_RADIUS) / km;
  const narrow = Math.cos((lat * Math.PI) / 180);
  const place = (at: readonly [number, number]): [number, number] => [LENS_AT.x + (at[0] - lng) * narrow * perDegree, LENS_AT.y - (at[1] - lat) * perDegree];
  const byColour = FILLS.map((): [number, number][][] => []);
  ids.forEach((id, u) => {
    const ring = cellToBoundary(id, true).map((at) => place([at[0], at[1]]));
    if (ring.some(([x, y]) => Math.hypot(x - LENS_AT.x, y - LENS_AT.y) < LENS_RADIUS)) byColour[colours[slots[u]]].push(ring);
  });
  const drawn = byColour.flatMap((rings, colour) => (rings.length === 0 ? [] : [{ id: `cells${colour}`, data: pathData(rings, true), fill: FILLS[colour] }]));
  const circle = { cx: LENS_AT.x, cy: LENS_AT.y, r: LENS_RADIUS };
  return [
    element('defs', {}, element('clipPath', { id: 'lens' }, element('circle', circle)), ...drawn.map(({ id, data }) => element('path', { id, d: data }))),
    element('circle', { ...circle, fill: WATER }),
    // Coarse cells do not cover their children to the last bit: wide strokes of their own colour close the gaps.
    element('g', { 'clip-path': 'url(#lens)' }, ...drawn.map(({ id, fill }) => use(id, { fill, stroke: fill, 'stroke-width': 7 })), ...drawn.map(({ id, fill }) => use(id, { fill, stroke: INK, 'stroke-opacity': 0.5, 'stroke-width': 0.4 }))),
    element('circle', { ...circle, fill: 'none', stroke: SURFACE, 'stroke-width': 5 }),
    element('circle', { ...circle, r: LENS_RADIUS + 2.5, fill: 'none', stroke: LINE_STRONG, 'stroke-width': 1.2 }),
    text(LENS_AT.x, LENS_AT.y - LENS_RADIUS - 12, name, { size: 13, weight: 600, anchor: 'middle' }),
  ].join('');
}
