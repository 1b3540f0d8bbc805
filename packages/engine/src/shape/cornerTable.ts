/**
 * Corners of cells, each known by the three cells that meet in it: on a grid of hexagons (and pentagons) no
 * corner has more. Two cells therefore never disagree about a shared corner, whatever the last bit of its
 * coordinates.
 */
export interface CornerTable {
  /** The corner between three cells with these owners; new ones are not placed yet. */
  corner(a: number, b: number, c: number, ownerA: number, ownerB: number, ownerC: number): number;
  placed(corner: number): boolean;
  place(corner: number, lng: number, lat: number): void;
  lng(corner: number): number;
  lat(corner: number): number;
  /** 2 degrees per corner, and 1 where three different owners meet. */
  finish(): { lngLat: Float64Array; nodes: Uint8Array };
}

export function cornerTable(): CornerTable {
  let capacity = 1024;
  let mask = 4 * capacity - 1;
  let count = 0;
  let cells = new Float64Array(3 * capacity);
  let lngLat = new Float64Array(2 * capacity).fill(Number.NaN);
  let nodes = new Uint8Array(capacity);
  let heads = new Int32Array(mask + 1).fill(-1);

  const slotFor = (low: number, middle: number, high: number): number => {
    const word = (key: number): number => Math.imul(key % 0x7fffffff, 0x9e3779b1) ^ Math.floor(key / 0x7fffffff);
    let h = Math.imul(word(low), 0x85ebca77) ^ Math.imul(word(middle), 0xc2b2ae3d) ^ Math.imul(word(high), 0x27d4eb2f);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    let at = (h ^ (h >>> 13)) & mask;
    for (;;) {
      const corner = heads[at];
      if (corner < 0 || (cells[3 * corner] === low && cells[3 * corner + 1] === middle && cells[3 * corner + 2] === high)) return at;
      at = (at + 1) & mask;
    }
  };
  const grow = (): void => {
    capacity *= 2;
    mask = 4 * capacity - 1;
    const oldCells = cells;
    cells = new Float64Array(3 * capacity);
    cells.set(oldCells);
    const oldLngLat = lngLat;
    lngLat = new Float64Array(2 * capacity).fill(Number.NaN);
    lngLat.set(oldLngLat);
    const oldNodes = nodes;
    nodes = new Uint8Array(capacity);
    nodes.set(oldNodes);
    heads = new Int32Array(mask + 1).fill(-1);
    for (let corner = 0; corner < count; corner++) heads[slotFor(cells[3 * corner], cells[3 * corner + 1], cells[3 * corner + 2])] = corner;
  };
  return {
    corner(a, b, c, ownerA, ownerB, ownerC) {
      const low = Math.min(a, b, c);
      const high = Math.max(a, b, c);
      // Keys are below 2^52: the sum may lose its last bits, the choice does not.
      const middle = a !== low && a !== high ? a : b !== low && b !== high ? b : c;
      let at = slotFor(low, middle, high);
      if (heads[at] >= 0) return heads[at];
      if (count === capacity) {
        grow();
        at = slotFor(low, middle, high);
      }
      heads[at] = count;
      cells[3 * count] = low;
      cells[3 * count + 1] = middle;
      cells[3 * count + 2] = high;
      nodes[count] = ownerA !== ownerB && ownerB !== ownerC && ownerA !== ownerC ? 1 : 0;
      return count++;
    },
    placed: (corner) => !Number.isNaN(lngLat[2 * corner]),
    place(corner, lng, lat) {
      lngLat[2 * corner] = lng;
      lngLat[2 * corner + 1] = lat;
    },
    lng: (corner) => lngLat[2 * corner],
    lat: (corner) => lngLat[2 * corner + 1],
    finish: () => ({ lngLat: lngLat.slice(0, 2 * count), nodes: nodes.slice(0, count) }),
  };
}
