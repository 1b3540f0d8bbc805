import type { FieldMap } from '../../contract/crmMaps.ts';
import type { Datasets } from '../datasets/service.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { PresentRows } from './step.ts';
import { columnsOf } from './systems.ts';

/**
 * Reads tables of a system that somebody exported from it.
 *
 * @throws AppError `publication.present` for a table without a column of ids
 */
export async function presentFiles(datasets: Pick<Datasets, 'table'>, actor: Actor, map: FieldMap, files: readonly { readonly table: string; readonly datasetId: string }[], idColumn: (table: string) => string): Promise<PresentRows> {
  const known = new Map(columnsOf(map).map((column) => [column.toLowerCase(), column]));
  const present: Record<string, Record<string, string>[]> = {};
  for (const [i, { table, datasetId }] of files.entries()) {
    const { table: { header, rows } } = await datasets.table(actor, datasetId);
    const names = header.map((name) => known.get(name.trim().toLowerCase()) ?? name.trim());
    const wanted = idColumn(table);
    if (!names.includes(wanted)) {
      await rows.return();
      throw new AppError('publication.present', { where: `body.present.${i}`, expected: `a column ${wanted} in the export of ${table}`, found: header.slice(0, 20).join(', ') });
    }
    const read: Record<string, string>[] = [];
    for await (const { fields } of rows) read.push(Object.fromEntries(names.map((name, c) => [name, fields[c] ?? ''])));
    present[table] = [...(present[table] ?? []), ...read];
  }
  return present;
}
