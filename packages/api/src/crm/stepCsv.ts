import { csvLine } from '../exports/csvLine.ts';
import type { CrmRow, CrmStep } from './step.ts';

/** What Salesforce reads as taking a value away. */
const NOTHING = '#N/A';

/**
 * The rows of a step as CSV, header first. A value that is taken away is said so; one that is merely empty says nothing.
 *
 * @param form `load` for a person's hands: prose that a spreadsheet would run as a formula begins with an apostrophe, while ids and
 *   keys stay byte for byte; `bulk` for the interface: everything as it is
 */
export function* stepCsv({ columns, prose }: Pick<CrmStep, 'columns' | 'prose'>, rows: Iterable<CrmRow>, form: 'load' | 'bulk'): Generator<string, void> {
  yield csvLine(columns);
  const plain = new Set(form === 'load' ? prose : []);
  for (const { values, cleared } of rows) {
    yield csvLine(columns.map((column) => {
      const value = values[column] ?? '';
      if (value === '') return cleared?.includes(column) ? NOTHING : '';
      return plain.has(column) ? plainText(value) : value;
    }));
  }
}

/** A text that no spreadsheet takes for a formula; numbers, negative ones too, stay numbers. */
export function plainText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)*$/.test(text) ? `'${text}` : text;
}
