/** Points in squares of longitude and latitude, to ask whether any lies between a border and a straight line. */
export class PointGrid {
  /** 2p degrees. */
  private readonly lngLat: Float64Array;
  private readonly size: number;
  /** Square -> where its points begin and end in `order`. */
  private readonly squares = new Map<number, number>();
  private readonly ends: Int32Array;
  private readonly order: Uint32Array;
  /** Per point the last chain it was part of. */
  private readonly chainOf: Uint32Array;
  private chain = 0;

  /**
   * @param lngLat 2p degrees, `[lng, lat]`; chains are made of its first points
   * @param size degrees, side of a square
   */
  constructor(lngLat: Float64Array, size: number) {
    this.lngLat = lngLat;
    this.size = size;
    const count = lngLat.length / 2;
    const squareOf = new Uint32Array(count);
    const many: number[] = [];
    for (let p = 0; p < count; p++) {
      const key = squareKey(Math.floor(lngLat[2 * p] / size), Math.floor(lngLat[2 * p + 1] / size));
      let square = this.squares.get(key);
      if (square === undefined) this.squares.set(key, (square = many.push(0) - 1));
      squareOf[p] = square;
      many[square]++;
    }
    this.ends = new Int32Array(many.length + 1);
    for (let s = 0; s < many.length; s++) this.ends[s + 1] = this.ends[s] + many[s];
    const at = this.ends.slice();
    this.order = new Uint32Array(count);
    for (let p = 0; p < count; p++) this.order[at[squareOf[p]]++] = p;
    this.chainOf = new Uint32Array(count);
  }

  /** True when a point lies between the chain `points[a..b]` and the straight line from its start to its end. */
  someWithin(points: Uint32Array, a: number, b: number): boolean {
    const { lngLat, size, order, ends, chainOf } = this;
    const chain = ++this.chain;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = a; i <= b; i++) {
      const x = lngLat[2 * points[i]];
      const y = lngLat[2 * points[i] + 1];
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
      chainOf[points[i]] = chain;
    }
    for (let row = Math.floor(south / size); row <= Math.floor(north / size); row++) {
      for (let column = Math.floor(west / size); column <= Math.floor(east / size); column++) {
        const square = this.squares.get(squareKey(column, row));
        if (square === undefined) continue;
        for (let i = ends[square]; i < ends[square + 1]; i++) {
          const x = lngLat[2 * order[i]];
          const y = lngLat[2 * order[i] + 1];
          if (x < west || x > east || y < south || y > north || chainOf[order[i]] === chain) continue;
          if (between(lngLat, points, a, b, x, y)) return true;
        }
      }
    }
    return false;
  }
}

function squareKey(column: number, row: number): number {
  return row * 0x2000000 + column;
}

/** Even-odd rule over the chain and the line that closes it. */
function between(lngLat: Float64Array, points: Uint32Array, a: number, b: number, x: number, y: number): boolean {
  let odd = false;
  let x0 = lngLat[2 * points[b]];
  let y0 = lngLat[2 * points[b] + 1];
  for (let i = a; i <= b; i++) {
    const x1 = lngLat[2 * points[i]];
    const y1 = lngLat[2 * points[i] + 1];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) odd = !odd;
    x0 = x1;
    y0 = y1;
  }
  return odd;
}
