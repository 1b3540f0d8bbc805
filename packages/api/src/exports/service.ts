import { assignmentHash, ENGINE_VERSION, type Certificate } from '@hexalign/engine';
import type { MultiPolygon } from 'geojson';
import { disruptionOf } from '../cli/sheetOf.ts';
import { measuresOf } from '../datasets/judgeRow.ts';
import type { Datasets } from '../datasets/service.ts';
import type { Db } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { lastSolve } from '../jobs/store.ts';
import { findPlan } from '../plans/store.ts';
import type { OpenScenario, Scenarios } from '../scenarios/service.ts';
import { compact } from '../solving/demand.ts';
import type { UnitSets } from '../units/service.ts';
import { accountsCsv } from './accountsCsv.ts';
import { certificateJson } from './certificateJson.ts';
import { inPieces } from './csvLine.ts';
import { planJson } from './planJson.ts';
import type { PlanSheet } from './planSheet.ts';
import { rejectedCsv } from './rejectedCsv.ts';
import { territoriesGeojson } from './territoriesGeojson.ts';
import { unitsCsv } from './unitsCsv.ts';
import { zipped, type ZipFile } from './zipped.ts';

/** A download: its pieces, and what to call it. */
export interface Download {
  readonly pieces: Iterable<string> | AsyncIterable<Uint8Array>;
  readonly filename: string;
}

export interface Exports {
  accounts(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
  units(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
  territories(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
  plan(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
}

interface Deps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly units: UnitSets;
  readonly datasets: Datasets;
  readonly pool: EnginePool;
}

const UNASSIGNED = 0xffff;

/** Everything but the judgement and the reading of the file, which only some exports need. */
type Sheet = Omit<PlanSheet, 'certificate' | 'reading'> & { readonly name: string; readonly complete: boolean };

export function exports({ db, scenarios, units, datasets, pool }: Deps): Exports {
  async function sheetOf(actor: Actor, { row, doc }: OpenScenario): Promise<{ sheet: Sheet; judge: () => Promise<Certificate>; shapes: () => Promise<MultiPolygon[] | null> }> {
    const loaded = await units.load(actor.workspaceId, row.unit_set_id);
    const plan = await findPlan(db, actor.workspaceId, row.plan_id);
    if (plan === null) throw new AppError('plan.unknown');
    const { live, slots, demand } = compact(doc, loaded);
    const accounts = await units.allAccounts(actor.workspaceId, row.unit_set_id);
    const territories = live.map((slot) => ({ id: doc.territories[slot]!.id, name: doc.territories[slot]!.name }));
    const complete = !slots.includes(UNASSIGNED);
    const slotOfAccount = Uint16Array.from(accounts.units, (unit) => slots[unit]);
    const solved = await lastSolve(db, actor.workspaceId, row.plan_id);
    const columns = new Map(measuresOf(plan.mapping).map(({ name, column }) => [name, column]));
    const sheet: Sheet = {
      name: plan.name, complete, engineVersion: ENGINE_VERSION, seed: solved?.seed ?? 1, preset: solved?.preset ?? 'balanced',
      tolerance: Math.max(...demand.tolerance), region: plan.region, resolution: loaded.units.resolution,
      graph: loaded.graph, measures: loaded.measures, columns: loaded.measures.map(({ key }) => columns.get(key) ?? key),
      slots, territories, links: loaded.units.links, accounts, unitOfAccount: accounts.units, currentOfUnit: null,
      disruption: accounts.current && disruptionOf(loaded.measures.map(({ key }) => key), accounts.values, accounts.current, slotOfAccount, territories.map(({ id }) => id)),
      inputHash: (await datasets.read(actor, plan.dataset_id)).sha256, assignmentHash: assignmentHash(loaded.graph.fingerprint, slots),
    };
    return {
      sheet,
      judge: () => pool.run('certify', { demand, slots, links: loaded.units.links, names: territories.map(({ name }) => name) }),
      shapes: async () => (await pool.run('outline', { graph: loaded.shared, slots, k: live.length })) as MultiPolygon[] | null,
    };
  }

  async function listed(actor: Actor, scenarioId: string, seq: number | undefined): Promise<Sheet> {
    const { sheet } = await sheetOf(actor, await scenarios.open(actor.workspaceId, scenarioId, seq));
    if (sheet.complete) return sheet;
    // Units that nobody covers are listed with an empty territory.
    const none = sheet.territories.length;
    return { ...sheet, territories: [...sheet.territories, { id: '', name: '' }], slots: sheet.slots.map((slot) => (slot === UNASSIGNED ? none : slot)) };
  }

  return {
    async accounts(actor, scenarioId, seq) {
      const sheet = await listed(actor, scenarioId, seq);
      return { pieces: inPieces(accountsCsv(sheet as unknown as PlanSheet)), filename: `${fileName(sheet.name)}-accounts.csv` };
    },
    async units(actor, scenarioId, seq) {
      const sheet = await listed(actor, scenarioId, seq);
      return { pieces: inPieces(unitsCsv(sheet)), filename: `${fileName(sheet.name)}-units.csv` };
    },
    async territories(actor, scenarioId, seq) {
      const { sheet, judge, shapes } = await sheetOf(actor, await scenarios.open(actor.workspaceId, scenarioId, seq));
      return { pieces: territoriesGeojson({ ...sheet, certificate: await judge() }, await shapes()), filename: `${fileName(sheet.name)}-territories.geojson` };
    },
    async plan(actor, scenarioId, seq) {
      const open = await scenarios.open(actor.workspaceId, scenarioId, seq);
      const { sheet, judge, shapes } = await sheetOf(actor, open);
      if (!sheet.complete) throw new AppError('scenario.incomplete', { repair: 'Assign every unit, or take the single files.' });
      const plan = await findPlan(db, actor.workspaceId, open.row.plan_id);
      const read = await datasets.accounts(actor, plan!.dataset_id, plan!.mapping, plan!.request.region);
      const full: PlanSheet = { ...sheet, certificate: await judge(), reading: { mapping: plan!.mapping, decimal: read.decimal, counts: read.counts } };
      const outlines = await shapes();
      const files: ZipFile[] = [
        { name: 'accounts.csv', pieces: () => inPieces(accountsCsv(full)) },
        { name: 'rejected.csv', pieces: () => inPieces(rejectedCsv(read.problems)) },
        { name: 'territories.geojson', pieces: () => territoriesGeojson(full, outlines) },
        { name: 'units.csv', pieces: () => inPieces(unitsCsv(full)) },
        { name: 'plan.json', pieces: (hashes) => [planJson(full, hashes)] },
        { name: 'certificate.json', pieces: (hashes) => [certificateJson(full, hashes['plan.json'])] },
      ];
      return { pieces: zipped(files), filename: `${fileName(sheet.name)}.zip` };
    },
  };
}

/** A name that every file system takes. */
function fileName(name: string): string {
  return name.normalize('NFKD').replace(/[^\w -]+/g, '').trim().replace(/\s+/g, '-').slice(0, 60) || 'plan';
}
