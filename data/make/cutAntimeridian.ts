import { bboxPolygon, featureCollection, intersect, polygon } from '@turf/turf';
import type { Position } from 'geojson';

/**
 * Polygons whose rings run over the 180th meridian, or round a pole, as polygons that stop there: plane geometry (even-odd
 * tests, clipping, tiles) holds for the result. The others are handed back as they are.
 *
 * @param polygons rings of `[lng, lat]` within -180..180, where a step of more than 180 degrees means the short way round.
 */
export function cutAntimeridian(polygons: Position[][][]): Position[][][] {
  return polygons.flatMap((rings) => (rings.some(jumps) ? cut(rings) : [rings]));
}

function jumps(ring: Position[]): boolean {
  return ring.some(([lng], i) => i > 0 && Math.abs(lng - ring[i - 1][0]) > 180);
}

function cut(rings: Position[][]): Position[][][] {
  const flat = rings.map(unrolled);
  const lngs = flat[0].map((position) => position[0]);
  const pieces: Position[][][] = [];
  const first = Math.floor((Math.min(...lngs) + 180) / 360);
  const last = Math.ceil((Math.max(...lngs) + 180) / 360);
  for (let turn = first; turn < last; turn++) {
    const window = bboxPolygon([360 * turn - 180, -90, 360 * turn + 180, 90]);
    const piece = intersect(featureCollection([polygon(flat), window]))?.geometry;
    if (!piece) continue;
    const parts = piece.type === 'Polygon' ? [piece.coordinates] : piece.coordinates;
    pieces.push(...parts.map((part) => part.map((ring) => ring.map(([lng, lat]) => [lng - 360 * turn, lat]))));
  }
  return pieces;
}

/** A ring without jumps, running beyond 180 where it must; one that goes round the earth is closed along its pole. */
function unrolled(ring: Position[]): Position[] {
  let shift = 0;
  const flat = ring.map(([lng, lat], i) => {
    if (i > 0 && lng - ring[i - 1][0] > 180) shift -= 360;
    if (i > 0 && lng - ring[i - 1][0] < -180) shift += 360;
    return [lng + shift, lat];
  });
  if (shift === 0) return flat;
  const pole = flat[0][1] < 0 ? -90 : 90;
  const [start, end] = [flat[0][0], flat[flat.length - 1][0]];
  return [...flat, [end, pole], [start, pole], flat[0]];
}
