/** A list of whole numbers that grows in one typed array. */
export class GrowingArray {
  length = 0;
  private values: Int32Array;

  constructor(capacity = 1024) {
    this.values = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Int32Array(2 * this.length);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }

  at(i: number): number {
    return this.values[i];
  }

  /** @param i below `length` */
  set(i: number, value: number): void {
    this.values[i] = value;
  }

  /** The numbers so far; a view that the next `push` may leave behind. */
  view(): Int32Array {
    return this.values.subarray(0, this.length);
  }
}
