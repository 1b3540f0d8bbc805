import type { RowProblem } from '../../contract/datasets.ts';
import { csvLine } from './csvLine.ts';

/** `rejected.csv`: `row,column,code,found,expected`, one line per reason, in the order of the file. */
export function* rejectedCsv(problems: Iterable<RowProblem>): Generator<string, void> {
  yield csvLine(['row', 'column', 'code', 'found', 'expected']);
  for (const { row, column, code, found, expected } of problems) yield csvLine([row, column, code, found, expected]);
}
