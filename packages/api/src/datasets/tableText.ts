import { csvLine } from '../exports/csvLine.ts';

/** A table of another format as delimited text. */
export interface TableText {
  /** UTF-8, to be read with `TABLE_DIALECT`. */
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
  /** What was chosen or left out, one sentence each. */
  readonly notes: readonly string[];
}

const PART_CHARACTERS = 1 << 20;

/** Collects lines of delimited text in parts of about a megabyte. */
export class TableWriter {
  private readonly parts: Uint8Array<ArrayBuffer>[] = [];
  private waiting: string[] = [];
  private length = 0;

  /** Adds a row; an empty one becomes a blank line, so that rows keep their numbers. */
  add(cells: readonly string[]): void {
    const line = cells.every((cell) => cell === '') ? '\n' : csvLine(cells);
    this.waiting.push(line);
    this.length += line.length;
    if (this.length >= PART_CHARACTERS) this.flush();
  }

  /** All of it; nothing is added afterwards. */
  end(notes: readonly string[] = []): TableText {
    this.flush();
    return { parts: this.parts, notes };
  }

  private flush(): void {
    if (this.waiting.length > 0) this.parts.push(new TextEncoder().encode(this.waiting.join('')));
    this.waiting = [];
    this.length = 0;
  }
}

/** A number as digits without an exponent, so that an id of many digits stays one; the dust of binary fractions is left out. */
export function digits(text: string): string {
  const value = text.trim();
  if (/^[-+]?\d+$/.test(value)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const short = String(Number(number.toPrecision(15)));
  const exponent = /^(-?)(\d+)(?:\.(\d+))?e([-+]\d+)$/.exec(short);
  if (!exponent) return short;
  const [, sign, whole, fraction = '', power] = exponent;
  const point = whole.length + Number(power);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return point >= all.length ? `${sign}${all}${'0'.repeat(point - all.length)}` : `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}
