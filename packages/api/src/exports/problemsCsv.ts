import { csvLine, PIECE_CHARACTERS } from './csvLine.ts';

/** What is wrong with one cell of a list. */
interface CellProblem {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly found: string;
  readonly expected: string;
}

/** The same as `rejected.csv`, of problems that are told while the list is read, in pieces worth writing. */
export async function* problemsCsv(problems: AsyncIterable<CellProblem>): AsyncGenerator<string, void> {
  let piece = csvLine(['row', 'column', 'code', 'found', 'expected']);
  for await (const { row, column, code, found, expected } of problems) {
    piece += csvLine([row, column, code, found, expected]);
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
