import { EngineError } from '../base/errors.ts';

/**
 * H3 index arithmetic on two small integers, since 64-bit numbers are slow in JavaScript.
 *
 * An H3 cell is `0 0001 000 | resolution (4 bits) | base cell (7) | 15 digits (3 each)`. `hi` holds resolution, base
 * cell and digits 1-5 (26 bits), `lo` digits 6-15 (30 bits), so that no digit is cut in two. Sorting by (hi, lo)
 * is sorting by the text of the index.
 */

/** The seven directions of a hexagon, by H3 digit, as `a + b * w` with w the cube root of unity: i = 1, j = w, k = -1 - w. */
const DIRECTIONS: readonly (readonly [number, number])[] = [[0, 0], [-1, -1], [0, 1], [-1, 0], [1, 0], [0, -1], [1, 1]];

/** Base cells whose middle is a pentagon: one of their digits is missing and their axes turn, so steps there are left to h3-js. */
const PENTAGON_BASES: ReadonlySet<number> = new Set([4, 14, 24, 38, 49, 58, 63, 72, 83, 97, 107, 117]);
const IS_PENTAGON_BASE = Uint8Array.from({ length: 128 }, (_, base) => Number(PENTAGON_BASES.has(base)));

/**
 * What a step does to one digit: `STEP[odd * 64 + digit * 8 + direction] = new digit * 8 + step of the parent`.
 *
 * A child lies at `parent * alpha + digit` where alpha has norm 7: 2 - w at odd resolutions, 3 + w at even
 * ones. So a step is addition with carry, and the table follows from arithmetic alone.
 */
const STEP = stepTable();

function stepTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (const odd of [0, 1]) {
    const [p, q] = odd ? [2, -1] : [3, 1];
    for (let digit = 0; digit < 7; digit++) {
      for (let direction = 0; direction < 7; direction++) {
        const a = DIRECTIONS[digit][0] + DIRECTIONS[direction][0];
        const b = DIRECTIONS[digit][1] + DIRECTIONS[direction][1];
        for (let carry = 0; carry < 7; carry++) {
          const [c, d] = DIRECTIONS[carry];
          // (c + d w)(p + q w) with w * w = -1 - w
          const restA = a - (c * p - d * q);
          const restB = b - (c * q + d * p - d * q);
          const rest = DIRECTIONS.findIndex(([x, y]) => x === restA && y === restB);
          if (rest >= 0) table[odd * 64 + digit * 8 + direction] = rest * 8 + carry;
        }
      }
    }
  }
  return table;
}

/** A cell that can be moved about without allocating. */
export class CellCursor {
  hi = 0;
  lo = 0;

  /**
   * Goes to a cell.
   *
   * @throws EngineError `cell.invalid` when the text is no canonical H3 cell index
   */
  read(id: string): this {
    let top = 0;
    let low = 0;
    let bad = id.length === 15 && id.charCodeAt(0) === 56 ? 0 : 1;
    for (let i = 1; i < 7; i++) {
      const nibble = NIBBLES[id.charCodeAt(i) & 127];
      bad |= nibble & 16;
      top = (top << 4) | nibble;
    }
    for (let i = 7; i < 15; i++) {
      const nibble = NIBBLES[id.charCodeAt(i) & 127];
      bad |= nibble & 16;
      low = (low << 4) | nibble;
    }
    this.hi = (top << 2) | (low >>> 30);
    this.lo = low & 0x3fffffff;
    if (bad !== 0 || !this.valid()) {
      throw new EngineError('cell.invalid', `${JSON.stringify(id)} is no H3 cell; expected 15 lower-case hexadecimal digits such as "85283473fffffff".`, id);
    }
    return this;
  }

  /** A number that sorts as the text does among cells of one resolution: base cell and digits, 52 bits. */
  key(): number {
    return (this.hi & 0x3fffff) * 0x40000000 + this.lo;
  }

  /** Goes to the cell of a key. */
  at(key: number, resolution: number): this {
    const low = key % 0x40000000;
    this.hi = (resolution << 22) | ((key - low) / 0x40000000);
    this.lo = low;
    return this;
  }

  resolution(): number {
    return this.hi >>> 22;
  }

  baseCell(): number {
    return (this.hi >>> 15) & 127;
  }

  /** Digit at a resolution, 1 to 15; 7 beyond the cell's own. */
  digit(resolution: number): number {
    return resolution <= 5 ? (this.hi >>> (15 - 3 * resolution)) & 7 : (this.lo >>> (45 - 3 * resolution)) & 7;
  }

  setDigit(resolution: number, digit: number): void {
    if (resolution <= 5) {
      const shift = 15 - 3 * resolution;
      this.hi = (this.hi & ~(7 << shift)) | (digit << shift);
    } else {
      const shift = 45 - 3 * resolution;
      this.lo = (this.lo & ~(7 << shift)) | (digit << shift);
    }
  }

  /** Goes to the parent of a cell that is not at resolution 0. */
  up(): void {
    this.setDigit(this.hi >>> 22, 7);
    this.hi -= 1 << 22;
  }

  /** Goes to a child, `digit` 0 (the middle one) to 6. In a pentagon's middle digit 1 does not exist: see `hasChild`. */
  down(digit: number): void {
    this.hi += 1 << 22;
    this.setDigit(this.hi >>> 22, digit);
  }

  /** False for the one child that the middle of a pentagon lacks. */
  hasChild(digit: number): boolean {
    if (digit !== 1 || IS_PENTAGON_BASE[this.baseCell()] === 0) return true;
    for (let r = 1; r <= this.hi >>> 22; r++) if (this.digit(r) !== 0) return true;
    return false;
  }

  inPentagonBase(): boolean {
    return IS_PENTAGON_BASE[this.baseCell()] === 1;
  }

  /**
   * Goes to the neighbour in a direction, 1 to 6. Only for cells outside the base cells of pentagons.
   *
   * @returns false when the step leaves the base cell; the cursor is then nowhere
   */
  step(direction: number): boolean {
    let carry = direction;
    for (let r = this.hi >>> 22; r > 0; r--) {
      const entry = STEP[((r & 1) << 6) | (this.digit(r) << 3) | carry];
      this.setDigit(r, entry >>> 3);
      carry = entry & 7;
      if (carry === 0) return true;
    }
    return false;
  }

  /** The text of the index. */
  id(): string {
    const top = this.hi >>> 2;
    const low = ((this.hi << 30) | this.lo) >>> 0;
    return '8' + top.toString(16).padStart(6, '0') + low.toString(16).padStart(8, '0');
  }

  private valid(): boolean {
    const resolution = this.hi >>> 22;
    const base = this.baseCell();
    if (base > 121) return false;
    let leading = IS_PENTAGON_BASE[base] === 1;
    for (let r = 1; r <= 15; r++) {
      const digit = this.digit(r);
      if ((digit === 7) !== (r > resolution)) return false;
      if (leading && digit !== 0 && r <= resolution) {
        if (digit === 1) return false;
        leading = false;
      }
    }
    return true;
  }
}

/** Value of a hexadecimal digit by character code; 16 marks anything else, capitals included. */
const NIBBLES = Uint8Array.from({ length: 128 }, (_, code) => {
  const at = '0123456789abcdef'.indexOf(String.fromCharCode(code));
  return at < 0 ? 16 : at;
});
