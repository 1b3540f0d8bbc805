/** Finds cells by their two halves (`CellCursor`): a hash table with open addressing, integers only. */
export class CellTable {
  private readonly hi: Uint32Array;
  private readonly lo: Uint32Array;
  private readonly places: Uint32Array;
  private readonly mask: number;

  /** @param hi n upper halves, @param lo n lower halves; both are kept, not copied, and hold no cell twice */
  constructor(hi: Uint32Array, lo: Uint32Array) {
    this.hi = hi;
    this.lo = lo;
    let size = 16;
    while (size < 2 * hi.length) size *= 2;
    this.mask = size - 1;
    this.places = new Uint32Array(size);
    for (let i = 0; i < hi.length; i++) {
      let at = spread(hi[i], lo[i]) & this.mask;
      while (this.places[at] !== 0) at = (at + 1) & this.mask;
      this.places[at] = i + 1;
    }
  }

  /** Position of a cell, or -1. */
  find(hi: number, lo: number): number {
    let at = spread(hi, lo) & this.mask;
    for (;;) {
      const place = this.places[at] - 1;
      if (place < 0) return -1;
      if (this.hi[place] === hi && this.lo[place] === lo) return place;
      at = (at + 1) & this.mask;
    }
  }
}

function spread(hi: number, lo: number): number {
  let h = Math.imul(hi, 0x9e3779b1) ^ Math.imul(lo, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae3d);
  return (h ^ (h >>> 13)) >>> 0;
}
