import { InputError } from '../datasets/inputError.ts';
import { openTable } from './readAccounts.ts';
import { wrongOption } from './wrongOption.ts';

/**
 * Reads `--segments`: a table with a column `id` of accounts and a column `segments`, several of one account separated by semicolons or
 * in rows of their own.
 *
 * @returns segments by the id of the account
 * @throws InputError with what is wrong with the table
 */
export async function readSegments(path: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const where = `--segments ${path}`;
  const table = await openTable(path).catch((error: unknown) => {
    throw error instanceof InputError && error.fault.where.startsWith('the accounts file') ? new InputError({ ...error.fault, where }, error.details) : error;
  });
  const header = table.header.map((name) => name.trim().toLowerCase());
  const [id, segments] = [header.indexOf('id'), header.indexOf('segments')];
  if (id < 0 || segments < 0) throw wrongOption(where, 'columns "id" and "segments"', table.header.map((name) => `"${name}"`).join(', '), 'Rename the columns.');
  const found = new Map<string, string[]>();
  for await (const { fields } of table.rows) {
    const own = (fields[segments] ?? '').split(';').map((name) => name.trim()).filter(Boolean);
    const account = (fields[id] ?? '').trim();
    if (own.length > 0) found.set(account, [...(found.get(account) ?? []), ...own]);
  }
  return found;
}
