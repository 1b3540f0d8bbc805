/** Marks a branch with points of several parts. */
const MIXED = -1;

/**
 * Nearest points of other parts on the sphere: a k-d tree over unit vectors, in which branches that are out of reach
 * or lie wholly in a part nobody asks for are passed over.
 */
export class NearestOther {
  private readonly vectors: Float64Array;
  private readonly partOf: Uint32Array;
  /** Points in the order of the tree; the middle of each range is its root. */
  private readonly order: Uint32Array;
  /** Per place in `order`: the one part of the branch with that root, or `MIXED`. */
  private readonly branchPart: Int32Array;

  /** @param vectors 3n coordinates of n points, @param partOf n part numbers */
  constructor(vectors: Float64Array, partOf: Uint32Array) {
    this.vectors = vectors;
    this.partOf = partOf;
    this.order = Uint32Array.from(partOf.keys());
    this.branchPart = new Int32Array(partOf.length);
    this.arrange(0, this.order.length, 0);
  }

  /**
   * The nearest point in a part that is wanted, the lower one of two as near.
   *
   * @param limit2 square of the chord beyond which nothing is of interest
   * @returns the point, or -1, and the square of its chord
   */
  find(from: number, limit2: number, wanted: (part: number) => boolean): { point: number; chord2: number } {
    const { vectors, order, partOf, branchPart } = this;
    const [x, y, z] = vectors.subarray(3 * from, 3 * from + 3);
    let point = -1;
    let chord2 = limit2;
    const visit = (start: number, end: number, axis: number): void => {
      if (start >= end) return;
      const middle = (start + end) >>> 1;
      if (branchPart[middle] !== MIXED && !wanted(branchPart[middle])) return;
      const p = order[middle];
      const dx = vectors[3 * p] - x;
      const dy = vectors[3 * p + 1] - y;
      const dz = vectors[3 * p + 2] - z;
      const d = dx * dx + dy * dy + dz * dz;
      if ((d < chord2 || (d === chord2 && (point < 0 || p < point))) && wanted(partOf[p])) {
        point = p;
        chord2 = d;
      }
      const away = axis === 0 ? dx : axis === 1 ? dy : dz;
      const next = axis === 2 ? 0 : axis + 1;
      if (away > 0) visit(start, middle, next);
      else visit(middle + 1, end, next);
      if (away * away > chord2) return;
      if (away > 0) visit(middle + 1, end, next);
      else visit(start, middle, next);
    };
    visit(0, order.length, 0);
    return { point, chord2 };
  }

  /** Puts the middle point of a range, along an axis, in the middle of it, smaller ones before, larger ones after. Returns the range's one part. */
  private arrange(start: number, end: number, axis: number): number {
    const { vectors, order, partOf } = this;
    // Sorting makes it n log^2 n in all, and keeps equal coordinates in a fixed order.
    if (end - start > 1) order.subarray(start, end).sort((a, b) => vectors[3 * a + axis] - vectors[3 * b + axis] || a - b);
    const middle = (start + end) >>> 1;
    const next = axis === 2 ? 0 : axis + 1;
    let part = partOf[order[middle]];
    if (start < middle && this.arrange(start, middle, next) !== part) part = MIXED;
    if (middle + 1 < end && this.arrange(middle + 1, end, next) !== part) part = MIXED;
    this.branchPart[middle] = part;
    return part;
  }
}
