import KDBush from 'kdbush';
import { RingEdges } from './ringEdges.ts';

/** Units by the place of their centres, for brush and lasso. Coordinates are Mercator, 0 to 1. */
export class NearUnits {
  private readonly index: KDBush;
  readonly centres: Float64Array;

  /** @param centres 2n */
  constructor(centres: Float64Array) {
    this.centres = centres;
    this.index = new KDBush(centres.length / 2);
    for (let i = 0; i < centres.length; i += 2) this.index.add(centres[i], centres[i + 1]);
    this.index.finish();
  }

  /** Units whose centre lies within `radius` of the segment from a to b. */
  along(ax: number, ay: number, bx: number, by: number, radius: number): Set<number> {
    const found = new Set<number>();
    const length = Math.hypot(bx - ax, by - ay);
    const steps = Math.max(1, Math.ceil(length / Math.max(radius * 0.6, 1e-9)));
    for (let i = length === 0 ? steps : 0; i <= steps; i++) {
      const t = i / steps;
      for (const u of this.index.within(ax + (bx - ax) * t, ay + (by - ay) * t, radius)) found.add(u);
    }
    return found;
  }

  /** Squared distance of a unit's centre from a point. */
  distance2(u: number, x: number, y: number): number {
    return (this.centres[2 * u] - x) ** 2 + (this.centres[2 * u + 1] - y) ** 2;
  }

  /** Units whose centre lies inside a ring of x, y pairs; the ring closes by itself, and may cross itself. */
  inside(ring: readonly number[]): number[] {
    return this.insideAll([ring]);
  }

  /** Units whose centre lies inside an odd number of rings: outlines with holes, in several parts. Ascending. */
  insideAll(rings: readonly (readonly number[])[]): number[] {
    const whole = rings.filter((ring) => ring.length >= 6);
    if (whole.length === 0) return [];
    const edges = new RingEdges(whole);
    const [minX, minY, maxX, maxY] = edges.box;
    return this.index.range(minX, minY, maxX, maxY).filter((u) => edges.contains(this.centres[2 * u], this.centres[2 * u + 1])).sort((a, b) => a - b);
  }
}
