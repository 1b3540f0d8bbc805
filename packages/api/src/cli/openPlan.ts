import type { Measure, Problem } from '@hexalign/engine';
import type { RowProblem } from '../../contract/datasets.ts';
import { InputError } from '../datasets/inputError.ts';
import { demandedProblem, type PlanDemands } from '../solving/planDemands.ts';
import { apartFromGround } from '../units/apartFromGround.ts';
import { Findings } from './findings.ts';
import { exceptionsOf, inForce, sharesOf, type PlanRead } from './judgedSheet.ts';
import { readFolder } from './readFolder.ts';
import { planDocument, planTable, planText } from './readPlan.ts';

/** A plan as its folder has it. n = units, k = territories. */
export interface OpenPlan extends PlanRead {
  /** Of the ground, with the accounts that belong elsewhere. */
  readonly measures: readonly Measure[];
  readonly shares: readonly (Float64Array | null)[];
  /** Slot by position, of accounts apart from their ground. */
  readonly elsewhere: ReadonlyMap<number, number>;
  /** Rows of `rejected.csv`; null for a graph. */
  readonly problems: RowProblem[] | null;
  readonly problem: Problem;
}

/**
 * Opens a plan folder to go on from it. What in it contradicts itself is refused: `hexalign verify` says where.
 *
 * @throws InputError when the folder holds no plan, or one that cannot be gone on from
 */
export async function openPlan(dir: string): Promise<OpenPlan> {
  const findings = new Findings();
  const plan = planDocument(await planText(dir, 'plan.json'), findings);
  const unusable = (expected: string, found: string): InputError => new InputError({ code: 'plan.unusable', where: dir, expected, found, repair: `See hexalign verify ${dir}.` }, findings.lines());
  if (plan === null) throw unusable('a plan that agrees with its files', 'one that does not');
  if (plan.layer !== undefined) throw unusable('a plan on cells or on a graph', `one on the areas of ${plan.layer}`);
  const read = await readFolder(dir, plan, findings);
  const shares = sharesOf(plan, findings);
  if (!read || !shares || (plan.reading && !read.accounts) || !findings.none) throw unusable('a plan that agrees with its files', 'one that does not');
  const { graph, units, accounts } = read;
  const measures = plan.measures.map(({ name, unit }, m): Measure => ({ key: name, unit, values: units.values[m] }));
  const elsewhere = exceptionsOf(plan, accounts);
  const apart = accounts && elsewhere.size > 0 ? apartFromGround(measures, { unit: accounts.unitOf, values: accounts.values }, elsewhere, plan.territories.length) : null;
  const demands: PlanDemands = plan.demands ?? {};
  const problem = demandedProblem({ graph, measures: apart?.measures ?? measures, ...(apart ? { load: apart.load } : {}), ids: plan.territories.map(({ id }) => id), shares, tolerance: plan.tolerance, locks: plan.locks, holds: plan.holds, ...inForce(plan, demands, graph, units, accounts) });
  return { plan, graph, units, measures, shares, accounts, elsewhere, problems: plan.reading ? await rejectedRows(dir, findings) : null, problem };
}

async function rejectedRows(dir: string, findings: Findings): Promise<RowProblem[]> {
  const rows = await planTable(dir, 'rejected.csv', ['row', 'column', 'code', 'found', 'expected'], findings);
  const problems: RowProblem[] = [];
  if (rows) for await (const { fields: [row, column, code, found, expected] } of rows) problems.push({ row: Number(row), column, code: code as RowProblem['code'], found, expected });
  return problems;
}
