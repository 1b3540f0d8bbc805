import { assignmentHash, docHash, ENGINE_VERSION } from '@hexalign/engine';
import { shownMeasures } from '../access/money.ts';
import type { Datasets } from '../datasets/service.ts';
import { measuresOf } from '../datasets/judgeRow.ts';
import type { Demand, ExportArgs } from '../engine/methods.ts';
import type { Actor } from '../http/actor.ts';
import type { Jobs } from '../jobs/service.ts';
import type { Plans } from '../plans/service.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { slotsOfAccounts } from '../scenarios/standing.ts';
import { demandOf } from '../solving/demand.ts';
import type { PlanDemands } from '../solving/planDemands.ts';
import type { LoadedUnits, UnitSets } from '../units/service.ts';
import { sheetWithoutPeople } from './sheetWithoutPeople.ts';
import { disruptionOf } from './disruptionOf.ts';

/** One state of a scenario with everything that its files say of it. */
export interface OpenedSheet {
  readonly plan: Awaited<ReturnType<Plans['source']>>;
  readonly scenario: { readonly id: string; readonly name: string; readonly seq: number };
  /** SHA-256 of the whole document. */
  readonly documentHash: string;
  readonly loaded: LoadedUnits;
  readonly demand: Demand;
  readonly sheet: ExportArgs['sheet'];
  readonly accountNames: readonly string[];
}

export interface SheetDeps {
  readonly jobs: Jobs;
  readonly plans: Plans;
  readonly scenarios: Scenarios;
  readonly units: UnitSets;
  readonly datasets: Datasets;
}

const UNASSIGNED = 0xffff;

/** @param day on which exceptions and holds are asked whether they stand; today when left out */
export async function openSheet({ jobs, plans, scenarios, units, datasets }: SheetDeps, actor: Actor, scenarioId: string, seq?: number, day?: string): Promise<OpenedSheet> {
  const open = await scenarios.open(actor.workspaceId, scenarioId, seq);
  const { row, state: { doc } } = open;
  const plan = await plans.source(actor.workspaceId, row.plan_id);
  const { loaded, live, slots, demand, standing } = await demandOf(units, actor.workspaceId, open, day);
  const accounts = await units.allAccounts(actor.workspaceId, row.unit_set_id);
  const territories = live.map((slot) => ({ id: doc.territories[slot]!.id, name: doc.territories[slot]!.name }));
  const keys = loaded.measures.map(({ key }) => key);
  const columns = new Map(measuresOf(plan.mapping).map(({ name, column }) => [name, column]));
  const solved = await jobs.lastDesign(actor.workspaceId, row.plan_id, seq ?? row.seq);
  const { sha256 } = await datasets.read(actor, plan.dataset_id);
  const slotOfAccount = slotsOfAccounts(accounts.units, slots, standing, (slot) => live.indexOf(slot));
  const exceptions = standing.named.map(({ id, slot, exception: { reason, owner, expires } }) => ({ account: id, territory: doc.territories[slot]!.id, reason, owner, expires }));
  const opened: OpenedSheet = {
    plan, loaded, demand, scenario: { id: row.id, name: row.name, seq: seq ?? row.seq }, documentHash: docHash(doc), accountNames: accounts.names,
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
  return actor.veil === undefined ? opened : sheetWithoutPeople(opened, actor.veil);
}

/** Without the columns of money, for whom it is hidden from. */
export function shownTo(actor: Actor, opened: OpenedSheet): OpenedSheet {
  const { sheet } = opened;
  const shown = shownMeasures(actor, sheet.measures);
  return { ...opened, sheet: { ...sheet, measures: shown.map((m) => sheet.measures[m]), columns: shown.map((m) => sheet.columns[m]), accounts: sheet.accounts && { ...sheet.accounts, values: shown.map((m) => sheet.accounts!.values[m]) } } };
}

/** What a scenario's goals ask beside shares and one tolerance: weights of measures, and tolerances of their own. */
function asked(keys: readonly string[], { weight, tolerance }: Demand): PlanDemands {
  const widest = Math.max(...tolerance);
  return {
    ...(weight.every((one) => one === 1) ? {} : { weights: Object.fromEntries(keys.map((key, m) => [key, weight[m]])) }),
    ...(tolerance.every((one) => one === widest) ? {} : { tolerances: Object.fromEntries(keys.flatMap((key, m) => (tolerance[m] === widest ? [] : [[key, tolerance[m]]]))) }),
  };
}
