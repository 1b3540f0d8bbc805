import { assignmentHash, certify, fileOutline, fromCells, fromEdges, verifyCells, withBound, type UnitGraph } from '@hexalign/engine';
import type { FeatureCollection } from 'geojson';
import { certificateJson } from '../exports/certificateJson.ts';
import { disruptionOf } from '../exports/disruptionOf.ts';
import { withLeast } from '../exports/leastDisruption.ts';
import { planJson } from '../exports/planJson.ts';
import type { PlanSheet } from '../exports/planSheet.ts';
import { territoriesGeojson } from '../exports/territoriesGeojson.ts';
import { clashText } from '../solving/clashText.ts';
import { balancedOf, demandedProblem, tolerancesOf, type DemandedPlan, type PlanDemands } from '../solving/planDemands.ts';
import { todayOfAccounts, todayOfGraph } from '../solving/todayOnUnits.ts';
import { apartFromGround } from '../units/apartFromGround.ts';
import { areaGraph, areaShapes } from '../units/areaUnits.ts';
import { linked } from '../units/buildUnits.ts';
import { checkAccounts } from './checkAccounts.ts';
import { checkBorders } from './checkBorders.ts';
import { checkBound } from './checkBound.ts';
import { checkInput } from './checkInput.ts';
import { compareJson } from './compareJson.ts';
import { Findings } from './findings.ts';
import { verifyOptions } from './options.ts';
import type { PlanDocument } from './planDocument.ts';
import { fileHash, planDocument, planText } from './readPlan.ts';
import { readBorders, readUnits, type UnitRows } from './readUnits.ts';

/**
 * `hexalign verify`: recomputes a plan from its files with code that shares nothing with the solver.
 *
 * @returns exit code: 0 agrees, 1 disagrees and says where
 * @throws InputError when the folder holds no plan
 */
export async function verify(args: readonly string[]): Promise<number> {
  const { dir, input, json } = verifyOptions(args);
  const findings = await verifyPlan(dir, input);
  if (json) process.stdout.write(`${JSON.stringify({ agrees: findings.none, disagreements: findings.toJSON() })}\n`);
  else if (findings.none) process.stdout.write(`The plan in ${dir} agrees with its files${input === null ? '' : ` and with ${input}`}: every hash, sum, border, shape and verdict comes out the same.\n`);
  for (const line of findings.lines()) process.stderr.write(`${line}\n`);
  if (!findings.none) process.stderr.write(`The plan in ${dir} does NOT agree with its files.\n`);
  return findings.none ? 0 : 1;
}

/**
 * Recomputes a plan from its files.
 *
 * @param input the file it was made from, to be compared as well; null = not at hand
 * @returns everything that disagrees
 * @throws InputError when the folder has no `plan.json`, or the input cannot be opened
 */
export async function verifyPlan(dir: string, input: string | null): Promise<Findings> {
  const findings = new Findings();
  const text = await planText(dir, 'plan.json');
  const plan = planDocument(text, findings);
  if (plan) {
    await checkFiles(dir, plan, findings);
    await checkPlan(dir, plan, text, findings);
    if (input !== null) await checkInput(dir, plan, input, findings);
  }
  return findings;
}

/** Every file is there and has the bytes it was written with. */
async function checkFiles(dir: string, plan: PlanDocument, findings: Findings): Promise<void> {
  const expected = plan.reading ? ['accounts.csv', ...(plan.layer ? ['areas.geojson'] : []), 'rejected.csv', 'territories.geojson', 'units.csv'] : ['borders.csv', 'territories.geojson', 'units.csv'];
  const listed = Object.keys(plan.files).sort();
  if (listed.join() !== expected.join()) findings.add('plan', 'plan.json, files', `lists ${listed.join(', ')}, expected ${expected.join(', ')}`);
  for (const name of expected) {
    const hash = await fileHash(dir, name);
    if (hash === null) findings.add('file', name, 'is missing');
    else if (hash !== plan.files[name]) findings.add('file', name, `is not the file that plan.json knows: SHA-256 ${hash}, expected ${plan.files[name]}`);
  }
}

async function checkPlan(dir: string, plan: PlanDocument, planBytes: string, findings: Findings): Promise<void> {
  const units = await readUnits(dir, plan, findings);
  if (!units) return;
  if (plan.reading && !plan.layer) for (const { code, message } of verifyCells(units.ids, units.slots, plan.territories.length, [], (slot) => plan.territories[slot].id).violations) if (code.startsWith('cell.')) findings.add('cell', 'units.csv', message);
  const areas = plan.layer === undefined ? null : await readAreas(dir, findings);
  if (plan.layer !== undefined && areas === null) return;
  const land = await landOf(dir, plan, units, areas, findings);
  if (!land) return;
  const claimsPieces = !/"contiguous": false/.test(await planText(dir, 'certificate.json').catch(() => ''));
  const broken = checkBorders(plan, land, units.slots, claimsPieces, findings);
  if (broken) return;
  const graph = linked(land, plan.links);
  const hash = assignmentHash(graph.fingerprint, units.slots);
  if (hash !== plan.assignmentHash) findings.add('hash', 'plan.json, assignmentHash', `is ${plan.assignmentHash}; units, links and territories come to ${hash}`);
  plan.measures.forEach(({ name, total }, m) => {
    const sum = units.values[m].reduce((all, value) => all + value, 0);
    if (!near(sum, total)) findings.add('total', `plan.json, measures, ${name}`, `has a total of ${total}; the units come to ${sum}`);
  });
  const accounts = plan.reading ? await checkAccounts(dir, plan, units, areas, findings) : null;
  await checkDerived(dir, plan, planBytes, graph, units, accounts, areas, findings);
}

/** Certificate, shapes and the plan itself, written once more and compared. */
async function checkDerived(dir: string, plan: PlanDocument, planBytes: string, graph: UnitGraph, units: UnitRows, accounts: PlanSheet['accounts'] & { readonly unitOf: Uint32Array } | null, areas: FeatureCollection | null, findings: Findings): Promise<void> {
  const k = plan.territories.length;
  const measures = plan.measures.map(({ name, unit }, m) => ({ key: name, unit, values: units.values[m] }));
  const elsewhere = exceptionsOf(plan, accounts);
  const apart = accounts && elsewhere.size > 0 ? apartFromGround(measures, { unit: accounts.unitOf, values: accounts.values }, elsewhere, k) : null;
  const shares = sharesOf(plan, findings);
  if (!shares) return;
  const today = accounts?.current ?? units.current;
  const keys = plan.measures.map(({ name }) => name);
  const ids = plan.territories.map(({ id }) => id);
  const demands = checkDemands(plan, graph, findings);
  const problem = demandedProblem({ graph, measures: apart?.measures ?? measures, ...(apart ? { load: apart.load } : {}), ids, shares, tolerance: plan.tolerance, locks: plan.locks, holds: plan.holds, ...inForce(plan, demands, graph, units, accounts) });
  const written = await planText(dir, 'certificate.json').catch(() => null);
  const judged = certify(problem, units.slots, { links: plan.links, seed: plan.seed, names: plan.territories.map(({ name }) => name) });
  const certificate = withBound(judged, checkBound(written, problem, units.slots, findings));
  const weights = accounts ? accounts.values : units.values;
  const slotOf = accounts ? Uint16Array.from(accounts.unitOf, (unit, a) => elsewhere.get(a) ?? units.slots[unit]) : units.slots;
  const sheet: PlanSheet = {
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
  compareJson('plan.json', planBytes, planJson(sheet, plan.files), findings);
  const planHash = await fileHash(dir, 'plan.json');
  if (written === null) findings.add('file', 'certificate.json', 'is missing');
  else compareJson('certificate.json', written, certificateJson(sheet, planHash!), findings);
  const shapes = await planText(dir, 'territories.geojson').catch(() => null);
  if (shapes !== null) compareJson('territories.geojson', shapes, [...territoriesGeojson(sheet, areas === null ? fileOutline(graph, units.slots, k, accounts?.lngLat) : areaShapes(areas, units.slots, k))].join(''), findings);
}

/** The plan in force that its demands speak of, from its files. A plan that was locked on a screen does not carry it: what is locked has not moved, so the plan itself will do. */
function inForce(plan: PlanDocument, demands: PlanDemands, graph: UnitGraph, units: UnitRows, accounts: (PlanSheet['accounts'] & { readonly unitOf: Uint32Array }) | null): Pick<DemandedPlan, 'demands' | 'today'> {
  const ids = plan.territories.map(({ id }) => id);
  if (demands.today && accounts?.current) return { demands, today: todayOfAccounts(graph, accounts.unitOf, accounts.current, ids, plan.measures.map(({ name }) => name), accounts.values) };
  if (demands.today && units.current) return { demands, today: todayOfGraph(units.current, ids) };
  if (plan.locks.length === 0) return { demands, today: null };
  return { demands: { ...demands, today: true }, today: { slots: Uint16Array.from(units.slots), counted: () => undefined } };
}

/** Slot by position of the account, for those that belong elsewhere than their ground; what names nothing was found out with the accounts. */
function exceptionsOf(plan: PlanDocument, accounts: PlanSheet['accounts']): Map<number, number> {
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
function sharesOf(plan: PlanDocument, findings: Findings): (Float64Array | null)[] | null {
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

/** The areas that are the plan's units; null, with a finding, when they cannot be read. */
async function readAreas(dir: string, findings: Findings): Promise<FeatureCollection | null> {
  try {
    return JSON.parse(await planText(dir, 'areas.geojson')) as FeatureCollection;
  } catch (error) {
    findings.add('area', 'areas.geojson', (error as Error).message);
    return null;
  }
}

/** The graph as it is without links: from H3 alone, from the areas, or from `borders.csv`. */
async function landOf(dir: string, plan: PlanDocument, units: UnitRows, areas: FeatureCollection | null, findings: Findings): Promise<UnitGraph | null> {
  try {
    if (plan.reading) {
      const land = areas === null ? fromCells(units.ids) : areaGraph(areas, plan.layer!);
      if (land.ids.join('\n') !== units.ids.join('\n')) {
        findings.add('unit', 'units.csv', 'does not have the areas of areas.geojson as its units');
        return null;
      }
      land.ids.forEach((id, u) => {
        if (land.lngLat[2 * u] !== units.lngLat[2 * u] || land.lngLat[2 * u + 1] !== units.lngLat[2 * u + 1]) findings.add('place', `units.csv, ${id}`, `lies at ${units.lngLat[2 * u]}, ${units.lngLat[2 * u + 1]}; the middle of the unit is ${land.lngLat[2 * u]}, ${land.lngLat[2 * u + 1]}`);
        if (land.areaKm2[u] !== units.areaKm2[u]) findings.add('area', `units.csv, ${id}`, `has ${units.areaKm2[u]} square kilometres; the unit has ${land.areaKm2[u]}`);
      });
      return land;
    }
    const borders = await readBorders(dir, units, findings);
    return borders && fromEdges({ ids: units.ids, lngLat: units.lngLat, areaKm2: units.areaKm2, ...borders }).graph;
  } catch (error) {
    findings.add('graph', plan.reading ? 'units.csv' : 'borders.csv', (error as Error).message);
    return null;
  }
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
