import type { MultiPolygon, Position } from 'geojson';
import { clipLine, clipRing } from './clipRing.ts';
import type { Frame, Projection } from './projection.ts';

/** Places on the page are rounded to this, in points: neighbours round alike, so that their borders stay one line. */
const GRID = 0.05;

type Place = readonly [number, number];

/** Path of what a frame shows of a ground; corners that fall together on the page are drawn once. An empty text where nothing is seen. */
export function groundPath({ coordinates }: MultiPolygon, projection: Projection, frame: Frame): string {
  return coordinates.flatMap((rings) => rings.map((ring) => pathOf(clipRing(seen(ring, projection).flat(), frame), true))).join('');
}

/** Path of what a frame shows of a line. */
export function linePath(line: readonly Position[], projection: Projection, frame: Frame): string {
  return seen(line, projection).flatMap((piece) => clipLine(piece, frame).map((part) => pathOf(part, false))).join('');
}

/** Places on the page, in pieces where a line goes beyond the horizon. */
function seen(line: readonly Position[], { point }: Projection): Place[][] {
  const pieces: Place[][] = [];
  let open: Place[] | null = null;
  for (const [lng, lat] of line) {
    const place = point(lng, lat);
    if (place === null) open = null;
    else if (open === null) pieces.push((open = [place]));
    else open.push(place);
  }
  return pieces;
}

function pathOf(places: readonly Place[], closed: boolean): string {
  let path = '';
  let drawn = 0;
  let [lastX, lastY] = [NaN, NaN];
  for (const place of places) {
    const [x, y] = place.map((value) => Math.round(value / GRID) * GRID);
    if (x === lastX && y === lastY) continue;
    path += `${drawn++ === 0 ? 'M' : 'L'}${text(x)} ${text(y)}`;
    [lastX, lastY] = [x, y];
  }
  if (drawn < (closed ? 3 : 2)) return '';
  return closed ? `${path}Z` : path;
}

function text(value: number): string {
  return String(Number(value.toFixed(2)));
}
