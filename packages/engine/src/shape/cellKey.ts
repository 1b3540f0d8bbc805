/**
 * H3 cells as numbers. Of the 64 bits of an index, the lower 52 hold the base cell (7 bits) and 15 digits of
 * 3 bits, coarsest first; digits finer than the cell's resolution are 7. They tell every cell from every other
 * cell of any resolution, and fit exactly into a double. The text of an index is `8`, its resolution in hex,
 * and these 52 bits as 13 hex digits (H3 documentation, "Index format").
 */

/** 2^45: what one base cell weighs. */
const BASE_WEIGHT = 0x200000000000;

/** 2^(45 - 3 r): what one step of digit r weighs. */
const DIGIT_WEIGHT = new Float64Array(16);
for (let resolution = 0, weight = BASE_WEIGHT; resolution < 16; resolution++, weight /= 8) DIGIT_WEIGHT[resolution] = weight;

const CELL_TEXT = /^8[0-9a-f]{14}$/;

/** Base cells around the 12 corners of the icosahedron, as flags. */
const PENTAGON_BASE = new Uint8Array(128);
for (const base of [4, 14, 24, 38, 49, 58, 63, 72, 83, 97, 107, 117]) PENTAGON_BASE[base] = 1;

/** The key of a cell given as text, not checked. */
export function keyOf(id: string): number {
  return Number.parseInt(id.slice(2), 16);
}

/** The resolution of a cell given as text, 0 to 15, not checked. */
export function resolutionOf(id: string): number {
  return Number.parseInt(id[1], 16);
}

/** The text of a cell. */
export function idOf(key: number, resolution: number): string {
  return `8${resolution.toString(16)}${key.toString(16).padStart(13, '0')}`;
}

/** A cell as two 32-bit words, low then high, which h3-js takes as well and without reading text. */
export function wordsOf(key: number, resolution: number): [number, number] {
  const high = Math.floor(key / 0x100000000);
  return [(key - high * 0x100000000) | 0, 0x08000000 | (resolution << 20) | high];
}

/** The cell of resolution `resolution` that holds a finer cell (or is it). */
export function ancestorKey(key: number, resolution: number): number {
  const weight = DIGIT_WEIGHT[resolution];
  return Math.floor(key / weight) * weight + (weight - 1);
}

/** The digit of a cell at a resolution, 0 to 6, or 7 where the cell is coarser. */
export function digitOf(key: number, resolution: number): number {
  return Math.floor(key / DIGIT_WEIGHT[resolution]) % 8;
}

/** The last `count` digits of a cell of a resolution, 10 at most, as one number of 3 bits each. */
export function digitsOf(key: number, resolution: number, count: number): number {
  return Math.floor(key / DIGIT_WEIGHT[resolution]) % (1 << (3 * count));
}

/** A child of a cell: `digit` (0 is the centre child) at resolution `resolution`, one finer than the cell. */
export function childKey(key: number, resolution: number, digit: number): number {
  return key - (7 - digit) * DIGIT_WEIGHT[resolution];
}

export function isPentagonBase(key: number): boolean {
  return PENTAGON_BASE[Math.floor(key / BASE_WEIGHT)] === 1;
}

/** Whether a cell is one of the 12 pentagons of its resolution: a centre all the way down from a pentagon's base cell. */
export function isPentagonKey(key: number, resolution: number): boolean {
  if (!isPentagonBase(key)) return false;
  for (let r = 1; r <= resolution; r++) if (digitOf(key, r) !== 0) return false;
  return true;
}

/** Whether a text is an H3 cell: well formed, digits in range, and not in the sixth of a pentagon that does not exist. */
export function isCell(id: string): boolean {
  if (!CELL_TEXT.test(id)) return false;
  const key = keyOf(id);
  const resolution = resolutionOf(id);
  if (Math.floor(key / BASE_WEIGHT) > 121) return false;
  let leading = true;
  const pentagon = isPentagonBase(key);
  for (let r = 1; r <= 15; r++) {
    const digit = digitOf(key, r);
    if (r > resolution ? digit !== 7 : digit === 7) return false;
    if (leading && digit !== 0 && digit !== 7) {
      if (pentagon && digit === 1) return false;
      leading = false;
    }
  }
  return true;
}
