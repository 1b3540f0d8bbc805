/** One line of RFC 4180, line feed included; texts stay byte for byte, quoted where they must be. */
export function csvLine(fields: readonly (string | number)[]): string {
  let line = '';
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i];
    const text = typeof field === 'number' ? numberText(field) : field;
    if (i > 0) line += ',';
    line += /[",\n\r]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
  }
  return `${line}\n`;
}

/** A number as short as it reads back the same, without an exponent for everyday sizes. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? '0' : String(value);
}

/** Drops what binary fractions add: 0.1 + 0.2 is 0.3. Exact for integers below 2^53. */
export function tidy(value: number): number {
  return Number.isSafeInteger(value) ? value + 0 : Number(value.toPrecision(15));
}

/** Length of a piece worth writing. */
export const PIECE_CHARACTERS = 1 << 16;

/** Joins lines into pieces worth writing. */
export function* inPieces(lines: Iterable<string>, size = PIECE_CHARACTERS): Generator<string, void> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length >= size) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
