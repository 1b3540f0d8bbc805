import { safeCell } from '../../contract/safeCell.ts';
import { csvLine } from './csvLine.ts';

/** A line of a table that people open in a spreadsheet. What machines read byte for byte is written with `csvLine`. */
export function sheetLine(fields: readonly (string | number)[]): string {
  return csvLine(fields.map((field) => (typeof field === 'string' ? safeCell(field) : field)));
}
