import { cellArea, cellToLatLng, getPentagons } from 'h3-js';
import { cosDegrees, sinDegrees } from '../base/trig.ts';
import { unitVectors } from './project.ts';

/** Radius of the sphere H3 lies on. */
const EARTH_RADIUS_KM = 6371.007180918475;
/** Area of a resolution-0 hexagon on the plane of an icosahedron face, for a sphere of radius 1: sqrt(3)/2 times the square of H3's unit length. */
const PLANE_AREA = 0.8660254037844386 * 0.381966011250105 * 0.381966011250105;
/** Finest resolution at which cells are so large that the area is taken from h3-js. */
const LAST_LARGE_RESOLUTION = 4;

/**
 * Centre and area of H3 cells.
 *
 * The built-in trigonometry that h3-js may use differs in the last bit between JavaScript engines, so centres
 * are rounded to 1e-7 degrees (a centimetre) and everything else follows from them by own arithmetic. H3 lays a
 * regular grid on each face of an icosahedron and projects it from the middle of the Earth, which shrinks areas
 * by the cube of the cosine of the angle to the face's centre; against h3-js that is right to 2e-6 on average and
 * 6e-4 at worst, at resolution 5 and finer.
 *
 * @returns `lngLat` 2n degrees; `areaKm2` n square kilometres, six significant digits
 */
export function cellGround(cells: readonly string[]): { lngLat: Float64Array; areaKm2: Float64Array } {
  const n = cells.length;
  const lngLat = new Float64Array(2 * n);
  const areaKm2 = new Float64Array(n);
  const faces = faceCentres();
  for (let u = 0; u < n; u++) {
    const [lat, lng] = cellToLatLng(cells[u]);
    const x = Math.round(lng * 1e7) / 1e7;
    const y = Math.round(lat * 1e7) / 1e7;
    lngLat[2 * u] = x;
    lngLat[2 * u + 1] = y;
    const resolution = parseInt(cells[u][1], 16);
    areaKm2[u] = significant(resolution <= LAST_LARGE_RESOLUTION ? cellArea(cells[u], 'km2') : smallArea(x, y, resolution, faces));
  }
  return { lngLat, areaKm2 };
}

function smallArea(lng: number, lat: number, resolution: number, faces: Float64Array): number {
  const cosLat = cosDegrees(lat);
  const x = cosLat * cosDegrees(lng);
  const y = cosLat * sinDegrees(lng);
  const z = sinDegrees(lat);
  let cosine = 0;
  for (let f = 0; f < faces.length; f += 3) {
    const c = faces[f] * x + faces[f + 1] * y + faces[f + 2] * z;
    if (c > cosine) cosine = c;
  }
  let area = PLANE_AREA * EARTH_RADIUS_KM * EARTH_RADIUS_KM * cosine * cosine * cosine;
  for (let r = 0; r < resolution; r++) area /= 7;
  return area;
}

/** Centres of the 20 faces as unit vectors: each face has three of the twelve resolution-0 pentagons as its corners. */
function faceCentres(): Float64Array {
  const corners = getPentagons(0).sort().map((cell) => {
    const [lat, lng] = cellToLatLng(cell);
    return unitVectors(Float64Array.of(Math.round(lng * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7));
  });
  // Neighbouring corners are 63 degrees apart, all others more than 115.
  const near = (a: Float64Array, b: Float64Array): boolean => a[0] * b[0] + a[1] * b[1] + a[2] * b[2] > 0.4;
  const faces: number[] = [];
  for (let i = 0; i < 12; i++) {
    for (let j = i + 1; j < 12; j++) {
      for (let k = j + 1; k < 12; k++) {
        const [a, b, c] = [corners[i], corners[j], corners[k]];
        if (!near(a, b) || !near(b, c) || !near(a, c)) continue;
        const sum = [a[0] + b[0] + c[0], a[1] + b[1] + c[1], a[2] + b[2] + c[2]];
        const length = Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
        faces.push(sum[0] / length, sum[1] / length, sum[2] / length);
      }
    }
  }
  return Float64Array.from(faces);
}

function significant(value: number): number {
  let scale = 1;
  while (value * scale < 1e5) scale *= 10;
  return Math.round(value * scale) / scale;
}
