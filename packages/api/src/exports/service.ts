import type { RowProblem } from '../../contract/datasets.ts';
import type { ReadAccounts } from '../datasets/service.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { accountsCsv } from './accountsCsv.ts';
import { inPieces } from './csvLine.ts';
import type { Download } from './download.ts';
import { fileExports, type FileDeps, type FileExports } from './fileExports.ts';
import { fileName } from './fileName.ts';
import { openSheet, shownTo } from './openedSheet.ts';
import { sheetLine } from './sheetLine.ts';
import { unitsCsv } from './unitsCsv.ts';

export interface Exports extends FileExports {
  accounts(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
  units(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
  territories(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
  plan(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
}

const UNASSIGNED = 0xffff;

export function exports(deps: FileDeps): Exports {
  const { datasets, pool } = deps;
  return {
    ...fileExports(deps),
    async accounts(actor, scenarioId, seq) {
      const { plan, sheet, loaded } = shownTo(actor, await openSheet(deps, actor, scenarioId, seq));
      return { bytes: inPieces(accountsCsv({ ...sheet, graph: loaded.graph }, sheetLine)), filename: `${fileName(plan.name)}-accounts.csv` };
    },
    async units(actor, scenarioId, seq) {
      const { plan, sheet, loaded } = shownTo(actor, await openSheet(deps, actor, scenarioId, seq));
      return { bytes: inPieces(unitsCsv({ ...sheet, graph: loaded.graph }, sheetLine)), filename: `${fileName(plan.name)}-units.csv` };
    },
    async territories(actor, scenarioId, seq) {
      const { plan, sheet, demand, loaded } = await openSheet(deps, actor, scenarioId, seq);
      return { bytes: await pool.run('exportPlan', { demand, sheet, problems: null, areas: loaded.areas }), filename: `${fileName(plan.name)}-territories.geojson` };
    },
    async plan(actor, scenarioId, seq) {
      const { plan, sheet, demand, loaded } = await openSheet(deps, actor, scenarioId, seq);
      if (sheet.slots.includes(UNASSIGNED)) throw new AppError('scenario.incomplete', { repair: 'Assign every unit, or take the single files.' });
      const source = [actor, plan.dataset_id, plan.mapping, plan.request.region] as const;
      const { counts, decimal, problems: told } = await datasets.rejected(...source);
      const problems: RowProblem[] = [];
      // A rejected row holds whatever somebody wrote into it.
      for await (const problem of told) problems.push(actor.veil === undefined ? problem : { ...problem, found: '' });
      const outside = loaded.units.layer === null ? [] : outsideRows((await datasets.accounts(...source)).accounts, new Set(sheet.accounts!.ids), loaded.units.layer);
      const reading = { mapping: plan.mapping, decimal, counts: { ...counts, accepted: counts.accepted - outside.length, rejected: counts.rejected + outside.length } };
      return { bytes: await pool.run('exportPlan', { demand, sheet: { ...sheet, reading }, problems: [...problems, ...outside].sort((a, b) => a.row - b.row), areas: loaded.areas }), filename: `${fileName(plan.name)}.zip` };
    },
  };
}

/** Rows whose account lies in no area of a layer are rejected, too. */
function outsideRows({ ids, rows, lngLat }: ReadAccounts['accounts'], inside: ReadonlySet<string>, layer: string): RowProblem[] {
  return Array.from(rows).flatMap((row, i): RowProblem[] => (inside.has(ids.at(i)!) ? [] : [{ row, column: '', code: 'place.outside_layer', found: `${lngLat[2 * i]}, ${lngLat[2 * i + 1]}`, expected: `a place in an area of ${layer}` }]));
}
