import type { RowCounts } from './collectAccounts.ts';
import { Column, Texts, type TextList } from './growing.ts';
import { judgeRow, type Judge } from './judgeRow.ts';
import type { CsvRow } from './readCsv.ts';

/** Accepted accounts column by column, in the order of the file, packed: a million of them take some 100 MB. */
export interface PackedTable {
  readonly ids: TextList;
  /** An account without a name is called by its id. */
  readonly names: TextList;
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

/**
 * Reads the accounts of a table into packed columns.
 *
 * @param onRow told every 4,096 rows how many were read
 */
export async function packTable(source: AsyncIterable<CsvRow>, judge: Judge, onRow?: (rows: number) => void): Promise<{ readonly accounts: PackedTable; readonly counts: RowCounts }> {
  const [ids, names] = [new Texts(), new Texts()];
  const [rows, lngLat, approximate] = [new Column(), new Column(), new Column()];
  const values = judge.measures.map(() => new Column());
  const current: (string | null)[] | null = judge.positions.current < 0 ? null : [];
  // Territories are few: all accounts of one share its text.
  const shared = new Map<string, string>();
  const counts = { rows: 0, accepted: 0, rejected: 0, filtered: 0 };
  for await (const row of source) {
    const judged = judgeRow(judge, row);
    counts.rows++;
    if (onRow && counts.rows % 4096 === 0) onRow(counts.rows);
    if (judged.kind !== 'account') {
      counts[judged.kind]++;
      continue;
    }
    const { account } = judged;
    counts.accepted++;
    ids.push(account.id);
    names.push(account.name ?? account.id);
    rows.push(account.row);
    lngLat.push(account.lng);
    lngLat.push(account.lat);
    account.values.forEach((value, m) => values[m].push(value));
    approximate.push(account.approximate ? 1 : 0);
    if (current === null) continue;
    const name = account.current;
    if (name !== null && !shared.has(name)) shared.set(name, name);
    current.push(name === null ? null : shared.get(name)!);
  }
  return { accounts: { ids, names, rows: Uint32Array.from(rows.taken()), lngLat: lngLat.taken(), values: values.map((column) => column.taken()), current, approximate: Uint8Array.from(approximate.taken()) }, counts };
}
