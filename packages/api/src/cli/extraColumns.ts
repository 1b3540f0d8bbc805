import { columnOf } from '../datasets/columnOf.ts';
import { isMissing } from '../datasets/parseNumber.ts';
import { openTable } from './readAccounts.ts';

/**
 * Texts of columns that only a demand asks for, read in a second pass.
 *
 * @param rows row in the file of every accepted account, ascending
 * @returns per column one text per account, trimmed; null where it is missing
 * @throws InputError `column.unknown` naming the option
 */
export async function extraColumns(path: string, rows: Uint32Array, asked: readonly { readonly column: string; readonly option: string }[]): Promise<(string | null)[][]> {
  if (asked.length === 0) return [];
  const table = await openTable(path);
  const positions = asked.map(({ column, option }) => columnOf(table.header, column, option));
  const texts = asked.map(() => new Array<string | null>(rows.length).fill(null));
  let account = 0;
  for await (const { row, fields } of table.rows) {
    if (account >= rows.length || rows[account] !== row) continue;
    positions.forEach((position, c) => {
      const text = fields[position] ?? '';
      texts[c][account] = isMissing(text) ? null : text.trim();
    });
    account++;
  }
  return texts;
}
