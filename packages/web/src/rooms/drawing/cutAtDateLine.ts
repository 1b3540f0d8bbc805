/** Degrees from the date line within which a ring that steps over it has all its corners. */
const NEAR = 90;

/**
 * A ring as one or more that stay between 180 degrees west and east: what reaches beyond is cut off and put where it lies on the
 * other side. A ring whose corners jump from one side of the date line to the other, as many programs write it, goes over it and not
 * round the world.
 *
 * @param ring longitude and latitude in turn, degrees, closing by itself
 */
export function cutAtDateLine(ring: readonly number[]): (readonly number[])[] {
  const whole = unrolled(ring);
  let [west, east] = [Infinity, -Infinity];
  for (let i = 0; i < whole.length; i += 2) {
    west = Math.min(west, whole[i]);
    east = Math.max(east, whole[i]);
  }
  if (west >= -180 && east <= 180) return [whole];
  const parts: number[][] = [];
  for (const turn of [-360, 0, 360]) {
    if (west + turn >= 180 || east + turn <= -180) continue;
    const moved = whole.map((value, i) => (i % 2 === 0 ? value + turn : value));
    const part = kept(kept(moved, -180, 1), 180, -1);
    if (part.length >= 6) parts.push(part);
  }
  return parts;
}

/** Longitudes as they go on without a jump; the ring as it was when nothing jumps, or when it would close to nothing. */
function unrolled(ring: readonly number[]): readonly number[] {
  const out = [...ring];
  let jumps = 0;
  for (let i = 0; i < ring.length; i += 2) {
    if (Math.abs(ring[i]) < NEAR) return ring;
    if (i === 0) continue;
    out[i] = ring[i] + 360 * Math.round((out[i - 2] - ring[i]) / 360);
    if (out[i] !== ring[i]) jumps++;
  }
  if (jumps === 0) return ring;
  return out.some((value, i) => i % 2 === 0 && Math.abs(value - out[0]) > 1e-6) ? out : ring;
}

/** The part of a ring on one side of a meridian: east of it (1) or west of it (-1). */
function kept(ring: readonly number[], meridian: number, side: 1 | -1): number[] {
  const out: number[] = [];
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [from, to] = [(ring[j] - meridian) * side, (ring[i] - meridian) * side];
    if (from >= 0 !== to >= 0) out.push(meridian, ring[j + 1] + ((ring[i + 1] - ring[j + 1]) * from) / (from - to));
    if (to >= 0) out.push(ring[i], ring[i + 1]);
  }
  return out;
}
