import { cellToLatLng, getPentagons } from 'h3-js';
import { cosDegrees, sinDegrees } from '../base/trig.ts';

type Vector = readonly [x: number, y: number, z: number];

/** A face of the icosahedron that H3 is laid out on, with axes of the plane that touches the sphere at its centre. */
export interface Face {
  readonly centre: Vector;
  /** Towards one corner of the face. */
  readonly across: Vector;
  /** A quarter turn counter-clockwise of it, seen from outside. */
  readonly along: Vector;
}

/** How far the corners of a face lie from its centre on that plane: the tangent of the angle between them. */
const CORNER = 3 - Math.sqrt(5);

let known: readonly Face[] | null = null;

/** The twenty faces: every three neighbours among the pentagons, which sit on the corners of the icosahedron. */
function faces(): readonly Face[] {
  if (known) return known;
  const corners = getPentagons(0).map((cell) => {
    const [lat, lng] = cellToLatLng(cell);
    return direction(lat, lng);
  });
  // The angle between two neighbours has a cosine of 1 / sqrt 5, between others less.
  const near = (a: Vector, b: Vector): boolean => a !== b && dot(a, b) > 0.4;
  const found: Face[] = [];
  corners.forEach((a, i) => {
    corners.slice(i + 1).forEach((b, j) => {
      if (!near(a, b)) return;
      for (const c of corners.slice(i + j + 2)) {
        if (!near(a, c) || !near(b, c)) continue;
        const centre = unit([a[0] + b[0] + c[0], a[1] + b[1] + c[1], a[2] + b[2] + c[2]]);
        const up = dot(a, centre);
        const across = unit([a[0] - up * centre[0], a[1] - up * centre[1], a[2] - up * centre[2]]);
        found.push({ centre, across, along: cross(centre, across) });
      }
    });
  });
  known = found;
  return found;
}

/** The face that a place lies on, `[lat, lng]` in degrees, and where on its plane (gnomonic projection). */
export function onFace([lat, lng]: readonly [number, number]): { face: Face; x: number; y: number } {
  const place = direction(lat, lng);
  const face = faces().reduce((best, other) => (dot(other.centre, place) > dot(best.centre, place) ? other : best));
  return { face, ...onPlaneOf(face, place) };
}

/** Where on the plane of a face a place lies. */
export function onPlane(face: Face, [lat, lng]: readonly [number, number]): { x: number; y: number } {
  return onPlaneOf(face, direction(lat, lng));
}

/** How far inside its face a point of the plane lies; negative outside. */
export function depthInFace(x: number, y: number): number {
  const half = Math.sqrt(3) / 2;
  return CORNER / 2 - Math.max(-x, x / 2 + half * y, x / 2 - half * y);
}

function onPlaneOf({ centre, across, along }: Face, place: Vector): { x: number; y: number } {
  const up = dot(place, centre);
  return { x: dot(place, across) / up, y: dot(place, along) / up };
}

function direction(lat: number, lng: number): Vector {
  const across = cosDegrees(lat);
  return [across * cosDegrees(lng), across * sinDegrees(lng), sinDegrees(lat)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(a: Vector): Vector {
  const length = Math.sqrt(dot(a, a));
  return [a[0] / length, a[1] / length, a[2] / length];
}
