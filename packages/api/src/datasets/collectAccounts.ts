import type { RowProblem } from '../../contract/datasets.ts';
import { Column } from './growing.ts';
import { judgeRow, type Judge } from './judgeRow.ts';
import type { CsvRow } from './readCsv.ts';

/** Accepted accounts column by column, in the order of the file. */
export interface AccountTable {
  readonly ids: readonly string[];
  /** Row of each in the file. */
  readonly rows: Uint32Array;
  /** 2 per account, `[lng, lat]` in degrees. */
  readonly lngLat: Float64Array;
  /** One array per measure. */
  readonly values: readonly Float64Array[];
  /** Today's territory of each; null when the file names none. */
  readonly current: readonly (string | null)[] | null;
  /** 1 where the place is that of a neighbouring postal code. */
  readonly approximate: Uint8Array;
}

/** What became of the rows: `rows = accepted + rejected + filtered`, always. */
export interface RowCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly filtered: number;
}

export interface Collected {
  readonly accounts: AccountTable;
  /** Every reason, in the order of the file; a row may have several. */
  readonly problems: readonly RowProblem[];
  readonly counts: RowCounts;
}

/**
 * Reads a whole table into columns.
 *
 * @param onRow told every 4,096 rows how many were read
 */
export async function collectAccounts(rows: AsyncIterable<CsvRow>, judge: Judge, onRow?: (rows: number) => void | Promise<void>): Promise<Collected> {
  const ids: string[] = [];
  const numbers = new Column();
  const lngLat = new Column();
  const values = judge.measures.map(() => new Column());
  const current: (string | null)[] | null = judge.positions.current < 0 ? null : [];
  const approximate = new Column();
  const problems: RowProblem[] = [];
  const counts = { rows: 0, accepted: 0, rejected: 0, filtered: 0 };
  for await (const row of rows) {
    const judged = judgeRow(judge, row);
    counts.rows++;
    if (judged.kind === 'filtered') counts.filtered++;
    else if (judged.kind === 'rejected') {
      counts.rejected++;
      for (const problem of judged.problems) problems.push(problem);
    } else {
      const { account } = judged;
      counts.accepted++;
      ids.push(account.id);
      numbers.push(account.row);
      lngLat.push(account.lng);
      lngLat.push(account.lat);
      for (let m = 0; m < values.length; m++) values[m].push(account.values[m]);
      current?.push(account.current);
      approximate.push(account.approximate ? 1 : 0);
    }
    if (onRow && counts.rows % 4096 === 0) await onRow(counts.rows);
  }
  return {
    accounts: { ids, rows: Uint32Array.from(numbers.taken()), lngLat: lngLat.taken(), values: values.map((column) => column.taken()), current, approximate: Uint8Array.from(approximate.taken()) },
    problems,
    counts,
  };
}
