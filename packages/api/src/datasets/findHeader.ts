/** Records that are enough to tell a header from what stands above it. */
export const HEADER_RECORDS = 30;

/** A header is at least so full as an ordinary row, by this share: a title or a day of export above it is not. */
const FULL = 0.6;

/** A line of the file, by its number, cut into fields. */
interface Line {
  readonly row: number;
  readonly fields: readonly string[];
}

/** Where a table begins. */
export interface FoundHeader {
  /** Position of the header among the records; null where there is none. */
  readonly header: number | null;
  /** Position of the first row of data. */
  readonly data: number;
  /** What to tell of it; null when the first line is the header, as usual. */
  readonly note: string | null;
}

/** Finds the header among the first records that are not blank. */
export function findHeader(records: readonly Line[]): FoundHeader {
  const filled = records.map(({ fields }) => fields.filter((field) => field.trim() !== '').length);
  const usual = [...filled].sort((a, b) => a - b)[filled.length >> 1];
  const at = Math.max(0, filled.findIndex((count) => count >= Math.max(usual > 1 ? 2 : 1, FULL * usual)));
  const above = at === 0 ? null : `${at === 1 ? 'A line' : `${at} lines`} above the table ${at === 1 ? 'was' : 'were'} passed over; it begins in row ${records[at].row}.`;
  if (records.length > at + 1 && looksLikeData(records[at].fields)) {
    return { header: null, data: at, note: [above, 'There is no header line; columns are called by their position.'].filter(Boolean).join(' ') };
  }
  return { header: at, data: at + 1, note: above };
}

/** Names of columns may be years, but not mostly numbers, and never numbers with a fraction. */
function looksLikeData(fields: readonly string[]): boolean {
  const cells = fields.map((field) => field.trim()).filter((field) => field !== '');
  const numbers = cells.filter((cell) => /^[-+]?\d+([.,]\d+)?$/.test(cell));
  return numbers.some((cell) => /[.,]/.test(cell)) || numbers.length * 2 > cells.length;
}
