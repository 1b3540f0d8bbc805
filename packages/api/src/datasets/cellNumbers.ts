/** H3 cells in the order they are met, 20 bytes for each: as texts, a million of them would be most of what a check needs. */
export class CellNumbers {
  /** Per cell the upper and the lower half of its index. */
  private halves = new Uint32Array(2 * 2048);
  /** Open addressing: the number of a cell + 1; 0 = free. */
  private slots = new Uint32Array(4096);
  length = 0;

  /** Number of a cell, a new one when it was not met before. @param cell 15 hexadecimal digits */
  add(cell: string): number {
    const [high, low] = [parseInt(cell.slice(0, 7), 16), parseInt(cell.slice(7), 16)];
    if (this.length * 2 >= this.slots.length) this.grow();
    const slot = this.find(high, low);
    if (this.slots[slot] > 0) return this.slots[slot] - 1;
    this.halves[2 * this.length] = high;
    this.halves[2 * this.length + 1] = low;
    this.slots[slot] = ++this.length;
    return this.length - 1;
  }

  at(number: number): string {
    return this.halves[2 * number].toString(16) + this.halves[2 * number + 1].toString(16).padStart(8, '0');
  }

  private find(high: number, low: number): number {
    const mask = this.slots.length - 1;
    // The last digits of an index are all ones: the first half of the product tells cells apart.
    let slot = (Math.imul(low ^ (high << 5), 0x9e3779b1) >>> 7) & mask;
    for (;; slot = (slot + 1) & mask) {
      const number = this.slots[slot];
      if (number === 0 || (this.halves[2 * number - 2] === high && this.halves[2 * number - 1] === low)) return slot;
    }
  }

  private grow(): void {
    const halves = new Uint32Array(this.slots.length * 2);
    halves.set(this.halves.subarray(0, 2 * this.length));
    this.halves = halves;
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let number = 0; number < this.length; number++) this.slots[this.find(halves[2 * number], halves[2 * number + 1])] = number + 1;
  }
}
