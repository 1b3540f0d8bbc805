import { cosDegrees } from '../base/trig.ts';
import { shortTurn } from './groupRings.ts';

const METRES_PER_DEGREE = 111_195;

/** Mean width of a ring, taken for a strip: twice its area over its length, metres. @param ring closed, `[lng, lat, ...]` */
export function widthM(ring: Float64Array): number {
  const east = METRES_PER_DEGREE * cosDegrees(ring[1]);
  let area = 0;
  let length = 0;
  for (let i = 2; i < ring.length; i += 2) {
    const ax = shortTurn(ring[i - 2] - ring[0]) * east;
    const ay = (ring[i - 1] - ring[1]) * METRES_PER_DEGREE;
    const bx = shortTurn(ring[i] - ring[0]) * east;
    const by = (ring[i + 1] - ring[1]) * METRES_PER_DEGREE;
    area += (ax * by - bx * ay) / 2;
    length += Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
  }
  return length > 0 ? (2 * Math.abs(area)) / length : 0;
}
