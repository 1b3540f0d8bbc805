import KDBush from 'kdbush';

/** Degrees to look around at first; where nothing is that near, twice as far, and so on. */
const FIRST_LOOK = 0.1;
const RADIANS = Math.PI / 180;

/**
 * For each place the nearest of some points, -1 where there are none. Points of equal distance: the first.
 *
 * @param points 2p degrees
 * @param places 2a degrees
 */
export function nearestPoints(points: Float64Array, places: Float64Array): Int32Array {
  const nearest = new Int32Array(places.length / 2).fill(-1);
  if (points.length === 0) return nearest;
  const index = new KDBush(points.length / 2);
  for (let i = 0; i < points.length; i += 2) index.add(points[i], points[i + 1]);
  index.finish();
  for (let a = 0; a < nearest.length; a++) nearest[a] = nearestOf(index, points, places[2 * a], places[2 * a + 1]);
  return nearest;
}

function nearestOf(index: KDBush, points: Float64Array, lng: number, lat: number): number {
  const east = Math.max(Math.cos(lat * RADIANS), 0.01);
  for (let radius = FIRST_LOOK; ; radius *= 2) {
    let [best, least] = [-1, Infinity];
    for (const i of index.within(lng, lat, radius)) {
      const [dx, dy] = [(points[2 * i] - lng) * east, points[2 * i + 1] - lat];
      const far = dx * dx + dy * dy;
      if (far < least || (far === least && i < best)) [best, least] = [i, far];
    }
    // A degree to the east is shorter than one to the north, so what lies beyond the circle may be nearer than what lies within.
    if (best >= 0 && (Math.sqrt(least) / east <= radius || radius > 360)) return best;
    if (radius > 720) return best;
  }
}
