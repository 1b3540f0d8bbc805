import { InputError } from '../datasets/inputError.ts';
import { parseNumber, isMissing } from '../datasets/parseNumber.ts';
import type { AskedDemands } from './demandOptions.ts';
import { openTable } from './readAccounts.ts';
import { wrongOption } from './wrongOption.ts';

/** What a table with a row per territory demands. */
export interface TerritoryTable extends Pick<AskedDemands, 'shares' | 'bounds' | 'homes' | 'locks' | 'inPieces'> {
  /** All territories it names, in its order. */
  readonly names: readonly string[];
}

const PLAIN = ['share', 'lng', 'lat', 'leash_km', 'reach_km', 'lock', 'in_pieces'] as const;

/**
 * Reads `--table`: a column `territory`, and any of `share`, `share:MEASURE`, `min:MEASURE`, `max:MEASURE`, `lng` and `lat`,
 * `leash_km`, `reach_km`, `lock` and `in_pieces` (yes or no). Empty cells demand nothing.
 *
 * @throws InputError with the row and column that is wrong
 */
export async function readTerritoryTable(path: string): Promise<TerritoryTable> {
  const table = await openTable(path).catch((error: unknown) => {
    throw error instanceof InputError && error.fault.where.startsWith('the accounts file') ? new InputError({ ...error.fault, where: `--table ${path}` }, error.details) : error;
  });
  const header = table.header.map((name) => name.trim());
  const where = `--table ${path}`;
  const odd = header.find((name) => name !== 'territory' && !(PLAIN as readonly string[]).includes(name) && !/^(share|min|max):.+/.test(name));
  if (odd !== undefined) throw wrongOption(where, `columns territory, ${PLAIN.join(', ')}, share:MEASURE, min:MEASURE, max:MEASURE`, `"${odd}"`, 'Rename it or leave it out.');
  if (!header.includes('territory')) throw wrongOption(where, 'a column "territory"', header.map((name) => `"${name}"`).join(', '), 'Name the territories in it.');
  if (header.includes('lng') !== header.includes('lat')) throw wrongOption(where, 'both "lng" and "lat", or neither', 'one of them', 'Add the other column.');
  const shares: TerritoryTable['shares'][number][] = [];
  const bounds: TerritoryTable['bounds'][number][] = [];
  const homes: TerritoryTable['homes'][number][] = [];
  const locks: string[] = [];
  const inPieces: string[] = [];
  const names: string[] = [];
  for await (const { row, fields } of table.rows) {
    const text = (column: string): string => (fields[header.indexOf(column)] ?? '').trim();
    const territory = text('territory');
    const at = (column: string): string => `${where}, row ${row}, ${column}`;
    if (territory === '') throw wrongOption(at('territory'), 'a name', 'none', 'Give every row its territory.');
    if (names.includes(territory)) throw wrongOption(at('territory'), 'each territory once', `"${territory}" twice`, 'Leave one of the rows out.');
    names.push(territory);
    const number = (column: string, low: number, high: number): number | undefined => {
      if (!header.includes(column) || isMissing(text(column))) return undefined;
      const value = parseNumber(text(column), table.dialect.decimal);
      if (value === null || !(value >= low && value <= high)) throw wrongOption(at(column), `a number from ${low} to ${high}`, `"${text(column)}"`, 'Mend the table and try again.');
      return value;
    };
    const yes = (column: string): boolean => {
      if (!header.includes(column) || /^(|no|n|0|false)$/i.test(text(column))) return false;
      if (!/^(yes|y|1|true|x)$/i.test(text(column))) throw wrongOption(at(column), 'yes or no', `"${text(column)}"`, 'Mend the table and try again.');
      return true;
    };
    for (const column of header) {
      const measure = column.slice(column.indexOf(':') + 1);
      if (column === 'share' || column.startsWith('share:')) {
        const share = number(column, 1e-6, 1e6);
        if (share !== undefined) shares.push({ territory, measure: column === 'share' ? null : measure, share, where: at(column) });
      } else if (column.startsWith('min:') || column.startsWith('max:')) {
        const value = number(column, 0, 1e15);
        if (value !== undefined) bounds.push({ territory, measure, [column.slice(0, 3)]: value, where: at(column) });
      }
    }
    const [lng, lat, leashKm, reachKm] = [number('lng', -180, 180), number('lat', -90, 90), number('leash_km', 1e-3, 20_040), number('reach_km', 1e-3, 20_040)];
    if ((lng === undefined) !== (lat === undefined)) throw wrongOption(at(lng === undefined ? 'lng' : 'lat'), 'both coordinates of a home, or neither', 'one of them', 'Mend the table and try again.');
    if (lng !== undefined && lat !== undefined) homes.push({ territory, lng, lat, ...(leashKm === undefined ? {} : { leashKm }), ...(reachKm === undefined ? {} : { reachKm }) });
    else if (leashKm !== undefined || reachKm !== undefined) throw wrongOption(at(leashKm === undefined ? 'reach_km' : 'leash_km'), 'a home to measure from', 'none', 'Add lng and lat.');
    if (yes('lock')) locks.push(territory);
    if (yes('in_pieces')) inPieces.push(territory);
  }
  if (names.length === 0) throw wrongOption(where, 'a row per territory', 'a header alone', 'Check the export.');
  return { names, shares, bounds, homes, locks, inPieces };
}
