import type { MultiPolygon, Point, Position } from 'geojson';

const RADIANS = Math.PI / 180;
const EARTH_KM = 6371.0088;
/** No ground farther from the middle is drawn, in degrees. */
const HORIZON = 150;

/** More than maps draw beyond their frame, in points. */
const BEYOND = 60;

/** A part of the page that holds a map. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A map on a page: equal areas look equal, and the scale is true in the middle. */
export interface Projection {
  /** Point on the page; null beyond the horizon. */
  point(lng: number, lat: number): [number, number] | null;
  readonly pointsPerKm: number;
  /** Whether the frame may show anything of some ground; quick, and sure where it says no. */
  sees(circle: Circle): boolean;
}

/** A circle on the globe that holds some ground: its middle as a direction, and its radius as an angle. */
export interface Circle {
  readonly middle: readonly [number, number, number];
  readonly radius: number;
}

/** A circle around positions; at least one. */
export function circleOf(ground: readonly Position[]): Circle {
  const sum = [0, 0, 0];
  for (const [lng, lat] of ground) directionOf(lng, lat).forEach((value, i) => (sum[i] += value));
  const length = Math.hypot(...sum);
  const middle = (length === 0 ? [1, 0, 0] : sum.map((value) => value / length)) as [number, number, number];
  return { middle, radius: ground.reduce((most, [lng, lat]) => Math.max(most, angle(middle, directionOf(lng, lat))), 0) };
}

function directionOf(lng: number, lat: number): [number, number, number] {
  const cos = Math.cos(lat * RADIANS);
  return [cos * Math.cos(lng * RADIANS), cos * Math.sin(lng * RADIANS), Math.sin(lat * RADIANS)];
}

function angle(a: readonly number[], b: readonly number[]): number {
  return Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
}

/**
 * Lambert's azimuthal equal-area projection about the middle of some ground, fitted into a frame with some room around.
 *
 * @param ground at least one position
 */
export function projectionOf(ground: readonly Position[], frame: Frame): Projection {
  const middle = middleOf(ground);
  const plane = azimuthal(middle);
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of ground) {
    const place = plane(lng, lat);
    if (place === null) continue;
    west = Math.min(west, place[0]);
    east = Math.max(east, place[0]);
    north = Math.min(north, place[1]);
    south = Math.max(south, place[1]);
  }
  // One place alone is shown with ten kilometres around it.
  const least = east - west + south - north > 0 ? 1e-9 : 10 / EARTH_KM;
  const scale = 0.94 * Math.min(frame.width / Math.max(east - west, least), frame.height / Math.max(south - north, least));
  const [dx, dy] = [frame.x + frame.width / 2 - (scale * (west + east)) / 2, frame.y + frame.height / 2 - (scale * (north + south)) / 2];
  // How far from the middle the farthest corner of the frame is, with what is drawn a little beyond it.
  const farthest = Math.max(...[frame.x - BEYOND, frame.x + frame.width + BEYOND].flatMap((x) => [frame.y - BEYOND, frame.y + frame.height + BEYOND].map((y) => Math.hypot(x - dx, y - dy) / scale)));
  const view = farthest >= 2 ? Math.PI : 2 * Math.asin(farthest / 2);
  const direction = directionOf(...middle);
  return {
    pointsPerKm: scale / EARTH_KM,
    sees: (circle) => angle(direction, circle.middle) <= view + circle.radius + 1e-6,
    point(lng, lat) {
      const place = plane(lng, lat);
      return place === null ? null : [dx + scale * place[0], dy + scale * place[1]];
    },
  };
}

/** All corners of some shapes. */
export function cornersOf(shapes: readonly (MultiPolygon | Point)[]): Position[] {
  return shapes.flatMap((shape) => (shape.type === 'Point' ? [shape.coordinates] : shape.coordinates.flat(2)));
}

/** On a sphere of radius 1, y downwards. */
function azimuthal([lng0, lat0]: [number, number]): (lng: number, lat: number) => [number, number] | null {
  const [sin0, cos0] = [Math.sin(lat0 * RADIANS), Math.cos(lat0 * RADIANS)];
  const horizon = Math.cos(HORIZON * RADIANS);
  return (lng, lat) => {
    const [sin, cos, east] = [Math.sin(lat * RADIANS), Math.cos(lat * RADIANS), (lng - lng0) * RADIANS];
    const near = sin0 * sin + cos0 * cos * Math.cos(east);
    if (near < horizon) return null;
    const k = Math.sqrt(2 / (1 + near));
    return [k * cos * Math.sin(east), -k * (cos0 * sin - sin0 * cos * Math.cos(east))];
  };
}

/** Middle of the box around positions on the globe, also across 180 degrees: that of their mean direction. */
function middleOf(ground: readonly Position[]): [number, number] {
  let [x, y, z] = [0, 0, 0];
  let [south, north] = [90, -90];
  for (const [lng, lat] of ground) {
    const cos = Math.cos(lat * RADIANS);
    x += cos * Math.cos(lng * RADIANS);
    y += cos * Math.sin(lng * RADIANS);
    z += Math.sin(lat * RADIANS);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const length = Math.hypot(x, y, z);
  return length === 0 ? [0, 0] : [Math.atan2(y, x) / RADIANS, (south + north) / 2];
}
