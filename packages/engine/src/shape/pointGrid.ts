/** Points in squares of longitude and latitude, to ask whether any lies between a border and a straight line. */
export class PointGrid {
  private readonly lists: readonly Float64Array[];
  private readonly size: number;
  /** Square -> points, as positions in all lists one after another. */
  private readonly squares = new Map<number, number[]>();

  /**
   * @param lists each 2p degrees, `[lng, lat]`; the first is the corners of the mesh, whose positions `someWithin` leaves out
   * @param size degrees, side of a square
   */
  constructor(lists: readonly Float64Array[], size: number) {
    this.lists = lists;
    this.size = size;
    let base = 0;
    for (const list of lists) {
      for (let p = 0; 2 * p < list.length; p++) {
        const key = this.square(Math.floor(list[2 * p] / size), Math.floor(list[2 * p + 1] / size));
        const square = this.squares.get(key);
        if (square) square.push(base + p);
        else this.squares.set(key, [base + p]);
      }
      base += list.length / 2;
    }
  }

  /** True when a point lies between the chain `points[a..b]` of the first list and the straight line from its start to its end. */
  someWithin(lngLat: Float64Array, points: Uint32Array, a: number, b: number): boolean {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = a; i <= b; i++) {
      const [x, y] = [lngLat[2 * points[i]], lngLat[2 * points[i] + 1]];
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
    const own = new Set(points.subarray(a, b + 1));
    const corners = this.lists[0].length / 2;
    for (let row = Math.floor(south / this.size); row <= Math.floor(north / this.size); row++) {
      for (let column = Math.floor(west / this.size); column <= Math.floor(east / this.size); column++) {
        for (const p of this.squares.get(this.square(column, row)) ?? []) {
          const [x, y] = this.place(p);
          if (x < west || x > east || y < south || y > north || (p < corners && own.has(p))) continue;
          if (between(lngLat, points, a, b, x, y)) return true;
        }
      }
    }
    return false;
  }

  private place(p: number): [number, number] {
    let at = p;
    for (const list of this.lists) {
      if (2 * at < list.length) return [list[2 * at], list[2 * at + 1]];
      at -= list.length / 2;
    }
    return [NaN, NaN];
  }

  private square(column: number, row: number): number {
    return row * 0x2000000 + column;
  }
}

/** Even-odd rule over the chain and the line that closes it. */
function between(lngLat: Float64Array, points: Uint32Array, a: number, b: number, x: number, y: number): boolean {
  let odd = false;
  for (let i = a; i <= b; i++) {
    const [x0, y0] = [lngLat[2 * points[i]], lngLat[2 * points[i] + 1]];
    const next = i === b ? a : i + 1;
    const [x1, y1] = [lngLat[2 * points[next]], lngLat[2 * points[next] + 1]];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) odd = !odd;
  }
  return odd;
}
