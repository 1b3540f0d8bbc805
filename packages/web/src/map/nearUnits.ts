import KDBush from 'kdbush';
import type { CellMesh } from './cellMesh.ts';
import { RingEdges } from './ringEdges.ts';

/** Rounding of a single precision number below one. */
const COARSE = 2 ** -24;

/** Units by the place of their centres, for brush and lasso. Coordinates are Mercator, 0 to 1. */
export class NearUnits {
  private readonly index: KDBush;
  /** Per unit the last search that found it, so that none is found twice by one. */
  private readonly foundBy: Uint32Array;
  private searches = 0;
  readonly centres: Float64Array;

  constructor({ centres, near }: Pick<CellMesh, 'centres' | 'near'>) {
    this.centres = centres;
    this.index = KDBush.from(near);
    this.foundBy = new Uint32Array(centres.length / 2);
  }

  /** Candidates in a box; the index knows their places a little less exactly than `centres` does. */
  private within(minX: number, minY: number, maxX: number, maxY: number): number[] {
    return this.index.range(minX - COARSE, minY - COARSE, maxX + COARSE, maxY + COARSE);
  }

  /** Units whose centre lies within `radius` of the segment from a to b. */
  along(ax: number, ay: number, bx: number, by: number, radius: number): number[] {
    const { centres, foundBy } = this;
    const search = ++this.searches;
    const found: number[] = [];
    const dx = bx - ax;
    const dy = by - ay;
    const length2 = dx * dx + dy * dy;
    // A box round a long slanted stroke would hold far more than lies along it: piece by piece, each about as long as the brush is wide.
    const pieces = Math.max(1, Math.min(1000, Math.ceil(Math.sqrt(length2) / Math.max(2 * radius, 1e-9))));
    for (let i = 0; i < pieces; i++) {
      const px = ax + (dx * i) / pieces;
      const py = ay + (dy * i) / pieces;
      const qx = ax + (dx * (i + 1)) / pieces;
      const qy = ay + (dy * (i + 1)) / pieces;
      for (const u of this.within(Math.min(px, qx) - radius, Math.min(py, qy) - radius, Math.max(px, qx) + radius, Math.max(py, qy) + radius)) {
        if (foundBy[u] === search) continue;
        const x = centres[2 * u] - ax;
        const y = centres[2 * u + 1] - ay;
        const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / length2));
        if ((x - t * dx) ** 2 + (y - t * dy) ** 2 > radius * radius) continue;
        foundBy[u] = search;
        found.push(u);
      }
    }
    return found;
  }

  /** Squared distance of a unit's centre from a point. */
  distance2(u: number, x: number, y: number): number {
    return (this.centres[2 * u] - x) ** 2 + (this.centres[2 * u + 1] - y) ** 2;
  }

  /** Units whose centre lies inside a ring of x, y pairs that was drawn by hand: it closes by itself, and where it goes round twice that is inside, too. */
  inside(ring: readonly number[]): number[] {
    return this.found([ring], (edges, x, y) => edges.windsRound(x, y));
  }

  /** Units whose centre lies inside an odd number of rings: outlines with holes, in several parts. Ascending. */
  insideAll(rings: readonly (readonly number[])[]): number[] {
    return this.found(rings, (edges, x, y) => edges.contains(x, y));
  }

  private found(rings: readonly (readonly number[])[], holds: (edges: RingEdges, x: number, y: number) => boolean): number[] {
    const whole = rings.filter((ring) => ring.length >= 6);
    if (whole.length === 0) return [];
    const edges = new RingEdges(whole);
    const [minX, minY, maxX, maxY] = edges.box;
    return this.within(minX, minY, maxX, maxY).filter((u) => holds(edges, this.centres[2 * u], this.centres[2 * u + 1])).sort((a, b) => a - b);
  }
}
