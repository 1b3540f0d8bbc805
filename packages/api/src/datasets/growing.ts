/** A growing array of numbers. */
export class Column {
  private data = new Float64Array(1024);
  private length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  at(position: number): number {
    return this.data[position];
  }

  /** A copy, as long as needed, where worker threads read it without one of their own. */
  taken(): Float64Array {
    const shared = new Float64Array(new SharedArrayBuffer(this.length * Float64Array.BYTES_PER_ELEMENT));
    shared.set(this.data.subarray(0, this.length));
    return shared;
  }
}

/** Texts one can look at by position; an array is one. */
export interface TextList {
  readonly length: number;
  at(position: number): string | undefined;
  slice(start: number, end: number): readonly string[];
}

const PIECE_BYTES = 1 << 20;

/** A growing list of texts, kept as UTF-8: a third of what as many strings take, and nothing for the collector to look at. */
export class Texts implements TextList {
  private readonly pieces: Buffer[] = [];
  private used = PIECE_BYTES;
  /** Per text the piece it stands in and where in it: piece x `PIECE_BYTES` + offset; long ones have a piece of their own. */
  private readonly starts = new Column();
  private readonly sizes = new Column();
  length = 0;

  push(text: string): void {
    const size = Buffer.byteLength(text);
    if (this.pieces.length === 0 || size > PIECE_BYTES - this.used) {
      this.pieces.push(Buffer.allocUnsafeSlow(Math.max(size, PIECE_BYTES)));
      this.used = 0;
    }
    const piece = this.pieces.length - 1;
    this.pieces[piece].write(text, this.used);
    this.starts.push(piece * PIECE_BYTES + this.used);
    this.sizes.push(size);
    this.used = Math.min(PIECE_BYTES, this.used + size);
    this.length++;
  }

  at(position: number): string | undefined {
    if (position < 0 || position >= this.length) return undefined;
    const start = this.starts.at(position);
    const from = start % PIECE_BYTES;
    return this.pieces[Math.floor(start / PIECE_BYTES)].toString('utf8', from, from + this.sizes.at(position));
  }

  slice(start: number, end: number): string[] {
    return Array.from({ length: Math.max(0, Math.min(end, this.length) - start) }, (_, i) => this.at(start + i)!);
  }
}
