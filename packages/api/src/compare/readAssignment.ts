import type { Dataset } from '../../contract/datasets.ts';
import type { CsvRow, CsvTable } from '../datasets/readCsv.ts';
import { AppError } from '../http/appError.ts';

/** Who has what, by a list: one key and one territory per row. */
export interface Assignment {
  readonly by: 'account' | 'cell' | 'postal';
  readonly column: string;
  readonly territoryColumn: string;
  readonly rows: readonly { readonly row: number; readonly key: string; readonly territory: string }[];
}

const TERRITORY = /^(territor|gebiet|terr\b|owner|assigned|sales ?territory)/i;
const POSTAL = /^(postal|postcode|post code|zip|plz|postleitzahl)/i;
/** Rows by which columns are told apart. */
const LOOKED_AT = 1000;

/**
 * Finds out what a list gives to whom: its territories by their heading, and its keys by what they are, accounts or units of the plan;
 * else by a heading of postal codes.
 *
 * @param known whether the plan has an account, or a unit, of that id
 * @throws AppError `compare.file`
 */
export async function readAssignment({ header, rows }: CsvTable, guess: Dataset['guess'], known: { account(id: string): boolean; unit(id: string): boolean }, where: string): Promise<Assignment> {
  const all: CsvRow[] = [];
  for await (const row of rows) all.push(row);
  const headed = header.findIndex((name) => TERRITORY.test(name));
  const territoryAt = headed >= 0 ? headed : header.indexOf(guess.currentColumns[0] ?? '');
  const refuse = (expected: string): AppError => new AppError('compare.file', { where, expected, found: `columns ${header.slice(0, 12).join(', ')}`, repair: 'Head the column of territories “territory”, and the other one “id”, “cell” or “postal”.' });
  if (territoryAt < 0) throw refuse('a column of territories');
  const sample = all.slice(0, LOOKED_AT);
  const best = (fits: (text: string) => boolean): { at: number; hits: number } =>
    header.reduce((found, _, at) => {
      const hits = at === territoryAt ? 0 : sample.reduce((sum, { fields }) => sum + (fits((fields[at] ?? '').trim()) ? 1 : 0), 0);
      return hits > found.hits ? { at, hits } : found;
    }, { at: -1, hits: 0 });
  const [account, unit] = [best(known.account), best(known.unit)];
  const postalAt = header.findIndex((name, at) => at !== territoryAt && POSTAL.test(name));
  const many = sample.length / 2;
  const [by, at] = account.hits >= many ? (['account', account.at] as const) : unit.hits >= many ? (['cell', unit.at] as const) : postalAt >= 0 ? (['postal', postalAt] as const)
    : account.hits > 0 ? (['account', account.at] as const) : (['cell', unit.at] as const);
  if (at < 0) throw refuse('a column of accounts, cells or postal codes of this plan');
  return { by, column: header[at], territoryColumn: header[territoryAt], rows: all.map(({ row, fields }) => ({ row, key: (fields[at] ?? '').trim(), territory: (fields[territoryAt] ?? '').trim() })) };
}
