import { assignmentHash, certify, withBound, type InertiaBound, type Problem, type UnitGraph } from '@hexalign/engine';
import { disruptionOf } from '../exports/disruptionOf.ts';
import { withLeast } from '../exports/leastDisruption.ts';
import type { PlanSheet } from '../exports/planSheet.ts';
import { clashText } from '../solving/clashText.ts';
import { balancedOf, demandedProblem, tolerancesOf, type DemandedPlan, type PlanDemands } from '../solving/planDemands.ts';
import { todayOfAccounts, todayOfGraph } from '../solving/todayOnUnits.ts';
import { apartFromGround } from '../units/apartFromGround.ts';
import type { Findings } from './findings.ts';
import type { PlanDocument } from './planDocument.ts';
import type { UnitRows } from './readUnits.ts';

/** A plan as its files have it. */
export interface PlanRead {
  readonly plan: PlanDocument;
  /** With the plan's links. */
  readonly graph: UnitGraph;
  readonly units: UnitRows;
  /** Null for a graph made by others. */
  readonly accounts: (NonNullable<PlanSheet['accounts']> & { readonly unitOf: Uint32Array }) | null;
}

/**
 * Judges a plan anew from its files, and puts together all that they say; null, with findings, when they cannot be understood.
 *
 * @param boundOf the bound of its certificate
 */
export function judgedSheet({ plan, graph, units, accounts }: PlanRead, findings: Findings, boundOf: (problem: Problem) => InertiaBound | null): PlanSheet | null {
  const k = plan.territories.length;
  const measures = plan.measures.map(({ name, unit }, m) => ({ key: name, unit, values: units.values[m] }));
  const elsewhere = exceptionsOf(plan, accounts);
  const apart = accounts && elsewhere.size > 0 ? apartFromGround(measures, { unit: accounts.unitOf, values: accounts.values }, elsewhere, k) : null;
  const shares = sharesOf(plan, findings);
  if (!shares) return null;
  const today = accounts?.current ?? units.current;
  const keys = plan.measures.map(({ name }) => name);
  const ids = plan.territories.map(({ id }) => id);
  const demands = checkDemands(plan, graph, findings);
  const problem = demandedProblem({ graph, measures: apart?.measures ?? measures, ...(apart ? { load: apart.load } : {}), ids, shares, tolerance: plan.tolerance, locks: plan.locks, holds: plan.holds, ...inForce(plan, demands, graph, units, accounts) });
  const judged = certify(problem, units.slots, { links: plan.links, seed: plan.seed, names: plan.territories.map(({ name }) => name) });
  const certificate = withBound(judged, boundOf(problem));
  const weights = accounts ? accounts.values : units.values;
  const slotOf = accounts ? Uint16Array.from(accounts.unitOf, (unit, a) => elsewhere.get(a) ?? units.slots[unit]) : units.slots;
  return {
    engineVersion: plan.engineVersion,
    seed: plan.seed,
    preset: plan.preset,
    tolerance: plan.tolerance,
    region: plan.region,
    layer: plan.layer,
    resolution: plan.resolution,
    graph,
    measures,
    columns: plan.measures.map(({ column }) => column),
    slots: units.slots,
    territories: plan.territories,
    shares,
    locks: plan.locks,
    holds: plan.holds,
    exceptions: plan.exceptions,
    ...(accounts && elsewhere.size > 0 ? { slotOfAccount: slotOf } : {}),
    demands: plan.demands,
    clash: judged.feasible ? [] : clashText(problem, plan.territories.map(({ name }) => name)),
    links: plan.links,
    accounts,
    unitOfAccount: accounts?.unitOf ?? null,
    reading: plan.reading,
    currentOfUnit: units.current,
    disruption: today && withLeast(disruptionOf(keys, weights, today, slotOf, ids), { keys, weights, today, ids, shares, tolerance: tolerancesOf(measures, plan.tolerance, demands), balanced: balancedOf(measures, demands) }),
    inputHash: plan.inputHash,
    assignmentHash: assignmentHash(graph.fingerprint, units.slots),
    stopped: plan.stopped,
    certificate,
  };
}

/** The plan in force that its demands speak of, from its files. A plan that was locked on a screen does not carry it: what is locked has not moved, so the plan itself will do. */
export function inForce(plan: PlanDocument, demands: PlanDemands, graph: UnitGraph, units: UnitRows, accounts: (PlanSheet['accounts'] & { readonly unitOf: Uint32Array }) | null): Pick<DemandedPlan, 'demands' | 'today'> {
  const ids = plan.territories.map(({ id }) => id);
  if (demands.today && accounts?.current) return { demands, today: todayOfAccounts(graph, accounts.unitOf, accounts.current, ids, plan.measures.map(({ name }) => name), accounts.values) };
  if (demands.today && units.current) return { demands, today: todayOfGraph(units.current, ids) };
  if (plan.locks.length === 0) return { demands, today: null };
  return { demands: { ...demands, today: true }, today: { slots: Uint16Array.from(units.slots), counted: () => undefined } };
}

/** Slot by position of the account, for those that belong elsewhere than their ground; what names nothing was found out with the accounts. */
export function exceptionsOf(plan: PlanDocument, accounts: PlanSheet['accounts']): Map<number, number> {
  const slotOf = new Map(plan.territories.map(({ id }, slot) => [id, slot]));
  const given = new Map((plan.exceptions ?? []).map(({ account, territory }) => [account, slotOf.get(territory)]));
  return new Map((given.size === 0 ? [] : (accounts?.ids ?? [])).flatMap((id, a) => (given.get(id) === undefined ? [] : [[a, given.get(id)!] as const])));
}

/** Demands whose names are those of the plan; others are found out. */
function checkDemands(plan: PlanDocument, graph: UnitGraph, findings: Findings): PlanDemands {
  const demands = plan.demands ?? {};
  const ids = new Set(plan.territories.map(({ id }) => id));
  const keys = new Set(plan.measures.map(({ name }) => name));
  const units = new Set(graph.ids);
  const check = (known: ReadonlySet<string>, names: readonly (string | undefined)[], where: string, what: string): void => {
    for (const name of new Set(names)) if (name !== undefined && !known.has(name)) findings.add('demand', `plan.json, ${where}`, `names ${name}, which is no ${what} of the plan`);
  };
  check(ids, [...(demands.bounds ?? []), ...(demands.homes ?? []), ...(demands.starts ?? []), ...(demands.budgets ?? []), ...plan.holds].map(({ territory }) => territory), 'demands', 'territory');
  check(ids, demands.inPieces ?? [], 'demands, inPieces', 'territory');
  check(keys, [...(demands.bounds ?? []).map(({ measure }) => measure), ...Object.keys(demands.weights ?? {}), ...Object.keys(demands.tolerances ?? {}), demands.pricedBy], 'demands', 'measure');
  check(new Set([...keys, 'units', 'accounts']), (demands.budgets ?? []).map(({ what }) => what), 'demands, budgets', 'measure');
  check(units, [...(demands.together ?? []).flat(), ...(demands.barriers ?? []).flat(), ...(demands.starts ?? []).map(({ unit }) => unit), ...plan.holds.map(({ unit }) => unit)], 'demands', 'unit');
  const bounds = (demands.bounds ?? []).filter(({ measure }) => keys.has(measure));
  const budgets = (demands.budgets ?? []).filter(({ what }) => keys.has(what) || what === 'units' || what === 'accounts');
  return { ...demands, ...(demands.bounds ? { bounds } : {}), ...(demands.budgets ? { budgets } : {}) };
}

/** Per measure the share of each territory, null where all are equal; null altogether when they cannot be shares. */
export function sharesOf(plan: PlanDocument, findings: Findings): (Float64Array | null)[] | null {
  const k = plan.territories.length;
  const ids = new Set(plan.territories.map(({ id }) => id));
  for (const id of plan.locks) if (!ids.has(id)) findings.add('lock', 'plan.json, locks', `names ${id}, which is no territory of the plan`);
  let usable = true;
  const shares = plan.measures.map(({ name }) => {
    const share = Float64Array.from(plan.territories, (territory) => territory.shares[name] ?? NaN);
    const sum = share.reduce((all, value) => all + value, 0);
    if (!near(sum, 1)) {
      findings.add('share', `plan.json, territories, shares of ${name}`, `sum to ${sum}, expected 1`);
      usable = false;
    }
    return share.every((value) => Math.abs(value - 1 / k) <= 1e-12) ? null : share;
  });
  return usable ? shares : null;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
