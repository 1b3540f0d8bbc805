import { assignmentHash, ENGINE_VERSION } from '@hexalign/engine';
import type { RowProblem } from '../../contract/datasets.ts';
import { shownMeasures } from '../access/money.ts';
import { disruptionOf } from './disruptionOf.ts';
import { measuresOf } from '../datasets/judgeRow.ts';
import type { Datasets, ReadAccounts } from '../datasets/service.ts';
import type { Demand, ExportArgs } from '../engine/methods.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs } from '../jobs/service.ts';
import type { Plans } from '../plans/service.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { slotsOfAccounts } from '../scenarios/standing.ts';
import { demandOf } from '../solving/demand.ts';
import type { PlanDemands } from '../solving/planDemands.ts';
import type { LoadedUnits, UnitSets } from '../units/service.ts';
import { accountsCsv } from './accountsCsv.ts';
import { inPieces } from './csvLine.ts';
import { unitsCsv } from './unitsCsv.ts';

/** A download, whole or in pieces, and what to call it. */
export interface Download {
  readonly bytes: Uint8Array | Iterable<string>;
  readonly filename: string;
}

export interface Exports {
  accounts(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
  units(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
  territories(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
  plan(actor: Actor, scenarioId: string, seq?: number): Promise<Download>;
}

interface Deps {
  readonly jobs: Jobs;
  readonly plans: Plans;
  readonly scenarios: Scenarios;
  readonly units: UnitSets;
  readonly datasets: Datasets;
  readonly pool: EnginePool;
}

/** One state of a scenario with everything that its files say of it. */
interface Opened {
  readonly plan: Awaited<ReturnType<Plans['source']>>;
  readonly loaded: LoadedUnits;
  readonly demand: Demand;
  readonly sheet: ExportArgs['sheet'];
}

const UNASSIGNED = 0xffff;

export function exports({ jobs, plans, scenarios, units, datasets, pool }: Deps): Exports {
  async function sheetOf(actor: Actor, scenarioId: string, seq: number | undefined): Promise<Opened> {
    const open = await scenarios.open(actor.workspaceId, scenarioId, seq);
    const { row, state: { doc } } = open;
    const plan = await plans.source(actor.workspaceId, row.plan_id);
    const { loaded, live, slots, demand, standing } = await demandOf(units, actor.workspaceId, open);
    const accounts = await units.allAccounts(actor.workspaceId, row.unit_set_id);
    const territories = live.map((slot) => ({ id: doc.territories[slot]!.id, name: doc.territories[slot]!.name }));
    const keys = loaded.measures.map(({ key }) => key);
    const columns = new Map(measuresOf(plan.mapping).map(({ name, column }) => [name, column]));
    const solved = await jobs.lastDesign(actor.workspaceId, row.plan_id, seq ?? row.seq);
    const { sha256 } = await datasets.read(actor, plan.dataset_id);
    const slotOfAccount = slotsOfAccounts(accounts.units, slots, standing, (slot) => live.indexOf(slot));
    const exceptions = standing.named.map(({ id, slot, exception: { reason, owner, expires } }) => ({ account: id, territory: doc.territories[slot]!.id, reason, owner, expires }));
    return {
      plan, loaded, demand,
      sheet: {
        engineVersion: ENGINE_VERSION, seed: solved?.seed ?? 1, preset: solved?.preset ?? 'balanced',
        tolerance: Math.max(...demand.tolerance), region: plan.region, layer: loaded.units.layer, resolution: loaded.units.layer === null ? loaded.units.resolution : null,
        measures: loaded.measures, columns: keys.map((key) => columns.get(key) ?? key),
        slots, territories, shares: demand.shares.map((share) => (share.every((value) => value === share[0]) ? null : share)), locks: demand.locks.map((slot) => territories[slot].id),
        holds: standing.held.flatMap((unit) => (slots[unit] === UNASSIGNED ? [] : [{ unit: loaded.graph.ids[unit], territory: territories[slots[unit]].id }])), exceptions, ...(exceptions.length > 0 ? { slotOfAccount } : {}),
        demands: asked(keys, demand), links: loaded.units.links, accounts, unitOfAccount: accounts.units, currentOfUnit: null, reading: null,
        disruption: accounts.current && disruptionOf(keys, accounts.values, accounts.current, slotOfAccount, territories.map(({ id }) => id)),
        inputHash: sha256, assignmentHash: assignmentHash(loaded.graph.fingerprint, slots),
        stopped: solved?.stopped ?? null,
      },
    };
  }

  return {
    async accounts(actor, scenarioId, seq) {
      const { plan, sheet, loaded } = shownTo(actor, await sheetOf(actor, scenarioId, seq));
      return { bytes: inPieces(accountsCsv({ ...sheet, graph: loaded.graph })), filename: `${fileName(plan.name)}-accounts.csv` };
    },
    async units(actor, scenarioId, seq) {
      const { plan, sheet, loaded } = shownTo(actor, await sheetOf(actor, scenarioId, seq));
      return { bytes: inPieces(unitsCsv({ ...sheet, graph: loaded.graph })), filename: `${fileName(plan.name)}-units.csv` };
    },
    async territories(actor, scenarioId, seq) {
      const { plan, sheet, demand, loaded } = await sheetOf(actor, scenarioId, seq);
      return { bytes: await pool.run('exportPlan', { demand, sheet, problems: null, areas: loaded.areas }), filename: `${fileName(plan.name)}-territories.geojson` };
    },
    async plan(actor, scenarioId, seq) {
      const { plan, sheet, demand, loaded } = await sheetOf(actor, scenarioId, seq);
      if (sheet.slots.includes(UNASSIGNED)) throw new AppError('scenario.incomplete', { repair: 'Assign every unit, or take the single files.' });
      const source = [actor, plan.dataset_id, plan.mapping, plan.request.region] as const;
      const { counts, decimal, problems: told } = await datasets.rejected(...source);
      const problems: RowProblem[] = [];
      for await (const problem of told) problems.push(problem);
      const outside = loaded.units.layer === null ? [] : outsideRows((await datasets.accounts(...source)).accounts, new Set(sheet.accounts!.ids), loaded.units.layer);
      const reading = { mapping: plan.mapping, decimal, counts: { ...counts, accepted: counts.accepted - outside.length, rejected: counts.rejected + outside.length } };
      return { bytes: await pool.run('exportPlan', { demand, sheet: { ...sheet, reading }, problems: [...problems, ...outside].sort((a, b) => a.row - b.row), areas: loaded.areas }), filename: `${fileName(plan.name)}.zip` };
    },
  };
}

/** Without the columns of money, for whom it is hidden from. */
function shownTo(actor: Actor, opened: Opened): Opened {
  const { sheet } = opened;
  const shown = shownMeasures(actor, sheet.measures);
  return { ...opened, sheet: { ...sheet, measures: shown.map((m) => sheet.measures[m]), columns: shown.map((m) => sheet.columns[m]), accounts: sheet.accounts && { ...sheet.accounts, values: shown.map((m) => sheet.accounts!.values[m]) } } };
}

/** Rows whose account lies in no area of a layer are rejected, too. */
function outsideRows({ ids, rows, lngLat }: ReadAccounts['accounts'], inside: ReadonlySet<string>, layer: string): RowProblem[] {
  return Array.from(rows).flatMap((row, i): RowProblem[] => (inside.has(ids.at(i)!) ? [] : [{ row, column: '', code: 'place.outside_layer', found: `${lngLat[2 * i]}, ${lngLat[2 * i + 1]}`, expected: `a place in an area of ${layer}` }]));
}

/** What a scenario's goals ask beside shares and one tolerance: weights of measures, and tolerances of their own. */
function asked(keys: readonly string[], { weight, tolerance }: Demand): PlanDemands {
  const widest = Math.max(...tolerance);
  return {
    ...(weight.every((one) => one === 1) ? {} : { weights: Object.fromEntries(keys.map((key, m) => [key, weight[m]])) }),
    ...(tolerance.every((one) => one === widest) ? {} : { tolerances: Object.fromEntries(keys.flatMap((key, m) => (tolerance[m] === widest ? [] : [[key, tolerance[m]]]))) }),
  };
}

/** A name that every file system takes. */
function fileName(name: string): string {
  return name.normalize('NFKD').replace(/[^\w -]+/g, '').trim().replace(/\s+/g, '-').slice(0, 60) || 'plan';
}
