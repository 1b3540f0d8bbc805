const STRIPS = 256;

/** Edges of some rings, sorted into horizontal strips, so that a point is asked of the few edges beside it. */
export class RingEdges {
  /** Least x and y, largest x and y. */
  readonly box: readonly [number, number, number, number];
  private readonly strips: number[][];
  private readonly height: number;

  /** @param rings x and y in turn, each closing by itself */
  constructor(rings: readonly (readonly number[])[]) {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        minX = Math.min(minX, ring[i]);
        maxX = Math.max(maxX, ring[i]);
        minY = Math.min(minY, ring[i + 1]);
        maxY = Math.max(maxY, ring[i + 1]);
      }
    }
    this.box = [minX, minY, maxX, maxY];
    this.height = (maxY - minY) / STRIPS || 1;
    this.strips = Array.from({ length: STRIPS }, () => []);
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        if (ring[i + 1] === ring[j + 1]) continue;
        const first = this.stripAt(Math.min(ring[i + 1], ring[j + 1]));
        const last = this.stripAt(Math.max(ring[i + 1], ring[j + 1]));
        for (let strip = first; strip <= last; strip++) this.strips[strip].push(ring[i], ring[i + 1], ring[j], ring[j + 1]);
      }
    }
  }

  /** By the even-odd rule: what an odd number of rings goes round. */
  contains(x: number, y: number): boolean {
    return this.crossings(x, y)[0] % 2 === 1;
  }

  /** What a ring goes round at least once in all, also where it crosses itself and goes round twice. */
  windsRound(x: number, y: number): boolean {
    return this.crossings(x, y)[1] !== 0;
  }

  /** Edges that a line from the point to the right crosses, and how many more of them go down than up. */
  private crossings(x: number, y: number): [number, number] {
    const edges = this.strips[this.stripAt(y)];
    let [crossed, turns] = [0, 0];
    for (let i = 0; i < edges.length; i += 4) {
      const [yi, yj] = [edges[i + 1], edges[i + 3]];
      if (yi > y === yj > y || x >= ((edges[i + 2] - edges[i]) * (y - yi)) / (yj - yi) + edges[i]) continue;
      crossed++;
      turns += yi > yj ? 1 : -1;
    }
    return [crossed, turns];
  }

  private stripAt(y: number): number {
    return Math.max(0, Math.min(STRIPS - 1, Math.floor((y - this.box[1]) / this.height)));
  }
}
