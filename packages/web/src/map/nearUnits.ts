import KDBush from 'kdbush';

/** Units by the place of their centres, for brush and lasso. Coordinates are Mercator, 0 to 1. */
export class NearUnits {
  private readonly index: KDBush;
  private readonly centres: Float64Array;

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

  /** Units whose centre lies inside a ring of x, y pairs; the ring closes by itself. */
  inside(ring: readonly number[]): number[] {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < ring.length; i += 2) {
      minX = Math.min(minX, ring[i]);
      maxX = Math.max(maxX, ring[i]);
      minY = Math.min(minY, ring[i + 1]);
      maxY = Math.max(maxY, ring[i + 1]);
    }
    if (ring.length < 6) return [];
    return this.index.range(minX, minY, maxX, maxY).filter((u) => contains(ring, this.centres[2 * u], this.centres[2 * u + 1])).sort((a, b) => a - b);
  }
}

/** Even-odd rule. */
function contains(ring: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const yi = ring[i + 1];
    const yj = ring[j + 1];
    if (yi > y !== yj > y && x < ((ring[j] - ring[i]) * (y - yi)) / (yj - yi) + ring[i]) inside = !inside;
  }
  return inside;
}
