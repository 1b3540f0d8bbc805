import { withinBox, type Box, type GroundPiece } from './groundPieces.ts';

const RADIANS = Math.PI / 180;
/** Square kilometres of a degree of longitude by one of the sine of the latitude. */
const KM2 = 6371.007180918475 ** 2 * RADIANS;

/** A side of an outline that goes up, between two latitudes. */
interface Side {
  readonly y0: number;
  readonly y1: number;
  readonly x0: number;
  /** Degrees of longitude for one of latitude. */
  readonly slope: number;
}

/** The box that two pieces have in common; null where they lie apart. */
export function sharedBox(a: Box, b: Box): Box | null {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[0] < box[2] && box[1] < box[3] ? box : null;
}

/** Square kilometres that a piece has: its first ring is the outline, the others are holes, whichever way round they are given. */
export function pieceKm2({ rings }: GroundPiece): number {
  return rings.reduce((sum, ring, r) => sum + (r === 0 ? 1 : -1) * Math.abs(ringSum(ring)), 0) * KM2;
}

/** Degrees of longitude by sines of latitude that a ring encloses, sides being straight in degrees. */
function ringSum(ring: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = i + 2 < ring.length ? i + 2 : 0;
    // About the first corner, so that no digits are lost.
    const [x0, x1] = [ring[i] - ring[0], ring[j] - ring[0]];
    const [y0, y1] = [ring[i + 1] * RADIANS, ring[j + 1] * RADIANS];
    if (y1 !== y0) sum += ((x0 + x1) / 2) * (Math.sin(y1) - Math.sin(y0));
  }
  return sum;
}

/**
 * Square kilometres that two pieces have in common. Their sides cut the ground in strips between latitudes in which no side begins,
 * ends or crosses one of the other piece; there both are stretches from west to east. Nothing has to be put together again, so that no
 * outline is too odd for it: sides that lie on one another, corners that touch, rings that run back over themselves.
 */
export function sharedKm2(a: GroundPiece, b: GroundPiece): number {
  const box = sharedBox(a.box, b.box);
  if (box === null) return 0;
  const ours = sidesOf(withinBox(a.rings, box));
  const theirs = sidesOf(withinBox(b.rings, box));
  if (ours.length === 0 || theirs.length === 0) return 0;
  const levels = Float64Array.from([...ours, ...theirs].flatMap(({ y0, y1 }) => [y0, y1])).sort();
  let sum = 0;
  const [active, others]: Side[][] = [[], []];
  let [nextOurs, nextTheirs] = [0, 0];
  for (let i = 0; i + 1 < levels.length; i++) {
    const [low, high] = [levels[i], levels[i + 1]];
    if (!(high > low)) continue;
    nextOurs = advance(ours, nextOurs, active, low);
    nextTheirs = advance(theirs, nextTheirs, others, low);
    if (active.length === 0 || others.length === 0) continue;
    let from = low;
    for (const to of [...crossings(active, others, low, high), high]) {
      const middle = (from + to) / 2;
      const width = commonWidth(active, others, middle);
      if (width > 0) sum += width * (Math.sin(to * RADIANS) - Math.sin(from * RADIANS)) * KM2;
      from = to;
    }
  }
  return sum;
}

function sidesOf(rings: readonly Float64Array[]): Side[] {
  const sides: Side[] = [];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = i + 2 < ring.length ? i + 2 : 0;
      if (ring[i + 1] === ring[j + 1]) continue;
      const [p, q] = ring[i + 1] < ring[j + 1] ? [i, j] : [j, i];
      sides.push({ y0: ring[p + 1], y1: ring[q + 1], x0: ring[p], slope: (ring[q] - ring[p]) / (ring[q + 1] - ring[p + 1]) });
    }
  }
  return sides.sort((s, t) => s.y0 - t.y0);
}

/** Takes in the sides that begin at a latitude or before, and lets go of those that ended. */
function advance(sides: readonly Side[], next: number, active: Side[], low: number): number {
  let kept = 0;
  for (const side of active) if (side.y1 > low) active[kept++] = side;
  active.length = kept;
  while (next < sides.length && sides[next].y0 <= low) {
    if (sides[next].y1 > low) active.push(sides[next]);
    next++;
  }
  return next;
}

const at = ({ x0, y0, slope }: Side, y: number): number => x0 + slope * (y - y0);

/** Latitudes between two at which a side of one piece crosses one of the other, ascending. */
function crossings(ours: readonly Side[], theirs: readonly Side[], low: number, high: number): number[] {
  const found: number[] = [];
  for (const s of ours) {
    for (const t of theirs) {
      const below = at(s, low) - at(t, low);
      const above = at(s, high) - at(t, high);
      if ((below < 0 && above > 0) || (below > 0 && above < 0)) found.push(low + ((high - low) * below) / (below - above));
    }
  }
  return found.sort((p, q) => p - q);
}

/** Degrees of longitude that both have at a latitude. */
function commonWidth(ours: readonly Side[], theirs: readonly Side[], y: number): number {
  const xs = ours.map((side) => at(side, y)).sort((p, q) => p - q);
  const others = theirs.map((side) => at(side, y)).sort((p, q) => p - q);
  let sum = 0;
  let j = 0;
  for (let i = 0; i + 1 < xs.length; i += 2) {
    while (j + 1 < others.length && others[j + 1] <= xs[i]) j += 2;
    for (let k = j; k + 1 < others.length && others[k] < xs[i + 1]; k += 2) sum += Math.max(0, Math.min(xs[i + 1], others[k + 1]) - Math.max(xs[i], others[k]));
  }
  return sum;
}
