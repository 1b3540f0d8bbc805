const WORDS = 4;

/**
 * Which ids were met before, and in which row: 16 bytes for each, however long it is. Ids are told apart by 96 bits of a
 * hash, so that two of a million are taken for one with a chance below 1e-16.
 */
export class SeenIds {
  private slots = new Uint32Array(WORDS * 1024);
  private count = 0;
  /** The hash that was made last. */
  private a = 0;
  private b = 0;
  private c = 0;

  /** Remembers an id. Returns the row that had it before; 0 when none had. @param row above 0 */
  add(id: string, row: number): number {
    if (this.count * 2 >= this.slots.length / WORDS) this.grow();
    this.hash(id);
    const at = this.find(this.a, this.b, this.c);
    const before = this.slots[at + 3];
    if (before !== 0) return before;
    this.put(at, this.a, this.b, this.c, row);
    this.count++;
    return 0;
  }

  /** Three multiplicative hashes of the code units, stirred into one another at the end. */
  private hash(id: string): void {
    let a = 0x9e3779b9 ^ id.length;
    let b = 0x85ebca6b;
    let c = 0xc2b2ae35;
    for (let i = 0; i < id.length; i++) {
      const code = id.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      a = (a << 13) | (a >>> 19);
      b = Math.imul(b ^ code, 0x9e3779b1);
      b = (b << 17) | (b >>> 15);
      c = Math.imul(c ^ code, 0x85ebca77);
      c = (c << 11) | (c >>> 21);
    }
    a = stir(a ^ (b >>> 7) ^ (c << 9));
    b = stir(b ^ (c >>> 5) ^ a);
    c = stir(c ^ (a >>> 11) ^ b);
    this.a = a >>> 0;
    this.b = b >>> 0;
    this.c = c >>> 0;
  }

  private find(a: number, b: number, c: number): number {
    const size = this.slots.length / WORDS;
    for (let slot = a & (size - 1); ; slot = (slot + 1) & (size - 1)) {
      const at = slot * WORDS;
      if (this.slots[at + 3] === 0 || (this.slots[at] === a && this.slots[at + 1] === b && this.slots[at + 2] === c)) return at;
    }
  }

  private put(at: number, a: number, b: number, c: number, row: number): void {
    this.slots[at] = a;
    this.slots[at + 1] = b;
    this.slots[at + 2] = c;
    this.slots[at + 3] = row;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at + 3] !== 0) this.put(this.find(old[at], old[at + 1], old[at + 2]), old[at], old[at + 1], old[at + 2], old[at + 3]);
    }
  }
}

/** Has every bit decide over every other. */
function stir(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
