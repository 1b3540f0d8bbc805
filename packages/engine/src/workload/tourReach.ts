/** Rows and columns of the grid that the work is gathered on. */
const GRID = 48;
/** Mean way from the middle of a disc to its points, in radii. */
const MEAN_IN_DISC = 2 / 3;
const PI = 3.141592653589793;

/**
 * How far tours reach where nobody knows from where they start: the mean way within the disc around an account that holds a
 * k-th of all work. Short in a metropolis, long in a desert.
 *
 * @param metres 2a places in a plane
 * @param work a amounts >= 0
 * @returns a kilometres
 */
export function tourReach(metres: Float64Array, work: Float64Array, k: number): Float64Array {
  const a = work.length;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let total = 0;
  for (let i = 0; i < a; i++) {
    [west, south, east, north] = [Math.min(west, metres[2 * i]), Math.min(south, metres[2 * i + 1]), Math.max(east, metres[2 * i]), Math.max(north, metres[2 * i + 1])];
    total += work[i];
  }
  if (!(total > 0)) return new Float64Array(a);
  const side = Math.max((east - west) / GRID, (north - south) / GRID, 1);
  const wanted = total / k;
  // Boxes that hold accounts: work, and its centre.
  const numberOf = new Map<number, number>();
  const boxes: { work: number; x: number; y: number; many: number }[] = [];
  const boxOf = Uint32Array.from({ length: a }, (_, i) => {
    const place = Math.floor((metres[2 * i] - west) / side) * 65536 + Math.floor((metres[2 * i + 1] - south) / side);
    let box = numberOf.get(place);
    if (box === undefined) {
      box = boxes.length;
      numberOf.set(place, box);
      boxes.push({ work: 0, x: 0, y: 0, many: 0 });
    }
    const row = boxes[box];
    row.work += work[i];
    row.x += metres[2 * i];
    row.y += metres[2 * i + 1];
    row.many++;
    return box;
  });
  for (const box of boxes) [box.x, box.y] = [box.x / box.many, box.y / box.many];
  const reachKm = boxes.map(({ x, y, work: own }) => {
    const disc = side / Math.sqrt(PI);
    if (own >= wanted) return (disc * Math.sqrt(wanted / own) * MEAN_IN_DISC) / 1000;
    const others = boxes.map((other) => ({ work: other.work, square: (other.x - x) * (other.x - x) + (other.y - y) * (other.y - y) })).sort((p, q) => p.square - q.square);
    let sum = 0;
    for (const other of others) {
      sum += other.work;
      if (sum >= wanted) return (Math.max(disc, Math.sqrt(other.square)) * MEAN_IN_DISC) / 1000;
    }
    return (Math.sqrt(others[others.length - 1].square) * MEAN_IN_DISC) / 1000;
  });
  return Float64Array.from(boxOf, (box) => reachKm[box]);
}
