import { createHash } from 'node:crypto';
import { fileOutline } from '@hexalign/engine';
import type { RowProblem } from '../../contract/datasets.ts';
import { InputError } from '../datasets/inputError.ts';
import { accountLine, accountsCsv, accountsHeader } from '../exports/accountsCsv.ts';
import { bordersCsv } from '../exports/bordersCsv.ts';
import { certificateJson } from '../exports/certificateJson.ts';
import { csvLine, inPieces } from '../exports/csvLine.ts';
import { planJson } from '../exports/planJson.ts';
import type { PlanSheet } from '../exports/planSheet.ts';
import { rejectedCsv } from '../exports/rejectedCsv.ts';
import { territoriesGeojson } from '../exports/territoriesGeojson.ts';
import { unitsCsv } from '../exports/unitsCsv.ts';
import type { PlanFolder } from './planFolder.ts';
import { openTable } from './readAccounts.ts';

/**
 * Writes every file of a plan and puts the folder in place.
 *
 * @param keepFrom the accounts file, whose other columns are copied; null = none
 * @returns hex SHA-256 of each file
 */
export async function writePlan(folder: PlanFolder, plan: PlanSheet, problems: readonly RowProblem[] | null, keepFrom: string | null): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  if (plan.accounts) files['accounts.csv'] = await folder.write('accounts.csv', keepFrom === null ? inPieces(accountsCsv(plan)) : accountsWithColumns(plan, keepFrom));
  if (!plan.accounts) files['borders.csv'] = await folder.write('borders.csv', inPieces(bordersCsv(plan.graph, plan.links)));
  if (problems) files['rejected.csv'] = await folder.write('rejected.csv', inPieces(rejectedCsv(problems)));
  files['territories.geojson'] = await folder.write('territories.geojson', territoriesGeojson(plan, fileOutline(plan.graph, plan.slots, plan.territories.length, plan.accounts?.lngLat)));
  files['units.csv'] = await folder.write('units.csv', inPieces(unitsCsv(plan)));
  const planHash = await folder.write('plan.json', [planJson(plan, files)]);
  const certificateHash = await folder.write('certificate.json', [certificateJson(plan, planHash)]);
  await folder.commit();
  return { 'plan.json': planHash, 'certificate.json': certificateHash, ...files };
}

/** Reads the input a second time for the columns that the plan does not know; it must not have changed meanwhile. */
async function* accountsWithColumns(plan: PlanSheet, path: string): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const table = await openTable(path, hash);
  const { mapping } = plan.reading!;
  const own = new Set([mapping.id, mapping.current, ...(mapping.place.kind === 'lngLat' ? [mapping.place.lat, mapping.place.lng] : []), ...plan.columns]);
  const positions = table.header.flatMap((name, position) => (own.has(name) ? [] : [position]));
  const changed = () => new InputError({ code: 'file.changed', where: path, expected: 'the file as it was a moment ago', found: 'another one', repair: 'Let nobody write to it and start again.' });
  let piece = csvLine(accountsHeader(plan, { header: positions.map((position) => table.header[position]) }));
  let account = 0;
  const { ids, rows } = plan.accounts!;
  for await (const { row, fields } of table.rows) {
    if (account >= rows.length || rows[account] !== row) continue;
    piece += accountLine(plan, account++, positions.map((position) => fields[position] ?? ''));
    if (piece.length > 1 << 16) {
      yield piece;
      piece = '';
    }
  }
  if (account !== ids.length || hash.digest('hex') !== plan.inputHash) throw changed();
  yield piece;
}
